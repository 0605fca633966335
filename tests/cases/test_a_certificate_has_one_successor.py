"""行政许可法 art. 49 and requirement R045: a change or a loss leads to a new certificate
that names the old one; the old one no longer holds; no newspaper is asked for."""

from datetime import date

import pytest

from tests.factories.cases import Counter, day, moment
from tests.factories.modes import certificate_of, make_ending_licence, valid_until
from yichuang.cases.models import Case, FollowUp
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.services import notices, successors
from yichuang.documents.models import Document
from yichuang.documents.queries import verify
from yichuang.kernel.refusals import Refusal

END = date(2031, 3, 1)
AT = moment("2026-03-12 10:00")


@pytest.fixture
def earlier(counter: Counter) -> Document:
    """A licence that ends on 1 March 2031."""
    make_ending_licence()
    return valid_until(certificate_of(counter.licence.closed()), END)


def decided(counter: Counter, case: Case) -> Document:
    counter.check(case, AT)
    notices.accept(case, by=counter.clerk, at=AT)
    counter.approve(case, AT)
    return certificate_of(case)


def test_a_change_keeps_the_term_and_says_what_changed(
    counter: Counter, earlier: Document
) -> None:
    case = successors.begin(
        earlier.number,
        FollowKind.CHANGE,
        wish="名称由“林记小吃”改为“林家小吃店”",
        new_name="林家小吃店",
        by=counter.clerk,
        at=AT,
    )
    new = decided(counter, case)
    assert new.addressee == "林家小吃店"
    assert new.valid_until == END  # a change lengthens nothing
    says = " ".join(new.facts["body"])
    assert earlier.number in says
    assert "林家小吃店" in says
    earlier.refresh_from_db()
    assert new.number in earlier.revoked_reason
    told = verify(earlier.verify_code, on=day("2026-03-13"))
    assert told is not None
    assert told.state == "revoked"


def test_a_lost_one_is_issued_again_without_a_newspaper(
    counter: Counter, earlier: Document
) -> None:
    case = successors.begin(
        earlier.number,
        FollowKind.REISSUE,
        wish="3 月 8 日搬家时遗失",
        by=counter.clerk,
        at=AT,
    )
    asked = set(case.papers.values_list("key", flat=True))
    assert asked == {"form"}  # nothing the guide does not name, no announcement
    new = decided(counter, case)
    assert new.number != earlier.number
    assert FollowUp.objects.get(case=case).successor == new


@pytest.mark.parametrize(
    ("kind", "code"),
    [(FollowKind.CHANGE, "change.unsaid"), (FollowKind.REISSUE, "loss.unsaid")],
)
def test_what_changes_and_how_it_was_lost_is_said(
    counter: Counter, earlier: Document, kind: FollowKind, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        successors.begin(earlier.number, kind, wish=" ", by=counter.clerk, at=AT)
    assert (refused.value.code, refused.value.field) == (code, "wish")
    assert refused.value.remedy


def test_one_matter_about_a_certificate_at_a_time(
    counter: Counter, earlier: Document
) -> None:
    first = successors.begin(
        earlier.number, FollowKind.CHANGE, wish="改地址", by=counter.clerk, at=AT
    )
    with pytest.raises(Refusal) as refused:
        successors.begin(
            earlier.number, FollowKind.REISSUE, wish="丢了", by=counter.clerk, at=AT
        )
    assert refused.value.code == "follow.open"
    notices.withdraw(first, reason="不改了", by=counter.clerk, at=AT)
    again = successors.begin(
        earlier.number, FollowKind.REISSUE, wish="丢了", by=counter.clerk, at=AT
    )
    decided(counter, again)
    with pytest.raises(Refusal) as void:
        successors.begin(
            earlier.number, FollowKind.CHANGE, wish="改", by=counter.clerk, at=AT
        )
    assert void.value.code == "certificate.void"


def test_a_strangers_certificate_does_not_exist(
    counter: Counter, earlier: Document
) -> None:
    for number in (earlier.number, "no-such"):
        with pytest.raises(Refusal) as refused:
            successors.begin(
                number,
                FollowKind.REISSUE,
                wish="丢了",
                by=counter.other_citizen,
                at=AT,
            )
        assert refused.value.code == "certificate.not-found"


def test_a_first_certificate_holds_as_long_as_the_guide_says(counter: Counter) -> None:
    make_ending_licence()
    made = certificate_of(counter.licence.closed(moment("2026-03-10 10:00")))
    assert (made.valid_from, made.valid_until) == (
        date(2026, 3, 10),
        date(2031, 3, 9),
    )

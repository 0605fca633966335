"""差评整改: somebody calls within a working day and closes it; never who handled it."""

from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.factories import accounts as people
from tests.factories import reviews as make
from yichuang.accounts.policies import SYSTEM, Grant
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff
from yichuang.documents import queries as document_queries
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall
from yichuang.reviews.models import Rectification
from yichuang.reviews.queries import rectifications
from yichuang.reviews.services import rectifying

AT = make.LATER + timedelta(hours=1)


def test_a_bad_review_brings_two_days_to_keep(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    assert (row.contact_due, row.fix_due) == (date(2026, 3, 11), date(2026, 3, 17))
    officer = cast.actor("review_officer")
    assert rectifications.counts(officer, date(2026, 3, 11)) == {"open": 1, "late": 0}
    assert rectifications.counts(officer, date(2026, 3, 12)) == {"open": 1, "late": 1}


@pytest.mark.parametrize("level", [3, 4, 5])
def test_other_levels_bring_none(hall: Hall, cast: Cast, level: int) -> None:
    make.make_review(cast, level)
    assert not Rectification.objects.exists()


def test_it_is_closed_after_the_person_was_reached(hall: Hall, cast: Cast) -> None:
    row, by = make.make_bad(cast), cast.actor("review_officer")
    with pytest.raises(Refusal) as refused:
        rectifying.close(row.review_id, "fixed", "已改正", seen=1, by=by, at=AT)
    assert refused.value.code == "review.not-reached"
    rectifying.contact(row.review_id, "已道歉，对方接受", seen=1, by=by, at=AT)
    rectifying.close(row.review_id, "fixed", "已改正并告知", seen=2, by=by, at=AT)
    row.refresh_from_db()
    assert (row.ending, row.closed_by) == ("fixed", by.ref)
    codes = Entry.objects.filter(about=row.review.about).values_list("code", flat=True)
    assert [code for code in codes if code.startswith("review.")] == [
        "review.given",
        "review.contacted",
        "review.rectified",
    ]


def test_the_office_gets_an_order_that_names_nobody(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    about = row.review.about
    assert document_queries.about(about) == ()  # not before somebody was reached
    officer = cast.client("review_officer")
    address = f"/bad-reviews/{row.review_id}/"
    note = {"version": 1, "note": "已电话道歉，对方接受"}
    officer.post(f"{address}contact/", note)
    order = document_queries.latest(about, DocumentKind.RECTIFICATION)
    assert order is not None
    assert order.facts["due"] == row.fix_due.isoformat()
    assert order.addressee == order.facts["handler"]
    said = f"{order.addressee}{order.facts}"
    case = row.review.case
    for secret in (case.number, case.query_code, case.applicant_name):
        assert secret not in said
    assert order.number in officer.get(address).content.decode()
    paper = f"/documents/{order.number}.pdf"
    assert officer.get(paper).status_code == 200
    for who in ("clerk", "clerk_elsewhere", "citizen"):
        assert cast.client(who).get(paper).status_code == 404


def test_nobody_answers_for_their_own_work(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    grant = Grant(Role.REVIEW_OFFICER, cast.actor("clerk").hall_id, None)
    staff.grant_role(cast.user("clerk").pk, grant, by=SYSTEM, at=people.NOW)
    by = cast.actor("clerk")
    for act in (
        lambda: rectifying.contact(row.review_id, "已联系", seen=1, by=by, at=AT),
        lambda: rectifying.close(row.review_id, "fixed", "改了", seen=1, by=by, at=AT),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "review.own-work"
    page = cast.client("clerk").get(f"/bad-reviews/{row.review_id}/").content.decode()
    assert "评的是您经手的件" in page
    assert row.review.case.number not in page
    assert "<textarea" not in page


@pytest.mark.parametrize("who", ["clerk", "supervisor", "auditor", "administrator"])
def test_others_may_not_answer(hall: Hall, cast: Cast, who: str) -> None:
    row = make.make_bad(cast)
    with pytest.raises(Refusal) as refused:
        rectifying.contact(
            row.review_id, "已联系本人", seen=1, by=cast.actor(who), at=AT
        )
    assert refused.value.code == "permission.denied"


def test_the_second_officer_learns_that_it_moved_on(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    by, other = cast.actor("review_officer"), cast.actor("hall_manager")
    rectifying.contact(row.review_id, "已联系本人", seen=1, by=by, at=AT)
    with pytest.raises(Refusal) as refused:
        rectifying.contact(row.review_id, "我也联系了", seen=1, by=other, at=AT)
    assert refused.value.code == "review.moved-on"


def test_another_hall_has_its_own(hall: Hall, cast: Cast) -> None:
    row = make.make_bad(cast)
    stranger = cast.actor("clerk_elsewhere")
    assert not rectifications.listed(stranger, closed=False)
    with pytest.raises(Refusal) as refused:
        rectifications.find(stranger, row.review_id)
    assert refused.value.code == "review.not-found"


def test_the_pages_lead_from_the_call_to_the_end(hall: Hall, cast: Cast) -> None:
    row, officer = make.make_bad(cast), cast.client("review_officer")
    address = f"/bad-reviews/{row.review_id}/"
    assert "差评" in officer.get("/bad-reviews/").content.decode()
    short = officer.post(f"{address}contact/", {"version": 1, "note": "嗯"})
    assert short.status_code == 422
    note = {"version": 1, "note": "已电话道歉，对方接受"}
    assert officer.post(f"{address}contact/", note).status_code == 302
    stale = officer.post(f"{address}contact/", note)
    assert stale.status_code == 409
    end = {"version": 2, "ending": "explained", "note": "已解释规定，对方理解"}
    assert officer.post(f"{address}close/", end).status_code == 302
    assert "解释说明" in officer.get(address).content.decode()
    closed = officer.get("/bad-reviews/?state=closed").content.decode()
    assert "解释说明" in closed

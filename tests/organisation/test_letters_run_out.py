"""Letters are renewed, withdrawn and named before they run out; what ended yesterday
covers nothing, and says so with the day and what to do."""

from datetime import date
from typing import Any

import pytest

from tests.factories.cases import NOW, Counter, day, moment
from tests.factories.catalogue import DIPLOMA, make_item
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Authorisation
from yichuang.organisation.queries.posts import covers, obstacle, require_cover
from yichuang.organisation.rules import ChangeReason, LetterTerms, Scope, check_terms
from yichuang.organisation.services import authority

NEXT = LetterTerms(
    "青教授字〔2027〕1 号",
    "",
    day("2027-01-01"),
    day("2027-12-31"),
    reason=ChangeReason.EXPIRY,
    seal_holder="贺清",
)


def renew(counter: Counter, row: Authorisation, **over: Any) -> Authorisation:
    terms = {name: getattr(NEXT, name) for name in NEXT.__slots__} | over
    return authority.renew(
        row, LetterTerms(**terms), person_name="贺清", by=counter.administrator, at=NOW
    )


def refused(counter: Counter, on: str = "2026-03-10") -> Refusal:
    return obstacle(
        counter.cast.user("chief_approver").pk,
        DIPLOMA,
        day(on),
        department_id=1,
        item="毕业证明",
    )


def test_ended_yesterday_names_the_letter_the_day_and_the_way(
    counter: Counter,
) -> None:
    row = counter.letter("chief_approver", last="2026-03-09")
    user = counter.cast.user("chief_approver").pk
    with pytest.raises(Refusal) as told:
        require_cover(
            user, DIPLOMA, day("2026-03-10"), department_id=1, item="毕业证明"
        )
    refusal = told.value
    assert (refusal.code, refusal.field) == ("authority.ended", "letter")
    assert refusal.facts["letter"] == row.letter_number
    assert refusal.facts["day"] == date(2026, 3, 9)
    assert refusal.remedy


def test_the_reason_nearest_to_being_right_is_told(counter: Counter) -> None:
    assert refused(counter).code == "authority.none"
    counter.letter("chief_approver", last="2026-03-09")
    counter.letter("chief_approver", first="2026-04-01")
    assert refused(counter).code == "authority.ended"
    standing = counter.letter("chief_approver", first="2026-03-01")
    Authorisation.objects.filter(pk=standing.pk).update(scope=Scope.FIRST_REVIEW)
    assert refused(counter).code == "authority.first-review-only"


def test_a_letter_follows_the_one_before(counter: Counter) -> None:
    first = counter.letter("chief_approver")
    after = renew(counter, first)
    assert (after.item_key, after.supersedes_id) == (first.item_key, first.pk)
    assert (after.reason, after.seal_holder) == ("expiry", "贺清")
    codes = Entry.objects.filter(about=f"authorisation:{first.pk}")
    assert "organisation.authorisation-renewed" in set(
        codes.values_list("code", flat=True)
    )


def test_where_both_would_run_the_old_one_ends_the_day_before(
    counter: Counter,
) -> None:
    first = counter.letter("chief_approver")
    renew(counter, first, valid_from=day("2026-07-01"), valid_to=day("2027-06-30"))
    first.refresh_from_db()
    assert first.valid_to == day("2026-06-30")
    user = counter.cast.user("chief_approver").pk
    letters = [
        covers(user, DIPLOMA, on, department_id=1)
        for on in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert [row.letter_number for row in letters if row] == [
        first.letter_number,
        NEXT.number,
    ]


def test_a_letter_is_renewed_once_and_not_after_it_was_withdrawn(
    counter: Counter,
) -> None:
    first = counter.letter("chief_approver")
    after = renew(counter, first)
    with pytest.raises(Refusal) as again:
        renew(counter, first, number="另一封")
    assert again.value.code == "authorisation.renewed"
    by = counter.administrator
    authority.revoke(after, reason="调岗", on=NOW.date(), by=by, at=NOW)
    with pytest.raises(Refusal) as gone:
        renew(
            counter,
            after,
            number="再一封",
            valid_from=day("2028-01-01"),
            valid_to=day("2028-12-31"),
        )
    assert gone.value.code == "authorisation.withdrawn-before"


def test_a_withdrawal_has_a_reason_and_happens_once(counter: Counter) -> None:
    row = counter.letter("chief_approver")
    by, on = counter.administrator, NOW.date()
    with pytest.raises(Refusal) as unsaid:
        authority.revoke(row, reason=" ", on=on, by=by, at=NOW)
    assert unsaid.value.field == "reason"
    authority.revoke(row, reason="换了首席代表", on=on, by=by, at=NOW)
    with pytest.raises(Refusal) as again:
        authority.revoke(row, reason="再撤一次", on=on, by=by, at=NOW)
    assert again.value.code == "authorisation.over"


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"number": " "}, "authorisation.number", "letter_number"),
        ({"valid_to": day("2026-12-31")}, "authorisation.dates", "valid_to"),
        ({"valid_to": day("2037-01-01")}, "authorisation.long", "valid_to"),
        ({"sealed_on": day("2028-01-01")}, "authorisation.sealed-later", "sealed_on"),
        (
            {"scope": Scope.ON_SPOT, "item_key": "*"},
            "authorisation.on-spot-items",
            "items",
        ),
    ],
)
def test_a_letter_that_cannot_be(over: dict[str, Any], code: str, field: str) -> None:
    terms = {name: getattr(NEXT, name) for name in NEXT.__slots__} | over
    with pytest.raises(Refusal) as told:
        check_terms(LetterTerms(**terms))
    assert (told.value.code, told.value.field) == (code, field)
    assert told.value.remedy


def test_a_head_registers_no_letter_for_themselves(counter: Counter) -> None:
    row = counter.letter("chief_approver")
    head = counter.department_head
    with pytest.raises(Refusal) as told:
        authority.authorise(
            row.post, head.user_id or 0, NEXT, person_name=head.name, by=head, at=NOW
        )
    assert told.value.code == "authorisation.own"


def warned(at: str) -> int:
    return authority.warn_of_ends(at=moment(at), today=moment(at).date(), hall_id=1)


def test_thirty_days_before_its_end_a_letter_is_named_once(counter: Counter) -> None:
    row = counter.letter("chief_approver", last="2026-06-30")
    assert warned("2026-05-30 09:00") == 0
    assert warned("2026-05-31 09:00") == 1
    assert warned("2026-06-01 09:00") == 0
    entry = Entry.objects.get(code="organisation.authorisation-ending")
    assert row.letter_number in entry.facts


def test_what_is_followed_or_withdrawn_warns_nobody(counter: Counter) -> None:
    renew(counter, counter.letter("chief_approver", last="2026-12-31"))
    gone = counter.letter("approver", last="2026-06-30")
    authority.revoke(
        gone, reason="调岗", on=NOW.date(), by=counter.administrator, at=NOW
    )
    assert warned("2026-12-20 09:00") == 0
    assert warned("2026-06-20 09:00") == 0


def test_on_the_spot_reaches_no_further_than_the_day(counter: Counter) -> None:
    """一门对外、充分授权: the chief approver decides the letter's items while the person
    waits; the day after they go to the department's post."""
    make_item()
    row = counter.letter("chief_approver")
    Authorisation.objects.filter(pk=row.pk).update(scope=Scope.ON_SPOT)
    first, second = counter.accepted(), counter.accepted()
    counter.approve(first)
    with pytest.raises(Refusal) as told:
        counter.approve(second, moment("2026-03-11 09:00"))
    assert told.value.code == "authority.on-spot-only"

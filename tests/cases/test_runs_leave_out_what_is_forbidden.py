"""A run does what the rules allow and lists the rest, each with its reason and remedy."""

from unittest.mock import patch

import pytest

from tests.factories.batches import (
    TEACHER,
    ask,
    done,
    make_season,
    make_teacher_item,
    teacher,
    teachers,
    work,
)
from tests.factories.cases import NOW, Counter, moment
from yichuang.accounts.models import User
from yichuang.cases.models import Case, Finding, Run
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.rules.batches import Action, RunState
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import notices
from yichuang.cases.services.batches import acts, asking, printing, reviewing, running
from yichuang.documents.models import Document
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal


@pytest.fixture
def hall(counter: Counter) -> Counter:
    make_teacher_item()
    counter.item_key = TEACHER
    return counter


def states(cases: list[Case]) -> list[str]:
    return [Case.objects.get(pk=case.pk).state for case in cases]


def left(hall: Counter, run_id: int) -> dict[str, str]:
    """Number to code of what was left out."""
    return {row.number: row.refusal.code for row in batch_queries.left_out(run_id)}


def test_a_missing_paper_is_left_out_and_the_others_go_on(hall: Counter) -> None:
    cases = [*teachers(hall, 3), teacher(hall, 8, but="health"), teacher(hall, 9)]
    run = done(Action.ACCEPT, cases, by=hall.clerk)
    assert (run.done, run.left_out, run.state) == (4, 1, RunState.DONE)
    told = batch_queries.left_out(run.id)[0]
    assert told.number == cases[3].number
    assert "体检合格证明" in told.refusal.text()
    assert told.refusal.remedy_text()
    assert not Document.objects.filter(about=cases[3].about).exists()
    assert not Entry.objects.filter(about=cases[3].about, code="case.accepted").exists()


def test_nobody_decides_many_without_a_letter(hall: Counter) -> None:
    cases = [hall.again(c) for c in teachers(hall, 2)]
    done(Action.ACCEPT, cases, by=hall.clerk)
    cases = [hall.again(case) for case in cases]
    run = done(Action.APPROVE, cases, by=hall.chief_approver)
    assert (run.done, run.left_out) == (0, 2)
    assert set(left(hall, run.id).values()) == {"authority.none"}
    assert states(cases) == ["accepted"] * 2


def test_a_letter_that_ended_meanwhile_covers_nothing(hall: Counter) -> None:
    """The letter is asked for on the day it is done, not on the day it was begun."""
    hall.letter("chief_approver", last="2026-03-10")
    cases = teachers(hall, 2)
    done(Action.ACCEPT, cases, by=hall.clerk)
    cases = [hall.again(case) for case in cases]
    run = ask(Action.APPROVE, cases, by=hall.chief_approver)
    work(moment("2026-03-11 09:00"))
    assert len(left(hall, run.pk)) == 2


def test_what_somebody_worked_on_since_is_left_out(hall: Counter) -> None:
    cases = teachers(hall, 3)
    run = ask(Action.ACCEPT, cases, by=hall.clerk)
    notices.accept(hall.again(cases[1]), by=hall.clerk, at=NOW)
    work()
    assert left(hall, run.pk) == {cases[1].number: "case.moved-on"}
    assert states(cases) == ["accepted"] * 3
    for case in cases:
        entries = Entry.objects.filter(about=case.about, code="case.accepted")
        assert entries.count() == 1


def test_the_decision_follows_the_review(hall: Counter) -> None:
    make_season(hall)
    hall.letter("chief_approver")
    cases = teachers(hall, 3)
    done(Action.ACCEPT, cases, by=hall.clerk)
    good, bad, nobody = (hall.again(case) for case in cases)
    by = hall.chief_approver
    reviewing.find(good, agrees=True, reason="", by=by, at=NOW)
    reviewing.find(bad, agrees=False, reason="普通话未达到二级乙等。", by=by, at=NOW)
    chosen = [hall.again(case) for case in (good, bad, nobody)]
    run = done(Action.DECIDE, chosen, by=by)
    assert states(chosen) == ["approved", "refused", "accepted"]
    assert Case.objects.get(pk=bad.pk).reason == "普通话未达到二级乙等。"
    assert left(hall, run.id) == {nobody.number: "batch.not-reviewed"}


def test_a_finding_against_needs_its_reason(hall: Counter) -> None:
    make_season(hall)
    case = teacher(hall, 1)
    notices.accept(case, by=hall.clerk, at=NOW)
    with pytest.raises(Refusal) as refused:
        reviewing.find(
            hall.again(case), agrees=False, reason="", by=hall.approver, at=NOW
        )
    assert refused.value.field == "reason"
    assert not Finding.objects.exists()


def test_found_in_order_checks_what_was_handed_in(hall: Counter) -> None:
    make_season(hall)
    case = teacher(hall, 1, checked=False)
    case.papers.update(state="present")
    notices.accept(case, by=hall.clerk, at=NOW)
    run = done(Action.CHECK, [hall.again(case)], by=hall.approver)
    assert run.done == 1
    assert set(case.papers.values_list("state", flat=True)) == {"verified"}
    assert Finding.objects.get(case=case).agrees


def test_many_are_refused_only_for_a_reason(hall: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        ask(Action.REFUSE, teachers(hall, 1), by=hall.chief_approver)
    assert refused.value.field == "reason"


def test_no_case_is_no_run(hall: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        ask(Action.ACCEPT, [], by=hall.clerk)
    assert refused.value.code == "batch.nothing"


def test_another_hall_s_cases_are_not_among_them(hall: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        ask(Action.ACCEPT, teachers(hall, 2), by=hall.clerk_elsewhere)
    assert refused.value.code == "batch.nothing"


def test_a_double_click_begins_one_run(hall: Counter) -> None:
    cases = teachers(hall, 2)
    first = ask(Action.ACCEPT, cases, by=hall.clerk, token="page-token-0001")
    again = ask(Action.ACCEPT, cases, by=hall.clerk, token="page-token-0001")
    assert first.pk == again.pk
    assert Run.objects.count() == 1


def test_stopped_it_waits_and_goes_on_where_it_stood(hall: Counter) -> None:
    cases = teachers(hall, 5)
    with patch.object(running.rules, "CHUNK", 2):
        run = ask(Action.ACCEPT, cases, by=hall.clerk)
        running.work(at=NOW, me="worker")
        asking.stop(run.pk, by=hall.clerk, at=NOW)
        work()
        assert states(cases) == ["accepted"] * 2 + ["received"] * 3
        asking.go_on(run.pk, by=hall.clerk, at=NOW)
        work()
    assert states(cases) == ["accepted"] * 5
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.DONE, 5)


def test_only_who_began_it_or_the_head_stops_it(hall: Counter) -> None:
    run = ask(Action.ACCEPT, teachers(hall, 1), by=hall.clerk)
    with pytest.raises(Refusal) as refused:
        asking.stop(run.pk, by=hall.guide, at=NOW)
    assert refused.value.code == "permission.denied"
    asking.stop(run.pk, by=hall.hall_manager, at=NOW)


def test_nobody_acts_in_the_name_of_a_closed_account(hall: Counter) -> None:
    cases = teachers(hall, 2)
    run = ask(Action.ACCEPT, cases, by=hall.clerk)
    User.objects.filter(pk=run.user_id).update(is_active=False)
    work()
    run.refresh_from_db()
    assert run.state == RunState.STOPPED
    assert run.why
    assert states(cases) == ["received"] * 2


def test_a_case_that_breaks_holds_up_no_other(hall: Counter) -> None:
    cases = teachers(hall, 4)
    real = notices.accept

    def breaks(case: Case, **given: object) -> Case:
        if case.pk == cases[2].pk:
            raise ZeroDivisionError
        return real(case, **given)  # type: ignore[arg-type]

    with patch.object(acts.notices, "accept", breaks):
        run = done(Action.ACCEPT, cases, by=hall.clerk)
    assert (run.done, run.left_out) == (3, 1)
    assert left(hall, run.id) == {cases[2].number: "run.unexpected"}
    assert states(cases) == ["accepted", "accepted", "received", "accepted"]
    assert not list(verify())


def test_certificates_are_printed_in_shelf_order(
    hall: Counter, settings: object, tmp_path: object
) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    hall.letter("chief_approver")
    cases = teachers(hall, 3)
    done(Action.ACCEPT, cases, by=hall.clerk)
    chief = hall.chief_approver
    done(Action.APPROVE, [hall.again(case) for case in cases[:2]], by=chief)
    chosen = [hall.again(case) for case in cases]
    run = done(Action.PRINT, chosen, by=hall.clerk, options={"kind": "certificate"})
    assert (run.done, run.left_out) == (2, 1)
    assert left(hall, run.id) == {cases[2].number: "print.nothing"}
    assert printing.volumes(run.id) == (1,)
    import pypdfium2

    pages = pypdfium2.PdfDocument(printing.volume(run.id, 1))
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert len(texts) == 2
    for case, text in zip(cases[:2], texts, strict=True):
        assert case.number in text.replace("\r\n", "").replace(" ", "")
    printed = Entry.objects.filter(code="documents.printed")
    assert printed.count() == 2


def test_accepted_is_accepted(hall: Counter) -> None:
    cases = teachers(hall, 2)
    done(Action.ACCEPT, cases, by=hall.clerk)
    assert states(cases) == [CaseState.ACCEPTED.value] * 2

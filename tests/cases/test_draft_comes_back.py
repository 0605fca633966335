"""A draft can be left and come back to; submitted once; thrown away with its files."""

from datetime import timedelta

import pytest

from tests.factories.cases import AGENT, NOW, Counter
from tests.factories.catalogue import DIPLOMA, PAPERS, make_item, withdraw
from tests.factories.online import make_draft, make_submitted, photo
from yichuang.cases.models import Case
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import intake, papers
from yichuang.catalogue.models import ItemVersion
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import FileState, StoredFile


def test_what_must_be_brought_is_there_before_it_is_submitted(
    counter: Counter,
) -> None:
    draft = make_draft(counter.cast, answers=AGENT)
    by = counter.cast.actor("citizen")
    with pytest.raises(Refusal) as refused:
        intake.submit(draft, by=by, at=NOW)
    assert refused.value.code == "papers.not-uploaded"
    assert refused.value.facts["keys"] == ["form", "mandate"]
    for key in ("form", "mandate"):
        papers.attach(draft, key, photo(), by=by, at=NOW)
    intake.submit(draft, by=by, at=NOW)
    assert draft.state == CaseState.SUBMITTED


def test_a_double_click_submits_once(counter: Counter) -> None:
    case = make_submitted(counter.cast)
    with pytest.raises(Refusal) as refused:
        intake.submit(case, by=counter.cast.actor("citizen"), at=NOW)
    assert refused.value.code == "move.not-allowed"
    assert Entry.objects.filter(code="case.submitted").count() == 1


def test_a_guide_that_changed_meanwhile_is_told_and_nothing_typed_is_lost(
    counter: Counter,
) -> None:
    draft = make_draft(counter.cast)
    by = counter.cast.actor("citizen")
    papers.attach(draft, "form", photo(), by=by, at=NOW)
    withdraw(ItemVersion.objects.get(item__key=DIPLOMA))
    make_item(papers=PAPERS[:2])
    with pytest.raises(Refusal) as refused:
        intake.submit(draft, by=by, at=NOW)
    assert refused.value.code == "item.version-withdrawn"
    intake.rebase(draft, by=by, at=NOW)
    assert draft.answers == {"year": "after", "who": "self"}
    assert draft.papers.get(key="form").files.count() == 1
    assert set(draft.papers.values_list("key", flat=True)) == {"form", "id-card"}
    intake.submit(find(by, draft.number), by=by, at=NOW)


def test_an_unknown_answer_names_the_question(counter: Counter) -> None:
    for answers, field in (({"year": "1899"}, "year"), ({"colour": "red"}, "colour")):
        with pytest.raises(Refusal) as refused:
            make_draft(counter.cast, answers=answers)
        assert (refused.value.code, refused.value.field) == ("answers.unknown", field)
    assert not Case.objects.exists()


def test_thrown_away_with_its_files(counter: Counter) -> None:
    draft = make_draft(counter.cast)
    by = counter.cast.actor("citizen")
    papers.attach(draft, "form", photo(), by=by, at=NOW)
    intake.discard(draft, by=by, at=NOW)
    assert not Case.objects.exists()
    assert StoredFile.objects.get().state == FileState.REMOVED
    assert Entry.objects.filter(code="case.discarded").count() == 1


def test_not_when_somebody_wrote_in_it_meanwhile(counter: Counter) -> None:
    draft = make_draft(counter.cast)
    by = counter.cast.actor("citizen")
    stale = find(by, draft.number)
    papers.attach(draft, "form", photo(), by=by, at=NOW)
    with pytest.raises(Refusal) as refused:
        intake.discard(stale, by=by, at=NOW)
    assert refused.value.code == "case.moved-on"
    assert find(by, draft.number).papers.get(key="form").files.count() == 1


def test_only_a_draft_can_be_thrown_away(counter: Counter) -> None:
    case = make_submitted(counter.cast)
    with pytest.raises(Refusal) as refused:
        intake.discard(case, by=counter.cast.actor("citizen"), at=NOW)
    assert refused.value.code == "case.not-a-draft"


def test_somebody_else_can_do_nothing_with_it(counter: Counter) -> None:
    draft = make_draft(counter.cast)
    by = counter.cast.actor("other_citizen")
    for act in (
        lambda: intake.revise(draft, answers=AGENT, by=by, at=NOW),
        lambda: intake.discard(draft, by=by, at=NOW),
        lambda: papers.attach(draft, "form", photo(), by=by, at=NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "permission.denied"


def test_after_acceptance_nothing_is_revised(counter: Counter) -> None:
    case = counter.accepted()
    with pytest.raises(Refusal) as refused:
        intake.revise(case, answers=AGENT, by=counter.clerk, at=NOW + timedelta(1))
    assert refused.value.code == "case.too-late-to-change"


def test_at_the_counter_somebody_applies(counter: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        counter.received(party=intake.Party())
    assert (refused.value.code, refused.value.field) == (
        "case.no-applicant",
        "applicant",
    )

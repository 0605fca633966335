"""A case is decided when each required paper is checked, fetched, promised or tolerated
under its kind; only papers of the guide may be asked for (行政许可法 art. 31)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import AGENT, NOW, Counter
from yichuang.cases.models import Case, CasePaper
from yichuang.cases.rules import papers as rules
from yichuang.cases.rules.papers import (
    PaperFacts,
    PaperState,
    ToleranceKind,
    ToleranceState,
)
from yichuang.cases.services import decision, intake, notices, papers
from yichuang.kernel.refusals import Refusal


def state(case: Case, key: str) -> str:
    return CasePaper.objects.get(case=case, key=key).state


def refusal_of(
    case: Case, key: str, found: papers.Finding, counter: Counter
) -> Refusal:
    before = CasePaper.objects.filter(case=case).order_by("key").values_list()
    kept = list(before)
    with pytest.raises(Refusal) as refused:
        papers.check(case, key, found, by=counter.clerk, at=NOW)
    assert list(before.all()) == kept, "nothing was changed"
    return refused.value


def test_handed_in_is_enough_to_accept_but_not_to_decide(counter: Counter) -> None:
    counter.letter("chief_approver")
    case = counter.checked(but=["form"])
    papers.check(
        case, "form", papers.Finding(PaperState.PRESENT), by=counter.clerk, at=NOW
    )
    notices.accept(case, by=counter.clerk, at=NOW)
    with pytest.raises(Refusal) as refused:
        decision.approve(case, by=counter.chief_approver, at=NOW)
    assert refused.value.code == "papers.unchecked"
    assert refused.value.facts["keys"] == ["form"]
    papers.check(
        case, "form", papers.Finding(PaperState.VERIFIED), by=counter.approver, at=NOW
    )
    decision.approve(case, by=counter.chief_approver, at=NOW)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "fault"),
        ({"mend": "请签名"}, "fault"),
        ({"fault": "没签名"}, "mend"),
        ({"fault": "没签名", "mend": "  "}, "mend"),
    ],
)
def test_a_faulty_paper_says_what_is_wrong_and_how_to_mend_it(
    counter: Counter, given: dict[str, str], field: str
) -> None:
    found = papers.Finding(PaperState.DEFECTIVE, **given)
    refused = refusal_of(counter.received(), "form", found, counter)
    assert (refused.code, refused.field) == ("paper.fault-unsaid", field)


def test_a_fetched_paper_says_where_from(counter: Counter) -> None:
    found = papers.Finding(PaperState.SHARED)
    refused = refusal_of(counter.received(), "id-card", found, counter)
    assert (refused.code, refused.field) == ("paper.source-unsaid", "source")


def test_only_a_paper_whose_guide_names_a_source_is_fetched(counter: Counter) -> None:
    found = papers.Finding(PaperState.SHARED, source="网上查的")
    refused = refusal_of(counter.received(), "form", found, counter)
    assert refused.code == "paper.not-shared"


@pytest.mark.parametrize("state", [PaperState.TOLERATED, PaperState.PROMISED])
def test_nobody_tolerates_by_ticking_a_box(counter: Counter, state: PaperState) -> None:
    refused = refusal_of(counter.received(), "photo", papers.Finding(state), counter)
    assert refused.code == "paper.use-tolerance"


@pytest.mark.parametrize("key", ["newspaper", "hukou", "", "mandate"])
def test_a_paper_the_guide_does_not_ask_for_is_refused(
    counter: Counter, key: str
) -> None:
    """Cancelled, unknown, or not needed in this situation."""
    found = papers.Finding(PaperState.VERIFIED)
    refused = refusal_of(counter.received(), key, found, counter)
    assert refused.code == "paper.not-asked"
    assert "31" in refused.remedy_text()


def test_several_papers_at_once_are_all_of_the_guide_or_none(counter: Counter) -> None:
    case = counter.received()
    with pytest.raises(Refusal) as refused:
        papers.check_all(case, ["form", "hukou"], by=counter.clerk, at=NOW)
    assert refused.value.code == "paper.not-asked"
    assert state(case, "form") == PaperState.MISSING


def test_a_required_paper_is_not_waved_through_as_not_needed(counter: Counter) -> None:
    refused = refusal_of(
        counter.received(), "form", papers.Finding(PaperState.NOT_NEEDED), counter
    )
    assert refused.code == "paper.needed"
    agent = counter.received(answers=AGENT)
    found = papers.Finding(PaperState.NOT_NEEDED)
    assert refusal_of(agent, "mandate", found, counter).code == "paper.needed"


def test_where_the_applicant_was_not_sure_the_clerk_may_leave_it_out(
    counter: Counter,
) -> None:
    case = counter.received(answers={"year": "after", "who": "unsure"})
    found = papers.Finding(PaperState.NOT_NEEDED)
    papers.check(case, "mandate", found, by=counter.clerk, at=NOW)
    assert state(case, "mandate") == PaperState.NOT_NEEDED


def test_after_the_decision_papers_stand_as_they_are(counter: Counter) -> None:
    case = counter.closed()
    found = papers.Finding(PaperState.MISSING)
    assert refusal_of(case, "form", found, counter).code == "paper.too-late"


def test_other_answers_at_the_window_ask_for_other_papers(counter: Counter) -> None:
    case = counter.received()
    intake.revise(case, answers=AGENT, by=counter.clerk, at=NOW)
    assert state(case, "mandate") == PaperState.MISSING
    intake.revise(
        case, answers={"year": "after", "who": "self"}, by=counter.clerk, at=NOW
    )
    assert not case.papers.filter(key="mandate").exists()


FACTS = st.builds(
    PaperFacts,
    key=st.sampled_from("abcdef"),
    name=st.just("材料"),
    required=st.booleans(),
    state=st.sampled_from(PaperState),
    tolerance=st.sampled_from(["", *ToleranceKind]),
    tolerance_state=st.sampled_from(["", *ToleranceState]),
)


@given(st.lists(FACTS, max_size=6))
def test_what_can_be_decided_could_be_accepted(found: list[PaperFacts]) -> None:
    lacking = rules.lacking_for_decision(found)
    assert set(rules.lacking_for_acceptance(found)) <= set(lacking)


@given(st.lists(FACTS, max_size=6))
def test_a_missing_required_paper_always_stands_in_the_way(
    found: list[PaperFacts],
) -> None:
    missing = [
        paper
        for paper in found
        if paper.required and paper.state in {PaperState.MISSING, PaperState.DEFECTIVE}
    ]
    assert set(missing) <= set(rules.lacking_for_acceptance(found))
    if missing:
        with pytest.raises(Refusal):
            rules.require_decidable(found)


@given(st.lists(FACTS, max_size=6))
def test_a_tolerance_nobody_agreed_to_counts_for_nothing(
    found: list[PaperFacts],
) -> None:
    for paper in found:
        asked_only = paper.tolerance_state in {"", "asked", "denied", "breached"}
        if paper.required and paper.state is PaperState.TOLERATED and asked_only:
            assert paper in rules.lacking_for_acceptance([paper])


@given(st.lists(FACTS, max_size=6))
def test_the_certificate_waits_for_later_papers_only(found: list[PaperFacts]) -> None:
    for paper in rules.lacking_for_issue(found):
        assert paper.tolerance == ToleranceKind.LATER
        assert paper.tolerance_state != ToleranceState.FULFILLED

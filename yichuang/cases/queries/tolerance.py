"""What may be tolerated in a case and why not: the hall's list, the applicant's standing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yichuang.cases.models import Case, CreditRecord, Tolerance, ToleranceList
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules import tolerance as rules
from yichuang.cases.rules.credit import RecordKind
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import (
    SETTLED,
    PaperState,
    ToleranceKind,
    ToleranceState,
)
from yichuang.cases.rules.tolerance import (
    Consequence,
    Parties,
    Sphere,
    Standing,
    TolerancePolicy,
)
from yichuang.catalogue.rules.guide import Guide, Need, PaperRule, ProjectKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

OWING = (ToleranceState.ASKED, ToleranceState.AGREED)

# What keeps an applicant from tolerance, and what from a promise (42号, 二（三）: serious
# discredit or an earlier false promise; papers that came late are no false promise).
BLOCKS: dict[ToleranceKind, tuple[RecordKind, ...]] = {
    ToleranceKind.LATER: tuple(RecordKind),
    ToleranceKind.EVIDENCE: tuple(RecordKind),
    ToleranceKind.PROMISE: (RecordKind.FALSE_PROMISE, RecordKind.SERIOUS),
    ToleranceKind.SHARE: (),
    ToleranceKind.NONE: (),
}


def policy_of(hall_id: int, on: date) -> TolerancePolicy:
    """The list in force on a day; the stated default before the first was published."""
    row = (
        ToleranceList.objects.filter(hall_id=hall_id, valid_from__lte=on)
        .order_by("-valid_from", "-version")
        .first()
    )
    return rules.DEFAULT_POLICY if row is None else _policy(row)


def _policy(row: ToleranceList) -> TolerancePolicy:
    return TolerancePolicy(
        version=row.version,
        since=row.valid_from,
        excluded={key: Sphere(sphere) for key, sphere in row.excluded.items()},
        most_open=row.most_open,
        remind_before=row.remind_before,
        check_within=row.check_within,
        repair_wait=row.repair_wait,
        on_breach=Consequence(row.on_breach),
        on_breach_of={key: Consequence(one) for key, one in row.on_breach_of.items()},
    )


@dataclass(frozen=True, slots=True)
class ListVersion:
    """A list the hall published: from which day on, by whom and why."""

    version: int
    valid_from: date
    published_by: str
    note: str


def lists_of(hall_id: int) -> tuple[ListVersion, ...]:
    """Every list the hall published, the latest first."""
    rows = ToleranceList.objects.filter(hall_id=hall_id)
    names = ("version", "valid_from", "published_by_name", "note")
    found = rows.order_by("-valid_from", "-version").values_list(*names)
    return tuple(ListVersion(*row) for row in found)


def subject_of(case: Case) -> str:
    """Whose credit is at stake: the organisation's, or else the applicant's own."""
    if case.entity_id is not None:
        return f"entity:{case.entity_id}"
    return f"person:{case.applicant_id}" if case.applicant_id is not None else ""


def parties_of(case: Case) -> Parties:
    """Names of those who may sign for the case."""
    entity = case.entity
    speaks = entity.representative if entity is not None else None
    return Parties(
        applicant=case.applicant.name if case.applicant else "",
        entity=entity.name if entity is not None else "",
        representative=speaks.name if speaks is not None else "",
        agent=case.agent.name if case.agent else "",
    )


def standing_of(case: Case, kind: ToleranceKind) -> Standing:
    """How the applicant stands, for one kind: two queries."""
    subject = subject_of(case)
    kinds = BLOCKS[kind]
    since = (
        CreditRecord.objects.filter(subject=subject, repaired_at=None, kind__in=kinds)
        .order_by("recorded_on")
        .values_list("recorded_on", flat=True)
        .first()
        if subject and kinds
        else None
    )
    return Standing(
        open_later=_owed(case),
        blocked_since=since,
    )


def _owed(case: Case) -> int:
    """Papers the applicant still owes, in whatever case and hall."""
    same = (
        Q(paper__case__entity_id=case.entity_id)
        if case.entity_id is not None
        else Q(paper__case__applicant_id=case.applicant_id, paper__case__entity_id=None)
    )
    return (
        Tolerance.objects.filter(
            same, kind=ToleranceKind.LATER, state__in=OWING, came_on=None
        )
        .exclude(paper__case__state=CaseState.CLOSED)
        .count()
    )


def offered(rule: PaperRule) -> ToleranceKind:
    """The kind under which the guide lets a paper be missing; a paper it calls 容缺后补
    without naming a kind may come later."""
    kind = ToleranceKind(rule.tolerance.value)
    if kind is ToleranceKind.NONE and rule.need is Need.LATER_ALLOWED:
        return ToleranceKind.LATER
    return kind


def tolerable_keys(guide: Guide) -> frozenset[str]:
    """Papers that some kind of tolerance covers; the others are the main papers."""
    return frozenset(
        rule.key for rule in guide.papers if offered(rule) is not ToleranceKind.NONE
    )


@dataclass(frozen=True, slots=True)
class Eligible:
    """A paper of a case: under which kind it may be missing, and what stands against it
    (None when nothing does)."""

    rule: PaperRule
    state: PaperState
    kind: ToleranceKind
    against: Refusal | None


def eligible(case: Case, *, on: date) -> tuple[Eligible, ...]:
    """Every required paper that is not settled, with why it may or may not be missing."""
    guide = guide_of(case)
    policy = policy_of(case.hall_id, on)
    found = {rule.key: rule for rule in guide.papers}
    standings = {
        kind: standing_of(case, kind)
        for kind in {offered(rule) for rule in guide.papers}
    }
    return tuple(
        Eligible(
            rule=found[fact.key],
            state=fact.state,
            kind=offered(found[fact.key]),
            against=first_refusal(
                checks(guide, found[fact.key], policy, standings, fact.state)
            ),
        )
        for fact in paper_facts(case, guide)
        if fact.required and fact.key in found
    )


Check = Callable[[], None]


def checks(
    guide: Guide,
    rule: PaperRule,
    policy: TolerancePolicy,
    standings: dict[ToleranceKind, Standing],
    state: PaperState = PaperState.MISSING,
) -> Iterable[Check]:
    """Everything that has to hold before a paper may be missing, in the order in which
    it is told. The services ask the same, so that no page promises what they refuse."""
    kind = offered(rule)
    yield lambda: _require_kind(kind, rule.name)
    yield lambda: _require_missing(state, rule.name)
    if kind is ToleranceKind.SHARE:
        return
    yield lambda: rules.require_not_excluded(policy, guide.key, guide.name)
    yield lambda: rules.require_good_standing(standings[kind])
    if kind is ToleranceKind.LATER:
        yield lambda: _require_waits(guide)
        yield lambda: rules.require_few_open(policy, standings[kind])


def first_refusal(wanted: Iterable[Check]) -> Refusal | None:
    """The first thing that does not hold."""
    for check in wanted:
        try:
            check()
        except Refusal as refusal:
            return refusal
    return None


def _require_kind(kind: ToleranceKind, name: str) -> None:
    if kind is ToleranceKind.NONE:
        raise Refusal(
            "tolerance.main-paper",
            N_("%(paper)s is a main paper and has to be there."),
            field="kind",
            remedy=N_("The guide names which papers may be tolerated and how."),
            paper=name,
        )


def _require_missing(state: PaperState, name: str) -> None:
    if state in SETTLED:
        raise Refusal(
            "tolerance.not-missing",
            N_("%(paper)s is here and checked, so nothing has to be tolerated."),
            field="paper",
            paper=name,
        )


def _require_waits(guide: Guide) -> None:
    if guide.project_kind is ProjectKind.ON_SPOT:
        raise Refusal(
            "tolerance.on-the-spot",
            N_("A matter done on the spot cannot wait for papers."),
            remedy=N_("Send the one complete notice instead."),
        )

"""Tolerance, promise and credit in words, for the pages of the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.credit import CheckRow, RecordRow, Register, RepairRow
from yichuang.cases.queries.tolerance import Eligible, ListVersion, offered
from yichuang.cases.rules.credit import RepairState
from yichuang.cases.rules.papers import (
    SETTLED,
    PaperState,
    ToleranceKind,
    ToleranceState,
)
from yichuang.cases.rules.promise import METHOD_LABELS, Method
from yichuang.cases.rules.tolerance import TolerancePolicy
from yichuang.catalogue.rules import Guide
from yichuang.desk.policies import may
from yichuang.desk.presenters.terms import VersionLine, version_line
from yichuang.desk.presenters.words import Paragraph, english, told
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.text import N_
from yichuang.web.formats import day, day_clock, day_weekday
from yichuang.web.presenters import Link

KINDS = {
    ToleranceKind.NONE: N_("Main paper"),
    ToleranceKind.LATER: N_("May come later"),
    ToleranceKind.EVIDENCE: N_("What its source confirms will do"),
    ToleranceKind.SHARE: N_("We look it up"),
    ToleranceKind.PROMISE: N_("A written promise will do"),
}
REPAIR = {
    RepairState.ASKED: N_("waits for a decision"),
    RepairState.GRANTED: N_("lifted"),
    RepairState.DENIED: N_("left standing"),
}


@dataclass(frozen=True, slots=True)
class EligibleLine:
    """A paper: under which kind it may be missing, and what stands against it."""

    name: str
    kind: str
    says: str
    why_not: str
    remedy: str
    links: tuple[Link, ...]


def eligible_lines(
    opened: Opened, rows: tuple[Eligible, ...], by: Actor
) -> tuple[EligibleLine, ...]:
    """Every paper asked for, with what can be done about it being missing."""
    return tuple(_line(opened, row, by) for row in rows)


def _line(opened: Opened, row: Eligible, by: Actor) -> EligibleLine:
    settled = row.state in SETTLED or row.state is PaperState.PRESENT
    held = opened.paper(row.rule.key)
    standing = held.tolerance if held is not None else None
    says = gettext(row.state.label)
    if standing is not None and row.state is PaperState.TOLERATED and standing.due:
        says = gettext("to come by %(day)s") % {"day": day_weekday(standing.due)}
    against = None if settled or row.state is PaperState.TOLERATED else row.against
    return EligibleLine(
        name=told(row.rule, "name"),
        kind=gettext(KINDS[row.kind]),
        says=says,
        why_not=against.text(gettext) if against else "",
        remedy=against.remedy_text(gettext) if against else "",
        links=_links(opened, row, by),
    )


def _links(opened: Opened, row: Eligible, by: Actor) -> tuple[Link, ...]:
    held = opened.paper(row.rule.key)
    standing = held.tolerance if held is not None else None
    state = standing.state if standing is not None else ""
    found: list[tuple[str, str, str]] = []
    if row.state is PaperState.PROMISED:
        found.append(("take-back", N_("Take the promise back"), "case.undertake"))
        found.append(("disprove", N_("It is false"), "case.annul"))
    elif row.state is PaperState.TOLERATED and standing is not None:
        later = standing.kind == ToleranceKind.LATER
        if state == ToleranceState.ASKED and later and not standing.undertaking_id:
            found.append(("undertake", N_("Let the applicant sign"), "case.undertake"))
        elif state == ToleranceState.ASKED:
            found.append(("consent", N_("Decide"), "case.agree"))
        elif state == ToleranceState.AGREED and later:
            found.append(("bring", N_("It has come"), "case.check"))
            found.append(("lengthen", N_("Longer for force majeure"), "case.agree"))
    elif row.against is None:
        promise = row.kind is ToleranceKind.PROMISE
        name = (
            ("promise", N_("Promise instead")) if promise else ("tolerate", N_("Ask"))
        )
        needs = "case.undertake" if promise else "case.tolerate"
        found.append((*name, needs))
    number, key = opened.detail.number, row.rule.key
    return tuple(
        Link(gettext(says), reverse("desk:act", args=[number, name]) + f"?on={key}")
        for name, says, needs in found
        if may(by, needs)
    )


def policy_facts(policy: TolerancePolicy) -> tuple[Paragraph, ...]:
    """What the list in force says, term by term."""
    since = day(policy.since) if policy.since else gettext("Stated default")
    rows = (
        (gettext("In force"), since),
        (
            gettext("One applicant may owe"),
            ngettext("%(n)s paper", "%(n)s papers", policy.most_open)
            % {"n": policy.most_open},
        ),
        (gettext("Reminder"), _before(policy.remind_before)),
        (gettext("Promises are checked"), _within(policy.check_within)),
        (
            gettext("Repair at the earliest"),
            gettext("after %(n)s days") % {"n": policy.repair_wait},
        ),
        (gettext("Papers that do not come"), gettext(policy.on_breach.label)),
    )
    return tuple(Paragraph(term, text) for term, text in rows)


def list_versions(rows: Iterable[ListVersion]) -> tuple[VersionLine, ...]:
    """Every list the hall published, the latest first."""
    return tuple(
        version_line(row.version, row.valid_from, row.published_by, row.note)
        for row in rows
    )


def _before(days: int) -> str:
    return ngettext("%(n)s working day before", "%(n)s working days before", days) % {
        "n": days
    }


def _within(days: int) -> str:
    return gettext("within %(n)s working days") % {"n": days}


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A matter on the list: how many of its papers may be missing in which way."""

    key: str
    name: str
    counts: tuple[Paragraph, ...]
    kept_out: str


def listed_items(
    guides: tuple[Guide, ...], policy: TolerancePolicy
) -> tuple[ListedItem, ...]:
    """Every matter in force with the papers its guide lets be missing."""
    return tuple(_listed(guide, policy) for guide in guides)


def _listed(guide: Guide, policy: TolerancePolicy) -> ListedItem:
    sphere = policy.excluded.get(guide.key)
    kinds: dict[ToleranceKind, list[str]] = {}
    for rule in guide.active_papers:
        kind = offered(rule)
        if kind is not ToleranceKind.NONE:
            kinds.setdefault(kind, []).append(told(rule, "name"))
    return ListedItem(
        key=guide.key,
        name=told(guide, "name"),
        counts=tuple(
            Paragraph(gettext(KINDS[kind]), gettext(", ").join(names))
            for kind, names in kinds.items()
        ),
        kept_out=gettext(sphere.label) if sphere else "",
    )


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record of the register."""

    url: str
    name: str
    kind: str
    fact: str
    when: str
    case: str
    state: str
    lamp: str


def record_lines(found: Register) -> tuple[RecordLine, ...]:
    """The rows of the register."""
    return tuple(map(record_line, found.rows))


def record_line(row: RecordRow) -> RecordLine:
    """A record: what happened, and whether it still blocks."""
    if row.repaired_at is not None:
        state, lamp = gettext("Repaired"), "done"
    elif row.asked:
        state, lamp = gettext("Repair asked for"), "warn"
    else:
        state, lamp = gettext("Not yet repaired"), ""
    return RecordLine(
        url=reverse("desk:credit-record", args=[row.id]),
        name=row.name,
        kind=gettext(row.kind.label),
        fact=row.fact,
        when=day(row.recorded_on),
        case=row.case_number,
        state=state,
        lamp=lamp,
    )


@dataclass(frozen=True, slots=True)
class RepairLine:
    """A request for repair in words."""

    state: str
    grounds: str
    asked: str
    decided: str
    reason: str
    open: bool


def repair_lines(rows: tuple[RepairRow, ...]) -> tuple[RepairLine, ...]:
    """Every request for repair of a record."""
    return tuple(
        RepairLine(
            state=gettext(REPAIR[row.state]),
            grounds=row.grounds,
            asked=f"{row.asked_by} {day_clock(row.asked_at)}",
            decided=(
                f"{row.decided_by} {day_clock(row.decided_at)}"
                if row.decided_at
                else ""
            ),
            reason=row.reason,
            open=row.state is RepairState.ASKED,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A promise to check, or checked."""

    url: str
    number: str
    item: str
    paper: str
    applicant: str
    due: str
    state: str
    lamp: str
    facts: tuple[Paragraph, ...]


def check_line(row: CheckRow, today: date) -> CheckLine:
    """The line of a promise; late ones are lit."""
    last = row.mend_by or row.due
    lamp = "yellow" if row.late else "warn" if (last - today).days <= 5 else ""
    waiting = row.checked_at is None or row.state.value == "mending"
    return CheckLine(
        url=reverse("desk:promise", args=[row.id]),
        number=row.number,
        item=row.item_en if english() else row.item,
        paper=row.paper_en if english() else row.paper,
        applicant=row.applicant,
        due=day_weekday(last),
        state=gettext(row.state.label),
        lamp=lamp if waiting else "",
        facts=_check_facts(row),
    )


def _check_facts(row: CheckRow) -> tuple[Paragraph, ...]:
    method = gettext(METHOD_LABELS[Method(row.method)]) if row.method else ""
    when = day_clock(row.checked_at) if row.checked_at else ""
    rows = (
        (gettext("Promised on"), day_clock(row.promised_on)),
        (gettext("To be checked by"), day_weekday(row.due)),
        (
            gettext("To be put right by"),
            day_weekday(row.mend_by) if row.mend_by else "",
        ),
        (gettext("How it was checked"), method),
        (gettext("Who checked"), row.inspectors),
        (gettext("What was found"), row.answer),
        (gettext("Recorded by"), f"{row.checked_by} {when}".strip()),
        (gettext("Document"), row.document),
    )
    return tuple(Paragraph(term, text) for term, text in rows if text)


def excluded_text(policy: TolerancePolicy) -> str:
    """The exclusions as the form writes them: one matter to a line."""
    return "\n".join(f"{key} {one.value}" for key, one in policy.excluded.items())

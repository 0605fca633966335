"""The papers of a case as rows of the counter's table."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries import tolerance as tolerance_queries
from yichuang.cases.queries.detail import PaperRow
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState, ToleranceKind, ToleranceState
from yichuang.catalogue.rules import Need, PaperRule, Treatment
from yichuang.desk.policies import may
from yichuang.desk.presenters.words import told
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.text import N_
from yichuang.web.formats import day_weekday

KINDS = {
    Treatment.BRING: "must",
    Treatment.LATER: "later",
    Treatment.FETCHED: "fetch",
    Treatment.EVIDENCE: "verify",
    Treatment.PROMISE: "promise",
}
# How a paper's state looks: a lamp's shape and colour, with the paper's own word.
LOOKS = {
    PaperState.VERIFIED: "ok",
    PaperState.SHARED: "ok",
    PaperState.PROMISED: "ok",
    PaperState.TOLERATED: "ok",
    PaperState.NOT_NEEDED: "ok",
    PaperState.DEFECTIVE: "warn",
}
TOLERATED = {
    ToleranceState.ASKED: N_("waits for consent"),
    ToleranceState.AGREED: N_("tolerated"),
    ToleranceState.FULFILLED: N_("came later"),
}
OPEN = frozenset({"submitted", "received", "correction", "accepted", "suspended"})


@dataclass(frozen=True, slots=True)
class FileLine:
    """A page that can be looked at."""

    name: str
    url: str
    thumb: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: what is asked, where it stands, what can be done with one press.

    `tick` is the state the row's button sets ("" where there is nothing to press).
    """

    key: str
    name: str
    kind: str
    how: str
    state: PaperState
    says: str
    look: str
    present: bool
    counts: str
    files: tuple[FileLine, ...]
    url: str
    act_url: str
    tick: str
    tick_says: str
    tolerance_url: str = ""
    tolerance_says: str = ""
    open_says: str = ""
    selected: bool = False


def paper_lines(opened: Opened, by: Actor, chosen: str = "") -> tuple[PaperLine, ...]:
    """Every paper of the case, the chosen one marked."""
    open_case = opened.detail.state.value in OPEN
    checks = open_case and may(by, "case.check")
    return tuple(
        _line(opened, row, by, checks=checks, chosen=chosen)
        for row in opened.detail.papers
    )


def _line(
    opened: Opened, row: PaperRow, by: Actor, *, checks: bool, chosen: str
) -> PaperLine:
    number, key = opened.detail.number, row.rule.key
    tick, tick_says = _tick(row) if checks else ("", "")
    waits = (
        opened.detail.state is CaseState.APPROVED and row.state is PaperState.TOLERATED
    )
    link, says = _tolerance(opened, row, by) if checks or waits else ("", "")
    return PaperLine(
        key=key,
        name=told(row.rule, "name"),
        kind=kind_of(row.rule),
        how=_how(row),
        state=row.state,
        says=_state_says(row),
        look=_look(row),
        present=row.state not in {PaperState.MISSING, PaperState.TOLERATED},
        counts=_counts(row),
        files=tuple(
            FileLine(
                name=file.name,
                url=reverse("materials:file", args=[file.key]),
                thumb=reverse("materials:thumb", args=[file.key]),
            )
            for file in row.files
        ),
        url=reverse("desk:case", args=[number]) + f"?paper={key}#paper-{key}",
        act_url=reverse("desk:paper", args=[number, key]),
        tick=tick,
        tick_says=tick_says,
        tolerance_url=link,
        tolerance_says=says,
        open_says=_open_says(row) if checks else gettext("open it"),
        selected=key == chosen,
    )


def kind_of(rule: PaperRule) -> str:
    """How a paper is wanted, as the part `kind` knows it."""
    if rule.need is Need.CONDITIONAL and rule.treatment is Treatment.BRING:
        return "cond"
    return KINDS[rule.treatment]


def _tick(row: PaperRow) -> tuple[str, str]:
    """The one press that moves a paper on: handed in, then checked."""
    if row.state is PaperState.MISSING and not row.rule.share_source:
        return PaperState.PRESENT.value, gettext("Handed in")
    if row.state in {PaperState.PRESENT, PaperState.DEFECTIVE}:
        return PaperState.VERIFIED.value, gettext("Checked")
    return "", ""


def _open_says(row: PaperRow) -> str:
    """What the link to the paper's form is called where there is nothing to press."""
    if row.state is PaperState.MISSING and row.rule.share_source:
        return gettext("Fetch")
    return gettext("open it")


def _look(row: PaperRow) -> str:
    if row.state is PaperState.TOLERATED and _standing(row) == ToleranceState.ASKED:
        return "pause"
    return LOOKS.get(row.state, "")


def _standing(row: PaperRow) -> str:
    return row.tolerance.state if row.tolerance is not None else ""


def _state_says(row: PaperRow) -> str:
    held = row.tolerance
    if row.state is PaperState.TOLERATED and held is not None:
        if held.state == ToleranceState.ASKED and _unsigned(row):
            return gettext("waits for the applicant’s signature")
        return gettext(TOLERATED.get(ToleranceState(held.state), ""))
    return gettext(row.state.label)


def _how(row: PaperRow) -> str:
    """What is known about the paper, in one sentence."""
    if row.fault:
        return f"{row.fault} → {row.mend}" if row.mend else row.fault
    if row.source:
        return row.source
    if row.tolerance is not None and row.state is PaperState.TOLERATED:
        held = row.tolerance
        if held.answer:
            return f"{held.asked_whom}，{held.asked_how}：{held.answer}"
        return _owed(row)
    return told(row.rule, "guidance") if row.state is PaperState.MISSING else ""


def _owed(row: PaperRow) -> str:
    """Until when a later paper has to come, or that it has arrived."""
    held = row.tolerance
    if held is None:
        return ""
    if held.came_on is not None:
        return gettext("arrived on %(day)s") % {"day": day_weekday(held.came_on)}
    if held.due is None:
        return ""
    return gettext("to come by %(day)s") % {"day": day_weekday(held.due)}


def _counts(row: PaperRow) -> str:
    parts = []
    if row.originals:
        parts.append(
            ngettext("%(n)s original", "%(n)s originals", row.originals)
            % {"n": row.originals}
        )
    if row.copies:
        parts.append(
            ngettext("%(n)s copy", "%(n)s copies", row.copies) % {"n": row.copies}
        )
    return gettext(", ").join(parts)


def offered(row: PaperRow) -> str:
    """The kind under which the guide lets this paper be tolerated, "" for none."""
    kind = tolerance_queries.offered(row.rule)
    return "" if kind is ToleranceKind.NONE else kind.value


def _tolerance(opened: Opened, row: PaperRow, by: Actor) -> tuple[str, str]:
    """The next step on the way of a paper that is missing: ask, sign, decide, bring; or
    promise instead, or take the promise back."""
    name, says, permission = _next_step(row)
    if not name or not may(by, permission):
        return "", ""
    url = reverse("desk:act", args=[opened.detail.number, name])
    return f"{url}?on={row.rule.key}", says


def _next_step(row: PaperRow) -> tuple[str, str, str]:
    """The act, what its link says, and the permission it needs."""
    if row.state is PaperState.PROMISED:
        return "take-back", gettext("Take back"), "case.undertake"
    if row.state is PaperState.TOLERATED:
        return _next_of(row)
    missing = row.state in {PaperState.MISSING, PaperState.DEFECTIVE}
    if not missing or not offered(row):
        return "", "", ""
    if offered(row) == ToleranceKind.PROMISE:
        return "promise", gettext("Promise instead"), "case.undertake"
    return "tolerate", gettext("Tolerate"), "case.tolerate"


def _next_of(row: PaperRow) -> tuple[str, str, str]:
    """What a tolerance waits for: the applicant's hand, an approver, or the paper."""
    if _standing(row) == ToleranceState.ASKED:
        if _unsigned(row):
            return "undertake", gettext("Let sign"), "case.undertake"
        return "consent", gettext("Decide"), "case.agree"
    if _standing(row) == ToleranceState.AGREED and _later(row):
        return "bring", gettext("Has come"), "case.check"
    return "", "", ""


def _later(row: PaperRow) -> bool:
    return row.tolerance is not None and row.tolerance.kind == ToleranceKind.LATER


def _unsigned(row: PaperRow) -> bool:
    """Whether the applicant still has to sign that the paper will come."""
    held = row.tolerance
    return held is not None and _later(row) and held.undertaking_id is None

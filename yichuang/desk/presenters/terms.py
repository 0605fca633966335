"""The terms of a hall in words: what is in force, the default, what each version changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.terms import TermsVersion
from yichuang.cases.rules.terms import DEFAULTS, TERMS, Term, TermsKind
from yichuang.desk.policies import may
from yichuang.kernel.limits import Unit
from yichuang.kernel.text import N_
from yichuang.web.formats import day
from yichuang.web.presenters import Link

SAYS = {
    TermsKind.SUPERVISION: N_("Supervision"),
    TermsKind.JOINT: N_("Joint work"),
}
WHO = {
    TermsKind.SUPERVISION: N_("A supervisor sets them."),
    TermsKind.JOINT: N_("The hall manager sets them."),
}


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term: what holds, the stated default, and what both rest on. `own` says that
    the hall set it otherwise."""

    says: str
    holds: str
    default: str
    rests: str
    own: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One published version; `state` only where a glance must tell it."""

    says: str
    note: str = ""
    state: str = ""
    changes: tuple[str, ...] = ()


def tabs(chosen: TermsKind) -> tuple[Link, ...]:
    """The kinds of terms, the chosen one lit."""
    return tuple(
        Link(gettext(SAYS[kind]), _address(kind), current=kind is chosen)
        for kind in TermsKind
    )


def way(by: Actor) -> Link:
    """The way to the terms, first to those the reader sets."""
    kind = TermsKind.JOINT if may(by, "joint.terms") else TermsKind.SUPERVISION
    return Link(gettext("Terms of the hall"), _address(kind), "adjustments")


def _address(kind: TermsKind) -> str:
    return reverse("desk:terms", args=[kind.value])


def in_force(found: Sequence[TermsVersion], today: date) -> TermsVersion | None:
    """The version of today: the latest that has begun."""
    return next((row for row in found if row.valid_from <= today), None)


def term_lines(kind: TermsKind, row: TermsVersion | None) -> tuple[TermLine, ...]:
    """Every term as it holds today beside the stated default."""
    return tuple(_term_line(kind, term, row) for term in TERMS[kind])


def _term_line(kind: TermsKind, term: Term, row: TermsVersion | None) -> TermLine:
    default = getattr(DEFAULTS[kind], term.name)
    holds = row.values[term.name] if row else default
    return TermLine(
        says=gettext(term.says),
        holds=_amount(term, holds),
        default=_amount(term, default),
        rests=gettext(term.rests),
        own=holds != default,
    )


def _amount(term: Term, number: int) -> str:
    """2 个工作日, 4 个工作小时."""
    if term.unit is Unit.HOURS:
        says = ngettext("%(n)s office hour", "%(n)s office hours", number)
    else:
        says = ngettext("%(n)s working day", "%(n)s working days", number)
    return says % {"n": number}


def version_line(number: int, since: date, who: str, note: str) -> VersionLine:
    """A version of any list of terms: its number, its first day, who published it."""
    says = gettext("Version %(n)s from %(since)s, published by %(who)s")
    return VersionLine(says % {"n": number, "since": day(since), "who": who}, note)


def version_lines(
    kind: TermsKind, found: Sequence[TermsVersion], today: date
) -> tuple[VersionLine, ...]:
    """Every version with what it changed, the one that begins last first."""
    holds = in_force(found, today)
    lines = []
    for place, row in enumerate(found):
        before = found[place + 1].values if place + 1 < len(found) else None
        line = version_line(row.version, row.valid_from, row.made_by, row.note)
        state, changes = _state(row, holds, today), tuple(_changes(kind, row, before))
        lines.append(replace(line, state=state, changes=changes))
    return tuple(lines)


def _state(row: TermsVersion, holds: TermsVersion | None, today: date) -> str:
    if row == holds:
        return gettext("in force")
    return gettext("begins later") if row.valid_from > today else ""


def _changes(
    kind: TermsKind, row: TermsVersion, before: Mapping[str, int] | None
) -> list[str]:
    """What it says otherwise than the version before it, the first than the default."""
    earlier = asdict(DEFAULTS[kind]) if before is None else before
    return [
        gettext("%(term)s: %(old)s → %(new)s")
        % {
            "term": gettext(term.says),
            "old": _amount(term, earlier[term.name]),
            "new": _amount(term, row.values[term.name]),
        }
        for term in TERMS[kind]
        if earlier[term.name] != row.values[term.name]
    ]


def others(by: Actor) -> tuple[Link, ...]:
    """The other rules of the hall that have a page of their own, for who may see them."""
    ways = (
        ("credit.view", gettext("List of tolerance and promise"), "tolerance-list"),
        ("queue.arrange", gettext("When the hall is re-arranged"), "thresholds"),
        ("appointment.arrange", gettext("Terms of appointments"), "appointment-terms"),
        ("organisation.days", gettext("Days of the hall"), "hall-days"),
    )
    return tuple(
        Link(says, reverse(f"desk:{name}"))
        for permission, says, name in ways
        if may(by, permission)
    )

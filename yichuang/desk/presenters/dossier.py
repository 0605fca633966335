"""The dossier of a closed case, and the archive of the hall, on the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries import archive as queries
from yichuang.cases.queries.archive import DossierRow, KeptRow
from yichuang.cases.rules import archive as rules
from yichuang.cases.rules.archive import DestructionState, Term
from yichuang.desk.policies import may
from yichuang.desk.presenters.words import Paragraph
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.identity import mask_organisation
from yichuang.kernel.text import N_
from yichuang.web.formats import day, day_clock
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class Edition:
    """A dossier that was made."""

    edition: int
    when: str
    pages: int
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DossierPage:
    """`state` is "none", "making", "ready", "trouble" or "destroyed"."""

    state: str
    lead: str
    facts: tuple[Paragraph, ...]
    parts: tuple[Mapping[str, Any], ...]
    editions: tuple[Edition, ...]
    done: int
    total: int
    file_url: str
    hold: Link | None


def dossier_page(opened: Opened, by: Actor) -> DossierPage:
    """Everything about the dossier of one case."""
    rows = queries.dossiers_of(opened.case)
    archived = queries.archived_of(opened.case)
    newest = rows[0] if rows else None
    gone = archived is not None and archived.destroyed_at is not None
    state = "destroyed" if gone else _state(newest)
    made = [row for row in rows if row.sha256]
    number = opened.detail.number
    return DossierPage(
        state=state,
        lead=newest.trouble if state == "trouble" and newest else gettext(LEADS[state]),
        facts=_facts(opened),
        parts=made[0].parts if made else (),
        editions=tuple(map(_edition, made)),
        done=newest.done if newest else 0,
        total=newest.total if newest else 0,
        file_url=reverse("desk:dossier-file", args=[number])
        if made and not gone
        else "",
        hold=_hold(opened, by),
    )


LEADS = {
    "none": N_(
        "One PDF in order: application, papers, notices, opinions, decision, proofs of "
        "delivery, what happened. With it the case is filed."
    ),
    "making": N_(
        "It is large, so it is made in the background. You may go on working."
    ),
    "ready": N_("Whole and on the shelf. It is made anew only when something came in."),
    "destroyed": N_("Destroyed after its time; the list says when and by whom."),
}


def _state(newest: DossierRow | None) -> str:
    if newest is None:
        return "none"
    if newest.trouble:
        return "trouble"
    return "ready" if newest.made_at is not None else "making"


def _facts(opened: Opened) -> tuple[Paragraph, ...]:
    archived = queries.archived_of(opened.case)
    if archived is None:
        closed = queries.closed_on(opened.case)
        term = queries.term_for(opened.case, closed)
        until = rules.keep_until(closed, term)
        filed = ""
    else:
        term, until = Term(archived.term), archived.keep_until
        filed = day(archived.filed_at)
    hold = queries.hold_of(opened.case)
    held = f"{hold.reason} · {hold.by_name} {day(hold.at)}" if hold else ""
    rows = (
        (gettext("Kept"), gettext(term.label)),
        (gettext("Until"), day(until) if until else gettext("for ever")),
        (gettext("Filed on"), filed),
        (gettext("Held"), held),
    )
    return tuple(Paragraph(name, text) for name, text in rows if text)


def _hold(opened: Opened, by: Actor) -> Link | None:
    if not may(by, "archive.hold"):
        return None
    held = queries.hold_of(opened.case) is not None
    name, says = (
        ("lift", gettext("Lift the hold"))
        if held
        else ("hold", gettext("Hold its destruction"))
    )
    return Link(says, reverse("desk:act", args=[opened.detail.number, name]))


def _edition(row: DossierRow) -> Edition:
    return Edition(
        edition=row.edition,
        when=day_clock(row.made_at),
        pages=row.pages,
        size=f"{max(row.size // 1024, 1)} KB",
        sha256=row.sha256,
    )


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A case in the archive."""

    number: str
    url: str
    item: str
    applicant: str
    term: str
    until: str
    note: str


def kept_line(row: KeptRow) -> KeptLine:
    """A row of the lists of the archive, names masked."""
    note = row.held
    if row.destroyed_at is not None:
        note = gettext("destroyed %(day)s") % {"day": day(row.destroyed_at)}
    return KeptLine(
        number=row.number,
        url=reverse("desk:dossier", args=[row.number]),
        item=row.item,
        applicant=mask_organisation(row.applicant),
        term=gettext(row.term.label),
        until=day(row.keep_until) if row.keep_until else gettext("for ever"),
        note=note,
    )


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list of destruction."""

    url: str
    says: str
    state: str
    who: str
    when: str
    open: bool


def list_line(row: queries.Destruction) -> ListLine:
    """A list as the archive's page names it."""
    return ListLine(
        url=reverse("desk:destruction", args=[row.pk]),
        says=gettext("List %(number)s") % {"number": row.pk},
        state=gettext(DestructionState(row.state).label),
        who=" → ".join(filter(None, [row.proposed_by_name, row.decided_by_name])),
        when=day_clock(row.decided_at or row.proposed_at),
        open=row.state == DestructionState.PROPOSED,
    )


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case on a list of destruction."""

    number: str
    url: str
    item: str
    term: str
    until: str
    sha256: str
    outcome: str


def listed(row: queries.DestructionRow) -> ListedCase:
    """A row of a list."""
    return ListedCase(
        number=row.case.number,
        url=reverse("desk:dossier", args=[row.case.number]),
        item=row.item,
        term=gettext(Term(row.term).label),
        until=day(row.keep_until),
        sha256=row.sha256[:12],
        outcome=row.outcome,
    )

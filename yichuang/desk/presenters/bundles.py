"""Bundles at the desk: the list, one with its graph, and the place of a case in its own."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from yichuang.cases.queries.bundles import (
    BundleDetail,
    BundleRow,
    BundleState,
    ChildRow,
    Place,
)
from yichuang.cases.rules.bundles import Standing
from yichuang.cases.rules.lifecycle import IN_PROCESS
from yichuang.catalogue.rules.graph import waves
from yichuang.desk.presenters.lists import CaseLine, line
from yichuang.desk.presenters.words import english, told
from yichuang.documents.queries import DocumentRow
from yichuang.kernel.identity import group_case_number
from yichuang.web import formats
from yichuang.web.graph import Card, Graph, draw


@dataclass(frozen=True, slots=True)
class BundleLine:
    """A line of the list."""

    url: str
    name: str
    tail: str
    applicant: str
    done: int
    count: int
    turns: int
    promise: str
    statute: str
    late: bool


def bundle_line(row: BundleRow, today: date) -> BundleLine:
    """The line of a bundle; late when its promise is over."""
    return BundleLine(
        url=reverse("desk:bundle", args=[row.number]),
        name=row.name_en if english() else row.name,
        tail=group_case_number(row.number),
        applicant=row.applicant,
        done=row.done,
        count=row.count,
        turns=row.turns,
        promise=formats.day(row.promise_due) if row.promise_due else "",
        statute=formats.day(row.statute_due) if row.statute_due else "",
        late=bool(row.promise_due and row.promise_due < today),
    )


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A part of a running bundle: its case's line, or what another authority answered.
    `answer_url` is where that is entered."""

    name: str
    office: str
    says: str
    note: str
    line: CaseLine | None
    answer_url: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A document about the whole bundle."""

    label: str
    number: str
    when: str
    url: str


@dataclass(frozen=True, slots=True)
class BundleSheet:
    """One running bundle."""

    number: str
    number_grouped: str
    name: str
    applicant: str
    lead: str
    state: str
    graph: Graph
    finding: str
    children: tuple[ChildLine, ...]
    done: int
    count: int
    promise: str
    statute: str
    extended: str
    path: str
    form: tuple[tuple[str, str], ...]
    shared: tuple[tuple[str, str], ...]
    documents: tuple[Issued, ...]


def sheet(found: BundleDetail, *, answers: bool) -> BundleSheet:
    """The page of a bundle; `answers` says whether the reader may enter what other
    authorities answered."""
    bundle, plan = found.bundle, found.plan
    cards = {row.key: _card(found, row) for row in found.children}
    names = {part.key: told(part, "name") for part in plan.parts}
    return BundleSheet(
        number=bundle.number,
        number_grouped=group_case_number(bundle.number),
        name=told(plan.bundle, "name"),
        applicant=bundle.applicant_name,
        lead=found.department_en if english() else found.department,
        state=str(BundleState(bundle.state).label),
        graph=draw(
            waves(plan.waits),
            plan.waits,
            cards,
            tuple(leg.key for leg in found.path),
        ),
        finding=_finding(found),
        children=tuple(_child(found, row, answers=answers) for row in found.children),
        done=found.done,
        count=len(found.children),
        promise=formats.day(bundle.promise_due) if bundle.promise_due else "",
        statute=formats.day(bundle.statute_due) if bundle.statute_due else "",
        extended=bundle.extension_reason,
        path=" → ".join(names[leg.key] for leg in found.path),
        form=tuple(
            (told(field, "label"), bundle.form.get(field.key, "—"))
            for field in plan.fields
        ),
        shared=tuple(
            (
                told(material.rule, "name"),
                pgettext("between names", ", ").join(
                    names[part] for part in material.parts
                ),
            )
            for material in found.papers.materials
        ),
        documents=tuple(map(_issued, found.documents)),
    )


def _issued(row: DocumentRow) -> Issued:
    return Issued(
        label=gettext(row.label),
        number=row.number,
        when=formats.day_clock(row.issued_at),
        url=reverse("documents:pdf", args=[row.number]),
    )


def _finding(found: BundleDetail) -> str:
    """How far it is; what was refused or withdrawn has ended, but is not granted."""
    said = (
        gettext("%(done)s of %(count)s done")
        if found.done == found.granted
        else gettext("%(done)s of %(count)s ended, %(granted)s of them granted")
    )
    return said % {
        "done": found.done,
        "count": len(found.children),
        "granted": found.granted,
    }


def _says(found: BundleDetail, row: ChildRow) -> tuple[str, str, str]:
    """Shape, word and note of a part."""
    if row.standing is Standing.RESULT:
        note = row.certificate.number if row.certificate else row.answer
        return "done", gettext("Done"), note
    if row.standing is Standing.FAILED:
        return "lost", gettext("Not granted"), row.reason or row.answer
    waits = [told(found.plan.part(key), "name") for key in row.waits_for]
    note = gettext("waits for %(names)s") % {
        "names": pgettext("between names", ", ").join(waits)
    }
    if row.correction is not None:
        return "turn", gettext("Papers asked for"), note if waits else ""
    if waits:
        return "wait", gettext("Under way"), note
    accepted = row.row is not None and row.row.state in IN_PROCESS
    return "on", gettext("Under way"), gettext("may be decided") if accepted else ""


def _card(found: BundleDetail, row: ChildRow) -> Card:
    look, says, note = _says(found, row)
    url = reverse("desk:case", args=[row.row.number]) if row.row else ""
    return Card(told(row.part, "name"), _office(row), look, says, note, url)


def _office(row: ChildRow) -> str:
    return (row.department_en if english() else row.department) or row.department


def _child(found: BundleDetail, row: ChildRow, *, answers: bool) -> ChildLine:
    _look, says, note = _says(found, row)
    asks = answers and row.row is None and row.standing is Standing.RUNNING
    return ChildLine(
        name=told(row.part, "name"),
        office=_office(row),
        says=says,
        note=note,
        line=line(row.row) if row.row else None,
        answer_url=reverse("desk:bundle-answer", args=[found.number, row.key])
        if asks and not row.waits_for
        else "",
    )


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """Beside a case: the bundle it is one of, whom it waits for, who waits for it."""

    url: str
    name: str
    progress: str
    waits_for: str
    awaited_by: str
    form: tuple[tuple[str, str], ...]


def place_box(place: Place | None) -> PlaceBox | None:
    """The box, None for a case that stands alone."""
    if place is None:
        return None
    which = 1 if english() else 0
    comma = gettext(", ")
    return PlaceBox(
        url=reverse("desk:bundle", args=[place.number]),
        name=place.name[which],
        progress=gettext("%(done)s of %(count)s done")
        % {"done": place.done, "count": place.count},
        waits_for=comma.join(names[which] for names in place.waits_for),
        awaited_by=comma.join(names[which] for names in place.awaited_by),
        form=place.form,
    )

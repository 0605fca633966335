"""A school's list and papers are brought: every row is checked before anything is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.queries.people import id_hash
from yichuang.accounts.rules.people import check_name, same_name
from yichuang.cases import events, policies
from yichuang.cases.models import Batch, Case, FolderPerson, SchoolFolder
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.services.batches.members import (
    Bad,
    Row,
    applied,
    open_season,
    papers_named,
    twice,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import check_answers
from yichuang.catalogue.rules.guide import Guide
from yichuang.journal import services as journal
from yichuang.kernel.identity import check_id_number, check_mobile
from yichuang.kernel.refusals import Gathering, Refusal, Refusals, each
from yichuang.kernel.text import N_
from yichuang.materials.models import Stack
from yichuang.materials.services import stacks

MOST = 500
"""People in one folder: their standing is worked out while somebody waits."""

CHUNK = 400
"""Numbers asked for at once; databases bound the parts of one question."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The folder, or None and the rows that are wrong: then nothing was kept."""

    folder: SchoolFolder | None
    bad: tuple[Bad, ...] = ()


@dataclass(frozen=True, slots=True)
class _Checked:
    """A row whose fields are what they should be."""

    row: Row
    name: str
    number: str
    phone: str
    papers: frozenset[str]

    @property
    def known(self) -> str:
        return id_hash("resident", self.number)


def bring(
    batch_id: int,
    school: str,
    rows: Sequence[Row],
    files: "Sequence[UploadedFile[Any]]",
    *,
    answers: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Brought:
    """Keep a school's list and lay its papers out as a stack the worker reads. Every
    wrong row is named, each with all that is wrong; nothing is kept then.

    Raises:
        Refusal: "batch.not-open", "permission.denied"; "folder.no-school" (field
            "school"), "roster.empty" or "roster.too-long" (field "list"), and
            "materials.…" (field "file") for papers that cannot be taken.
    """
    require(by, "batch.enter", policies.GRANTS)
    season = open_season(batch_id, by, at)
    today = batch_queries.today_of(season.hall_id, at)
    name = _named(school)
    _require_size(len(rows))
    guide = catalogue_queries.current_guide(season.item_key, today)
    checked, bad = _check(season, guide, rows, today)
    if bad:
        return Brought(None, bad)
    told = dict(check_answers(guide, answers))
    stack = stacks.create(
        files,
        by=by,
        at=at,
        hall_id=season.hall_id,
        title=name,
        item_key=season.item_key,
        about=f"season:{season.pk}",
    )
    return Brought(_keep(season, stack, checked, told, by=by, at=at))


def _keep(
    season: Batch,
    stack: Stack,
    checked: Sequence[_Checked],
    told: dict[str, str],
    *,
    by: Actor,
    at: datetime,
) -> SchoolFolder:
    """The folder and its list, in one transaction."""
    with transaction.atomic():
        folder = SchoolFolder.objects.create(
            hall_id=season.hall_id,
            batch=season,
            stack=stack,
            school=stack.title,
            answers=told,
            brought_by=by.ref,
            by_name=by.name,
            brought_at=at,
        )
        FolderPerson.objects.bulk_create(_person(folder, one) for one in checked)
        journal.record(
            events.FOLDER_BROUGHT,
            about=folder.about,
            by=by,
            at=at,
            hall_id=folder.hall_id,
            school=stack.title,
            people=len(checked),
        )
    return folder


def _person(folder: SchoolFolder, one: _Checked) -> FolderPerson:
    return FolderPerson(
        folder=folder,
        line=one.row.line,
        name=one.name,
        id_number=one.number,
        id_hash=one.known,
        phone=one.phone,
        subject=one.row.subject,
        at_hand=sorted(one.papers),
    )


def _named(school: str) -> str:
    name = " ".join(school.split())[:80]
    if not name:
        raise Refusal(
            "folder.no-school",
            N_("Whose folder is it?"),
            field="school",
            remedy=N_("Write the name of the school."),
        )
    return name


def _require_size(rows: int) -> None:
    if not rows:
        raise Refusal(
            "roster.empty",
            N_("The list has no rows."),
            field="list",
            remedy=N_("Put one applicant in each row, below the headings."),
        )
    if rows > MOST:
        raise Refusal(
            "roster.too-long",
            N_("The list has %(rows)s rows; at most %(most)s go in one file."),
            field="list",
            remedy=N_("Split it, for example by faculty."),
            rows=rows,
            most=MOST,
        )


def _check(
    season: Batch, guide: Guide, rows: Sequence[Row], today: date
) -> tuple[list[_Checked], tuple[Bad, ...]]:
    """All rows, each with everything that is wrong with it."""
    checked: list[_Checked] = []
    bad: dict[int, list[Refusal]] = {}
    seen: dict[str, int] = {}
    for row in rows:
        try:
            one = _fields(guide, row, today)
        except (Refusal, Refusals) as wrong:
            bad[row.line] = list(each(wrong))
            continue
        earlier = seen.setdefault(one.known, row.line)
        if earlier != row.line:
            bad[row.line] = [twice(earlier)]
            continue
        checked.append(one)
    for line, refusal in _known(season, checked):
        bad.setdefault(line, []).append(refusal)
    return checked, tuple(Bad(line, tuple(bad[line])) for line in sorted(bad))


def _fields(guide: Guide, row: Row, today: date) -> _Checked:
    wrong = Gathering()
    name = wrong.check("name", check_name, row.name) or ""
    number = wrong.check("id_number", check_id_number, row.id_number) or ""
    phone = wrong.check("phone", check_mobile, row.phone) if row.phone.strip() else ""
    papers: frozenset[str] = frozenset()
    if row.papers:
        papers = wrong.check("papers", papers_named, guide, row.papers) or papers
    wrong.close()
    return _Checked(row, name, number, phone or "", papers)


def _known(season: Batch, checked: Sequence[_Checked]) -> Iterator[tuple[int, Refusal]]:
    """Rows that clash with what is on record: another name, an application, another
    school's list."""
    for first in range(0, len(checked), CHUNK):
        part = {one.known: one for one in checked[first : first + CHUNK]}
        people = Person.objects.filter(id_hash__in=part).values_list("id_hash", "name")
        for known, name in people:
            if not same_name(name, part[known].name):
                yield part[known].row.line, _other_name()
        cases = Case.objects.filter(
            batch=season, applicant__id_hash__in=part, closed_at=None
        )
        for known, number in cases.values_list("applicant__id_hash", "number"):
            yield part[known].row.line, applied(number)
        others = FolderPerson.objects.filter(
            folder__batch=season, id_hash__in=part, case=None
        )
        for known, school in others.values_list("id_hash", "folder__school"):
            yield part[known].row.line, _elsewhere(school)


def _other_name() -> Refusal:
    return Refusal(
        "person.other-name",
        N_("This identity number is on record under another name."),
        field="name",
        remedy=N_("Compare name and number with the identity card."),
    )


def _elsewhere(school: str) -> Refusal:
    return Refusal(
        "folder.listed-elsewhere",
        N_("This person stands in the list of %(school)s already."),
        field="id_number",
        remedy=N_("Take the line out, or ask the other school."),
        school=school,
    )

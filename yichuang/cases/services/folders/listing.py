"""Every row of a school's list is checked before anything is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yichuang.accounts.models import Person
from yichuang.accounts.queries.people import id_hash
from yichuang.accounts.rules.people import check_name, same_name
from yichuang.cases.models import Batch, Case, FolderPerson
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.rules.batches import require_roster
from yichuang.cases.services.batches.members import (
    Bad,
    Row,
    applied,
    papers_named,
    twice,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import check_answers
from yichuang.catalogue.rules.guide import Guide
from yichuang.kernel.identity import check_id_number, check_mobile
from yichuang.kernel.refusals import Gathering, Refusal, Refusals, each
from yichuang.kernel.text import N_

MOST = 500
"""People in one folder: their standing is worked out while somebody waits."""

CHUNK = 400
"""Numbers asked for at once; databases bound the parts of one question."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A row whose fields are what they should be."""

    row: Row
    name: str
    number: str
    phone: str
    papers: frozenset[str]

    @property
    def known(self) -> str:
        return id_hash("resident", self.number)


@dataclass(frozen=True, slots=True)
class SchoolList:
    """A list whose rows are right, or those that are wrong."""

    school: str
    people: tuple[Checked, ...]
    answers: dict[str, str]
    bad: tuple[Bad, ...] = ()


def checked_list(
    season: Batch,
    school: str,
    rows: Sequence[Row],
    answers: Mapping[str, str],
    *,
    ours: bool,
    at: datetime,
) -> SchoolList:
    """The list with everything that is wrong in it. `ours`: a clerk brings it, who may
    say what lies at the window and hear what is on record; a school may not.

    Raises:
        Refusal: "folder.no-school" (field "school"), "roster.empty" or
            "roster.too-long" (field "list"), and from the questions of the guide.
    """
    name = _named(school)
    require_roster(len(rows), most=MOST, field="list")
    today = batch_queries.today_of(season.hall_id, at)
    guide = catalogue_queries.current_guide(season.item_key, today)
    checked, bad = _check(guide, rows, ours=ours)
    if ours:
        for line, refusal in known_otherwise(season, checked):
            bad.setdefault(line, []).append(refusal)
    if bad:
        wrong = tuple(Bad(line, tuple(bad[line])) for line in sorted(bad))
        return SchoolList(name, (), {}, wrong)
    return SchoolList(name, tuple(checked), dict(check_answers(guide, answers)))


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


def _check(
    guide: Guide, rows: Sequence[Row], *, ours: bool
) -> tuple[list[Checked], dict[int, list[Refusal]]]:
    """All rows, each with everything that is wrong with it."""
    checked: list[Checked] = []
    bad: dict[int, list[Refusal]] = {}
    seen: dict[str, int] = {}
    for row in rows:
        try:
            one = _fields(guide, row, ours=ours)
        except (Refusal, Refusals) as wrong:
            bad[row.line] = list(each(wrong))
            continue
        earlier = seen.setdefault(one.known, row.line)
        if earlier != row.line:
            bad[row.line] = [twice(earlier)]
            continue
        checked.append(one)
    return checked, bad


def _fields(guide: Guide, row: Row, *, ours: bool) -> Checked:
    wrong = Gathering()
    name = wrong.check("name", check_name, row.name) or ""
    number = wrong.check("id_number", check_id_number, row.id_number) or ""
    phone = wrong.check("phone", check_mobile, row.phone) if row.phone.strip() else ""
    papers: frozenset[str] = frozenset()
    if row.papers and not ours:
        wrong.add(_at_the_window())
    elif row.papers:
        papers = wrong.check("papers", papers_named, guide, row.papers) or papers
    wrong.close()
    return Checked(row, name, number, phone or "", papers)


def _at_the_window() -> Refusal:
    return Refusal(
        "roster.at-the-window",
        N_("Only the window says which papers lie there."),
        field="papers",
        remedy=N_("Leave this column empty, and add scans of the papers."),
    )


def known_otherwise(
    season: Batch, checked: Sequence[Checked], *, folder: int = 0
) -> Iterator[tuple[int, Refusal]]:
    """Rows that clash with what is on record: another name, an application, another
    school's list than that of `folder`."""
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
        ).exclude(folder_id=folder)
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


def of_folder(people: Sequence[FolderPerson]) -> list[Checked]:
    """The rows of a folder as they are compared with what is on record."""
    return [
        Checked(
            Row(one.line, one.name, one.id_number),
            one.name,
            one.id_number,
            one.phone,
            frozenset(),
        )
        for one in people
    ]

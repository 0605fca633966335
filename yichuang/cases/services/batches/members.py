"""A school hands in a list: every row becomes a full case of the season, or none does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.services.people import find_or_create_person
from yichuang.cases import policies
from yichuang.cases.models import Batch, Case
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.rules.batches import require_roster
from yichuang.cases.services import intake
from yichuang.cases.services.intake import Application, Party
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules.guide import Guide
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_, normalise

MOST = 300
"""Rows of one list: they are written in one transaction, and the windows wait for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: `line` as the spreadsheet counts, `papers` by name or key,
    empty where all of them lie here."""

    line: int
    name: str
    id_number: str
    phone: str = ""
    papers: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot be entered, and why."""

    line: int
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a list: the numbers of its cases, and the lines that are wrong.
    With wrong lines and without leave to skip them, there are no cases."""

    numbers: tuple[str, ...]
    bad: tuple[Bad, ...]


def enter(
    batch_id: int,
    rows: Sequence[Row],
    *,
    answers: Mapping[str, str] | None = None,
    skip: bool = False,
    by: Actor,
    at: datetime,
) -> Entered:
    """Enter a list of applicants of a season, received at the window; `answers` are
    those of all of them to the questions of the guide. Every wrong line is named;
    nothing is written unless all are right, or `skip` leaves the wrong ones.

    Raises:
        Refusal: "batch.not-open", "roster.empty" or "roster.too-long" (field "file"),
            "permission.denied".
    """
    require(by, "batch.enter", policies.GRANTS)
    season = open_season(batch_id, by, at)
    require_roster(len(rows), most=MOST, field="file")
    guide = catalogue_queries.current_guide(
        season.item_key, batch_queries.today_of(season.hall_id, at)
    )
    numbers: list[str] = []
    bad: list[Bad] = []
    seen: dict[str, int] = {}
    enter_one = partial(
        _enter, season, guide, seen=seen, answers=answers or {}, by=by, at=at
    )
    with transaction.atomic():
        for row in rows:
            try:
                with transaction.atomic():
                    numbers.append(enter_one(row))
            except Refusal as refusal:
                bad.append(Bad(row.line, (refusal,)))
            except Refusals as refusals:
                bad.append(Bad(row.line, tuple(refusals.items)))
        if bad and not skip:
            numbers.clear()
            transaction.set_rollback(True)
    return Entered(tuple(numbers), tuple(bad))


def open_season(batch_id: int, by: Actor, at: datetime) -> Batch:
    """The season, if it takes applications today; "batch.not-open" otherwise."""
    season = Batch.objects.filter(pk=batch_id).first()
    if season is None or by.hall_id not in {None, season.hall_id}:
        raise Refusal("batch.not-found", N_("There is no such season."))
    today = batch_queries.today_of(season.hall_id, at)
    if season.closed_on is not None or not season.opens <= today <= season.closes:
        raise Refusal(
            "batch.not-open",
            N_("%(name)s takes applications from %(opens)s to %(closes)s."),
            remedy=N_("Who comes too late applies in the next season."),
            name=season.name,
            opens=season.opens,
            closes=season.closes,
        )
    return season


def _enter(
    season: Batch,
    guide: Guide,
    row: Row,
    *,
    seen: dict[str, int],
    answers: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> str:
    keys = papers_named(guide, row.papers)
    person = find_or_create_person(
        name=row.name, id_number=row.id_number, phone=row.phone, by=by, at=at
    )
    _require_once(season, person, row, seen)
    case = intake.receive(
        Application(
            item_key=season.item_key,
            answers=answers,
            party=Party(applicant=person),
            papers=keys,
        ),
        hall_id=season.hall_id,
        by=by,
        at=at,
    )
    return case.number


def papers_named(guide: Guide, named: tuple[str, ...]) -> frozenset[str]:
    """The papers that lie here by the words of the list; all of them without a word."""
    known: dict[str, str] = {}
    for rule in guide.active_papers:
        known |= {normalise(rule.name): rule.key, rule.key: rule.key}
    if not named:
        return frozenset(known.values())
    strange = [word for word in named if normalise(word) not in known]
    if strange:
        raise Refusal(
            "roster.paper",
            N_("The guide names no paper called %(paper)s."),
            field="papers",
            remedy=N_("Write the papers as the guide does, with a comma between them."),
            paper="、".join(strange),
        )
    return frozenset(known[normalise(word)] for word in named)


def _require_once(
    season: Batch, person: Person, row: Row, seen: dict[str, int]
) -> None:
    earlier = seen.setdefault(person.id_hash, row.line)
    if earlier != row.line:
        raise twice(earlier)
    known = Case.objects.filter(batch=season, applicant=person, closed_at=None).first()
    if known is not None:
        raise applied(known.number)


def applied(number: str) -> Refusal:
    """The refusal for somebody who has an application in the season."""
    return Refusal(
        "roster.applied",
        N_("This person has applied in this season already: %(number)s."),
        field="id_number",
        remedy=N_("Take the line out; the application stands."),
        number=number,
    )


def twice(line: int) -> Refusal:
    """The refusal for somebody who stands in an earlier line."""
    return Refusal(
        "roster.twice",
        N_("The same person stands in line %(line)s already."),
        field="id_number",
        remedy=N_("Take one of the two lines out."),
        line=line,
    )

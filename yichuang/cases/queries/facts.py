"""Facts of a case in the shape the pure rules take."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

from django.db import connection
from django.db.models import Model

from yichuang.cases.models import Case, CasePaper, Tolerance
from yichuang.cases.models import Stop as StopRow
from yichuang.cases.queries.batches import closing_of
from yichuang.cases.rules.clock import ClockFacts, Limits, StopTold, stop_told
from yichuang.cases.rules.papers import PaperFacts, PaperState, ToleranceState
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules.guide import Guide, Treatment
from yichuang.kernel.limits import Limit, Stop
from yichuang.organisation.queries import calendars, places
from yichuang.web import gathering
from yichuang.web.gathering import Gathering

DAY = timedelta(days=1)


def guide_of(case: Case) -> Guide:
    """The guide the case was begun under."""
    return catalogue_queries.guide(case.item_version_id)


PaperColumns = tuple[int, str, bool, str]


def limits_of(guide: Guide) -> Limits:
    return Limits(
        promise=guide.promise,
        promise_from=guide.promise_from,
        statutory=guide.statutory,
        statutory_from=guide.statutory_from,
    )


def standing_tolerances(case: Case) -> dict[int, Tolerance]:
    """The latest tolerance of each paper, by the paper's id."""
    rows = Tolerance.objects.filter(paper__case=case).order_by("id")
    return {row.paper_id: row for row in rows}


def paper_facts(case: Case, guide: Guide | None = None) -> tuple[PaperFacts, ...]:
    """Every paper of the case for the rules: two queries, one where none is tolerated."""
    names = {rule.key: rule.name for rule in (guide or guide_of(case)).papers}
    rows = _paper_rows(case)
    tolerated = any(state == PaperState.TOLERATED for *_, state in rows)
    tolerances = standing_tolerances(case) if tolerated else {}
    return tuple(
        _paper_facts(names.get(row[1], row[1]), row, tolerances.get(row[0]))
        for row in rows
    )


PAPERS = (
    "SELECT id, key, required, state FROM cases_casepaper"
    " WHERE case_id = %s ORDER BY position"
)


PAPERS_OF_MANY = (
    "SELECT case_id, id, key, required, state FROM cases_casepaper"
    " WHERE case_id IN ({}) ORDER BY case_id, position"
)


def read_ahead(
    kept: Gathering, case_ids: Collection[int], *related: type[Model]
) -> None:
    """Read what the services are going to ask of many cases: their papers, and which of
    them have rows of `related` (tolerances, or tables with a `case`) at all.

    A case finds its papers the first time they are asked for, and reads them itself
    after that.
    """
    ahead: dict[int, list[PaperColumns]] = {pk: [] for pk in case_ids}
    marks = ", ".join(["%s"] * len(ahead))
    with connection.cursor() as cursor:
        cursor.execute(PAPERS_OF_MANY.format(marks), list(ahead))
        for case_id, pk, key, need, state in cursor.fetchall():
            ahead[case_id].append((pk, key, bool(need), state))
        for table in related:
            cursor.execute(_having(table).format(marks), list(ahead))
            kept.answers[table] = ahead.keys() - {pk for (pk,) in cursor.fetchall()}
    kept.answers[PAPERS] = ahead


def _having(table: type[Model]) -> str:
    """Which of many cases have a row in a table, that of tolerances through the paper."""
    name = table._meta.db_table
    if table is Tolerance:
        name = f"{name} JOIN cases_casepaper p ON p.id = paper_id"
    return f"SELECT DISTINCT case_id FROM {name} WHERE case_id IN ({{}})"  # noqa: S608


def has_none(case: Case, related: type[Model]) -> bool:
    """Whether it was read ahead that the case has no row in this table."""
    kept = gathering.current()
    return kept is not None and case.pk in kept.answers.get(related, ())


def _paper_rows(case: Case) -> list[PaperColumns]:
    """(id, key, required, state) of each paper; asked at every move, so written out."""
    kept = gathering.current()
    if kept is not None:
        ahead: dict[int, list[PaperColumns]] = kept.answers.get(PAPERS, {})
        if case.pk in ahead:
            return ahead.pop(case.pk)
    with connection.cursor() as cursor:
        cursor.execute(PAPERS, [case.pk])
        return [
            (pk, key, bool(need), state) for pk, key, need, state in cursor.fetchall()
        ]


def _paper_facts(
    name: str, row: PaperColumns, tolerance: Tolerance | None
) -> PaperFacts:
    _pk, key, required, state = row
    if tolerance is None:
        return _plain_paper(key, name, state, required=required)
    return PaperFacts(
        key=key,
        name=name,
        required=required,
        state=PaperState(state),
        tolerance=tolerance.kind,
        tolerance_state=tolerance.state,
    )


@lru_cache(maxsize=4096)
def _plain_paper(key: str, name: str, state: str, *, required: bool) -> PaperFacts:
    """The papers of one matter are alike in all of its cases."""
    return PaperFacts(key=key, name=name, required=required, state=PaperState(state))


def clock_facts(case: Case) -> ClockFacts:
    """What the clock needs; a stop that still stands lasts as long as was told."""
    zone = places.hall(case.hall_id).zone
    stops = tuple(
        Stop(row.starts, row.ended or _planned_end(case, row), row.ground)
        for row in case.stops.order_by("starts")
        if row.ended is None or row.ended >= row.starts
    )
    return ClockFacts(
        received_on=case.received_on,
        accepted_on=case.accepted_on,
        accepted_at=case.accepted_at,
        complete_on=case.complete_on,
        batch_closed_on=closing_of(case),
        decided_on=(
            case.decided_at.astimezone(zone).date() if case.decided_at else None
        ),
        stops=stops,
        extended=_extension(case),
    )


def stops_told(case: Case, today: date) -> tuple[StopTold, ...]:
    """Every stop beside what the applicant was told of it."""
    calendar = calendars.calendar_for(case.hall_id)
    return tuple(
        stop_told(
            row.ground,
            row.starts,
            row.planned_days,
            row.ended,
            today=today,
            calendar=calendar,
        )
        for row in case.stops.order_by("starts")
    )


def _planned_end(case: Case, stop: StopRow) -> date:
    calendar = calendars.calendar_for(case.hall_id)
    return calendar.after(stop.starts - DAY, stop.planned_days)


def _extension(case: Case) -> Limit | None:
    """The extension counts in the unit of the limit it extends."""
    statutory = guide_of(case).statutory if case.extended_days else None
    return Limit(case.extended_days, statutory.unit) if statutory else None


def open_tolerance(paper: CasePaper) -> Tolerance | None:
    """The tolerance of a paper that is asked or agreed, if any."""
    return (
        Tolerance.objects.filter(
            paper=paper, state__in=[ToleranceState.ASKED, ToleranceState.AGREED]
        )
        .order_by("-id")
        .first()
    )


def fetched_by_us(case: Case) -> frozenset[str]:
    """Keys of the papers the hall fetches itself 免提交."""
    return frozenset(
        rule.key
        for rule in guide_of(case).papers
        if rule.treatment is Treatment.FETCHED
    )


def items_to_tell(case: Case, lacking: tuple[PaperFacts, ...]) -> list[dict[str, str]]:
    """What the one complete notice says of each lacking paper: what is wrong with it
    and how to mend it, in Chinese as all documents."""
    rows = {row.key: row for row in CasePaper.objects.filter(case=case)}
    guidance = {rule.key: rule for rule in guide_of(case).papers}
    return [
        {
            "key": fact.key,
            "name": fact.name,
            "fault": rows[fact.key].fault or "未提交",
            "mend": rows[fact.key].mend
            or guidance[fact.key].guidance
            or guidance[fact.key].accept_standard
            or "请提交这份材料",
        }
        for fact in lacking
    ]

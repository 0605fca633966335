"""Reads about ways of handling: precedence, papers between halls, visits, successors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases.models import (
    Case,
    Channel,
    FollowUp,
    GreenChannel,
    HomeVisit,
    Transfer,
    TransferLeg,
)
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.finding import scope
from yichuang.cases.rules import following
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.rules.modes import GreenState
from yichuang.cases.rules.visits import VisitState
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules.guide import Guide, ProjectKind
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.organisation.queries import places

FEW = 50
# The rows as presenters of upper rooms read them; they enter by this door.
Leg = TransferLeg
Visit = HomeVisit
Passing = Transfer
FOLLOWS = "follow"
"""The origin of a case about an earlier certificate; others are asked nothing more."""


@dataclass(frozen=True, slots=True)
class ModeFacts:
    """Everything about the way one case is handled; what does not apply is None."""

    green: GreenChannel | None
    follow_up: FollowUp | None
    transfer: Transfer | None
    legs: tuple[TransferLeg, ...]
    home_visit: HomeVisit | None


def of_case(case: Case) -> ModeFacts:
    """The modes of a case: one query, and one more for each mode it is in."""
    transfer = (
        Transfer.objects.select_related("from_hall", "to_hall")
        .filter(case=case)
        .first()
        if case.collecting_hall_id is not None
        else None
    )
    legs = (
        TransferLeg.objects.filter(transfer=transfer).order_by("id") if transfer else ()
    )
    return ModeFacts(
        green=GreenChannel.objects.filter(case=case).order_by("-id").first(),
        follow_up=FollowUp.objects.select_related("earlier", "successor")
        .filter(case=case)
        .first()
        if case.origin == FOLLOWS
        else None,
        transfer=transfer,
        legs=tuple(legs),
        home_visit=HomeVisit.objects.filter(case=case).first()
        if case.channel == Channel.WINDOW and not case.visits
        else None,
    )


@dataclass(frozen=True, slots=True)
class GreenRow:
    """A request for precedence in a list."""

    number: str
    guide: Guide
    applicant: str
    reason: str
    state: GreenState
    asked_by_name: str
    asked_at: datetime
    target_at: datetime | None
    own: bool


def green(by: Actor) -> tuple[GreenRow, ...]:
    """What is asked for and what runs with precedence in the actor's hall, the oldest
    request first."""
    rows = (
        GreenChannel.objects.filter(
            case__in=Case.objects.filter(scope(by)),
            state__in=[GreenState.ASKED, GreenState.GRANTED],
        )
        .exclude(case__state=CaseState.CLOSED)
        .select_related("case")
        .order_by("state", F("target_at").asc(nulls_last=True), "id")[:FEW]
    )
    return tuple(
        GreenRow(
            number=row.case.number,
            guide=guide_of(row.case),
            applicant=row.case.applicant_name,
            reason=row.reason,
            state=GreenState(row.state),
            asked_by_name=row.asked_by_name,
            asked_at=row.asked_at,
            target_at=row.target_at,
            own=row.asked_by == by.ref,
        )
        for row in rows
    )


def transfers(by: Actor) -> tuple[Transfer, ...]:
    """Papers on their way from or to the actor's hall, the newest first."""
    rows = Transfer.objects.select_related("case", "from_hall", "to_hall")
    if by.hall_id is not None:
        rows = rows.filter(Q(from_hall_id=by.hall_id) | Q(to_hall_id=by.hall_id))
    return tuple(rows.exclude(case__state=CaseState.CLOSED).order_by("-id")[:FEW])


def home_visits(by: Actor, *, ended: bool = False) -> tuple[HomeVisit, ...]:
    """Visits at home of the actor's hall: what is ahead by day, or what is over."""
    rows = HomeVisit.objects.select_related("case")
    if by.hall_id is not None:
        rows = rows.filter(hall_id=by.hall_id)
    ahead = [VisitState.ORDERED, VisitState.UNDER_WAY]
    if ended:
        return tuple(rows.exclude(state__in=ahead).order_by("-day", "-id")[:FEW])
    return tuple(rows.filter(state__in=ahead).order_by("day", "hour", "id")[:FEW])


def home_visit(by: Actor, pk: int) -> HomeVisit | None:
    """One visit, if it exists for the actor."""
    row = HomeVisit.objects.select_related("case").filter(pk=pk).first()
    if row is None or by.hall_id not in {None, row.hall_id}:
        return None
    return row


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate of a citizen with what may follow it. `renew_from` is the first day
    of filing a renewal, `renew_by` the last on which silence would still grant it."""

    number: str
    title: str
    title_en: str
    holder: str
    issued_on: date
    until: date | None
    void: bool
    reason: str
    follows: tuple[FollowKind, ...]
    open_case: str
    renew_from: date | None
    renew_by: date | None


def certificates(by: Actor, today: date) -> tuple[CertificateRow, ...]:
    """The certificates of the citizen's own cases, the newest first: three queries."""
    if by.kind is not ActorKind.CITIZEN:
        return ()
    cases = {
        case.about: case
        for case in Case.objects.filter(
            scope(by),
            outcome=Outcome.APPROVED,
            state__in=[CaseState.APPROVED, CaseState.CLOSED],
        ).order_by("-id")[:FEW]
    }
    papers = Document.objects.filter(
        about__in=list(cases), kind=DocumentKind.CERTIFICATE
    ).order_by("-id")
    found = list(papers)
    open_ones = dict(
        FollowUp.objects.filter(earlier__in=found, successor=None)
        .exclude(case__state=CaseState.CLOSED)
        .values_list("earlier_id", "case__number")
    )
    return tuple(
        _certificate(row, cases[row.about], open_ones.get(row.pk, ""), today)
        for row in found
    )


def certificate(by: Actor, number: str, today: date) -> CertificateRow | None:
    """One certificate of the citizen."""
    rows = certificates(by, today)
    return next((row for row in rows if row.number == number), None)


def _certificate(
    row: Document, case: Case, open_case: str, today: date
) -> CertificateRow:
    guide = guide_of(case)
    void = row.revoked_at is not None
    until = row.valid_until
    ended = until is not None and until < today
    first = until - following.RENEW_EARLIEST if until else None
    free = not void and not open_case
    kinds = [FollowKind.CHANGE, FollowKind.REISSUE] if free and not ended else []
    if free and first is not None and first <= today and not ended:
        kinds.insert(0, FollowKind.RENEWAL)
    zone = places.hall(case.hall_id).zone
    return CertificateRow(
        number=row.number,
        title=guide.result_name or guide.name,
        title_en=guide.result_name_en or guide.name_en,
        holder=row.addressee,
        issued_on=row.issued_at.astimezone(zone).date(),
        until=until,
        void=void,
        reason=row.revoked_reason,
        follows=tuple(kinds),
        open_case=open_case,
        renew_from=first,
        renew_by=until - following.RENEW_AHEAD if until else None,
    )


@dataclass(frozen=True, slots=True)
class ModeFigure:
    """A figure of how matters were handled: `count` of `of`, and the list behind it."""

    key: str
    count: int
    of: int


FIGURES = ("on_spot", "at_once", "zero", "once", "more", "green", "collected")


def closed_between(by: Actor, first: date, last: date) -> QuerySet[Case]:
    """Cases decided and closed in the actor's hall from day to day, inclusive."""
    hall_id = by.hall_id or places.first_hall_id() or 0
    zone = places.hall(hall_id).zone
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    return Case.objects.filter(
        scope(by),
        state=CaseState.CLOSED,
        decided_at__isnull=False,
        closed_at__gte=start,
        closed_at__lt=end,
    )


def _on_spot() -> Q:
    versions = ItemVersion.objects.filter(project_kind=ProjectKind.ON_SPOT)
    return Q(item_version_id__in=list(versions.values_list("pk", flat=True)))


def narrowed(found: QuerySet[Case], key: str, hall_id: int) -> QuerySet[Case]:
    """The cases behind a figure; an unknown key narrows to nothing."""
    zone = places.hall(hall_id).zone
    same_day = found.filter(_on_spot()).annotate(
        began=TruncDate("received_at", tzinfo=zone),
        ended=TruncDate("decided_at", tzinfo=zone),
    )
    lists: dict[str, Callable[[], QuerySet[Case]]] = {
        "on_spot": lambda: found.filter(_on_spot()),
        "at_once": lambda: same_day.filter(began=F("ended")),
        "zero": lambda: found.filter(visits=0),
        "once": lambda: found.filter(visits=1),
        "more": lambda: found.filter(visits__gt=1),
        "green": lambda: found.filter(green=True),
        "collected": lambda: found.filter(collecting_hall__isnull=False),
    }
    make = lists.get(key)
    return make() if make is not None else found.none()


def figures(by: Actor, first: date, last: date) -> tuple[ModeFigure, ...]:
    """How matters were handled between two days. 即办率 is on_spot of all closed; of
    those at_once were decided on the day they were received; visits are days on which
    the person stood at a window (0 零跑动, 1 一次办)."""
    hall_id = by.hall_id or places.first_hall_id() or 0
    found = closed_between(by, first, last)
    every = found.count()
    counts = {key: narrowed(found, key, hall_id).count() for key in FIGURES}
    return tuple(
        ModeFigure(key, counts[key], counts["on_spot"] if key == "at_once" else every)
        for key in FIGURES
    )

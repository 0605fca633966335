"""The lines of the demo hall, a year behind them, today so far, and today's plan."""

import heapq
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.config.demo import roster
from yichuang.config.demo.hours import OfficeTime
from yichuang.organisation.queries import calendars
from yichuang.planning.engines import draws
from yichuang.planning.models import Plan
from yichuang.planning.queries import expecting, learning
from yichuang.planning.rules.day import Visitor
from yichuang.planning.rules.forecast import SLOTS
from yichuang.planning.services import counting, peaks, plans
from yichuang.queueing.models import Ticket, WindowSeat
from yichuang.queueing.queries.days import kinds
from yichuang.queueing.rules.lifecycle import Outcome
from yichuang.queueing.services import calling, seats, serving
from yichuang.queueing.services.arranging import KindPlan, arrange_kind, set_skills
from yichuang.queueing.services.taking import Ask, take_ticket

LINES = (
    KindPlan("A", "综合事务", "General matters", usual_minutes=11, place=1),
    KindPlan("B", "户政事务", "Household register", usual_minutes=8, place=2),
    KindPlan("C", "领取结果", "Collecting results", usual_minutes=3, place=3),
    KindPlan("D", "教育事务", "Education", usual_minutes=9, place=4),
)
SKILLS: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    3: (("C",), ()),
    5: (("A", "D"), ("C",)),
    6: (("A", "D"), ()),
    7: (("A", "D"), ("B",)),
    8: (("B",), ()),
}
A_DAY = {"A": 34, "B": 18, "C": 30, "D": 9}
MINUTES = {"A": 10.5, "B": 8.0, "C": 3.0, "D": 9.0}
WEEKDAYS = (1.2, 1.05, 1.0, 0.95, 0.8, 0.6, 0.6)
SHARES = (6, 11, 12, 9, 7, 5, 0, 0, 0, 5, 9, 9, 7, 5, 3, 1)
"""Half-hours from nine to five; the hall rests at noon."""
FIRST_SLOT = 18
DAYS = 250
SCHOOL = ("小学入学报名", ("D",), 4.0, (6, 8), (6, 19))
TEACHERS = ("教师资格认定", ("D",), 2.5, (10, 12), (10, 23))
SITTERS = {3: "issuer", 5: "clerk", 6: "clerk2", 8: "guide"}


def tell(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """Lines, the year behind, the peaks, the plan of the day and the day up to `at`."""
    manager = staff["manager"]
    day = at.astimezone(OfficeTime(hall_id).zone).date()
    if not kinds(hall_id):
        _arrange(hall_id, at=at)
        roster.prepare(hall_id, staff, at=at)
    _know_peaks(hall_id, day, manager, at=at)
    past = counting.remember_days(_past(hall_id, day))
    opening = OfficeTime(hall_id).spans(day)[0][0]
    if past:
        _plan(hall_id, day, manager, at=opening - timedelta(hours=1))
    play(hall_id, staff, opening, at)


def _arrange(hall_id: int, *, at: datetime) -> None:
    for line in LINES:
        arrange_kind(hall_id, line, by=SYSTEM, at=at)
    for number, (own, helps) in SKILLS.items():
        set_skills(hall_id, number, own, helps=helps, by=SYSTEM, at=at)


def _know_peaks(hall_id: int, day: date, manager: Actor, *, at: datetime) -> None:
    """Each peak as it was last and as it comes next."""
    for name, codes, factor, first, last in (SCHOOL, TEACHERS):
        for year in (day.year - 1, day.year, day.year + 1):
            begins, ends = date(year, *first), date(year, *last)
            if ends < day - timedelta(days=366) or begins > day + timedelta(days=300):
                continue
            peaks.enter(
                hall_id,
                name,
                codes=codes,
                factor=factor,
                first=begins,
                last=ends,
                by=manager,
                at=at,
            )


def _past(hall_id: int, day: date) -> list[counting.Remembered]:
    """So many working days before a day, drawn from what the hall is like."""
    dice = random.Random(11)  # noqa: S311  a demo
    calendar = calendars.calendar_for(hall_id)
    found: list[counting.Remembered] = []
    known = learning.known_peaks(hall_id)
    for back in range(1, DAYS + 1):
        then = calendar.before(day, back)
        if then.year < day.year - 1:
            break
        luck = dice.gauss(WEEKDAYS[then.weekday()], 0.06)
        busier = {
            code: peak.factor * 0.9  # the past knows better than the manager
            for peak in known
            if peak.first <= then <= peak.last
            for code in peak.kinds
        }
        for code, usual in A_DAY.items():
            mean = usual * luck * busier.get(code, 1.0)
            counts = [0] * SLOTS
            for place, share in enumerate(SHARES):
                part = mean * share / sum(SHARES)
                counts[FIRST_SLOT + place] = max(0, round(dice.gauss(part, part**0.5)))
            found.append(
                counting.Remembered(hall_id, then, code, tuple(counts), MINUTES[code])
            )
    return found


def _plan(hall_id: int, day: date, manager: Actor, *, at: datetime) -> None:
    plan = plans.ask(hall_id, day, by=manager, at=at)
    plans.work(at=at)
    plans.adopt(Plan.objects.get(pk=plan.pk), by=manager, at=at)


@dataclass(order=True)
class _Step:
    """Something that happens in the hall: somebody comes, or is done at a window."""

    at: float
    number: int
    came: Visitor | None = None
    ticket: int = 0
    seat: int = 0


def play(hall_id: int, staff: dict[str, Actor], opening: datetime, at: datetime) -> int:
    """The tickets of a day up to `at`, each by the real services; how many came."""
    midnight = opening.replace(hour=0, minute=0, second=0, microsecond=0)
    day = midnight.date()
    crowd = learning.crowd(hall_id, day)
    known = expecting.day(hall_id, day, known_before=day).forecast
    (visitors,) = draws.days(known, crowd, seed=day.toordinal() + 1, count=1)
    until = (at - midnight) / timedelta(minutes=1)
    seated = {
        seats.open_window(
            hall_id,
            number,
            by=SYSTEM,
            at=opening,
            user_id=User.objects.get(login=login).pk,
        ).pk: number
        for number, login in SITTERS.items()
        if login in staff
    }
    takes = {(one.line, round(one.arrives, 3)): one.takes for one in visitors}
    steps = [
        _Step(one.arrives, n, came=one)
        for n, one in enumerate(visitors)
        if one.arrives < until
    ]
    heapq.heapify(steps)
    _run(hall_id, midnight, until, steps, set(seated), list(takes.values()))
    for seat in WindowSeat.objects.filter(pk__in=seated, closed_at=None):
        if not Ticket.objects.filter(seat=seat, ended_at=None).exists():
            seats.close_window(seat.pk, by=SYSTEM, at=at)
    return len(visitors)


def _run(
    hall_id: int,
    midnight: datetime,
    until: float,
    steps: list[_Step],
    free: set[int],
    takes: list[float],
) -> None:
    """The steps in their order; an idle window calls whom the published order names."""
    number = len(takes)
    while steps and steps[0].at <= until:
        step = heapq.heappop(steps)
        now = midnight + timedelta(minutes=step.at)
        if step.came is not None:
            key = f"demo {midnight:%Y%m%d} {step.number}"
            ask = Ask(step.came.line, standing=step.came.standing)
            take_ticket(hall_id, ask, key=key, by=SYSTEM, at=now)
        else:
            outcome = Outcome.DONE
            serving.end(step.ticket, by=SYSTEM, at=now, outcome=outcome)
            free.add(step.seat)
        for seat in sorted(free):
            number += 1
            key = f"demo {number}"
            ticket = calling.call_next(seat, key=key, by=SYSTEM, at=now).ticket
            if ticket is None:
                continue
            free.discard(seat)
            serving.start(ticket.pk, by=SYSTEM, at=now + timedelta(seconds=40))
            done = step.at + 0.7 + takes[ticket.pk % len(takes)]
            heapq.heappush(steps, _Step(done, number, ticket=ticket.pk, seat=seat))

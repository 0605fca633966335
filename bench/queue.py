"""Calling: 300 windows as fast as they can, 100,000 tickets in line.

The windows are shared out over the processes and threads a server has; the time of a
call is what its request spends in the service, commit included. Every window calls,
finishes and calls again. Afterwards every call is decided again from the journal.
"""

import itertools
import multiprocessing
import threading
import time
from collections import Counter
from random import Random
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM
from yichuang.config.demo import seed
from yichuang.journal.models import Entry
from yichuang.organisation.models import Window
from yichuang.queueing.models import BusinessKind, QueueDay, Ticket, WindowSeat
from yichuang.queueing.queries.replaying import happened
from yichuang.queueing.rules.policy import Policy, Standing
from yichuang.queueing.rules.replaying import Happened, replay
from yichuang.queueing.services import calling
from yichuang.queueing.services.arranging import KindPlan, arrange_kind, set_skills
from yichuang.queueing.services.days import day_of
from yichuang.queueing.services.seats import open_window

WINDOWS, TICKETS = 300, 100_000
KINDS = "ABCDEF"
PROCESSES, THREADS = 2, 4
PACE = 100  # calls a second of the whole hall: twenty times its rush hour
HALL = 1


def prepare() -> int:
    """A hall with kinds, windows and the tickets of a province in line; its day."""
    call_command("migrate", verbosity=0)
    at = timezone.now()
    seed.hall_with_guides(at=at)
    for code in KINDS:
        plan = KindPlan(code, f"事项 {code}", usual_minutes=8)
        arrange_kind(HALL, plan, by=SYSTEM, at=at)
    Window.objects.bulk_create(
        Window(hall_id=HALL, number=1000 + number, name="窗口")
        for number in range(WINDOWS)
    )
    for number in range(WINDOWS):
        own = KINDS if number % 2 else KINDS[number % 6] + KINDS[(number + 1) % 6]
        set_skills(HALL, 1000 + number, own, by=SYSTEM, at=at)
    day = day_of(HALL, at=at)
    stand_in_line(day)
    for number in range(WINDOWS):
        user = User.objects.create(login=f"bench.{number}", created_at=at)
        open_window(HALL, 1000 + number, by=SYSTEM, at=at, user_id=user.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return day


def stand_in_line(day: int) -> None:
    """Everybody in line, as if they had come one after the other since midnight."""
    chance, policy = Random(7), Policy()
    standings = [*[Standing.ORDINARY] * 8, Standing.ELDERLY, Standing.DISABLED]
    kinds = {row.code: row.pk for row in BusinessKind.objects.filter(hall_id=HALL)}
    counts: Counter[str] = Counter()
    rows = []
    for number in range(TICKETS):
        code, standing = chance.choice(KINDS), chance.choice(standings)
        counts[code] += 1
        second = number * 60 // TICKETS  # within the first minute of the day
        rows.append(
            Ticket(
                day_id=day,
                kind_id=kinds[code],
                number=f"{code}{counts[code]}",
                token=f"bench{number}",
                state="waiting",
                line=code,
                standing=standing,
                weight=policy.weight_of(standing),
                since=second,
                arrived=second,
                channel="kiosk",
                visit=f"bench{number}",
                taken_at=timezone.now(),
            )
        )
    Ticket.objects.bulk_create(rows, batch_size=2000)
    lines = {code: {"n": many, "waiting": many} for code, many in counts.items()}
    QueueDay.objects.filter(pk=day).update(lines=lines)


def call_and_finish(seats: list[int], seconds: float, pace: float) -> list[float]:
    """Windows of one thread, in turn: milliseconds of each call. With a `pace` (calls a
    second) a call waits for its time, and its time counts from then."""
    spent: list[float] = []
    begin = time.monotonic()
    for number, seat in enumerate(itertools.cycle(seats)):
        due = begin + number / pace if pace else time.monotonic()
        if due - begin > seconds or time.monotonic() - begin > seconds:
            break
        time.sleep(max(due - time.monotonic(), 0))
        called = calling.call_next(
            seat, key=f"{pace}-{number}", by=SYSTEM, at=timezone.now()
        )
        spent.append(1000 * (time.monotonic() - due))
        if called.ticket is None:
            break
        # Finished at once: another service, not measured here.
        Ticket.objects.filter(pk=called.ticket.pk).update(state="done")
    connection.close()
    return spent


def process(seats: list[int], seconds: float, pace: float, answers: Any) -> None:
    """One of the server's processes with its threads."""
    spent: list[float] = []

    def thread(mine: list[int]) -> None:
        spent.extend(call_and_finish(mine, seconds, pace))

    threads = [
        threading.Thread(target=thread, args=(seats[at::THREADS],))
        for at in range(THREADS)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    answers.put(spent)


def drive(
    seats: list[int], seconds: float, pace: float = 0
) -> tuple[float, list[float]]:
    """All processes at once: (calls a second, milliseconds of each call)."""
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    many = 1 if sqlite else PROCESSES  # SQLite has one writing process
    connection.close()
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    share = pace / (many * THREADS)
    workers = [
        context.Process(target=process, args=(seats[at::many], seconds, share, answers))
        for at in range(many)
    ]
    for one in workers:
        one.start()
    spent = list(
        itertools.chain.from_iterable(
            answers.get(timeout=seconds + 60) for _ in workers
        )
    )
    for one in workers:
        one.join()
    return len(spent) / seconds, sorted(spent)


def proved(day: int) -> tuple[int, int, int]:
    """(calls, calls of a ticket that was called before, calls out of turn)."""
    calls = Counter(
        Entry.objects.filter(code="ticket.called").values_list("about", flat=True)
    )
    row = QueueDay.objects.get(pk=day)
    came = [
        Happened(
            code="ticket.taken",
            ticket=ticket.pk,
            at="",
            facts={
                "step": -TICKETS + place,
                "number": ticket.number,
                "line": ticket.line,
                "arrived": ticket.arrived,
                "standing": ticket.standing,
                "waiting": True,
            },
        )
        for place, ticket in enumerate(Ticket.objects.filter(day_id=day))
    ]
    report = replay(Policy(**row.terms), [*came, *happened(HALL, row.day)])
    twice = sum(times > 1 for times in calls.values())
    return report.calls, twice, len(report.faults)


def run(options: dict[str, Any]) -> dict[str, str]:
    """As fast as they can, then at a pace."""
    day = prepare()
    seats = list(WindowSeat.objects.order_by("?").values_list("pk", flat=True))
    seconds = float(options["seconds"])
    rate, fast = drive(seats, seconds)
    _rate, paced = drive(seats, seconds, PACE)
    calls, twice, out_of_turn = proved(day)
    return {
        "windows, tickets in line": f"{WINDOWS}, {TICKETS:,}",
        "as fast as they can": f"{rate:.0f} calls/s",
        "p50, p95, p99, longest": _times(fast),
        f"at {PACE} calls/s": _times(paced),
        "calls, called twice": f"{calls:,}, {twice}",
        "out of turn, decided again": str(out_of_turn),
    }


def _times(spent: list[float]) -> str:
    found = [spent[int(len(spent) * share)] for share in (0.5, 0.95, 0.99)]
    return ", ".join(f"{one:.1f}" for one in (*found, spent[-1])) + " ms"

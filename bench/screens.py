"""Fifty screens of a hall: what answering them costs.

Thirty show the whole hall, twenty a zone of ten windows, every second one in English; each
asks twice a second with the stamp of what it shows, as screen.js does, while tickets are
called. The answers are made by the server's own application in this process;
the processor time is that of the thread that makes them, so the calls are not in it. What
the server spends on HTTP itself is not in it either.
"""

import itertools
import threading
import time
from collections import Counter
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.queue import prepare
from yichuang.accounts.policies import SYSTEM
from yichuang.queueing.models import Ticket, WindowSeat
from yichuang.queueing.services import calling

SCREENS, ASKS = 50, 2  # a second, of each
CALLS = 5.0, 0.2  # a second: three hundred windows in their rush hour; thirty windows
ZONES = [f"?windows={1000 + first}-{1009 + first}" for first in range(0, 50, 10)]


def call_on(rate: float, stop: threading.Event) -> None:
    """The windows of the hall, one after the other, until told to stop."""
    seats = itertools.cycle(WindowSeat.objects.order_by("pk").values_list("pk"))
    for number, (seat,) in enumerate(seats):
        if stop.wait(1 / rate):
            break
        Ticket.objects.filter(seat=seat, state="called").update(state="done")
        calling.call_next(seat, key=f"{rate}-{number}", by=SYSTEM, at=timezone.now())
    connection.close()


def ask_on(seconds: float) -> tuple[Counter[int], float, list[float]]:
    """(answers by status, seconds of processor time, milliseconds of each answer)."""
    client = Client()
    stamps: dict[int, str] = {}
    answers: Counter[int] = Counter()
    took: list[float] = []
    begin, spent = time.monotonic(), time.thread_time()
    for number in range(int(SCREENS * ASKS * seconds)):
        time.sleep(max(begin + number / (SCREENS * ASKS) - time.monotonic(), 0))
        screen = number % SCREENS
        since = time.monotonic()
        response = client.get(
            "/screen/1/" + (ZONES[screen % len(ZONES)] if screen >= 30 else ""),
            headers={
                "HX-Request": "true",
                "If-None-Match": stamps.get(screen, ""),
                "Accept-Language": "en" if screen % 2 else "zh-hans",
            },
        )
        took.append(1000 * (time.monotonic() - since))
        answers[response.status_code] += 1
        stamps[screen] = response.get("ETag", "")
    return answers, time.thread_time() - spent, sorted(took)


def run(options: dict[str, Any]) -> dict[str, str]:
    """A hall in its rush hour, then a smaller one, each for some seconds."""
    prepare()
    found = {"screens, asked a second": f"{SCREENS}, {SCREENS * ASKS}"}
    for rate in CALLS:
        stop = threading.Event()
        calls = threading.Thread(target=call_on, args=(rate, stop))
        calls.start()
        ask_on(1)  # what is read once in a while is read
        answers, spent, took = ask_on(float(options["seconds"]))
        stop.set()
        calls.join()
        many = sum(answers.values())
        middle, slow = (took[int(many * share)] for share in (0.5, 0.95))
        found[f"{rate} calls a second"] = (
            f"{SCREENS * ASKS * spent / many:.0%} of one core,"
            f" {many / spent:.0f} answers a second of it,"
            f" {answers[200] / many:.0%} new; p50 {middle:.1f}, p95 {slow:.1f} ms"
        )
    return found

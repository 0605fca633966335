"""Every figure opens a list of exactly as many lines: over random days, for each figure."""

import random
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.cases import events as case_events
from yichuang.insight.queries import day as days
from yichuang.insight.queries.day import Scope
from yichuang.insight.rules.figures import OF_NOW, Figure
from yichuang.journal.models import Entry
from yichuang.journal.services import record
from yichuang.organisation.models import Hall
from yichuang.reviews import events as review_events

OF_A_DAY = [figure for figure in Figure if figure not in OF_NOW]
KINDS = (
    case_events.SUBMITTED,
    case_events.RECEIVED,
    case_events.ACCEPTED,
    case_events.DEEMED,
    case_events.APPROVED,
    case_events.SILENTLY_APPROVED,
    case_events.REFUSED,
    case_events.ISSUED,
    case_events.CLOSED,
    review_events.GIVEN,
    review_events.NOTED,
)


def something_happens(dice: random.Random, hall_id: int, number: int) -> None:
    at = NOW + timedelta(minutes=dice.randint(-36 * 60, 36 * 60))
    kind = dice.choice(KINDS)
    facts: dict[str, object] = {"item": "edu-selfexam-diploma"}
    if kind in {case_events.SUBMITTED, case_events.RECEIVED}:
        facts["channel"] = dice.choice(["online", "window", "machine"])
    if kind.code in days.DECISIONS:
        facts["on_time"] = dice.random() < 0.8
        facts["minutes"] = dice.choice([None, 0, 40, 1500, 9000])
    if kind in {review_events.GIVEN, review_events.NOTED}:
        facts["level"] = dice.randint(1, 5)
    about = f"{'review' if 'level' in facts else 'case'}:{number}"
    record(kind, about=about, by=SYSTEM, at=at, hall_id=hall_id, **facts)


@pytest.fixture(params=range(4))
def busy(hall: Hall, request: pytest.FixtureRequest) -> Hall:
    """Three days on which anything may happen, here and in another hall."""
    dice = random.Random(request.param)  # noqa: S311
    for number in range(dice.choice([3, 70, 150])):
        something_happens(dice, dice.choice([hall.pk, hall.pk, hall.pk + 1]), number)
    return hall


def shown_total(client: Client, address: str) -> tuple[int, int]:
    """What the list says it has, and how many lines its pages really show."""
    lines, page = 0, 1
    while True:
        text = client.get(f"{address}&page={page}").content.decode()
        said = re.search(r"<h1>[^<]*<span class=\"yc-num\">([\d,]+)</span>", text)
        assert said is not None
        lines += text.count('class="row1"')
        if 'rel="next"' not in text:
            return int(said[1].replace(",", "")), lines
        page += 1


def test_counts_are_those_of_the_lists(
    busy: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(days=2))
    manager = cast.client("hall_manager")
    for shift in (-1, 0, 1):
        scope = Scope(NOW.date() + timedelta(days=shift), busy.pk, busy.pk)
        told = days.day(scope)
        figure_counts = {
            Figure.RECEIVED: told.received,
            Figure.ACCEPTED: told.accepted,
            Figure.DECIDED: told.decided,
            Figure.ISSUED: told.issued,
            Figure.ON_TIME: told.on_time.whole,
            Figure.WORKING_TIME: told.decided,
            Figure.POSITIVE: told.positive.whole,
        }
        assert set(figure_counts) == set(OF_A_DAY)
        for figure, count in figure_counts.items():
            address = reverse("insight:list", args=[figure.value])
            shown = shown_total(manager, f"{address}?day={scope.day}")
            assert shown == (count, count), figure


def test_the_part_of_a_rate_is_marked_in_its_list(busy: Hall, cast: Cast) -> None:
    manager = cast.client("hall_manager")
    scope = Scope(NOW.date(), busy.pk, busy.pk)
    told = days.day(scope)
    if told.on_time.whole <= 50:
        address = reverse("insight:list", args=["on-time"])
        text = manager.get(f"{address}?day={scope.day}").content.decode()
        assert text.count('<td role="cell">按时</td>') == told.on_time.part
    if told.positive.whole <= 50:
        address = reverse("insight:list", args=["positive"])
        text = manager.get(f"{address}?day={scope.day}").content.decode()
        assert text.count('<td role="cell">好评</td>') == told.positive.part


def test_the_curve_leaves_nothing_out(busy: Hall) -> None:
    for shift in (-1, 0, 1):
        scope = Scope(NOW.date() + timedelta(days=shift), busy.pk, busy.pk)
        told = days.day(scope)
        assert sum(slot.received for slot in told.curve) == told.received
        assert sum(slot.decided for slot in told.curve) == told.decided


def test_three_days_make_up_what_happened(busy: Hall) -> None:
    """No entry falls between two days, or into both."""
    start = datetime.combine(NOW.date() - timedelta(days=3), datetime.min.time())
    spans = [
        Scope(start.date() + timedelta(days=n), busy.pk, busy.pk) for n in range(7)
    ]
    for figure in OF_A_DAY:
        every = set()
        for scope in spans:
            found = set(days.entries(figure, scope).values_list("pk", flat=True))
            assert not every & found
            every |= found
        codes = days.CODES.get(figure, ())
        if codes:
            assert (
                len(every)
                == Entry.objects.filter(code__in=codes, hall_id=busy.pk).count()
            )


def test_an_online_case_comes_once(hall: Hall) -> None:
    for kind, channel in (
        (case_events.SUBMITTED, "online"),
        (case_events.RECEIVED, "online"),
        (case_events.RECEIVED, "window"),
        (case_events.SUBMITTED, "machine"),
    ):
        record(
            kind,
            about=f"case:{kind.code}{channel}",
            by=SYSTEM,
            at=NOW,
            hall_id=hall.pk,
            item="edu-selfexam-diploma",
            channel=channel,
        )
    assert days.day(Scope(NOW.date(), hall.pk, hall.pk)).received == 3

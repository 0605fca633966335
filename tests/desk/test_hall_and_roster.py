"""The manager at the desk: proposals with one click, a roster put together and published."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories.accounts import NOW
from tests.factories.queueing import make_lines, make_proposal, make_seat, make_ticket
from yichuang.accounts.policies import SYSTEM
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Proposal, QueueDay, Roster
from yichuang.queueing.queries.adjusting import rest_area_open, thresholds_on
from yichuang.queueing.services.rosters import train

DAY = "2026-03-10"


@pytest.fixture
def manager(hall: Hall, cast: Cast) -> Client:
    """The manager of a hall with lines; the clerk is trained for A and C."""
    make_lines(hall)
    train(hall.pk, cast.user("clerk").pk, ("A", "C"), by=SYSTEM, at=NOW)
    return cast.client("hall_manager")


def sits(manager: Client, cast: Cast, **over: object) -> dict[str, object]:
    who = cast.user("clerk").pk
    return {"day": DAY, "window": 5, "person": who, "first": 18, "before": 22} | over


def test_a_roster_is_put_together_and_published(manager: Client, cast: Cast) -> None:
    manager.post(reverse("desk:roster-put"), sits(manager, cast))
    page = text(manager.get(reverse("desk:roster")))
    assert "草稿" in page
    assert "陈雨" in page
    for_clerks = text(cast.client("clerk").get(reverse("desk:roster")))
    assert "草稿" not in for_clerks
    assert "陈雨" not in for_clerks.split("<main")[1]
    manager.post(reverse("desk:roster-publish"), {"day": DAY})
    assert Roster.objects.get().state == "published"
    for_clerks = text(cast.client("clerk").get(reverse("desk:roster")))
    assert "陈雨" in for_clerks.split("<main")[1]


def test_what_clashes_stands_at_its_field_and_changes_nothing(
    manager: Client, cast: Cast
) -> None:
    answer = manager.post(reverse("desk:roster-put"), sits(manager, cast, window=7))
    assert answer.status_code >= 400
    assert "没有受过这项培训" in text(answer)
    assert not Roster.objects.exists()


def test_a_draft_is_thrown_away(manager: Client, cast: Cast) -> None:
    manager.post(reverse("desk:roster-put"), sits(manager, cast))
    manager.post(reverse("desk:roster-drop"), {"day": DAY})
    assert not Roster.objects.exists()


def test_training_is_noted(manager: Client, cast: Cast) -> None:
    clerk = cast.user("clerk")
    manager.post(reverse("desk:training", args=[clerk.pk]), {"kinds": ["B"]})
    page = text(manager.get(reverse("desk:training", args=[clerk.pk])))
    assert page.count("checked") == 1


def proposal(hall: Hall) -> Proposal:
    make_seat(5)
    make_ticket()
    return make_proposal(QueueDay.objects.get())


def test_the_manager_accepts_with_one_click(manager: Client, hall: Hall) -> None:
    row = proposal(hall)
    assert "开放临时休息区" in text(manager.get(reverse("desk:hall")))
    manager.post(reverse("desk:proposal-accept", args=[row.pk]))
    assert rest_area_open(hall.pk, NOW)


def test_declining_needs_a_reason(manager: Client, hall: Hall) -> None:
    row = proposal(hall)
    address = reverse("desk:proposal", args=[row.pk])
    assert "几个字" in text(manager.post(address, {"reason": ""}))
    manager.post(address, {"reason": "马上午休"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "马上午休")
    assert "马上午休" in text(manager.get(reverse("desk:hall")))


def test_a_clerk_sees_proposals_but_no_buttons(
    manager: Client, hall: Hall, cast: Cast
) -> None:
    row = proposal(hall)
    page = text(cast.client("clerk").get(reverse("desk:hall")))
    assert "开放临时休息区" in page
    assert reverse("desk:proposal-accept", args=[row.pk]) not in page


def test_thresholds_are_published_from_a_day_on(manager: Client, hall: Hall) -> None:
    said = {
        "waiting": 8,
        "wait": 12,
        "long_count": 2,
        "saturation": 90,
        "crowd": 30,
        "good_for": 10,
        "valid_from": DAY,
    }
    address = reverse("desk:thresholds")
    assert manager.post(address, said | {"saturation": 10}).status_code == 422
    manager.post(address, said)
    assert thresholds_on(hall.pk, NOW.date()).waiting == 8

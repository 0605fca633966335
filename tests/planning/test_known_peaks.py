"""Peaks are entered with their kinds and days, and forecasts follow at once."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.planning.when import NOW, TODAY, TOMORROW
from yichuang.kernel.refusals import Refusals
from yichuang.organisation.models import Hall
from yichuang.planning.models import KnownPeak
from yichuang.planning.queries import learning
from yichuang.planning.services import peaks


def enter(cast: Cast, **over: Any) -> KnownPeak:
    given = {
        "name": "幼升小",
        "codes": ["B"],
        "factor": 2.5,
        "first": TOMORROW,
        "last": TOMORROW + timedelta(days=4),
        "by": cast.actor("hall_manager"),
        "at": NOW,
    } | over
    return peaks.enter(1, given.pop("name"), **given)


def test_a_peak_raises_the_forecast_and_its_withdrawal_lowers_it(
    hall: Hall, cast: Cast
) -> None:
    def expected() -> float:
        known = learning.forecast(1, TOMORROW, known_before=TODAY)
        return known.kind("B").mean

    usual = expected()
    peak = enter(cast)
    assert expected() == pytest.approx(2.5 * usual)
    peaks.withdraw(peak.pk, by=cast.actor("hall_manager"), at=NOW)
    peaks.withdraw(peak.pk, by=cast.actor("hall_manager"), at=NOW)
    assert expected() == pytest.approx(usual)


def test_everything_wrong_is_said_at_once(hall: Hall, cast: Cast) -> None:
    with pytest.raises(Refusals) as refused:
        enter(cast, name=" ", codes=["Z"], factor=-1, last=TODAY)
    assert {one.field for one in refused.value.items} == {
        "name",
        "kinds",
        "factor",
        "last",
    }
    assert not KnownPeak.objects.exists()

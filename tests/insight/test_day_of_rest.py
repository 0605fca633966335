"""On a day of rest the page of today says so and leads to the last working day."""

from datetime import datetime, timedelta

import pytest
import time_machine

from tests.cast import Cast
from tests.factories import organisation
from tests.factories.accounts import NOW

SATURDAY = NOW + timedelta(days=4)
FRIDAY = NOW + timedelta(days=3)


@pytest.mark.django_db
@pytest.mark.parametrize(("at", "rest"), [(SATURDAY, True), (FRIDAY, False)])
def test_a_day_of_rest_leads_to_the_last_working_day(
    cast: Cast, at: datetime, rest: bool
) -> None:
    organisation.make_hall()
    with time_machine.travel(at, tick=False):
        page = cast.client("hall_manager").get("/today/").content.decode()
        leads = "?day=2026-03-13" if rest else "?day=2026-03-12"
        assert ("今天大厅休息" in page) is rest
        assert f'{leads}">上一个工作日' in page

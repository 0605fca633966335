"""The demo shows a restaurant half-way open: what is done, what waits, whose turn it is."""

from datetime import datetime

import pytest

from tests.factories.accounts import NOW, make_person
from yichuang.cases.models import BundleCase
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.rules.bundles import Standing
from yichuang.config.demo import seed
from yichuang.config.demo.hours import OfficeTime
from yichuang.config.demo.together import restaurant

pytestmark = pytest.mark.django_db


def test_the_restaurant_is_half_way_open() -> None:
    hall, staff = seed.hall_with_guides(at=NOW)
    now: datetime = OfficeTime(hall.pk).latest(NOW)
    restaurant(hall.pk, make_person(name="林晓月"), staff, at=now)
    found = bundle_queries.detail(BundleCase.objects.get(), today=NOW.date())
    rows = {row.key: row for row in found.children}
    assert rows["register"].standing is Standing.RESULT
    assert rows["food"].waits_for == ()
    assert [row.key for row in found.corrections] == ["sign"]
    assert (found.done, len(rows)) == (1, 4)

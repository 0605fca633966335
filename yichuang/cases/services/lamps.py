"""The sweep: every open case's lamp is compared with the one of now, in set SQL, and only
rows whose lamp changed are written. What follows from a change is done one by one after.
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from yichuang.cases.models import LampChange
from yichuang.cases.queries.lamps import lit, still_open
from yichuang.organisation.queries import places

FOUND = (
    "INSERT INTO cases_lampchange (case_id, was, since, lamp, at) {} "
    "ON CONFLICT DO NOTHING"
)
# Compare-and-set: what somebody closed meanwhile keeps its last lamp.
TAKEN_OVER = (
    "UPDATE cases_case SET lamp = c.lamp, lamp_since = c.at FROM cases_lampchange c"
    " WHERE c.id > %s AND c.at = %s AND c.case_id = cases_case.id"
    " AND cases_case.lamp = c.was"
)


def sweep(*, at: datetime) -> int:
    """Light the lamps of all open cases as they are at `at`; returns how many changed.

    Each hall is asked by its own calendar and zone. Where nothing changed nothing is
    locked or written: a hall is first read, and swept only if a lamp differs.
    """
    return sum(_sweep_hall(hall_id, at=at) for hall_id, _name in places.hall_names())


def _sweep_hall(hall_id: int, *, at: datetime) -> int:
    changed = _changed(hall_id, at=at)
    if not changed.exists():
        return 0
    sql, params = changed.query.sql_with_params()
    with transaction.atomic(), connection.cursor() as cursor:
        last = LampChange.objects.order_by("-id").values_list("id", flat=True).first()
        cursor.execute(FOUND.format(sql), params)
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(TAKEN_OVER, [last or 0, moment])
        return int(cursor.rowcount)


def _changed(hall_id: int, *, at: datetime) -> QuerySet[Any, Any]:
    """(case, lamp, lit since, lamp of now, now) of the cases whose lamp differs."""
    today = at.astimezone(places.hall(hall_id).zone).date()
    open_here = still_open().filter(hall_id=hall_id)
    found: QuerySet[Any, Any] = (
        lit(open_here, day=today, hall_id=hall_id, at=at)
        .exclude(lamp=F("lamp_now"))
        .annotate(
            lit_since=Coalesce("lamp_since", "begun_at"),
            now=Value(at, DateTimeField()),
        )
        .values_list("id", "lamp", "lit_since", "lamp_now", "now")
    )
    return found

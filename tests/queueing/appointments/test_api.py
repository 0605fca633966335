"""Appointments over HTTP: free times, booked by another system, checked in at a kiosk."""

import json
from typing import Any

import time_machine

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.appointments import WEDNESDAY, make_booked, make_seats, on
from yichuang.organisation.models import Hall


def test_free_times_are_public(offering: Hall, cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        nine, half_past, _ = make_seats(1)
        make_booked(nine)
        address = "/api/v1/appointments/slots?kind=A&hall=1"
        rows = cast.client("stranger").get(address).json()
    assert next(row["id"] for row in rows) == half_past.pk
    assert {row["mode"] for row in rows} == {"window"}


def test_changed_checked_in_and_seen_by_a_program(offering: Hall, cast: Cast) -> None:
    nine, half_past, _ = make_seats(1)
    row = make_booked(nine)
    with time_machine.travel(NOW, tick=False):
        machine = cast.client("machine")

        def post(path: str, **body: Any) -> tuple[int, dict[str, Any]]:
            answer = machine.post(
                f"/api/v1/appointments/{row.code}/{path}",
                json.dumps(body),
                content_type="application/json",
                headers={"Idempotency-Key": f"key-{path}-0001"},
            )
            return answer.status_code, answer.json()

        assert post("change", slot=half_past.pk)[1]["state"] == "booked"
        early = post("check-in")
        assert early[1]["code"] == "appointment.early"
        seen = machine.get(f"/api/v1/appointments/{row.code}").json()
        assert seen["starts_at"].startswith("2026-03-11T")
    with time_machine.travel(on(WEDNESDAY, "9:20"), tick=False):
        answer = machine.post(
            f"/api/v1/appointments/{row.code}/check-in",
            headers={"Idempotency-Key": "key-arrived-0001"},
        )
        assert answer.json()["number"] == "A001"

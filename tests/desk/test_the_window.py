"""The window's panel: one press calls, twice is once, blind before, linked to the case."""

import re

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import queueing as lines
from tests.factories.accounts import NOW
from tests.factories.catalogue import make_item
from tests.factories.organisation import make_hall
from tests.factories.reviews import make_finished
from yichuang.queueing.models import Ticket, WindowSeat
from yichuang.queueing.rules.lifecycle import TicketState
from yichuang.queueing.rules.policy import Standing


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """The clerk, about to sit down in a hall with lines."""
    hall = make_hall()
    make_item()
    lines.make_lines(hall)
    return cast.client("clerk")


@pytest.fixture(autouse=True)
def clock() -> "time_machine.Traveller":  # type: ignore[misc]
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def press(client: Client, name: str, **form: object) -> int:
    return client.post(f"/desk/window/{name}/", form).status_code


def shown(client: Client) -> str:
    return client.get("/desk/window/").content.decode()


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def sit(client: Client) -> None:
    assert press(client, "open", number=5) == 302


def test_before_the_call_nothing_of_the_person_is_shown(clerk: Client) -> None:
    sit(clerk)
    ticket = lines.make_ticket(needs=("wheelchair",), standing=Standing.DISABLED)
    before = shown(clerk)
    assert ticket.number not in before
    assert "轮椅" not in before
    assert '<b class="yc-num">1</b> 人在等本窗口' in before


def test_one_press_calls_and_the_same_press_again_changes_nothing(
    clerk: Client,
) -> None:
    sit(clerk)
    first = lines.make_ticket()
    lines.make_ticket()
    key = key_on(shown(clerk))
    assert press(clerk, "next", key=key) == 302
    assert press(clerk, "next", key=key) == 302
    assert Ticket.objects.get(state=TicketState.CALLED).pk == first.pk
    page = shown(clerk)
    assert first.number in page
    assert "data-cw-since" in page


def test_from_the_call_to_the_end(clerk: Client, clock: time_machine.Traveller) -> None:
    sit(clerk)
    ticket = lines.make_ticket()
    press(clerk, "next", key="one")
    clock.shift(30)
    press(clerk, "start", ticket=ticket.pk)
    assert press(clerk, "start", ticket=ticket.pk) == 302  # a double click
    assert press(clerk, "end", ticket=ticket.pk, outcome="advised") == 302
    ticket.refresh_from_db()
    assert (ticket.state, ticket.outcome) == (TicketState.DONE, "advised")
    assert "叫下一位" in shown(clerk)


def test_three_calls_then_absent(clerk: Client, clock: time_machine.Traveller) -> None:
    sit(clerk)
    ticket = lines.make_ticket()
    press(clerk, "next", key="one")
    assert press(clerk, "park", ticket=ticket.pk) == 409
    for _ in range(2):
        clock.shift(20)
        press(clerk, "recall", ticket=ticket.pk)
    press(clerk, "park", ticket=ticket.pk)
    ticket.refresh_from_db()
    assert ticket.state == TicketState.PARKED


def test_hold_go_on_and_send_on(clerk: Client) -> None:
    sit(clerk)
    ticket = lines.make_ticket()
    press(clerk, "next", key="one")
    press(clerk, "start", ticket=ticket.pk)
    assert press(clerk, "hold", ticket=ticket.pk, reason="") == 422
    press(clerk, "hold", ticket=ticket.pk, reason="去取材料")
    assert "挂起" in shown(clerk)
    press(clerk, "resume", ticket=ticket.pk)
    press(clerk, "transfer", ticket=ticket.pk, to="B", reason="教育事务")
    ticket.refresh_from_db()
    assert (ticket.state, ticket.line) == (TicketState.WAITING, "B")


def test_one_more_matter_has_the_same_visit(clerk: Client) -> None:
    sit(clerk)
    ticket = lines.make_ticket()
    press(clerk, "next", key="one")
    press(clerk, "start", ticket=ticket.pk)
    for _ in range(2):  # a double click
        press(clerk, "another", ticket=ticket.pk, kind="B", key="two")
    other = Ticket.objects.exclude(pk=ticket.pk).get()
    assert other.visit == ticket.visit
    assert other.number in shown(clerk)


def test_a_case_is_linked_and_the_phone_shows_it(clerk: Client, cast: Cast) -> None:
    case = make_finished(cast)
    sit(clerk)
    ticket = lines.make_ticket()
    press(clerk, "next", key="one")
    press(clerk, "start", ticket=ticket.pk)
    press(clerk, "link", ticket=ticket.pk, case=case.number)
    assert f"/desk/cases/{case.number}/" in shown(clerk)
    press(clerk, "end", ticket=ticket.pk, outcome="received")
    phone = Client().get(f"/t/{ticket.token}/").content.decode()
    assert f"已转为办件 {case.number}" in phone


def test_the_way_to_receiving_carries_the_ticket(clerk: Client) -> None:
    sit(clerk)
    ticket = lines.make_ticket()
    press(clerk, "next", key="one")
    press(clerk, "start", ticket=ticket.pk)
    assert f"/desk/receive/?ticket={ticket.pk}" in shown(clerk)
    choose = clerk.get(f"/desk/receive/?ticket={ticket.pk}").content.decode()
    assert re.search(rf"/desk/receive/[a-z-]+/\?ticket={ticket.pk}", choose)


def test_break_and_closing(clerk: Client) -> None:
    sit(clerk)
    press(clerk, "pause", reason="用餐", minutes="30")
    assert "10:30" in shown(clerk)
    assert press(clerk, "next", key="k") == 409
    press(clerk, "reopen")
    press(clerk, "close")
    assert not WindowSeat.objects.filter(closed_at=None).exists()
    assert "坐几号窗口" in shown(clerk)


def test_the_guide_gives_a_number_and_brings_somebody_back(
    clerk: Client, cast: Cast, clock: time_machine.Traveller
) -> None:
    guide = cast.client("guide")
    form = {"kind": "A", "key": "g1", "standing": "elderly", "needs": ["wheelchair"]}
    for _ in range(2):
        assert guide.post("/desk/tickets/", form).status_code == 302
    row = Ticket.objects.get()
    assert (row.channel, row.standing, row.needs) == (
        "desk",
        "elderly",
        ["wheelchair"],
    )
    seat = lines.make_seat(5)
    lines.call(seat)
    Ticket.objects.filter(pk=row.pk).update(state=TicketState.PARKED, misses=1)
    assert guide.post(f"/desk/tickets/{row.pk}/return/").status_code == 302
    row.refresh_from_db()
    assert row.state == TicketState.WAITING


def test_a_number_for_a_case_has_its_line(clerk: Client, cast: Cast) -> None:
    case = make_finished(cast)
    guide = cast.client("guide")
    guide.post("/desk/tickets/", {"kind": "", "case": case.number, "key": "c"})
    assert Ticket.objects.get().case_ref == case.number


def test_the_manager_changes_a_window_by_one_press(clerk: Client, cast: Cast) -> None:
    sit(clerk)
    manager = cast.client("hall_manager")
    assert "陈雨" in manager.get("/desk/windows/").content.decode()
    manager.post("/desk/windows/5/pause/")
    assert WindowSeat.objects.get().state == "paused"
    manager.post("/desk/windows/5/reopen/")
    manager.post("/desk/windows/5/lines/", {"own": ["B"]})
    assert WindowSeat.objects.get().own == ["B", "@5"]
    manager.post("/desk/windows/5/close/")
    assert manager.post("/desk/windows/5/close/").status_code == 302
    assert cast.client("clerk").post("/desk/windows/5/pause/").status_code == 404

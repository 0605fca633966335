"""Windows stand where the manager put them; the others in the order of their numbers."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.organisation import make_hall
from tests.portal.reading import words
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import FloorMap
from yichuang.organisation.queries.floor import fresh_floor
from yichuang.organisation.rules.floor import ACROSS, DEEP, IN_ORDER, laid_out, moved
from yichuang.organisation.services.floor import forget_places, place_window

Together = Callable[[Any], list[Any]]
CELLS = st.tuples(st.integers(0, ACROSS - 1), st.integers(0, DEEP - 1))


@given(st.sets(st.integers(1, 400), max_size=60), st.data())
def test_no_two_windows_stand_in_one_place(
    numbers: set[int], data: st.DataObject
) -> None:
    some = (
        data.draw(st.lists(st.sampled_from(sorted(numbers)), unique=True))
        if numbers
        else []
    )
    cells = data.draw(
        st.lists(CELLS, min_size=len(some), max_size=len(some), unique=True)
    )
    kept = dict(zip(some, cells, strict=True))
    found = laid_out(numbers, kept)
    assert set(found) == numbers
    assert len(set(found.values())) == len(found)
    assert all(found[number] == cell for number, cell in kept.items())


def test_nobody_placed_anything_so_the_numbers_give_the_order() -> None:
    found = laid_out(range(1, 11), {})
    assert found[1] == (0, 0)
    assert found[IN_ORDER] == (IN_ORDER - 1, 0)
    assert found[IN_ORDER + 1] == (0, 1)


def test_a_window_opened_later_stands_before_the_door() -> None:
    assert laid_out([1, 2, 9], {1: (3, 0), 2: (5, 2)})[9] == (0, 3)


@pytest.mark.parametrize(
    ("window", "cell", "code"),
    [
        (9, (0, 1), "floor.no-window"),
        (5, (ACROSS, 0), "floor.outside"),
        (5, (0, -1), "floor.outside"),
        (5, (0, DEEP), "floor.outside"),
        (5, (1, 0), "floor.taken"),
    ],
)
def test_where_no_window_can_stand(
    window: int, cell: tuple[int, int], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        moved([5, 6, 7], {}, window, cell)
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_window_is_placed_and_the_others_stay(db: None) -> None:
    hall = make_hall()
    place_window(hall.pk, 5, (4, 2), version=0, by=SYSTEM, at=NOW)
    floor = fresh_floor(hall.pk)
    assert floor.cells == {5: (4, 2), 6: (1, 0), 7: (2, 0)}
    assert (floor.version, floor.arranged) == (1, True)
    facts = json.loads(Entry.objects.get(code="organisation.window-placed").facts)
    assert (facts["window"], facts["row"], facts["place"]) == (
        5,
        3,
        5,
    )
    forget_places(hall.pk, version=1, by=SYSTEM, at=NOW)
    assert fresh_floor(hall.pk).cells == {5: (0, 0), 6: (1, 0), 7: (2, 0)}


def test_who_looked_at_an_older_map_is_told(db: None) -> None:
    hall = make_hall()
    place_window(hall.pk, 5, (4, 2), version=0, by=SYSTEM, at=NOW)
    with pytest.raises(Refusal) as refused:
        place_window(hall.pk, 6, (4, 3), version=0, by=SYSTEM, at=NOW)
    assert refused.value.code == "floor.moved-on"
    assert fresh_floor(hall.pk).cells[6] == (1, 0)


def test_a_clerk_does_not_move_windows(db: None, cast: Cast) -> None:
    hall = make_hall()
    with pytest.raises(Refusal) as refused:
        place_window(hall.pk, 5, (4, 2), version=0, by=cast.actor("clerk"), at=NOW)
    assert refused.value.code == "permission.denied"


def test_of_two_who_move_at_once_one_is_told(
    transactional_db: None, together: Together
) -> None:
    hall_id = make_hall().pk
    movers = [
        partial(place_window, hall_id, number, (4, 2), version=0, by=SYSTEM, at=NOW)
        for number in (5, 6, 7)
    ]
    errors = [one.error for one in together(movers) if one.error]
    assert {error.code for error in errors} == {"floor.moved-on"}
    assert len(errors) == 2
    assert FloorMap.objects.get().version == 1


@time_machine.travel(NOW, tick=False)
def test_the_manager_moves_a_window_on_the_page(db: None, cast: Cast) -> None:
    make_hall()
    desk = cast.client("hall_manager")
    page = desk.get("/desk/hall/floor/?window=5").content.decode()
    assert "已选 5 号窗口" in page
    assert 'value="4-2"' in page
    form = {"window": "5", "cell": "4-2", "version": "0"}
    answer = desk.post("/desk/hall/floor/place/", form)
    assert answer["Location"] == "/desk/hall/floor/?window=5#w-5"
    seen = words(desk.get("/map/1/?window=5"))
    assert "从里往外第 2 排，进门看左起第 1 个" in seen
    assert "从里往外第 1 排，进门看左起第 2 个" in words(desk.get("/map/1/?window=7"))
    told = desk.post("/desk/hall/floor/place/", form, follow=True).content.decode()
    assert "刚才有别人改了" in told
    desk.post("/desk/hall/floor/forget/", {"version": "1"})
    assert not fresh_floor(1).arranged


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("cell", ["", "4", "99-1", "a-b", "1-1-1", "-1-2"])
def test_what_is_no_place_moves_nothing(db: None, cast: Cast, cell: str) -> None:
    make_hall()
    form = {"window": "5", "cell": cell, "version": "0"}
    page = cast.client("hall_manager").post(
        "/desk/hall/floor/place/", form, follow=True
    )
    assert "这个位置不在图上" in page.content.decode()
    assert not FloorMap.objects.exists()

"""Templates, offsets, serial numbers and fates of sheets: what is refused, and where."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.stock import FIELDS, NAME, PAPER
from yichuang.documents.rules.stock import (
    ARM,
    MOST_FIELDS,
    Layout,
    Measured,
    Offset,
    Paper,
    Source,
    StockField,
    check_layout,
    check_offset,
    fates,
    offset_from,
    serials,
)
from yichuang.kernel.refusals import Refusal, Refusals, each

tenths = st.integers(-150, 150).map(lambda tenth: tenth / 10)


def refused(layout: Layout) -> dict[str, str]:
    """Field to code of what is refused."""
    with pytest.raises((Refusal, Refusals)) as wrong:
        check_layout(layout)
    raised = wrong.value
    assert isinstance(raised, Refusal | Refusals)
    return {item.field: item.code for item in each(raised)}


def test_a_template_as_it_should_be_is_taken() -> None:
    check_layout(Layout(PAPER, FIELDS))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"x": -0.1}, "fields-0-x"),
        ({"x": 200.0}, "fields-0-width"),
        ({"y": 2.0}, "fields-0-y"),
        ({"y": 148.4}, "fields-0-y"),
        ({"lines": 20, "pitch": 9.0}, "fields-0-y"),
    ],
)
def test_a_field_over_the_edge_is_named(change: dict[str, float], field: str) -> None:
    wrong = refused(Layout(PAPER, (replace(NAME, **change),)))  # type: ignore[arg-type]
    assert wrong == {field: "stock.outside"}


def test_everything_wrong_is_told_at_once() -> None:
    fields = (
        replace(NAME, size=3.0),
        NAME,
        replace(NAME, lines=0),
        StockField(Source.FIXED, 10.0, 20.0, 30.0),
    )
    assert refused(Layout(PAPER, fields)) == {
        "fields-0-size": "stock.size",
        "fields-2-lines": "stock.lines",
        "fields-3-text": "stock.unsaid",
    }


def test_no_field_no_paper_and_too_many_fields() -> None:
    assert refused(Layout(PAPER, ())) == {"": "stock.no-fields"}
    assert refused(Layout(Paper(10.0, 500.0), (NAME,))) == {
        "width": "stock.paper",
        "height": "stock.paper",
    }
    many = tuple(NAME for _ in range(MOST_FIELDS + 1))
    assert refused(Layout(PAPER, many)) == {"": "stock.too-many-fields"}


@given(dx=tenths, dy=tenths)
def test_the_offset_undoes_what_the_ruler_found(dx: float, dy: float) -> None:
    found = offset_from(Measured(ARM + dx, ARM + dy, ARM - dx, ARM - dy))
    assert found.dx == pytest.approx(-dx, abs=0.05)
    assert found.dy == pytest.approx(-dy, abs=0.05)


@given(off=st.integers(-30, 30).map(lambda tenth: tenth / 10), shift=tenths)
def test_a_printer_that_scales_is_told_from_one_that_shifts(
    off: float, shift: float
) -> None:
    measured = Measured(ARM + off + shift, ARM, ARM + off - shift, ARM)
    if abs(off) < 0.7:
        offset_from(measured)
    elif abs(off) > 0.8:
        with pytest.raises(Refusal) as refusal:
            offset_from(measured)
        assert (refusal.value.code, refusal.value.field) == ("printer.scales", "left")


@pytest.mark.parametrize(
    "measured", [Measured(-1, 20, 20, 20), Measured(20, 20, 99, 20)]
)
def test_what_cannot_be_measured_is_refused(measured: Measured) -> None:
    with pytest.raises(Refusal) as refusal:
        offset_from(measured)
    assert refusal.value.code == "printer.measured"


def test_more_than_20_mm_is_not_an_offset() -> None:
    check_offset(Offset(20.0, -20.0))
    with pytest.raises(Refusal) as refusal:
        check_offset(Offset(0.0, 20.1))
    assert (refusal.value.code, refusal.value.field) == ("printer.offset", "dy")


@given(first=st.integers(0, 9_000), count=st.integers(1, 900))
def test_serial_numbers_go_on_one_by_one(first: int, count: int) -> None:
    numbers = serials(f"qh {first:05}", count)
    assert [int(number.removeprefix("QH")) for number in numbers] == list(
        range(first, first + count)
    )
    assert {len(number) for number in numbers} == {7}


@pytest.mark.parametrize("first", ["", "QH", "QH0001X", "号001", "9" * 31])
def test_what_is_no_serial_number_is_refused(first: str) -> None:
    with pytest.raises(Refusal) as refusal:
        serials(first, 1)
    assert refusal.value.field == "first_number"


def test_a_row_of_numbers_that_ends_is_not_begun_anew() -> None:
    with pytest.raises(Refusal):
        serials("QH998", 3)


@pytest.mark.parametrize(
    ("good", "spoiled", "reason", "field"),
    [
        (-1, 0, "", "good"),
        (11, 0, "", "good"),
        (8, 3, "卡纸", "spoiled"),
        (8, 1, "  ", "reason"),
    ],
)
def test_sheets_that_do_not_add_up(
    good: int, spoiled: int, reason: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        fates(10, good, spoiled, reason)
    assert refusal.value.field == field

"""The same days as planned and with one window more or less."""

from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.desk.presenters.planning.charts import Chart, chart
from yichuang.planning.rules.day import clock
from yichuang.planning.services.trying import Change, Effect, Going
from yichuang.web.formats import number


@dataclass(frozen=True, slots=True)
class Compared:
    """One number before and after."""

    name: str
    planned: str
    changed: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer: one sentence, the numbers, the picture with its table."""

    finding: str
    rows: tuple[Compared, ...]
    chart: Chart
    lines: tuple[Compared, ...]


def effect(change: Change, found: Effect) -> Shown:
    """What the change does to the waiting."""
    before, after = found.planned, found.changed
    slots = sorted({*before.by_slot, *after.by_slot})
    finding = _finding(change, before, after)
    return Shown(
        finding,
        (
            _row(gettext("Nine in ten wait at most, minutes"), before.p90, after.p90),
            _row(gettext("Mean wait, minutes"), before.mean, after.mean),
            _row(gettext("Leave unserved, %"), before.gone_percent, after.gone_percent),
            _row(gettext("Window-hours"), before.hours, after.hours),
            Compared(
                gettext("The last is done at"), _at(before.closes), _at(after.closes)
            ),
        ),
        chart(
            slots,
            finding,
            bars=[after.by_slot.get(slot) for slot in slots],
            soft=[before.by_slot.get(slot) for slot in slots],
        ),
        tuple(
            _row(clock(slot), before.by_slot.get(slot), after.by_slot.get(slot))
            for slot in slots
        ),
    )


def _finding(change: Change, before: Going, after: Going) -> str:
    said = {
        "window": change.window,
        "first": clock(change.first),
        "before": clock(change.before),
        "was": number(before.p90, 1),
        "is": number(after.p90, 1),
    }
    if change.opens:
        return (
            gettext(
                "With window %(window)s open from %(first)s to %(before)s nine in ten wait %(is)s minutes at most, instead of %(was)s."
            )
            % said
        )
    return (
        gettext(
            "With window %(window)s closed from %(first)s to %(before)s nine in ten wait %(is)s minutes at most, instead of %(was)s."
        )
        % said
    )


def _row(name: str, before: float | None, after: float | None) -> Compared:
    return Compared(name, number(before, 1), number(after, 1))


def _at(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole // 60:02}:{whole % 60:02}"

"""Groups of a busy day: by letter, school or village, each at its own time of the day."""

from collections.abc import Sequence
from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing import events, policies
from yichuang.queueing.models import BookingGroup, BusinessKind, Slot
from yichuang.queueing.rules.appointments.slots import Grouping, Mode, divide
from yichuang.queueing.services.lines import no_kind
from yichuang.web.together import whole

MOST_GROUPS = 20


def set_groups(
    hall_id: int,
    kind: str,
    day: date,
    grouping: Grouping,
    labels: Sequence[str],
    *,
    by: Actor,
    at: datetime,
) -> tuple[BookingGroup, ...]:
    """Divide the half-hours of a day among groups, in their order, with about as many
    seats for each. Who has booked keeps their time. No labels: everybody may book.

    Raises:
        Refusal: "permission.denied", "queueing.no-kind", "appointment.groups",
            "appointment.no-seats".
    """
    policies.require_here(by, "appointment.arrange", hall_id)
    row = BusinessKind.objects.filter(hall_id=hall_id, code=kind).first()
    if row is None:
        raise no_kind()
    names = _checked(labels)
    return whole(lambda: _set(row, day, grouping, names, by, at))


def _checked(labels: Sequence[str]) -> list[str]:
    names = [label.strip()[:60] for label in labels if label.strip()]
    if len(names) == 1 or len(names) > MOST_GROUPS or len(set(names)) < len(names):
        raise Refusal(
            "appointment.groups",
            N_("Name 2 to %(most)s different groups."),
            field="labels",
            remedy=N_("One on each line; leave it empty to let everybody book."),
            most=MOST_GROUPS,
        )
    return names


def _set(
    kind: BusinessKind,
    day: date,
    grouping: Grouping,
    labels: list[str],
    by: Actor,
    at: datetime,
) -> tuple[BookingGroup, ...]:
    slots = list(
        Slot.objects.filter(kind=kind, day=day, mode=Mode.WINDOW).order_by("slot")
    )
    if not slots:
        raise Refusal(
            "appointment.no-seats",
            N_("No seats are published for this day."),
            field="day",
            remedy=N_("Publish its seats first."),
        )
    Slot.objects.filter(pk__in=[slot.pk for slot in slots]).update(group=None)
    BookingGroup.objects.filter(kind=kind, day=day).delete()
    made = tuple(
        BookingGroup.objects.create(
            kind=kind, day=day, grouping=grouping, label=label, place=place
        )
        for place, label in enumerate(labels)
    )
    if made:
        shares = divide([slot.seats for slot in slots], len(made))
        for slot, place in zip(slots, shares, strict=True):
            Slot.objects.filter(pk=slot.pk).update(group=made[place])
    journal.record(
        events.GROUPS,
        about=f"hall:{kind.hall_id}",
        by=by,
        at=at,
        hall_id=kind.hall_id,
        kind=kind.code,
        day=day.isoformat(),
        grouping=grouping.value,
        labels=", ".join(labels),
    )
    return made

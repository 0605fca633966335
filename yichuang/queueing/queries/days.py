"""Days of lines, the policy of a day, and the kinds of business of a hall."""

from dataclasses import dataclass
from datetime import date

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing.models import BusinessKind, PolicyVersion, QueueDay, WindowSkill
from yichuang.queueing.rules.policy import Policy
from yichuang.web.memory import remember


@dataclass(frozen=True, slots=True)
class KindCard:
    """A kind of business as pages and services need it."""

    id: int
    code: str
    name: str
    name_en: str
    department_id: int | None
    items: tuple[str, ...]
    usual_minutes: int
    remote: bool
    daily_limit: int | None
    open: bool


def day_id_of(hall_id: int, on: date) -> int | None:
    """The day of lines, if it began."""
    return (
        QueueDay.objects.filter(hall_id=hall_id, day=on)
        .values_list("pk", flat=True)
        .first()
    )


def policy_on(hall_id: int, on: date) -> Policy:
    """The order published for a day; the product's own before the hall published one."""
    terms = (
        PolicyVersion.objects.filter(hall_id=hall_id, valid_from__lte=on)
        .order_by("-valid_from", "-version")
        .values_list("terms", flat=True)
        .first()
    )
    return Policy(**terms) if terms else Policy()


@remember(seconds=30, size=64)
def kinds(hall_id: int) -> tuple[KindCard, ...]:
    """The kinds of a hall, as they stand on the kiosk."""
    rows = BusinessKind.objects.filter(hall_id=hall_id).order_by("place", "code")
    return tuple(
        KindCard(
            id=row.pk,
            code=row.code,
            name=row.name,
            name_en=row.name_en,
            department_id=row.department_id,
            items=tuple(row.items),
            usual_minutes=row.usual_minutes,
            remote=row.remote,
            daily_limit=row.daily_limit,
            open=row.open,
        )
        for row in rows
    )


def kind(hall_id: int, code: str) -> KindCard | None:
    """An open kind by its letter."""
    return next((row for row in kinds(hall_id) if row.code == code and row.open), None)


def kind_for_item(hall_id: int, item_key: str) -> KindCard | None:
    """The open kind that covers an item; else the first that takes any."""
    known = [row for row in kinds(hall_id) if row.open]
    named = next((row for row in known if item_key in row.items), None)
    return named or next((row for row in known if not row.items), None)


def skills_of(window_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines a window serves and lines it helps, as arranged."""
    rows = (
        WindowSkill.objects.filter(window_id=window_id)
        .order_by("kind__place", "kind__code")
        .values_list("kind__code", "helps")
    )
    own = tuple(code for code, helps in rows if not helps)
    return own, tuple(code for code, helps in rows if helps)


def need_day(hall_id: int, on: date) -> QueueDay:
    """The day of lines. QueueDay.DoesNotExist is told as a refusal.

    Raises:
        Refusal: "queueing.no-day".
    """
    row = QueueDay.objects.filter(hall_id=hall_id, day=on).first()
    if row is None:
        raise Refusal(
            "queueing.no-day",
            N_("No ticket was taken and no window opened on %(day)s."),
            field="day",
            day=on,
        )
    return row

"""Staff as their pages show them: words in the reader's language, names of halls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.models import User
from yichuang.accounts.policies import Actor, can
from yichuang.accounts.queries import StaffRow, places
from yichuang.accounts.rules import Grant
from yichuang.web.presenters import Link


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role held; `key` names it in the form that withdraws it."""

    key: str
    says: str
    where: str


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """A member of staff or a machine."""

    id: int
    name: str
    login: str
    is_machine: bool
    is_active: bool
    hall: str
    roles: str
    grants: tuple[GrantRow, ...]
    last_login: datetime | None


def ways(by: Actor) -> tuple[Link, ...]:
    """Links of this room for the bar of staff pages."""
    doors = (
        ("staff.manage", gettext("Staff"), "accounts:staff"),
        ("outbox.view", gettext("Outbox"), "accounts:outbox"),
    )
    return tuple(
        Link(says, reverse(name))
        for permission, says, name in doors
        if can(by, permission)
    )


def grant_key(grant: Grant) -> str:
    """A grant in one word: "clerk:1:" in hall 1, "approver::7" in department 7."""
    return f"{grant.role}:{grant.hall_id or ''}:{grant.department_id or ''}"


def staff_rows(rows: Sequence[StaffRow]) -> list[StaffSheet]:
    """The list of staff; the names of halls are asked for once."""
    halls = dict(places.halls())
    return [_sheet(row, halls) for row in rows]


def staff_sheet(row: StaffRow) -> StaffSheet:
    """One member of staff."""
    return _sheet(row, dict(places.halls()))


def _sheet(row: StaffRow, halls: dict[int, str]) -> StaffSheet:
    def where(hall_id: int | None) -> str:
        if hall_id is None:
            return gettext("Every hall")
        return halls.get(hall_id, gettext("Hall %(number)s") % {"number": hall_id})

    return StaffSheet(
        id=row.id,
        name=row.name,
        login=row.login,
        is_machine=row.kind == User.Kind.MACHINE,
        is_active=row.is_active,
        hall=where(row.hall_id),
        roles=gettext(", ").join(gettext(label) for label in row.role_labels),
        grants=tuple(
            GrantRow(grant_key(g), gettext(g.role.label), where(g.hall_id))
            for g in row.grants
        ),
        last_login=row.last_login,
    )

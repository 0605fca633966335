"""People, organisations and users for tests; every number is invented and checks out."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from yichuang.accounts.models import LegalEntity, Person, User
from yichuang.accounts.policies import SYSTEM, Grant
from yichuang.accounts.rules import Role
from yichuang.accounts.services import entities, people, staff
from yichuang.accounts.services.tokens import NewToken, create_token
from yichuang.kernel.identity.checks import id_check, organisation_check, uscc_check

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # 10:00 in the hall
PASSWORD = "paper-window-lamp-88"
# A colleague nobody plays: no row gets this number, whatever a test ran after.
COLLEAGUE = "staff:990001"

# 430999 belongs to no county: nobody can have such a number.
NO_COUNTY = "430999"
_numbers = count(1)


def invented_id(number: int, born: date = date(1999, 5, 23)) -> str:
    """A resident identity number that checks out and belongs to nobody."""
    body = f"{NO_COUNTY}{born:%Y%m%d}{number % 1000:03d}"
    return body + id_check(body)


def invented_phone(number: int) -> str:
    """A mobile number in a range no carrier has given out."""
    return f"1390000{number % 10000:04d}"


def invented_uscc(number: int) -> str:
    """A unified social credit code that checks out."""
    organisation = f"{number:08d}"
    body = f"91{NO_COUNTY}{organisation}{organisation_check(organisation)}"
    return body + uscc_check(body)


def make_person(**over: Any) -> Person:
    """A person the hall knows, entered by the system."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "name": "林知夏",
        "id_number": invented_id(number),
        "phone": invented_phone(number),
        "by": SYSTEM,
        "at": NOW,
    }
    return people.find_or_create_person(**(given | over))


def make_entity(**over: Any) -> LegalEntity:
    """A company the hall knows."""
    given: dict[str, Any] = {
        "name": "青禾县小满餐饮店",
        "uscc": invented_uscc(next(_numbers)),
        "by": SYSTEM,
        "at": NOW,
    }
    return entities.find_or_create_entity(**(given | over))


def make_citizen(*, person: Person | None = None, phone: str = "") -> User:
    """A citizen who has signed in before; with `person` one who has said who they are."""
    number = phone or (person.phone if person else invented_phone(next(_numbers)))
    user = User(
        kind=User.Kind.CITIZEN,
        login=f"citizen.test{next(_numbers)}",
        display_name=person.name if person else "",
        person=person,
        phone=number,
        phone_hash=people.phone_hash(number),
        created_at=NOW,
    )
    user.set_unusable_password()
    user.save()
    return user


def make_staff(*roles: Role, hall_id: int | None = 1, **over: Any) -> User:
    """A member of staff with these roles in hall 1, password PASSWORD."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "login": f"staff{number}",
        "name": f"员工{number}",
        "password": PASSWORD,
        "roles": roles,
        "hall_id": hall_id,
        "by": SYSTEM,
        "at": NOW,
    }
    return staff.create_staff(**(given | over))


def make_machine(*roles: Role, hall_id: int | None = 1, name: str = "") -> User:
    """A program's account."""
    return staff.create_machine(
        name=name or f"robot {next(_numbers)}",
        roles=roles,
        hall_id=hall_id,
        by=SYSTEM,
        at=NOW,
    )


def make_token(
    user: User, scopes: Iterable[str] = ("case.*",), **over: Any
) -> NewToken:
    """A token of the user; `.secret` is the bearer string."""
    given: dict[str, Any] = {
        "user_id": user.pk,
        "name": "test",
        "scopes": tuple(scopes),
        "by": SYSTEM,
        "at": NOW,
    }
    return create_token(**(given | over))


def grant(user: User, role: Role, **over: Any) -> None:
    """Give a role, everywhere unless told."""
    staff.grant_role(user.pk, Grant(role, **over), by=SYSTEM, at=NOW)

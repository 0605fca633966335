"""Everybody the tests know by name, as user, as actor and as a signed-in browser.

    cast.actor("clerk")    what services receive as `by`
    cast.client("clerk")   a browser in which clerk Chen is signed in
    cast.user("clerk")     the row

People are made when they are first asked for. They stand in hall 1, `clerk_elsewhere` in
hall 2; the department's people in department 1. The daughter is `citizen` (林知夏), her
mother and agent `agent` (胡秀兰).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.test import Client

from tests.factories import accounts as make
from yichuang.accounts import queries
from yichuang.accounts.models import Person, User
from yichuang.accounts.policies import STRANGER, SYSTEM, Actor, Grant
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff, tokens

HALL = 1
OTHER_HALL = 2
DEPARTMENT = 1

# name in tests: (login, name, role, hall, department)
STAFF: dict[str, tuple[str, str, Role, int | None, int | None]] = {
    "guide": ("guide.tan", "谭小雨", Role.GUIDE, HALL, None),
    "clerk": ("clerk.chen", "陈雨", Role.CLERK, HALL, None),
    "clerk_elsewhere": ("clerk.zou", "邹南", Role.CLERK, OTHER_HALL, None),
    "chief_approver": ("chief.he", "贺清", Role.CHIEF_APPROVER, HALL, DEPARTMENT),
    "approver": ("approver.li", "李敏", Role.APPROVER, HALL, DEPARTMENT),
    "issuer": ("issuer.wang", "王可", Role.ISSUER, HALL, None),
    "hall_manager": ("manager.luo", "罗敏", Role.HALL_MANAGER, HALL, None),
    "item_manager": ("items.yi", "易文", Role.ITEM_MANAGER, HALL, DEPARTMENT),
    "review_officer": ("review.peng", "彭悦", Role.REVIEW_OFFICER, HALL, None),
    "supervisor": ("supervisor.xiao", "肖正", Role.SUPERVISOR, HALL, None),
    "department_head": ("head.deng", "邓远", Role.DEPARTMENT_HEAD, HALL, DEPARTMENT),
    "administrator": ("admin.zeng", "曾维", Role.ADMINISTRATOR, None, None),
    "auditor": ("auditor.long", "龙岩", Role.AUDITOR, None, None),
}
CITIZENS: dict[str, Callable[[], Person]] = {
    "citizen": lambda: make.make_person(
        name="林知夏",
        id_number=make.invented_id(2, date(1999, 5, 23)),
        phone=make.invented_phone(1001),
    ),
    "other_citizen": lambda: make.make_person(
        name="周大顺",
        id_number=make.invented_id(11, date(1957, 2, 3)),
        phone=make.invented_phone(1002),
    ),
    "agent": lambda: make.make_person(
        name="胡秀兰",
        id_number=make.invented_id(8, date(1972, 9, 14)),
        phone=make.invented_phone(1003),
    ),
}
# What the machine may: everything its roles may, in the rooms that have an interface.
MACHINE_ROLES = (
    Role.CITIZEN,
    Role.CLERK,
    Role.CHIEF_APPROVER,
    Role.APPROVER,
    Role.ISSUER,
)
MACHINE_SCOPES = (
    *("case.*", "hearing.*", "catalogue.*", "document.*", "material.*", "review.*"),
    *("ticket.*", "queue.*", "plan.*", "appointment.*"),
)


@dataclass
class Cast:
    """The cast of one test; everybody is made once."""

    _users: dict[str, User] = field(default_factory=dict)
    _secret: str = ""

    def user(self, who: str) -> User:
        """The row of somebody; KeyError for a name nobody has."""
        if who not in self._users:
            self._users[who] = self._made(who)
        return self._users[who]

    def person(self, who: str) -> Person:
        """The person behind a citizen."""
        person = self.user(who).person
        assert person is not None
        return person

    def actor(self, who: str) -> Actor:
        """What services receive as `by`; "stranger" and "system" are known too."""
        if who == "stranger":
            return STRANGER
        if who == "system":
            return SYSTEM
        if who == "machine":
            actor = tokens.resolve(self.machine_secret(), at=make.NOW)
        else:
            actor = queries.actor_with(self.user(who).pk)
        assert actor is not None
        return actor

    def client(self, who: str) -> Client:
        """A browser in which they are signed in; the machine's sends its token."""
        if who == "stranger":
            return Client()
        if who == "machine":
            return Client(headers={"authorization": f"Bearer {self.machine_secret()}"})
        client = Client()
        client.force_login(self.user(who))
        return client

    def machine_secret(self) -> str:
        """The machine's bearer token."""
        if not self._secret:
            made = make.make_token(self.user("machine"), MACHINE_SCOPES)
            self._secret = made.secret
        return self._secret

    def _made(self, who: str) -> User:
        if who in CITIZENS:
            return make.make_citizen(person=CITIZENS[who]())
        if who == "machine":
            return make.make_machine(*MACHINE_ROLES, name="province")
        login, name, role, hall_id, department_id = STAFF[who]
        user = make.make_staff(login=login, name=name, hall_id=hall_id)
        staff.grant_role(
            user.pk, Grant(role, hall_id, department_id), by=SYSTEM, at=make.NOW
        )
        return user


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, made when first asked for."""
    return Cast()

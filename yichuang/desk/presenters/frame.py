"""The bar of every staff page: hall, person, role, the ways that role needs."""

from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.accounts.rules import ROLE_LABELS, Role
from yichuang.desk.policies import may
from yichuang.desk.presenters import terms
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.places import hall_of
from yichuang.kernel.refusals import Refusal
from yichuang.web.presenters import Desk, Link

# The role a person is known by at the desk, the most telling first.
ORDER = (
    Role.CHIEF_APPROVER,
    Role.APPROVER,
    Role.CLERK,
    Role.ISSUER,
    Role.HALL_MANAGER,
    Role.DEPARTMENT_HEAD,
    Role.GUIDE,
    Role.SUPERVISOR,
    Role.REVIEW_OFFICER,
    Role.ITEM_MANAGER,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)

# Whoever else is asked finds the order at the start page.
SUPERVISES = frozenset({Role.SUPERVISOR, Role.DEPARTMENT_HEAD, Role.HALL_MANAGER})


def bar(by: Actor, *, at: datetime, more: tuple[Link, ...] = ()) -> Desk:
    """The bar for this member of staff; `more` are links other rooms add."""
    try:
        hall = hall_of(by)
    except Refusal:
        return Desk(
            place="一窗", person=by.name, sign_out_url=link("accounts:sign-out")
        )
    role = next((role for role in ORDER if role in by.roles), None)
    return Desk(
        place=hall.name_en if english() and hall.name_en else hall.name,
        home=reverse("desk:start"),
        person=by.name,
        role=gettext(ROLE_LABELS[role]) if role else "",
        clock=f"{at.astimezone(hall.zone):%H:%M}",
        zone=str(hall.zone),
        search_url=reverse("desk:search") if may(by, "case.find") else "",
        navigation=(*_ways(by), *more),
        links=_own_links(by),
        sign_out_url=link("accounts:sign-out"),
    )


def _ways(by: Actor) -> tuple[Link, ...]:
    """The rooms of the desk that this reader's roles open, in the order of a day."""
    opens = may(by, "desk.open")
    leads = may(by, "queue.manage") or may(by, "desk.watch")
    ways = (
        (True, gettext("Start"), "start"),
        (Role.CLERK in by.roles, gettext("My window"), "window"),
        (may(by, "case.receive"), gettext("Receive"), "receive"),
        (Role.GUIDE in by.roles, gettext("Numbers"), "tickets"),
        (
            not by.roles.isdisjoint({Role.GUIDE, Role.HALL_MANAGER}),
            gettext("Appointments"),
            "appointments",
        ),
        (opens, gettext("Cases"), "cases"),
        (leads, gettext("Hall"), "hall"),
        (Role.GUIDE in by.roles, gettext("Lending"), "lending"),
        (may(by, "plan.view"), gettext("Plan"), "plan"),
        (may(by, "batch.view"), gettext("Seasons"), "batches"),
        (may(by, "material.read-stack"), gettext("Papers"), "stacks"),
        (
            may(by, "material.train") and not may(by, "material.read-stack"),
            gettext("What the robot learnt"),
            "stack-training",
        ),
        (opens and may(by, "case.view"), gettext("Bundles"), "bundles"),
        (may(by, "print.view"), gettext("Printing"), "print-runs"),
        (not by.roles.isdisjoint(SUPERVISES), gettext("Supervision"), "orders"),
        (may(by, "archive.view"), gettext("Archive"), "archive"),
        (may(by, "desk.guides"), gettext("Guides"), "guides"),
        (may(by, "organisation.authorise"), gettext("Authority"), "authority"),
    )
    return tuple(
        Link(says, reverse(f"desk:{name}")) for open_, says, name in ways if open_
    )


def _own_links(by: Actor) -> tuple[Link, ...]:
    """The menu under one's name: who only looks at the matrix finds it here."""
    mine: tuple[Link, ...] = (
        Link(gettext("My password"), link("accounts:own-password"), "key"),
    )
    if may(by, "queue.manage"):
        mine = (
            Link(gettext("Windows now"), reverse("desk:windows"), "window"),
            *mine,
        )
    if may(by, "terms.view"):
        mine = (terms.way(by), *mine)
    looks = may(by, "organisation.see-authority")
    if not looks or may(by, "organisation.authorise"):
        return mine
    return (
        *mine,
        Link(gettext("Authority"), reverse("desk:authority"), "shield-check"),
    )


def link(name: str) -> str:
    """The address of another room's page, "" in a house without that room."""
    try:
        return reverse(name)
    except NoReverseMatch:  # a room that is not part of this house
        return ""

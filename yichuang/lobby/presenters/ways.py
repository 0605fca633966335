"""The ways to the hall's devices: tablet, kiosk, screen."""

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor, can
from yichuang.lobby.policies import GRANTS
from yichuang.organisation.queries import places
from yichuang.web.presenters import Link


def ways(by: Actor) -> tuple[Link, ...]:
    """Links of this room for the menu of whoever is signed in."""
    hall_id = by.hall_id or places.first_hall_id()
    if hall_id is None:
        return ()
    known = (
        ("tablet.pair", gettext("Window tablet"), "tablet", (), "device-tablet"),
        ("kiosk.pair", gettext("Kiosk"), "kiosk", (hall_id,), "ticket"),
        ("screen.open", gettext("Calling screen"), "screen", (hall_id,), "device-tv"),
    )
    return tuple(
        Link(says, reverse(f"lobby:{name}", args=args), icon)
        for permission, says, name, args, icon in known
        if can(by, permission, GRANTS)
    )

"""The way to making a device the tablet of a window."""

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor, can
from yichuang.lobby.policies import GRANTS
from yichuang.web.presenters import Link


def ways(by: Actor) -> tuple[Link, ...]:
    """Links of this room for the menu of whoever is signed in."""
    if not can(by, "tablet.pair", GRANTS):
        return ()
    return (Link(gettext("Window tablet"), reverse("lobby:tablet"), "device-tablet"),)

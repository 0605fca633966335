"""The way to the questions without an answer, for whoever may see them."""

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor, can
from yichuang.guidance.policies import GRANTS
from yichuang.web.presenters import Link


def ways(by: Actor) -> tuple[Link, ...]:
    """Links of this room for the bar of staff pages."""
    if not can(by, "asked.list", GRANTS):
        return ()
    return (Link(gettext("Questions asked"), reverse("guidance:questions")),)

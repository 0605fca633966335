"""Header and footer of the citizen's pages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from yichuang.accounts.policies import Actor
from yichuang.organisation.queries import places
from yichuang.portal.presenters import words
from yichuang.portal.queries import hall as hall_queries
from yichuang.web.presenters import Chrome, Link, default_chrome


def frame(by: Actor, *, at: datetime, elder: bool) -> Chrome:
    """The frame of a page for this reader; what it asks of the hall is remembered.

    In elder mode the ways stand on the start page alone: few choices everywhere else.
    """
    hall_id = places.first_hall_id()
    if hall_id is None:
        return default_chrome()
    now = hall_queries.hall_now(hall_id, at)
    english = words.language().startswith("en")
    card = now.hall
    return Chrome(
        hall_name=words.tell(card, "name"),
        hall_name_other=card.name if english else card.name_en,
        other_language="zh-Hans" if english else "en",
        home=reverse("portal:home"),
        phone=card.phone or card.complaint_phone,
        hours=words.hours_line(now.hours),
        navigation=_ways()[:1] if elder else _ways(),
        footer=_foot(),
        account=_account(by),
    )


def _ways() -> tuple[Link, ...]:
    return (
        Link(gettext("Home"), reverse("portal:home")),
        Link(gettext("Ask"), reverse("portal:ask")),
        Link(pgettext("ways of citizens", "Matters"), reverse("portal:matters")),
        Link(gettext("My matters"), reverse("portal:mine")),
        Link(gettext("The hall"), reverse("portal:hall")),
    )


def _foot() -> tuple[Link, ...]:
    return (
        Link(gettext("Cannot get it done"), reverse("portal:stuck")),
        Link(gettext("The hall's figures"), reverse("reviews:figures")),
        Link(gettext("Accessibility"), reverse("portal:accessibility")),
        Link(gettext("Your data"), reverse("portal:privacy")),
    )


def _account(by: Actor) -> Link:
    if not by.is_signed_in:
        return Link(gettext("Sign in"), reverse("accounts:sign-in"))
    return Link(by.name or gettext("My account"), reverse("accounts:me"))

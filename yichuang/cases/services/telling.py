"""Telling members of staff: one message each, in the language they read the pages in."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yichuang.accounts.models import User
from yichuang.accounts.services import messages
from yichuang.accounts.services.messages import address_of_staff


def tell_staff(
    user_ids: Iterable[int],
    subject: str,
    text: str,
    facts: Mapping[str, object],
    *,
    at: datetime,
    about: str,
    once: str,
) -> int:
    """Queue `text` (a msgid filled from `facts`; facts that are msgids are translated) to
    each active member; returns how many. `once` names what is said, so that it is said
    once to each."""
    people = User.objects.filter(pk__in=set(user_ids), is_active=True).order_by("pk")
    told = 0
    for user in people:
        with override(user.language or "zh-hans"):
            said = {
                name: gettext(value) if isinstance(value, str) and value else value
                for name, value in facts.items()
            }
            messages.send(
                address_of_staff(user),
                gettext(subject),
                gettext(text) % said,
                at=at,
                about=about,
                once=f"{once}:{user.pk}",
            )
        told += 1
    return told

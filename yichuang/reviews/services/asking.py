"""Telling people that they may review: one message each, with the link."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from yichuang.accounts.services import messages
from yichuang.cases.models import Case
from yichuang.catalogue import queries as catalogue_queries
from yichuang.reviews.services.inviting import GOOD_FOR, invite


def ask(case_number: str, *, at: datetime) -> None:
    """Invite to review a closed case; applicant and agent each get the link, once."""
    case = (
        Case.objects.select_related("applicant", "agent")
        .filter(number=case_number)
        .first()
    )
    if case is None:
        return
    invitation = invite(case, at=at)
    guide = catalogue_queries.guide(case.item_version_id)
    address = reverse("reviews:review", args=[invitation.token])
    readers = {row.pk: row for row in (case.applicant, case.agent) if row is not None}
    with override("zh-hans"):
        for person in readers.values():
            messages.send(
                person,
                gettext("How was it at the service hall?"),
                gettext(
                    "“%(item)s” is done. How was it? Tell us at %(url)s within %(days)s "
                    "days. Nobody at the window sees who said it."
                )
                % {
                    "item": guide.name,
                    "url": f"{settings.YICHUANG_PUBLIC_URL}{address}?c=sms",
                    "days": GOOD_FOR.days,
                },
                at=at,
                about=case.about,
                once=f"{case.about}:review:{person.pk}",
                good_for=GOOD_FOR,
            )

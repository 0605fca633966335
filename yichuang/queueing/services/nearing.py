"""Telling people by SMS that few stand before them, once for each ticket."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils.translation import gettext, override

from yichuang.accounts.models import Message
from yichuang.accounts.services import messages
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing.models import QueueDay, Ticket
from yichuang.queueing.queries import heads
from yichuang.queueing.rules.order import rank
from yichuang.queueing.services import steps

NEAR = 3
"""With fewer than so many before them, people should be near the windows."""
GOOD_FOR = timedelta(minutes=30)
SUBJECT = N_("Your ticket: it is nearly your turn")
TEXT = N_(
    "Ticket %(number)s: %(ahead)s before you at %(hall)s. Please wait near the windows."
)


def tell_near(*, at: datetime) -> int:
    """Write to whoever left a phone and has fewer than three before them in their line;
    how many messages were queued."""
    return sum(_tell(day, at) for day in QueueDay.objects.filter(closed_at=None))


def _tell(day: QueueDay, at: datetime) -> int:
    hall = places.hall(day.hall_id)
    if day.day != at.astimezone(hall.zone).date():
        return 0
    ahead = _ahead(day, at)
    names = {f"ticket:{pk}:near": pk for pk in ahead}
    told = Message.objects.filter(once__in=names).values_list("once", flat=True)
    fresh = set(ahead) - {names[once] for once in told if once}
    rows = Ticket.objects.filter(pk__in=fresh).exclude(phone_hash="")
    for row in rows:
        with override(row.language):
            english = row.language.startswith("en") and hall.name_en
            facts = {
                "number": row.number,
                "ahead": ahead[row.pk],
                "hall": hall.name_en if english else hall.name,
            }
            messages.send(
                row.phone,
                gettext(SUBJECT),
                gettext(TEXT) % facts,
                at=at,
                about=row.about,
                once=f"ticket:{row.pk}:near",
                good_for=GOOD_FOR,
            )
    return len(rows)


def _ahead(day: QueueDay, at: datetime) -> dict[int, int]:
    """The first few of each line as the order has them now, with how many go before."""
    policy = steps.policy_of(day.terms)
    now = steps.second_of(at, day.day, places.hall(day.hall_id).zone) / 60
    lines = defaultdict(list)
    for row in heads.everybody(day.pk):
        lines[row.waiting.line].append(row.waiting)
    return {
        one.id: place
        for waiting in lines.values()
        for place, one in enumerate(
            sorted(waiting, key=lambda one: rank(one, policy, now))[:NEAR]
        )
    }

"""Entering and withdrawing the seasons a hall knows of."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.planning import events, policies
from yichuang.planning.models import KnownPeak
from yichuang.planning.queries import learning
from yichuang.queueing.queries.days import kinds

MOST = 20.0
LONGEST = 120


@transaction.atomic
def enter(
    hall_id: int,
    name: str,
    *,
    codes: Sequence[str],
    factor: float,
    first: date,
    last: date,
    by: Actor,
    at: datetime,
) -> KnownPeak:
    """Enter a peak of these kinds of business.

    Raises:
        Refusal: "permission.denied".
        Refusals: "peak.unnamed", "peak.kinds", "peak.factor", "peak.days"; all at once.
    """
    policies.require_here(by, "plan.manage", hall_id)
    name = name.strip()
    known = {kind.code for kind in kinds(hall_id)}
    wrong = [
        *_wrong_words(name, codes, known),
        *_wrong_numbers(factor, first, last),
    ]
    if wrong:
        raise Refusals(wrong)
    peak = KnownPeak.objects.create(
        hall_id=hall_id,
        name=name,
        kinds=sorted(set(codes)),
        factor=factor,
        first=first,
        last=last,
        entered_at=at,
        entered_by=by.ref,
    )
    journal.record(
        events.PEAK_ENTERED,
        about=f"peak:{peak.pk}",
        by=by,
        at=at,
        hall_id=hall_id,
        name=name,
        first=first.isoformat(),
        last=last.isoformat(),
        kinds=peak.kinds,
        factor=factor,
    )
    _forget()
    return peak


def _wrong_words(name: str, codes: Sequence[str], known: set[str]) -> list[Refusal]:
    wrong = []
    if not name:
        wrong.append(
            Refusal(
                "peak.unnamed",
                N_("The peak needs a name."),
                field="name",
                remedy=N_(
                    "Use the same name every year, so that the last one teaches."
                ),
            )
        )
    stray = sorted(set(codes) - known)
    if not codes or stray:
        wrong.append(
            Refusal(
                "peak.kinds",
                N_("Choose kinds of business of this hall."),
                field="kinds",
                remedy=N_("Kinds of this hall: %(known)s."),
                known="、".join(sorted(known)),
                stray=stray,
            )
        )
    return wrong


def _wrong_numbers(factor: float, first: date, last: date) -> list[Refusal]:
    wrong = []
    if not 0 < factor <= MOST:
        wrong.append(
            Refusal(
                "peak.factor",
                N_("“How many times as many” lies above 0 and at most at %(most)s."),
                field="factor",
                remedy=N_("1 is an ordinary day, 2 is twice as many."),
                most=MOST,
            )
        )
    if not 0 <= (last - first).days < LONGEST:
        wrong.append(
            Refusal(
                "peak.days",
                N_("A peak ends after it begins and lasts at most %(days)s days."),
                field="last",
                remedy=N_("Check the two days."),
                days=LONGEST,
            )
        )
    return wrong


@transaction.atomic
def withdraw(peak_id: int, *, by: Actor, at: datetime) -> None:
    """Take a peak back; withdrawing it twice changes nothing.

    Raises:
        KnownPeak.DoesNotExist; Refusal: "permission.denied".
    """
    peak = KnownPeak.objects.get(pk=peak_id)
    policies.require_here(by, "plan.manage", peak.hall_id)
    rows = KnownPeak.objects.filter(pk=peak_id, withdrawn_at=None)
    if not rows.update(withdrawn_at=at):
        return
    journal.record(
        events.PEAK_WITHDRAWN,
        about=f"peak:{peak.pk}",
        by=by,
        at=at,
        hall_id=peak.hall_id,
        name=peak.name,
    )
    _forget()


def _forget() -> None:
    """Let this process see the peaks as they are now; others do within half a minute."""
    learning.known_peaks.forget()
    learning.habits.forget()

"""Silence renews (行政许可法 art. 50(2)): who filed in time and was not answered before
the certificate ended, has it renewed. Only the worker does this."""

import logging
from datetime import datetime, timedelta

from yichuang.cases import events
from yichuang.cases.models import Case, FollowUp
from yichuang.cases.rules.lifecycle import LIFECYCLE
from yichuang.cases.services import silence
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.together import whole

log = logging.getLogger(__name__)

WAITING = tuple(
    source for move in LIFECYCLE.moves if move.name == "renew" for source in move.starts
)
BASIS = "《中华人民共和国行政许可法》第五十条第二款"
EASTERNMOST = timedelta(hours=14)


def renew_silently(*, at: datetime, limit: int = 200) -> int:
    """Renew what nobody decided in time; returns how many, at most `limit`. A case in
    which the applicant still owes papers is no complete application and is left."""
    rows = (
        FollowUp.objects.filter(
            successor=None,
            renews_by_silence__lt=(at + EASTERNMOST).date(),
            case__state__in=WAITING,
        )
        .order_by("renews_by_silence", "id")
        .values_list("case_id", flat=True)[:limit]
    )
    return sum(_renewed(pk, at=at) for pk in list(rows))


def _renewed(case_id: int, *, at: datetime) -> bool:
    case = Case.objects.get(pk=case_id)
    try:
        whole(lambda: renew(Case.objects.get(pk=case_id), at=at))
    except Refusal as refusal:
        log.warning("case %s not renewed by law: %s", case.number, refusal)
        return False
    log.warning("case %s renewed by law: nobody decided in time", case.number)
    return True


def renew(case: Case, *, at: datetime) -> Case:
    """Renew one case by law. Of a decision at the same moment, one wins.

    Raises:
        Refusal: "renewal.not-by-silence" while the certificate still holds or where
            silence grants nothing; "move.not-allowed", "case.moved-on".
    """
    row = FollowUp.objects.filter(case=case, successor=None).first()
    until = row.renews_by_silence if row is not None else None
    if until is None or silence.today_of(case, at) <= until:
        raise Refusal(
            "renewal.not-by-silence",
            N_("The law does not renew this certificate by silence, or not yet."),
        )
    said = silence.Silence("renew", events.RENEWED, BASIS, until)
    return silence.grant(case, said, at=at)

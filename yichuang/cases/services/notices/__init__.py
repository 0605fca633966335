"""Telling the applicant: what is missing (once), accepted, not accepted, withdrawn."""

from yichuang.cases.services.notices.accepting import accept, deem_accepted
from yichuang.cases.services.notices.correcting import ANSWER_LIMIT, notify, supplement
from yichuang.cases.services.notices.ending import (
    NOT_ACCEPTED_KINDS,
    decline,
    lapse,
    withdraw,
)

__all__ = [
    "ANSWER_LIMIT",
    "NOT_ACCEPTED_KINDS",
    "accept",
    "decline",
    "deem_accepted",
    "lapse",
    "notify",
    "supplement",
    "withdraw",
]

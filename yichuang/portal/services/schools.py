"""A school's agent is known to the hall before anything is handed in."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.portal.rules.parties import Parties
from yichuang.portal.services.applying import introduced


def introduce(parties: Parties, *, by: Actor, at: datetime) -> Actor:
    """The agent as somebody the hall knows, who has consented (PIPL art. 14).

    Raises:
        Refusal or Refusals: fields "name", "id_number", "consent".
    """
    with transaction.atomic():
        return introduced(parties, by=by, at=at)[0]

"""Several matters received as one at the counter: people entered, cases born, once a
form."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import policies
from yichuang.cases.models import Delivery
from yichuang.cases.services.bundles import submitting
from yichuang.cases.services.bundles.drafting import Wish
from yichuang.desk.queries.places import hall_of
from yichuang.desk.services.receiving import Intake, Received, party_for
from yichuang.web import services as web_services
from yichuang.web.services import Answer

PURPOSE = "desk.receive-bundle"


def receive(
    given: Intake,
    told: Mapping[str, str],
    form: Mapping[str, str],
    *,
    token: str,
    by: Actor,
    at: datetime,
) -> Received:
    """Enter the people and receive the bundle `given.item_key`; `told` are answers to
    questions of its items, `form` the one form. The same form sent again finds what the
    first one made.

    Raises:
        Refusal or Refusals: as `desk.services.receiving.receive` and
            `cases.services.bundles.submitting.receive`.
    """
    require(by, "case.receive", policies.GRANTS)
    hall = hall_of(by)
    with transaction.atomic():
        earlier = web_services.take_key(
            actor=by.ref, key=token, fingerprint=PURPOSE, at=at
        )
        if earlier is not None:
            return Received(earlier.body, new=False)
        wish = Wish(
            bundle_key=given.item_key,
            answers=given.answers,
            told=told,
            form=form,
            party=party_for(given, by=by, at=at),
            delivery=Delivery(given.delivery),
            address=given.address,
        )
        bundle = submitting.receive(wish, given.papers, hall_id=hall.id, by=by, at=at)
        web_services.keep_answer(
            actor=by.ref, key=token, answer=Answer(201, bundle.number)
        )
    return Received(bundle.number, new=True)

"""One thing in life 一件事 for the citizen who asks: drafted, submitted once, mended,
taken back."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases.models import BundleCase, BundleState
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.services.bundles import drafting, ending, mending, submitting
from yichuang.cases.services.bundles.drafting import Wish
from yichuang.kernel.refusals import Refusal
from yichuang.portal.rules.parties import Parties
from yichuang.portal.services.applying import again, destination, introduced


def find(by: Actor, number: str) -> BundleCase:
    """A bundle of the citizen; staff have their own pages.

    Raises:
        Refusal: "bundle.not-found", alike for one of somebody else.
    """
    if by.kind is not ActorKind.CITIZEN:
        raise bundle_queries.not_found()
    return bundle_queries.find(by, number)


def begin(
    key: str,
    answers: Mapping[str, str],
    parties: Parties,
    *,
    hall_id: int,
    origin: str,
    by: Actor,
    at: datetime,
) -> str:
    """Begin a draft and return its number; the same form sent twice is one draft.

    Raises:
        Refusal or Refusals: naming the fields of the form that are wrong.
    """
    with transaction.atomic():
        me, party = introduced(parties, by=by, at=at)
        wish = Wish(bundle_key=key, answers=answers, party=party, origin=origin)
        return drafting.begin(wish, hall_id=hall_id, by=me, at=at).number


def change_parties(number: str, parties: Parties, *, by: Actor, at: datetime) -> None:
    """Change who applies, in a draft."""
    with transaction.atomic():
        me, party = introduced(parties, by=by, at=at)
        drafting.revise(find(me, number), by=me, party=party)


def change_answers(number: str, answers: Mapping[str, str], *, by: Actor) -> None:
    """Change the situation of a draft."""
    drafting.revise(find(by, number), by=by, answers=answers)


def fill_in(
    number: str, form: Mapping[str, str], told: Mapping[str, str], *, by: Actor
) -> None:
    """Keep what was typed into the one form, complete or not."""
    drafting.revise(find(by, number), by=by, form=form, told=told)


def choose_delivery(number: str, way: str, address: str, *, by: Actor) -> None:
    """Say how the results should come; by post only with an address.

    Raises:
        Refusal: "delivery.no-address", field "address".
    """
    delivery, kept = destination(way, address)
    drafting.revise(find(by, number), by=by, delivery=delivery, address=kept)


def add_file(
    number: str, key: str, upload: "UploadedFile[bytes]", *, by: Actor, at: datetime
) -> str:
    """Keep one photo or PDF: of a draft, or of what was told to be missing; the key of
    the file as kept.

    Raises:
        Refusal: from materials, in words for whoever sent the file.
    """

    def act() -> str:
        bundle = find(by, number)
        if bundle.state == BundleState.DRAFT:
            return drafting.attach(bundle, key, upload, by=by, at=at).file.key
        return mending.mend(bundle, key, upload, by=by, at=at).key

    return again(act)


def remove_file(number: str, file_id: int, *, by: Actor, at: datetime) -> None:
    """Take a photo or PDF off a draft again."""
    drafting.detach(find(by, number), file_id, by=by, at=at)


def submit(number: str, *, by: Actor, at: datetime) -> None:
    """Submit a draft, exactly once: the second of two clicks finds it submitted."""
    bundle = find(by, number)
    if bundle.state != BundleState.DRAFT:
        return
    try:
        submitting.submit(bundle, by=by, at=at)
    except Refusal as refused:
        if (
            refused.code != "bundle.moved-on"
            or find(by, number).state == BundleState.DRAFT
        ):
            raise


def hand_in(number: str, *, by: Actor, at: datetime) -> int:
    """Hand in what the notices asked for; returns in how many matters."""
    return mending.hand_in(find(by, number), by=by, at=at)


def withdraw(
    number: str, parts: Collection[str], reason: str, *, by: Actor, at: datetime
) -> int:
    """Take parts back; returns how many were."""
    return ending.withdraw(find(by, number), parts, reason=reason, by=by, at=at)


def discard(number: str, *, by: Actor, at: datetime) -> None:
    """Throw a draft away."""
    drafting.discard(find(by, number), by=by, at=at)

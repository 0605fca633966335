"""The citizen's own undertakings, online: a paper follows later, a promise stands for a
proof, a promise is taken back, a record is to be repaired. The account signs."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.rules.tolerance import SignedAs, SignedHow
from yichuang.cases.services import credit, promise, tolerance
from yichuang.cases.services.undertakings import Signed
from yichuang.portal.queries import own


def signs_as(case: Case, by: Actor) -> SignedAs:
    """As what the person at this account signs for the case."""
    if case.entity is not None:
        speaks = case.entity.representative_id
        mine = speaks is not None and speaks == by.person_id
        return SignedAs.REPRESENTATIVE if mine else SignedAs.AGENT
    return SignedAs.APPLICANT if case.applicant_id == by.person_id else SignedAs.AGENT


def _signed(case: Case, by: Actor, mandate: str) -> Signed:
    known = own.known(by.person_id)
    return Signed(
        signer=known.name if known else "",
        signed_as=signs_as(case, by),
        how=SignedHow.ONLINE,
        mandate=mandate,
    )


def make(number: str, key: str, *, mandate: str, by: Actor, at: datetime) -> None:
    """Promise in writing what a paper would prove.

    Raises:
        Refusal: as `cases.services.promise.sign`.
    """
    case = own.find(by, number)
    promise.sign(case, [key], _signed(case, by, mandate), by=by, at=at)


@transaction.atomic
def bring_later(
    number: str, key: str, due: date | None, *, mandate: str, by: Actor, at: datetime
) -> None:
    """Undertake that a paper comes by a day; somebody at the hall has to agree.

    Raises:
        Refusal: as `cases.services.tolerance.ask`.
    """
    case = own.find(by, number)
    tolerance.ask(
        case,
        key,
        ToleranceKind.LATER,
        due=due,
        signed=_signed(case, by, mandate),
        by=by,
        at=at,
    )


def take_back(number: str, key: str, *, by: Actor, at: datetime) -> None:
    """Take a promise back before the decision."""
    promise.withdraw(own.find(by, number), key, by=by, at=at)


def ask_repair(record_id: int, grounds: str, *, by: Actor, at: datetime) -> None:
    """Ask that a record against oneself be lifted."""
    credit.ask_repair(record_id, grounds=grounds, by=by, at=at)

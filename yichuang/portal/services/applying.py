"""From the first page of the form to the submitted application, for the citizen who asks.

A draft is a case from its first saved page on, so that it is found again on any device.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts import queries as account_queries
from yichuang.accounts.models import LegalEntity, Person
from yichuang.accounts.policies import Actor
from yichuang.accounts.services import consents, entities, people
from yichuang.cases.models import Case, Delivery, Tolerance
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import ToleranceKind, ToleranceState
from yichuang.cases.services import intake, notices, papers
from yichuang.cases.services.intake import Application, Party
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.portal.queries import own
from yichuang.portal.rules.parties import Identity, Parties, check

TRIES = 4
AWAITING = (
    CaseState.RECEIVED,
    CaseState.ACCEPTED,
    CaseState.SUSPENDED,
    CaseState.APPROVED,
)
T = TypeVar("T")


def begin(
    item_key: str,
    answers: Mapping[str, str],
    parties: Parties,
    *,
    hall_id: int,
    origin: str,
    by: Actor,
    at: datetime,
) -> str:
    """Begin a draft and return its number; the same form sent twice is one draft.

    `origin` names the form that was shown; a second post of it finds the first's draft.

    Raises:
        Refusal or Refusals: naming the fields of the form that are wrong.
    """
    with transaction.atomic():
        known = Case.objects.filter(owner_id=by.user_id, origin=origin).first()
        if known is not None:
            return known.number
        me, party = introduced(parties, by=by, at=at)
        application = Application(
            item_key=item_key, answers=answers, party=party, origin=origin
        )
        return intake.begin(application, hall_id=hall_id, by=me, at=at).number


def introduced(parties: Parties, *, by: Actor, at: datetime) -> tuple[Actor, Party]:
    """Who fills in the form, known to the hall by now and having consented, and who
    applies. Part of a larger write.

    Raises:
        Refusal or Refusals: naming the fields of the form that are wrong.
    """
    _check(parties, by)
    me = _known_to_us(parties, by=by, at=at)
    _consent(me, parties, at=at)
    return me, _party(parties, me, at=at)


def change_parties(number: str, parties: Parties, *, by: Actor, at: datetime) -> None:
    """Change who applies, in a draft."""
    with transaction.atomic():
        me, party = introduced(parties, by=by, at=at)
        case = _draft(number, me)
        intake.revise(case, by=me, at=at, party=party)


def change_answers(
    number: str, answers: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """Change the situation of a draft; papers it no longer needs go, others come."""
    intake.revise(_draft(number, by), by=by, at=at, answers=answers)


def choose_delivery(
    number: str, way: str, address: str, *, by: Actor, at: datetime
) -> None:
    """Say how the result should come; by post only with an address.

    Raises:
        Refusal: "delivery.no-address", field "address".
    """
    delivery, kept = destination(way, address)
    intake.revise(_draft(number, by), by=by, at=at, delivery=delivery, address=kept)


def destination(way: str, address: str) -> tuple[Delivery, str]:
    """How a result comes and where to; an address is kept only for the post.

    Raises:
        Refusal: "delivery.no-address", field "address".
    """
    if way != Delivery.POST:
        return Delivery(way), ""
    place = " ".join(address.split())
    if not place:
        raise Refusal(
            "delivery.no-address",
            N_("Where should we send it?"),
            field="address",
            remedy=N_("Enter town, street, number and the name at the door."),
        )
    return Delivery.POST, place


def bring_up_to_date(number: str, *, by: Actor, at: datetime) -> None:
    """Take the draft to the guide in force; answers and files stay where they fit."""
    intake.rebase(_draft(number, by), by=by, at=at)


def discard(number: str, *, by: Actor, at: datetime) -> None:
    """Throw a draft away."""
    intake.discard(_draft(number, by), by=by, at=at)


def submit(number: str, *, by: Actor, at: datetime) -> None:
    """Submit a draft, exactly once: the second of two clicks finds it submitted.

    Raises:
        Refusal: as `cases.services.intake.submit`.
    """
    case = own.find(by, number)
    if case.state != CaseState.DRAFT:
        return
    try:
        intake.submit(case, by=by, at=at)
    except Refusal as refused:
        if refused.code != "case.moved-on" or _is_draft(number, by):
            raise


def add_file(
    number: str, key: str, upload: "UploadedFile[bytes]", *, by: Actor, at: datetime
) -> str:
    """Keep one photo or PDF of a paper while the citizen may still add to it; the key
    of the file as kept.

    Raises:
        Refusal: from materials, in words for whoever sent the file.
    """
    row = again(
        lambda: papers.attach(_open(number, key, by), key, upload, by=by, at=at)
    )
    return row.file.key


def remove_file(
    number: str, key: str, file_id: int, *, by: Actor, at: datetime
) -> None:
    """Take a photo or PDF off a paper again."""
    again(lambda: papers.detach(_open(number, key, by), key, file_id, by=by, at=at))


def answer_correction(number: str, *, by: Actor, at: datetime) -> None:
    """Hand in what the notice asked for, once: the second click changes nothing.

    Raises:
        Refusal: "papers.not-uploaded" while something told is still missing.
    """
    case = own.find(by, number)
    if case.state == CaseState.CORRECTION:
        notices.supplement(case, by=by, at=at)


def withdraw(number: str, reason: str, *, by: Actor, at: datetime) -> None:
    """Take an application back; one that is withdrawn already stays so."""
    case = own.find(by, number)
    if case.state != CaseState.CLOSED:
        notices.withdraw(case, reason=reason, by=by, at=at)


def _draft(number: str, by: Actor) -> Case:
    case = own.find(by, number)
    if case.state != CaseState.DRAFT:
        raise Refusal(
            "draft.submitted",
            N_("This application has been submitted and is no longer a draft."),
            remedy=N_("Look at where it stands; you can withdraw it there."),
        )
    return case


def _is_draft(number: str, by: Actor) -> bool:
    return own.state_now(by, number)[0] is CaseState.DRAFT


def _open(number: str, key: str, by: Actor) -> Case:
    """The case, while the citizen may add to the paper: in a draft, when told that it
    is missing, or when it was tolerated for later."""
    case = own.find(by, number)
    if case.state == CaseState.DRAFT:
        return case
    if case.state == CaseState.CORRECTION:
        told = case.corrections.order_by("-round").first()
        if told and key in {item["key"] for item in told.items}:
            return case
    if case.state in AWAITING and _awaited(case, key):
        return case
    raise Refusal(
        "paper.too-late",
        N_("What was handed in stays with the case."),
        remedy=N_("Call the hall if something has to be exchanged."),
    )


def _awaited(case: Case, key: str) -> bool:
    """Whether the paper was tolerated because it will come later."""
    return Tolerance.objects.filter(
        paper__case=case,
        paper__key=key,
        kind=ToleranceKind.LATER,
        state__in=[ToleranceState.ASKED, ToleranceState.AGREED],
    ).exists()


def again(act: Callable[[], T]) -> T:
    """Two files sent at the same moment meet at the same case: the later one waits."""
    for tries_left in reversed(range(TRIES)):
        try:
            return act()
        except Refusal as refused:
            if refused.code != "case.moved-on" or not tries_left:
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _check(parties: Parties, by: Actor) -> None:
    """Say everything that is wrong with the first page at once."""
    known = by.person_id
    check(
        parties, known=known is not None, consented=bool(known and own.consented(known))
    )


def _known_to_us(parties: Parties, *, by: Actor, at: datetime) -> Actor:
    """The citizen as a person: as known, or made known by what the form says."""
    if by.person_id is not None:
        return by
    if parties.me is None:
        raise Refusal(
            "person.unknown",
            N_("Say who you are first."),
            field="name",
            remedy=N_("Enter your name and the number of your identity card."),
        )
    people.claim_person(
        name=parties.me.name,
        id_number=parties.me.id_number,
        id_kind=parties.me.id_kind,
        by=by,
        at=at,
    )
    return account_queries.actor_with(by.user_id or 0) or by


def _consent(me: Actor, parties: Parties, *, at: datetime) -> None:
    """Once for each version of the privacy text (PIPL art. 14)."""
    assert me.person_id is not None  # noqa: S101 - made known just before
    if own.consented(me.person_id):
        return
    consents.give(me.person_id, own.CONSENT, own.CONSENT_VERSION, by=me, at=at)


def _party(parties: Parties, me: Actor, *, at: datetime) -> Party:
    myself = Person.objects.get(pk=me.person_id or 0)
    if parties.role == "agent":
        return Party(
            applicant=_applicant(parties, me, at=at),
            agent=myself,
            agent_relation=parties.relation.strip(),
        )
    if parties.role == "organisation":
        entity = _entity(parties, me, at=at)
        return Party(
            entity=entity, agent=myself, agent_relation=parties.relation.strip()
        )
    return Party(applicant=myself)


def _applicant(parties: Parties, me: Actor, *, at: datetime) -> Person:
    typed = parties.applicant or Identity("", "")
    fields = {"name": "applicant_name", "id_number": "applicant_id"}
    person = _at_fields(
        fields,
        lambda: people.find_or_create_person(
            name=typed.name,
            id_number=typed.id_number,
            id_kind=typed.id_kind,
            by=me,
            at=at,
        ),
    )
    if person.pk == me.person_id:
        raise Refusal(
            "agent.for-oneself",
            N_("This is your own identity number."),
            field="applicant_id",
            remedy=N_("Choose “For myself”, or enter the number of the other person."),
        )
    return person


def _entity(parties: Parties, me: Actor, *, at: datetime) -> LegalEntity:
    return _at_fields(
        {"name": "entity_name"},
        lambda: entities.find_or_create_entity(
            name=parties.entity_name, uscc=parties.uscc, by=me, at=at
        ),
    )


def _at_fields(fields: Mapping[str, str], act: Callable[[], T]) -> T:
    """What a room refused, pointing at the fields of our form."""
    try:
        return act()
    except Refusal as refused:
        raise refused.at(fields.get(refused.field, refused.field)) from refused
    except Refusals as refused:
        raise Refusals(
            item.at(fields.get(item.field, item.field)) for item in refused.items
        ) from refused

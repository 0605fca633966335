"""Entering people and changing how they can be reached."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.events import announce
from yichuang.accounts.models import Person, User
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.queries.people import id_hash, phone_hash
from yichuang.accounts.rules.people import check_email, check_id, check_name, same_name
from yichuang.kernel.identity import birth_date, check_mobile
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person can be reached; "" leaves what is known as it is."""

    phone: str = ""
    email: str = ""
    address: str = ""


def find_or_create_person(
    *,
    name: str,
    id_number: str,
    id_kind: str = Person.IdKind.RESIDENT,
    phone: str = "",
    email: str = "",
    address: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """The person with this identity number, entered now if the hall has not met them.

    What is not yet known of how to reach them is filled in; what is known stays
    (`change_contact` changes it).

    Raises:
        Refusal or Refusals: a field is wrong (check digit, mobile number, e-mail), or the
            number is on record under another name ("person.other-name").
    """
    require(by, "person.enter")
    wrong = Gathering()
    name = wrong.check("name", check_name, name) or ""
    number = wrong.check("id_number", check_id, id_kind, id_number) or ""
    contact = _checked(wrong, Contact(phone, email, address))
    wrong.close()
    with transaction.atomic():
        person = Person.objects.filter(id_hash=id_hash(id_kind, number)).first()
        if person is None:
            person, made = _create(name, id_kind, number, contact, at)
            if made:
                announce("person.entered", about=person.ref, by=by, at=at)
        if not same_name(person.name, name):
            raise _other_name()
        _fill_in(person, contact, by=by, at=at)
    return person


@transaction.atomic
def change_contact(
    person_id: int, contact: Contact, *, version: int, by: Actor, at: datetime
) -> Person:
    """Change phone, e-mail or address; a citizen only their own.

    Raises Refusal "person.moved-on" when somebody changed the person since `version`.
    """
    _require_for(by, person_id)
    wrong = Gathering()
    contact = _checked(wrong, contact)
    wrong.close()
    person = Person.objects.get(pk=person_id)
    if person.version != version:
        raise _moved_on()
    _store(person, _given(contact), by=by, at=at)
    return person


@transaction.atomic
def claim_person(
    *,
    name: str,
    id_number: str,
    id_kind: str = Person.IdKind.RESIDENT,
    by: Actor,
    at: datetime,
) -> Person:
    """Tie the signed-in citizen to the person they say they are.

    A person already on record is given only to somebody who holds the phone on record:
    name and number alone are known to too many.

    Raises:
        Refusal: "person.already-claimed" the citizen is somebody already;
            "person.held-elsewhere" the record belongs to another phone or account.
    """
    require(by, "person.enter")
    user = User.objects.filter(pk=by.user_id or 0, kind=User.Kind.CITIZEN).first()
    if user is None:
        raise Refusal("person.not-found", N_("There is no such person."))
    if user.person_id is not None:
        raise Refusal(
            "person.already-claimed",
            N_("You have given your name and identity number already."),
            remedy=N_("If they are wrong, bring your identity card to any window."),
        )
    person = find_or_create_person(
        name=name, id_number=id_number, id_kind=id_kind, phone=user.phone, by=by, at=at
    )
    taken = User.objects.filter(person=person).exists()
    if taken or (person.phone_hash and person.phone_hash != user.phone_hash):
        raise Refusal(
            "person.held-elsewhere",
            N_("This identity number is on record with another phone number."),
            field="id_number",
            remedy=N_(
                "Sign in with that phone, or bring your identity card to any window."
            ),
        )
    User.objects.filter(pk=user.pk).update(person=person, display_name=person.name)
    announce("person.claimed", about=person.ref, by=by, at=at)
    return person


def _create(
    name: str, id_kind: str, number: str, contact: Contact, at: datetime
) -> tuple[Person, bool]:
    born: date | None = (
        birth_date(number) if id_kind == Person.IdKind.RESIDENT else None
    )
    person = Person(
        name=name,
        id_kind=id_kind,
        id_number=number,
        id_hash=id_hash(id_kind, number),
        phone=contact.phone,
        phone_hash=phone_hash(contact.phone),
        email=contact.email,
        address=contact.address,
        birth_date=born,
        created_at=at,
    )
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        # Another window entered the same person between our look and our write.
        return Person.objects.get(id_hash=person.id_hash), False
    return person, True


def _fill_in(person: Person, contact: Contact, *, by: Actor, at: datetime) -> None:
    missing = {
        field: value
        for field, value in _given(contact).items()
        if not getattr(person, field)
    }
    if missing:
        _store(person, missing, by=by, at=at)


def _store(person: Person, changes: dict[str, str], *, by: Actor, at: datetime) -> None:
    if not changes:
        return
    for field, value in changes.items():
        setattr(person, field, value)
    columns: dict[str, object] = dict(changes)
    if "phone" in changes:
        columns["phone_hash"] = person.phone_hash = phone_hash(person.phone)
    hit = Person.objects.filter(pk=person.pk, version=person.version).update(
        version=person.version + 1, **columns
    )
    if not hit:
        raise _moved_on()
    person.version += 1
    announce(
        "person.contact-changed",
        about=person.ref,
        by=by,
        at=at,
        fields=", ".join(sorted(changes)),
    )


def _checked(wrong: Gathering, contact: Contact) -> Contact:
    return Contact(
        phone=(wrong.check("phone", check_mobile, contact.phone) or "")
        if contact.phone.strip()
        else "",
        email=wrong.check("email", check_email, contact.email) or "",
        address=" ".join(contact.address.split()),
    )


def _given(contact: Contact) -> dict[str, str]:
    fields = {
        "phone": contact.phone,
        "email": contact.email,
        "address": contact.address,
    }
    return {field: value for field, value in fields.items() if value}


def _require_for(by: Actor, person_id: int) -> None:
    require(by, "person.enter")
    if by.kind == "citizen" and by.person_id != person_id:
        # A stranger's record does not exist for a citizen.
        raise Refusal("person.not-found", N_("There is no such person."))


def _other_name() -> Refusal:
    return Refusal(
        "person.other-name",
        N_("This identity number is on record under another name."),
        field="name",
        remedy=N_("Compare name and number with the identity card."),
    )


def _moved_on() -> Refusal:
    return Refusal(
        "person.moved-on",
        N_("Somebody changed this person’s details meanwhile."),
        remedy=N_("Load the page again and check what is there now."),
    )

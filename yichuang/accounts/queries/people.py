"""Finding people and showing them with masked numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.accounts.models import Consent, LegalEntity, Person, User, keyed_hash
from yichuang.kernel.identity import mask_id, mask_phone
from yichuang.kernel.text import compact

_PREFIX = re.compile(r"^(\+?86|0086)(?=1[0-9]{10}$)")


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as pages may show them: numbers masked, nothing to reveal inside."""

    id: int
    name: str
    id_kind: str
    id_kind_label: str
    id_masked: str
    phone_masked: str
    has_email: bool
    has_address: bool
    birth_date: date | None
    version: int


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent of a person; `withdrawn_at` None while it stands."""

    purpose: str
    version: str
    given_at: datetime
    withdrawn_at: datetime | None


def card_of(person: Person) -> PersonCard:
    """The card of a loaded person."""
    return PersonCard(
        id=person.pk,
        name=person.name,
        id_kind=person.id_kind,
        id_kind_label=str(Person.IdKind(person.id_kind).label),
        id_masked=mask_id(person.id_number) if person.id_number else "",
        phone_masked=mask_phone(person.phone) if person.phone else "",
        has_email=bool(person.email),
        has_address=bool(person.address),
        birth_date=person.birth_date,
        version=person.version,
    )


def person_card(person_id: int) -> PersonCard | None:
    """The card of one person, None when there is no such person."""
    person = Person.objects.filter(pk=person_id).first()
    return card_of(person) if person else None


def person_cards(person_ids: Iterable[int]) -> dict[int, PersonCard]:
    """Cards of many people in one query, by number."""
    return {p.pk: card_of(p) for p in Person.objects.filter(pk__in=set(person_ids))}


def find_person(
    id_number: str, id_kind: str = Person.IdKind.RESIDENT
) -> PersonCard | None:
    """The person with exactly this identity number, spaces and case ignored."""
    person = Person.objects.filter(id_hash=id_hash(id_kind, id_number)).first()
    return card_of(person) if person else None


def search_people(text: str, limit: int = 20) -> list[PersonCard]:
    """People with exactly this identity number or phone, or whose name starts so.

    An empty text finds nobody: the hall has no list of everybody.
    """
    text = text.strip()
    if not text:
        return []
    number = compact(text)
    hashes = [keyed_hash(f"id:{kind}", number) for kind in Person.IdKind.values]
    found = Person.objects.filter(id_hash__in=hashes) | Person.objects.filter(
        phone_hash=phone_hash(text)
    )
    if len(text) >= 2:
        found = found | Person.objects.filter(name__startswith=text)
    return [card_of(person) for person in found.order_by("name", "pk")[:limit]]


def find_entity(uscc: str) -> LegalEntity | None:
    """The legal entity with this unified social credit code."""
    return LegalEntity.objects.filter(uscc=compact(uscc)).first()


def person_of_user(user_id: int) -> PersonCard | None:
    """The person a signed-in citizen has shown to be, None before they said."""
    person = Person.objects.filter(user=user_id).first()
    return card_of(person) if person else None


def phone_masked(user_id: int) -> str:
    """The phone a citizen signs in with, masked."""
    user = User.objects.only("phone").filter(pk=user_id).first()
    return mask_phone(user.phone) if user and user.phone else ""


def language_of(person_id: int) -> str:
    """The language a person last read our pages in: "zh-hans", "en", "" if unknown."""
    languages = User.objects.filter(person=person_id).values_list("language", flat=True)
    return languages.first() or ""


def consents_of(person_id: int) -> list[ConsentRow]:
    """All consents of a person, newest first."""
    return [
        ConsentRow(c.purpose, c.version, c.given_at, c.withdrawn_at)
        for c in Consent.objects.filter(person=person_id).order_by("-given_at", "-pk")
    ]


def id_hash(id_kind: str, id_number: str) -> str:
    """The keyed hash an identity number is found by; kinds never meet."""
    return keyed_hash(f"id:{id_kind}", compact(id_number))


def phone_hash(phone: str) -> str:
    """The keyed hash a phone number is found by, with or without the country's prefix."""
    return keyed_hash("phone", _PREFIX.sub("", compact(phone)))

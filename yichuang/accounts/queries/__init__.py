"""Reads of accounts: actors, people with masked numbers, staff, tokens, messages."""

from yichuang.accounts.queries.actors import actor_of, actor_with, load_user
from yichuang.accounts.queries.messages import MessageRow, messages, page_messages
from yichuang.accounts.queries.people import (
    ConsentRow,
    PersonCard,
    consents_of,
    find_entity,
    find_person,
    language_of,
    person_card,
    person_cards,
    person_of_user,
    phone_masked,
    search_people,
)
from yichuang.accounts.queries.staff import (
    StaffRow,
    TokenRow,
    names_of,
    staff,
    staff_member,
    staff_with,
    tokens,
)

__all__ = [
    "ConsentRow",
    "MessageRow",
    "PersonCard",
    "StaffRow",
    "TokenRow",
    "actor_of",
    "actor_with",
    "consents_of",
    "find_entity",
    "find_person",
    "language_of",
    "load_user",
    "messages",
    "names_of",
    "page_messages",
    "person_card",
    "person_cards",
    "person_of_user",
    "phone_masked",
    "search_people",
    "staff",
    "staff_member",
    "staff_with",
    "tokens",
]

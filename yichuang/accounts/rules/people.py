"""What a name, an identity document's number and an e-mail address must look like."""

import re

from yichuang.kernel.identity import check_id_number
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact, normalise

MAX_NAME = 100
# Documents other than the resident card carry no check digit we could verify: the passport and
# the travel permits are 6 to 12 letters and digits, the foreigner's card 15 or 18.
_OTHER_NUMBER = re.compile(r"[0-9A-Z]{6,18}\Z")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def check_name(name: str) -> str:
    """The name with single spaces, or Refusal when it is empty, too long or not text."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise Refusal(
            "person.no-name",
            N_("The name is missing."),
            field="name",
            remedy=N_("Write it as on the identity document."),
        )
    if len(cleaned) > MAX_NAME or _CONTROL.search(cleaned):
        raise Refusal(
            "person.bad-name",
            N_("This cannot be a name."),
            field="name",
            remedy=N_(
                "Write at most %(most)s characters, as on the identity document."
            ),
            most=MAX_NAME,
        )
    return cleaned


def check_id(id_kind: str, id_number: str) -> str:
    """The number in its one spelling; the resident card's with date and check digit checked."""
    if id_kind == "resident":
        return check_id_number(id_number)
    number = compact(id_number)
    if not _OTHER_NUMBER.match(number):
        raise Refusal(
            "person.bad-document-number",
            N_("The document number must be 6 to 18 letters and digits."),
            field="id_number",
            remedy=N_("Copy it from the document without spaces."),
        )
    return number


def check_email(email: str) -> str:
    """The address without spaces around it, "" for none; Refusal when it cannot be one."""
    cleaned = email.strip()
    if cleaned and (len(cleaned) > 200 or not _EMAIL.match(cleaned)):
        raise Refusal(
            "person.bad-email",
            N_("This is not an e-mail address."),
            field="email",
            remedy=N_("Write it like name@example.cn."),
        )
    return cleaned


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: width, case, spaces and the middle dot aside."""
    return _name_key(one) == _name_key(other)


def _name_key(name: str) -> str:
    return re.sub(r"[\s·•・.]", "", normalise(name))

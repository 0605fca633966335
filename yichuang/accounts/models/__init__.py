"""Tables of accounts. Personal numbers are encrypted; searching goes through keyed hashes."""

from yichuang.accounts.models.fields import EncryptedTextField
from yichuang.accounts.models.messages import Message
from yichuang.accounts.models.people import Consent, LegalEntity, Person
from yichuang.accounts.models.secrets import keyed_hash
from yichuang.accounts.models.users import ApiToken, PhoneCode, RoleGrant, User

__all__ = [
    "ApiToken",
    "Consent",
    "EncryptedTextField",
    "LegalEntity",
    "Message",
    "Person",
    "PhoneCode",
    "RoleGrant",
    "User",
    "keyed_hash",
]

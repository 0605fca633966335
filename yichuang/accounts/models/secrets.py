"""Encrypting personal data at rest and hashing it so that it can still be found.

Values are Fernet tokens (AES-128-CBC with HMAC-SHA256) under the newest of several keys; the
hash is HMAC-SHA256 under a key of its own, so that a stolen database alone answers nothing.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from yichuang.accounts.models.keyring import Keyring, read_or_create


def keyring() -> Keyring:
    """The keys in use: from the environment (YICHUANG_KEYS), else from the key file.

    The file is read again whenever it has changed, so that a server that runs while keys are
    rotated writes with the new one at once.
    """
    return _read(_stamp())


def _stamp() -> int:
    if settings.YICHUANG_KEYS:
        return 0
    try:
        return int(settings.YICHUANG_KEY_FILE.stat().st_mtime_ns)
    except FileNotFoundError:
        read_or_create(settings.YICHUANG_KEY_FILE)
        return int(settings.YICHUANG_KEY_FILE.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(_stamp: int) -> Keyring:
    if settings.YICHUANG_KEYS:
        return Keyring.parse(settings.YICHUANG_KEYS)
    return read_or_create(settings.YICHUANG_KEY_FILE)


@lru_cache(maxsize=2)
def _cipher(stamp: int) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _read(stamp).encryption])


def forget_keys() -> None:
    """Read the keys anew at the next use, whatever the file's date says."""
    _read.cache_clear()
    _cipher.cache_clear()


def encrypt(plain: str) -> str:
    """The text as an encrypted token under the newest key; "" stays ""."""
    if not plain:
        return ""
    return _cipher(_stamp()).encrypt(plain.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """The plain text of a token. Raises InvalidToken when no key of ours made it."""
    return _cipher(_stamp()).decrypt(token.encode("ascii")).decode() if token else ""


def is_under_newest_key(token: str) -> bool:
    """Whether the token was made with the key that new values get."""
    try:
        Fernet(keyring().encryption[0]).decrypt(token.encode("ascii"))
    except InvalidToken:
        return False
    return True


def keyed_hash(domain: str, value: str) -> str:
    """43 characters that find a value without telling it; "" for "".

    `domain` ("phone", "id:resident") keeps equal values of different kinds apart.
    """
    if not value:
        return ""
    digest = hmac.digest(
        keyring().hashing, f"{domain}\0{value}".encode(), hashlib.sha256
    )
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

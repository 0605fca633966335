"""Rotating the keys of personal data: a new key first, then every value anew, then the old away."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from yichuang.accounts.models import EncryptedTextField
from yichuang.accounts.models import keyring as key_file
from yichuang.accounts.models.secrets import (
    decrypt,
    encrypt,
    forget_keys,
    is_under_newest_key,
    keyring,
)

BATCH = 500


class KeysFromEnvironmentError(RuntimeError):
    """The keys stand in YICHUANG_KEYS; whoever set them must rotate them there."""


def add_key() -> int:
    """Put a new key before the others in the key file; how many keys there are now.

    Running servers see that the file has changed and write with the new key from then on.
    """
    if settings.YICHUANG_KEYS:
        raise KeysFromEnvironmentError
    ring = keyring()
    wider = replace(ring, encryption=(Fernet.generate_key(), *ring.encryption))
    key_file.replace(settings.YICHUANG_KEY_FILE, wider)
    forget_keys()
    return len(wider.encryption)


def encrypt_anew() -> int:
    """Write every encrypted value of every room under the newest key; how many changed.

    Compare-and-set on the stored token: a value somebody changes meanwhile is left as it is.
    """
    changed = 0
    for model, field in encrypted_columns():
        for pk, token in _tokens(model, field):
            if token and not is_under_newest_key(token):
                changed += _swap(model, field, pk, token)
    return changed + _second_factors_anew()


def drop_old_keys() -> int:
    """Remove every key but the newest; how many were removed.

    Raises ValueError while a value still needs an old key: nothing is removed then.
    """
    if settings.YICHUANG_KEYS:
        raise KeysFromEnvironmentError
    for model, field in encrypted_columns():
        for pk, token in _tokens(model, field):
            if token and not is_under_newest_key(token):
                raise ValueError(f"{model.__name__} {pk} is under an old key")
    for factor in Authenticator.objects.all():
        if not all(map(is_under_newest_key, _secrets_in(factor.data))):
            raise ValueError(f"second factor {factor.pk} is under an old key")
    ring = keyring()
    key_file.replace(
        settings.YICHUANG_KEY_FILE, replace(ring, encryption=ring.encryption[:1])
    )
    forget_keys()
    return len(ring.encryption) - 1


def encrypted_columns() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Every encrypted column of every room."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def _tokens(
    model: type[models.Model], field: EncryptedTextField
) -> Iterator[tuple[int, str]]:
    # Plain SQL, because the field would decrypt; names come from our own models.
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(str(field.column))
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, {column} FROM {table} WHERE id > %s ORDER BY id LIMIT %s",  # noqa: S608
                [last, BATCH],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
        last = rows[-1][0]


def _swap(
    model: type[models.Model], field: EncryptedTextField, pk: int, token: str
) -> int:
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(str(field.column))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE id = %s AND {column} = %s",  # noqa: S608
            [encrypt(decrypt(token)), pk, token],
        )
        return int(cursor.rowcount)


def _second_factors_anew() -> int:
    """allauth keeps its secrets inside JSON, encrypted by our adapter."""
    changed = 0
    for factor in Authenticator.objects.all():
        before = dict(factor.data)
        after = {name: _value_anew(value) for name, value in before.items()}
        if after != before:
            changed += Authenticator.objects.filter(pk=factor.pk, data=before).update(
                data=after
            )
    return changed


def _value_anew(value: Any) -> Any:
    if isinstance(value, list):
        return [_value_anew(item) for item in value]
    if _is_token(value) and not is_under_newest_key(value):
        return encrypt(decrypt(value))
    return value


def _secrets_in(data: dict[str, Any]) -> Iterator[str]:
    for value in data.values():
        yield from filter(_is_token, value if isinstance(value, list) else [value])


def _is_token(value: Any) -> bool:
    # Every Fernet token begins with its version byte 0x80 and a time before the year 2106.
    return isinstance(value, str) and value.startswith("gAAAA")

"""A text field whose database column only ever holds the encrypted value."""

from typing import TYPE_CHECKING, Any

from django.db import models

from yichuang.accounts.models.secrets import decrypt, encrypt

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class EncryptedTextField(_Text):
    """Plain text in Python, a Fernet token in the database. Cannot be searched or sorted by."""

    def from_db_value(
        self, value: str | None, _expression: Any, _connection: Any
    ) -> str:
        return decrypt(value or "")

    def get_prep_value(self, value: Any) -> str:
        return encrypt(str(value or ""))

    def get_lookup(self, lookup_name: str) -> Any:
        # Each encryption differs, so a comparison would silently find nothing.
        raise NotImplementedError(
            f"{self.name} is encrypted: search by its hash column"
        )

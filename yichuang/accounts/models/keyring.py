"""The key file: one line per key, newest encryption key first, readable by its owner only."""

import base64
import os
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet


@dataclass(frozen=True, slots=True)
class Keyring:
    """Encryption keys, newest first, and the one key of the search hashes."""

    encryption: tuple[bytes, ...]
    hashing: bytes

    @classmethod
    def parse(cls, lines: Iterable[str]) -> "Keyring":
        """From lines like "encrypt:<44 characters>" and "hash:<44 characters>".

        Raises ValueError when a kind is missing or a key is not 32 bytes of base64.
        """
        encryption: list[bytes] = []
        hashing = b""
        for line in lines:
            kind, _, key = line.strip().partition(":")
            if len(base64.urlsafe_b64decode(key)) != 32:
                raise ValueError("a key must be 32 bytes in base64")
            if kind == "encrypt":
                encryption.append(key.encode("ascii"))
            elif kind == "hash":
                hashing = base64.urlsafe_b64decode(key)
            else:
                raise ValueError("a key line starts with encrypt: or hash:")
        if not encryption or not hashing:
            raise ValueError(
                "the keys need at least one encrypt: line and one hash: line"
            )
        return cls(tuple(encryption), hashing)

    def lines(self) -> list[str]:
        """The keys as lines that `parse` reads."""
        hashing = base64.urlsafe_b64encode(self.hashing).decode("ascii")
        return [f"encrypt:{key.decode('ascii')}" for key in self.encryption] + [
            f"hash:{hashing}"
        ]


def fresh() -> Keyring:
    """A new key ring with one encryption key."""
    return Keyring((Fernet.generate_key(),), secrets.token_bytes(32))


def read_or_create(path: Path) -> Keyring:
    """The keys of the file, made on first use with mode 0600."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(path, fresh())
    return Keyring.parse(path.read_text(encoding="ascii").splitlines())


def replace(path: Path, ring: Keyring) -> None:
    """Write the keys so that a crash leaves either the old file or the new one."""
    temporary = _written(path, ring)
    temporary.replace(path)


def _create(path: Path, ring: Keyring) -> None:
    temporary = _written(path, ring)
    try:
        # A hard link appears whole or not at all, and never over a file another process made.
        os.link(temporary, path)
    except FileExistsError:
        return
    finally:
        temporary.unlink()


def _written(path: Path, ring: Keyring) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("\n".join(ring.lines()) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return Path(name)

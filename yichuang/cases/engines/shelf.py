"""The shelf of dossiers: each lies under the SHA-256 of its bytes, written whole or not
at all, so that what lies there can always be checked against its own name."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the dossier with this hash lies."""
    return Path(settings.YICHUANG_FILES) / "archive" / sha256[:2] / f"{sha256}.pdf"


def put(made: Path) -> tuple[str, int]:
    """Move a finished dossier to the shelf, durably; its hash and its size in bytes."""
    digest, size = digest_of(made), made.stat().st_size
    target = path_of(digest)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = target.with_name(f"{secrets.token_hex(8)}.part")
    with made.open("rb") as source, beside.open("wb") as file:
        while chunk := source.read(1 << 20):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(0o600)
    beside.replace(target)
    return digest, size


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def drop(sha256: str) -> None:
    """Take a dossier off the shelf for good."""
    if sha256:
        path_of(sha256).unlink(missing_ok=True)

"""The folder where files are kept: written whole or not at all, never under static.

`<files>/ab/cd/abcd…` by key, `<files>/previews/…` for what can be drawn again, and
`<files>/incoming/` for what is being looked at.
"""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from yichuang.materials.rules import LIMITS, refusal

FULL = {errno.ENOSPC, errno.EDQUOT}


def root() -> Path:
    """The folder of the settings; made when first needed, for us alone."""
    folder = Path(settings.YICHUANG_FILES)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def path_of(key: str) -> Path:
    """Where the file with this key lies (32 hexadecimal digits)."""
    return root() / key[:2] / key[2:4] / key


def preview_path(key: str, page: int, edge: int) -> Path:
    """Where a drawn page is kept."""
    return root() / "previews" / key[:2] / f"{key}-{page}-{edge}.jpg"


@contextmanager
def incoming() -> Iterator[Path]:
    """A folder of its own for one upload; gone afterwards, whatever happened.

    Raises:
        Refusal: "materials.disk-full".
    """
    folder = root() / "incoming" / secrets.token_hex(8)
    with _full_is_refused():
        folder.mkdir(mode=0o700, parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def write(chunks: Iterable[bytes], target: Path, *, most: int = LIMITS.bytes) -> str:
    """Write a new file and return the SHA-256 (hex) of it; stops at `most` bytes.

    Raises:
        Refusal: "materials.too-large".
    """
    digest, written = hashlib.sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            written += len(chunk)
            if written > most:
                raise too_large(written, most)
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def too_large(size: int, most: int = LIMITS.bytes) -> Exception:
    """The refusal of a file of `size` bytes, in whole MB."""
    mebi = 1024 * 1024
    return refusal("too-large", size=-(-size // mebi), most=most // mebi)


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(source: Path, key: str) -> None:
    """Move a file to its place, durably, for rows that are written next; without one
    it is tidied away after a day.

    Raises:
        Refusal: "materials.disk-full".
    """
    with kept(source, key):
        pass


@contextmanager
def kept(source: Path, key: str) -> Iterator[Path]:
    """Move the file to its place, durably; taken back if what follows fails."""
    target = path_of(key)
    with _full_is_refused():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(source)
        source.rename(target)
        _sync(target.parent)
    try:
        yield target
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def drop(key: str) -> None:
    """Delete the file and everything drawn from it."""
    path_of(key).unlink(missing_ok=True)
    for drawn in (root() / "previews" / key[:2]).glob(f"{key}-*.jpg"):
        drawn.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _full_is_refused() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise refusal("disk-full") from error
        raise

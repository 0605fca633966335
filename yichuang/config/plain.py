"""What went wrong outside the hall, told the administrator in a sentence and a remedy:
the disk, the database, a setting. A fault of our own keeps its traceback."""

import errno
import re

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

TROUBLES = (ImproperlyConfigured, DatabaseError, OSError)

# What the two databases say, and what it means; the first that fits is told.
DATABASE: tuple[tuple[str, str], ...] = (
    (
        r"no such (table|column)|(relation|column) .* does not exist",
        (
            "The database has no tables yet, or those of an older version."
            " Run: yichuang migrate"
        ),
    ),
    (
        r"disk is full|no space left|disk I/O error",
        (
            "The disk is full or failing; nothing was half-written. Free space where the"
            " database is, and do it again."
        ),
    ),
    (
        r"readonly database|unable to open database file",
        (
            "The database cannot be written. Give its folder to the user who runs this"
            " (chown), or set YICHUANG_DATA to a folder of that user."
        ),
    ),
    (
        r"not a database|malformed",
        "The file is not an intact SQLite database. Restore it from the backup.",
    ),
    (
        r"database is locked",
        (
            "Another program has held the database for too long. Do it again; if it stays"
            " so, see which program keeps it open."
        ),
    ),
    (
        r"connection|server|authentication|database .* does not exist|host name",
        "The database does not answer. Is it running, and is YICHUANG_DATABASE right?",
    ),
)


def told(problem: BaseException) -> str:
    """One of TROUBLES as people read it."""
    if isinstance(problem, DatabaseError):
        return _database(str(problem).strip())
    if isinstance(problem, OSError) and problem.errno is not None:
        return _machine(problem)
    return str(problem)


def _database(said: str) -> str:
    first = said.partition("\n")[0]
    for pattern, meaning in DATABASE:
        if re.search(pattern, said, re.IGNORECASE):
            return f"{meaning} ({first})"
    return f"The database refused: {first}"


def _machine(problem: OSError) -> str:
    place = f" {problem.filename}" if problem.filename else ""
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return (
            f"The disk is full:{place or ' nothing more can be written'}. Free space."
        )
    if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"There is no permission for{place or ' this'}. Give it to the user who runs"
            " this (chown), or set YICHUANG_DATA to a folder of that user."
        )
    return f"{problem.strerror}:{place or ' (no file named)'}"

"""Checking: whether a file is a dossier of ours to the last byte, whether the shelf holds
what the register says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yichuang.cases.engines import shelf
from yichuang.cases.models import Dossier
from yichuang.cases.queries import archive as queries


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a file. `state` is "whole", "older" (a whole earlier edition),
    "destroyed" (whole, but its time was over) or "unknown": altered, or not from here."""

    state: str
    sha256: str
    case: str = ""
    edition: int = 0
    pages: int = 0
    made_at: datetime | None = None

    @property
    def whole(self) -> bool:
        return self.state != "unknown"


def verify(path: Path) -> Checked:
    """What the register says of a file with exactly these bytes."""
    digest = shelf.digest_of(path)
    row = queries.by_hash(digest)
    if row is None:
        return Checked("unknown", digest)
    return Checked(
        state=_state(row),
        sha256=digest,
        case=row.case.number,
        edition=row.edition,
        pages=row.pages,
        made_at=row.made_at,
    )


def check_shelf() -> Iterator[tuple[str, str]]:
    """Each dossier that is "missing" from the shelf or "altered" on it, by case number."""
    rows = Dossier.objects.exclude(sha256="").filter(case__archived__destroyed_at=None)
    for row in rows.select_related("case").order_by("id").iterator(chunk_size=500):
        path = shelf.path_of(row.sha256)
        if not path.exists():
            yield row.case.number, "missing"
        elif shelf.digest_of(path) != row.sha256:
            yield row.case.number, "altered"


def _state(row: Dossier) -> str:
    archived = queries.archived_of(row.case)
    if archived is not None and archived.destroyed_at is not None:
        return "destroyed"
    return "whole" if row.edition == queries.newest_edition(row.case) else "older"

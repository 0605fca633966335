"""Making a dossier: asked for once, made at once when it is small, else by the worker."""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.cases import events, policies
from yichuang.cases.engines import binding, shelf
from yichuang.cases.models import Archived, Case, Dossier
from yichuang.cases.queries import archive as queries
from yichuang.cases.queries.archive import Part
from yichuang.cases.rules import archive as rules
from yichuang.cases.services.archive.contents import (
    Contents,
    contents,
    prove_deliveries,
)
from yichuang.cases.services.moving import note
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import services as material_services
from yichuang.organisation.queries import places
from yichuang.web.typesetting import typeset

SHEETS = Path(__file__).parents[2] / "templates" / "cases" / "dossier" / "sheets.typ"
AT_ONCE = 60
"""Pages of pictures and PDFs up to which somebody may wait for it on the page."""

LEASE = timedelta(minutes=20)
"""After so long a worker that took a dossier is believed dead."""


def ask(case: Case, *, by: Actor, at: datetime) -> Dossier:
    """Ask for the dossier of a closed case; it is filed with this. What has not changed
    since the last edition is not made again. A large one waits for the worker.

    Raises:
        Refusal: "permission.denied", "archive.not-closed", "archive.destroyed".
    """
    row = _asked(case, by=by, at=at)
    if row.made_at is None and not row.trouble and _small(case):
        return _make(row, at=at)
    return row


def export(case: Case, *, by: Actor, at: datetime) -> Dossier:
    """The dossier, made now however large it is (for the command).

    Raises:
        Refusal: as `ask`, and "archive.unreadable", "archive.too-heavy".
    """
    row = _asked(case, by=by, at=at)
    return row if row.made_at is not None else _make(row, at=at)


def make_due(*, at: datetime, limit: int = 5) -> int:
    """Make what was asked for and is large; for the worker. How many were made."""
    made = 0
    for row in queries.waiting(at, at - LEASE)[:limit]:
        mine = queries.waiting(at, at - LEASE).filter(pk=row.pk).update(taken_at=at)
        if mine:
            _make(row, at=at)
            made += 1
    return made


@transaction.atomic
def take_out(case: Case, *, by: Actor, at: datetime) -> tuple[Dossier, Path]:
    """The newest finished dossier and where it lies; each time is on record.

    Raises:
        Refusal: "permission.denied", "archive.not-made", "archive.destroyed",
            "archive.lost".
    """
    policies.require_move(by, "archive.export", case)
    _require_there(case)
    row = (
        Dossier.objects.filter(case=case)
        .exclude(sha256="")
        .order_by("-edition")
        .first()
    )
    if row is None:
        raise Refusal(
            "archive.not-made",
            N_("The dossier is not made yet."),
            remedy=N_("Ask for it, and wait until it is ready."),
        )
    path = shelf.path_of(row.sha256)
    if not path.exists() or shelf.digest_of(path) != row.sha256:
        raise Refusal(
            "archive.lost",
            N_("The dossier on the shelf is missing or not as it was made."),
            remedy=N_("Tell the administrator; the backup has it."),
        )
    note(case, events.DOSSIER_TAKEN, by=by, at=at, edition=row.edition)
    return row, path


def _asked(case: Case, *, by: Actor, at: datetime) -> Dossier:
    """The edition for what the case is now: the last one, or a new one to be made."""
    policies.require_move(by, "archive.export", case)
    rules.require_closed(case.state)
    _require_there(case)
    try:
        with transaction.atomic():
            _file(case, by=by, at=at)
            prove_deliveries(case, at=at)
            found = contents(case)
            return _edition(case, found, by=by, at=at)
    except IntegrityError:
        # Somebody asked at the same moment; theirs is ours.
        return Dossier.objects.filter(case=case).order_by("-edition")[0]


def _edition(case: Case, found: Contents, *, by: Actor, at: datetime) -> Dossier:
    content = queries.content_of(found.parts)
    last = Dossier.objects.filter(case=case).order_by("-edition").first()
    if last is not None and last.content == content and not last.trouble:
        return last
    return Dossier.objects.create(
        case=case,
        edition=queries.newest_edition(case) + 1,
        content=content,
        total=len(found.parts) + 1,
        asked_at=at,
        asked_by=by.ref,
    )


def _file(case: Case, *, by: Actor, at: datetime) -> None:
    """File the case on its first export: class and last day are set now."""
    closed = queries.closed_on(case)
    term = queries.term_for(case, closed)
    _row, new = Archived.objects.get_or_create(
        case=case,
        defaults={
            "hall_id": case.hall_id,
            "term": term,
            "closed_on": closed,
            "keep_until": rules.keep_until(closed, term),
            "filed_at": at,
            "filed_by": by.ref,
        },
    )
    if new:
        note(case, events.DOSSIER_FILED, by=by, at=at, term=term.label)


def _require_there(case: Case) -> None:
    row = queries.archived_of(case)
    gone = row is not None and row.destroyed_at is not None
    rules.require_not_destroyed(destroyed=gone, number=case.number)


def _small(case: Case) -> bool:
    return sum(part.pages for part in queries.file_parts(case)) <= AT_ONCE


def _make(row: Dossier, *, at: datetime) -> Dossier:
    """Draw, bind, put on the shelf, and only then say that it is there. A trouble is
    kept with the row, so that whoever asked reads it."""
    try:
        with tempfile.TemporaryDirectory(prefix="dossier-") as name:
            return _made(row, Path(name), at=at)
    except Refusal as refusal:
        Dossier.objects.filter(pk=row.pk).update(trouble=refusal.text()[:300])
        row.refresh_from_db()
        return row


def _made(row: Dossier, folder: Path, *, at: datetime) -> Dossier:
    case = row.case
    found = contents(case)
    sources = []
    for place, part in enumerate(found.parts, 1):
        sources.append((_draw(case, found, part, folder / str(place)), part.kind))
        Dossier.objects.filter(pk=row.pk).update(done=place)
    counts = binding.count(sources, folder)
    parts = _numbered(found.parts, sources, counts)
    made = folder / "dossier.pdf"
    content = queries.content_of(found.parts)
    _bind(case, found, parts, sources, content, made)
    digest, size = shelf.put(made)
    with transaction.atomic():
        hit = Dossier.objects.filter(pk=row.pk, made_at=None).update(
            content=content,
            sha256=digest,
            size=size,
            pages=sum(counts),
            parts=parts,
            done=row.total,
            made_at=at,
        )
        if hit:
            note(
                case,
                events.DOSSIER_MADE,
                by=SYSTEM,
                at=at,
                pages=sum(counts),
                edition=row.edition,
                sha256=digest,
            )
    row.refresh_from_db()
    return row


def _draw(case: Case, found: Contents, part: Part, target: Path) -> Path:
    """The part as a file: a picture or PDF as it lies, a document or sheet drawn now."""
    source, _colon, name = part.source.partition(":")
    if source == "file":
        return material_services.kept_path(name)
    if source == "document":
        document = document_queries.by_number(name, by=SYSTEM)
        target.write_bytes(document_services.render(document))
    else:
        target.write_bytes(_sheet(case, found.title, name, **found.sheets[name]))
    return target


def _sheet(case: Case, title: str, name: str, **data: Any) -> bytes:
    hall = places.hall(case.hall_id).name
    return typeset(SHEETS, {"sheet": name, "title": title, "hall": hall, **data})


def _numbered(
    parts: Sequence[Part], sources: Sequence[binding.Source], counts: Sequence[int]
) -> list[dict[str, Any]]:
    """The catalogue: each part with its pages and the hash of its own bytes."""
    rows, page = [], 1
    for part, (path, _kind), pages in zip(parts, sources, counts, strict=True):
        said = {name: asdict(part)[name] for name in ("title", "number", "day")}
        rows.append(
            said
            | {"first": page, "last": page + pages - 1}
            | {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        )
        page += pages
    return rows


def _bind(
    case: Case,
    found: Contents,
    parts: list[dict[str, Any]],
    sources: Sequence[binding.Source],
    content: str,
    made: Path,
) -> None:
    folder, pages = made.parent, parts[-1]["last"]
    archived = queries.archived_of(case)
    kept = [
        ("件数", f"{len(parts)} 件"),
        ("页数", f"{pages} 页"),
        ("保管期限", _term_words(archived)),
        ("归档日期", _filed_on(case, archived)),
    ]
    data = json.loads(json.dumps({"parts": parts}))
    cover = [*found.cover, *kept[2:], ("页数", f"共 {pages} 页")]
    sheets = {
        "front": data | {"cover": cover},
        "back": data | {"note": kept, "content": content},
        "numbers": {"count": pages},
    }
    for name, says in sheets.items():
        (folder / name).write_bytes(_sheet(case, found.title, name, **says))
    binding.bind(
        sources,
        front=folder / "front",
        back=folder / "back",
        numbers=folder / "numbers",
        target=made,
        folder=folder,
    )


TERMS = {
    rules.Term.PERMANENT: "永久",
    rules.Term.LONG: "30 年",
    rules.Term.SHORT: "10 年",
}


def _term_words(archived: Archived | None) -> str:
    if archived is None:
        return ""
    words = TERMS[rules.Term(archived.term)]
    until = archived.keep_until
    return f"{words}（到 {until.isoformat()}）" if until else words


def _filed_on(case: Case, archived: Archived | None) -> str:
    if archived is None:
        return ""
    zone = places.hall(case.hall_id).zone
    return archived.filed_at.astimezone(zone).date().isoformat()

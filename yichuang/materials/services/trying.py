"""Reading files without keeping anything: for the shell, and for trying out a scanner."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines import inspection, reader, storage
from yichuang.materials.rules import STACK_FILE, FileKind, kind_of, refusal
from yichuang.materials.rules.fields import FieldFound
from yichuang.materials.rules.judging import Verdict
from yichuang.materials.rules.kinds import HEAD
from yichuang.materials.rules.reading import PageText
from yichuang.materials.rules.sight import Sight


@dataclass(frozen=True, slots=True)
class TriedPage:
    """A page as the robot would propose it. `refusal` is why it could not be read."""

    number: int
    file: str
    folder: str
    page_in_file: int
    text: PageText | None = None
    verdict: Verdict | None = None
    fields: tuple[FieldFound, ...] = ()
    refusal: Refusal | None = None


def try_files(
    paths: Sequence[Path],
    sight: Sight,
) -> Iterator[TriedPage]:
    """Every page of some files, as they are read; archives are unpacked. A file that
    cannot be taken is one page with its refusal."""
    seen: dict[str, str] = {}
    count = 0
    with tempfile.TemporaryDirectory(prefix="yichuang-papers-") as scratch:
        for file in _files(paths, Path(scratch)):
            for page in _pages(file, Path(scratch), seen, sight):
                count += 1
                yield replace(page, number=count)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    folder: str
    path: Path
    refusal: Refusal | None = None


def _files(paths: Sequence[Path], scratch: Path) -> Iterator[_File]:
    """The files and, one at a time, the members of the archives among them."""
    for path in paths:
        if not path.is_file():
            yield _File(path.name, "", path, refusal("missing"))
            continue
        if _kind(path) != "archive":
            yield _File(path.name, "", path)
            continue
        try:
            members = inspection.members(path)
        except Refusal as no:
            yield _File(path.name, "", path, no)
            continue
        for member in members:
            yield from _member(path, member, scratch)


def _member(path: Path, member: inspection.Member, scratch: Path) -> Iterator[_File]:
    target = scratch / "member"
    try:
        inspection.unpack(path, target, member.index, most=STACK_FILE.bytes)
        yield _File(member.name, member.folder, target)
    except Refusal as no:
        yield _File(member.name, member.folder, target, no)
    finally:
        target.unlink(missing_ok=True)


def _kind(path: Path) -> FileKind | str:
    with path.open("rb") as file:
        return kind_of(file.read(HEAD))


def _pages(
    file: _File,
    scratch: Path,
    seen: dict[str, str],
    sight: Sight,
) -> Iterator[TriedPage]:
    drawn = scratch / "drawn"
    try:
        if file.refusal is not None:
            raise file.refusal
        source, kind, pages = _opened(file, drawn, seen)
        for page in range(1, pages + 1):
            yield _page(file, source, kind, page, sight)
    except Refusal as no:
        yield TriedPage(0, file.name, file.folder, 1, refusal=no)
    finally:
        drawn.unlink(missing_ok=True)


def _opened(
    file: _File, drawn: Path, seen: dict[str, str]
) -> tuple[Path, FileKind, int]:
    """What is read, of which kind, and how many pages it has; as at the gate."""
    size = file.path.stat().st_size
    if size > STACK_FILE.bytes:
        raise storage.too_large(size, STACK_FILE.bytes)
    digest = storage.digest_of(file.path)
    if digest in seen:
        raise refusal("same-file", name=seen[digest])
    seen[digest] = file.name
    kind = _kind(file.path)
    if kind == "tiff":
        found = inspection.from_tiff(file.path, drawn, STACK_FILE)
        return drawn, FileKind.PDF, found.pages
    if not isinstance(kind, FileKind):
        raise refusal("archive-in-archive" if kind == "archive" else kind)
    found = inspection.inspect(file.path, drawn, kind, STACK_FILE)
    return (drawn if kind.is_image else file.path), kind, found.pages


def _page(
    file: _File,
    source: Path,
    kind: FileKind,
    page: int,
    sight: Sight,
) -> TriedPage:
    there = TriedPage(0, file.name, file.folder, page)
    try:
        text = reader.shared().read(source, kind, page, again=sight.misses)
    except Refusal as no:
        return replace(there, refusal=no)
    if text.blank:
        return replace(there, text=text)
    judged = sight.judged(text)
    return replace(there, text=text, verdict=judged.verdict, fields=judged.fields)

"""The sentences of each room and their Chinese: extract, update, check, compile.

    messages.py extract ROOM      print the sentences the room's sources mark
    messages.py update [ROOM …]   bring the catalogues in step with the sources
    messages.py check [ROOM …]    fail for missing, fuzzy, obsolete or broken entries
    messages.py compile           write the .mo files whose .po is newer

Sentences are English msgids. A room's catalogue is the union of its own sentences,
so that a room can be read, moved and translated alone. Pure Python: no gettext tools.
"""

import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "yichuang"
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")

KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
NAMED = re.compile(r"%\((\w+)\)\d*[sd]|\{(\w+)\}")
POSITIONAL = re.compile(r"(?<!%)(?:%%)*%[sd]|\{\}")
CHINESE = re.compile(r"[\u3400-\u9fff\uff01-\uff5e]")


def rooms() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def po_path(room: str) -> Path:
    return PACKAGE / room / CATALOGUE


def sources(room: str) -> Iterator[Path]:
    """Python files and templates of the room; what it ships for others is left out."""
    for path in sorted((PACKAGE / room).rglob("*")):
        code = path.suffix == ".py" and "migrations" not in path.parts
        if code or ("templates" in path.parts and path.suffix in {".html", ".txt"}):
            yield path


def as_python(path: Path) -> bytes:
    """The file as Python source; a template becomes a row of gettext calls."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    # Delayed: `compile` runs at every start and needs none of Django.
    from django.utils.translation.template import templatize

    lines = templatize(text, origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines).encode()


def read(path: Path) -> Any:
    from babel.messages.pofile import read_po

    if not path.exists():
        path = Path("/dev/null")
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def extract(room: str) -> Any:
    """A catalogue of the sentences marked in the sources of `room`, untranslated."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract as extract_from

    found = Catalog(locale="zh_Hans")
    for path in sources(room):
        where = path.relative_to(ROOT).as_posix()
        code = io.BytesIO(as_python(path))
        for _line, msgid, _notes, context in extract_from(
            "python", code, KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.add(msgid, locations=[(where, 0)], context=context)
    return found


def entries(catalogue: Any) -> list[Any]:
    return [message for message in catalogue if message.id]


def key(message: Any) -> tuple[str, str]:
    """What gettext looks an entry up by: its context and its singular."""
    msgid = message.id[0] if isinstance(message.id, tuple) else message.id
    return (message.context or "", msgid)


def update(room: str) -> None:
    """Write the room's catalogue: new sentences empty, gone ones dropped."""
    from babel.messages.pofile import write_po

    path = po_path(room)
    known = {key(message): message for message in entries(read(path))}
    fresh = extract(room)
    for message in entries(fresh):
        old = known.get(key(message))
        if old is not None and isinstance(old.id, tuple) == isinstance(
            message.id, tuple
        ):
            message.string = old.string
    if not entries(fresh) and not path.exists():
        return
    out = io.BytesIO()
    write_po(out, fresh, width=88, omit_header=True, sort_output=True)
    # A location without a line number: moving code must not stir the catalogue.
    body = re.sub(
        r"(?m)^(#: .*)$", lambda m: m[1].replace(":0", ""), out.getvalue().decode()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    text = HEADER + body.strip() + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    empty = sum(1 for message in entries(fresh) if not any(strings(message)))
    print(f"{room}: {len(entries(fresh))} sentences, {empty} to translate")


def strings(message: Any) -> list[str]:
    return (
        list(message.string)
        if isinstance(message.string, (tuple, list))
        else [message.string or ""]
    )


def places(text: str) -> set[str]:
    return {first or second for first, second in NAMED.findall(text)}


def faults_of(message: Any) -> Iterator[str]:
    """What is wrong with one translated entry."""
    msgid = message.id[-1] if isinstance(message.id, tuple) else message.id
    if CHINESE.search(msgid):
        yield "the sentence in the source is not English"
    if POSITIONAL.search(msgid):
        yield "a placeholder has no name"
    if message.fuzzy:
        yield "fuzzy"
    if not all(strings(message)):
        yield "not translated"
        return
    for string in strings(message):
        if places(string) != places(msgid):
            yield f"placeholders differ: {sorted(places(string) ^ places(msgid))}"


def faults(room: str) -> Iterator[str]:
    wanted = {key(message) for message in entries(extract(room))}
    kept = read(po_path(room))
    present = {key(message) for message in entries(kept)}
    where = po_path(room).relative_to(ROOT)
    for _context, msgid in sorted(wanted - present):
        yield f"{where}: missing: {msgid!r}"
    for _context, msgid in sorted(present - wanted):
        yield f"{where}: obsolete: {msgid!r}"
    for message in kept.obsolete.values():
        yield f"{where}: obsolete: {message.id!r}"
    for message in entries(kept):
        for fault in faults_of(message):
            yield f"{where}: {key(message)[1]!r}: {fault}"


def quarrels() -> Iterator[str]:
    """One sentence, two Chinese: the catalogues are merged, so one would win by chance."""
    said: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for room in rooms():
        for message in entries(read(po_path(room))):
            said[key(message)].setdefault("/".join(strings(message)), []).append(room)
    for (_context, msgid), translations in sorted(said.items()):
        if len(translations) > 1:
            yield f"{msgid!r} is said in several ways, give them a context: {translations}"


def check(chosen: Iterable[str], *, whole: bool) -> int:
    found = [fault for room in chosen for fault in faults(room)]
    if whole:
        found += quarrels()
    print("\n".join(found) or "every sentence has its Chinese")
    return len(found)


def compile_all() -> None:
    """Write the .mo files that are older than their .po."""
    for room in rooms():
        po = po_path(room)
        mo = po.with_suffix(".mo")
        if not po.exists() or (
            mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns
        ):
            continue
        from babel.messages.mofile import write_mo

        half = mo.with_suffix(".mo.part")
        with half.open("wb") as file:
            write_mo(file, read(po))
        half.replace(mo)  # a running server never reads half a catalogue


def main(arguments: list[str]) -> int:
    """Run one of the four verbs; the number of faults decides the exit code."""
    verb, *named = arguments or ["help"]
    unknown = set(named) - set(rooms())
    if unknown:
        print(
            f"No such room: {', '.join(sorted(unknown))}. Rooms: {', '.join(rooms())}"
        )
        return 2
    chosen = named or rooms()
    if verb == "compile":
        compile_all()
    elif verb == "update":
        for room in chosen:
            update(room)
    elif verb == "check":
        return min(check(chosen, whole=not named), 1)
    elif verb == "extract":
        for room in chosen:
            print(
                "\n".join(
                    msgid
                    for _context, msgid in sorted(map(key, entries(extract(room))))
                )
            )
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

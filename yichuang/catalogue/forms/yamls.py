"""YAML with the line of every value; no aliases, no tags, bounded in size and depth."""

from collections.abc import Iterator
from typing import Any

import yaml

from yichuang.catalogue.rules.documents import Document, Path, Place
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

MOST_EVENTS = 500_000
MOST_DEPTH = 20
# The C loader is ten times as fast; both make no objects here, only nodes.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(content: bytes) -> tuple[Document, ...]:
    """Documents of a YAML file: one item, or lists under `items:` and `bundles:`."""
    try:
        text = content.decode("utf-8-sig")
        _check_events(text)
        roots = list(yaml.compose_all(text, Loader=LOADER))
    except UnicodeDecodeError:
        raise _unreadable(1, N_("not UTF-8")) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _unreadable(line, error.problem or "") from None
    except yaml.YAMLError:
        raise _unreadable(1, N_("not YAML")) from None
    return tuple(
        document for root in roots if root is not None for document in _documents(root)
    )


def _check_events(text: str) -> None:
    """Refuses what grows when it is read: aliases, nesting without end, millions of values."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if isinstance(event, yaml.AliasEvent) or number > MOST_EVENTS:
            raise _bomb(_line(event))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise _bomb(_line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _documents(root: yaml.Node) -> Iterator[Document]:
    values = _value(root)
    if not isinstance(values, dict):
        raise _unreadable(
            root.start_mark.line + 1, N_("an item is “name: value” lines")
        )
    places = dict(_places(root, ()))
    if not {"items", "bundles"} & set(values):
        yield Document(values, Place(root.start_mark.line + 1), places)
        return
    for name, kind in (("items", "item"), ("bundles", "bundle")):
        rows = values.get(name, [])
        for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
            here = {
                path[2:]: place
                for path, place in places.items()
                if path[:2] == (name, number)
            }
            yield Document(
                row if isinstance(row, dict) else {"key": str(row)},
                here.get((), Place(1)),
                here,
                kind,
            )


def _value(node: yaml.Node) -> Any:
    """Plain values: text, true and false, whole numbers; everything else stays text."""
    if isinstance(node, yaml.MappingNode):
        return {str(_value(key)): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value) for value in node.value]
    if node.tag == "tag:yaml.org,2002:bool":
        return str(node.value).casefold() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value)


def _places(node: yaml.Node, path: Path) -> Iterator[tuple[Path, Place]]:
    yield path, Place(node.start_mark.line + 1, str(path[-1]) if path else "")
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _places(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _places(value, (*path, number))


def _unreadable(line: int, reason: str) -> Refusal:
    return Refusal(
        "file.unreadable",
        N_("Line %(line)s cannot be read: %(reason)s."),
        field="file",
        remedy=N_("Correct the line; the template shows how it is written."),
        line=line,
        reason=reason,
    )


def _bomb(line: int) -> Refusal:
    return Refusal(
        "file.bomb",
        N_("Line %(line)s repeats or nests more than an item file may."),
        field="file",
        remedy=N_("Write the values out; &names and *names are not taken."),
        line=line,
    )

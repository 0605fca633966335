"""A room is entered only by its doors; its windows (pages, forms, schemas) are its own."""

from collections.abc import Iterator

import grimp

from tests.architecture.source import listed

DOORS = {"services", "queries", "events", "rules", "policies"}
# Foreign keys, joins and typing: where a table of a lower room may be named.
MAY_NAME_TABLES = {"models", "queries", "services"}
# Knows no domain: every room leans on it as on a library.
LIBRARIES = {"kernel", "web"}
COMPOSITION = "config"  # joins what strangers offer
# Migrations, written by Django, name the field types of the tables they make.


def crossings() -> Iterator[tuple[str, str, str, str]]:
    graph = grimp.build_graph("yichuang", cache_dir=None)
    for importer in sorted(graph.modules):
        here = importer.split(".")
        if len(here) < 3 or here[1] == COMPOSITION or here[2] == "migrations":
            continue
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            there = imported.split(".")
            if len(there) < 3 or there[1] in LIBRARIES | {here[1]}:
                continue
            yield importer, imported, here[2], there[2]


def test_rooms_are_entered_by_their_doors() -> None:
    trespass = [
        f"{importer} -> {imported}"
        for importer, imported, here, door in crossings()
        if door not in DOORS and not (door == "models" and here in MAY_NAME_TABLES)
    ]
    assert not trespass, listed(trespass)

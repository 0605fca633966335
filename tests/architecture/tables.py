"""Reading the tables of our Markdown documents."""

from pathlib import Path

from tests.architecture.source import ROOT


def rows_of(document: str) -> list[tuple[str, ...]]:
    """Every row of every table in docs/<document>, cells stripped, rules left out."""
    path: Path = ROOT / "docs" / document
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            continue
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        if not set("".join(cells)) <= set("-: "):
            rows.append(cells)
    return rows

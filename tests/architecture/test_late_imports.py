"""Imports stand at the top of a file. The few that come late are named here, with why."""

import ast
from collections.abc import Iterator

from tests.architecture.source import functions, listed, product_files, short, tree_of

HEAVY = {
    "typst": "30 MB of compiler, needed only when a page is printed",
    "openpyxl": "0.2 s to load, needed only for spreadsheets",
    "pypdfium2": "0.1 s to load, needed only when a PDF is opened",
    "PIL": "0.1 s to load, needed only when a picture is opened",
    "chinese_calendar": "needed once a year, when a calendar is seeded",
    "opencc": "tables of traditional characters, needed when somebody writes them",
    "pypinyin": "0.3 s of tables, needed when the search index is built",
    "numpy": "30 MB, needed only when a day is drawn by chance",
    "ortools": "60 MB of solver, needed only when a roster is proposed",
    "granian": "the server itself, which other commands do not need",
    "rapidocr": "60 MB of models, needed only in the reading process",
    "segno": "needed only when a QR code is drawn",
}
# An app is loaded before its models; ready() is the first moment to import them.
AFTER_THE_APPS = ("apps.py", "ready")


def late() -> Iterator[tuple[str, int, str]]:
    for path in product_files():
        for function in functions(tree_of(path)):
            if (path.name, function.name) == AFTER_THE_APPS:
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    for name in node.names:
                        yield short(path), node.lineno, name.name
                elif isinstance(node, ast.ImportFrom):
                    yield short(path), node.lineno, node.module or ""


def test_late_imports_have_a_reason() -> None:
    stray = [
        f"{path}:{line} imports {module} inside a function"
        for path, line, module in late()
        if module.split(".")[0] not in HEAVY
    ]
    assert not stray, listed(stray)

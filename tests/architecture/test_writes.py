"""Only services (and the worker, which runs them by the clock) write to the database."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import PACKAGE, listed, product_files, short, tree_of

MAY_WRITE = {"services", "worker"}
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ON_ROWS = {"save", "create", "update", "delete", *ALWAYS}
MANAGERS = {"objects", "filter", "exclude", "all"}
SAVE_OPTIONS = {"update_fields", "force_insert", "force_update", "using"}
LOCKS = {"select_for_update"}


def chain(node: ast.expr) -> set[str]:
    """The names a call hangs on: {"objects", "filter"} of Case.objects.filter().update()."""
    names: set[str] = set()
    while True:
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return names


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in ON_ROWS:
        return False
    if call.func.attr in ALWAYS or MANAGERS & chain(call.func.value):
        return True
    # row.save() and row.delete(); a picture or a storage is saved *to* something.
    keywords = {keyword.arg for keyword in call.keywords}
    return (
        call.func.attr in {"save", "delete"}
        and not call.args
        and keywords <= SAVE_OPTIONS
    )


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield node


def may_write(path: Path) -> bool:
    inside = path.relative_to(PACKAGE).with_suffix("").parts
    return len(inside) > 1 and inside[1] in MAY_WRITE


def test_only_services_write() -> None:
    stray = [
        f"{short(path)}:{call.lineno} {ast.unparse(call.func)}()"
        for path in product_files()
        if not may_write(path)
        for call in calls(path)
        if is_write(call)
    ]
    assert not stray, listed(stray)


def test_nobody_locks_rows() -> None:
    """SQLite ignores row locks, so a design that needs them is wrong there."""
    locks = [
        f"{short(path)}:{call.lineno}"
        for path in product_files()
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in LOCKS
    ]
    assert not locks, listed(locks)

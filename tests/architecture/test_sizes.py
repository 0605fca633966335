"""Small: what grows past these sizes is split by noun or stage."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import (
    ROOT,
    files_of_tests,
    functions,
    listed,
    product_files,
    short,
    tree_of,
)

FILE = 400
TEST_FILE = 600
FUNCTION = 40


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def scripts() -> list[Path]:
    return sorted([*ROOT.glob("scripts/*.py"), *ROOT.glob("bench/*.py")])


@pytest.mark.parametrize(
    ("files", "limit"),
    [(product_files() + scripts(), FILE), (files_of_tests(), TEST_FILE)],
    ids=["product", "tests"],
)
def test_files_stay_short(files: list[Path], limit: int) -> None:
    long = [
        f"{short(path)}: {lines(path)} lines" for path in files if lines(path) > limit
    ]
    assert not long, listed(long)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code: naming eight arguments and explaining them costs nothing."""
    documented = ast.get_docstring(function) is not None
    code = function.body[1:] if documented else function.body
    return (code[-1].end_lineno or 0) - code[0].lineno + 1 if code else 0


def test_functions_stay_short() -> None:
    long = [
        f"{short(path)}:{function.lineno} {function.name}: {length(function)} lines"
        for path in product_files() + scripts()
        for function in functions(tree_of(path))
        if length(function) > FUNCTION
    ]
    assert not long, listed(long)


def test_every_module_says_what_it_knows() -> None:
    silent = [
        short(path)
        for path in product_files() + scripts()
        if tree_of(path).body and not ast.get_docstring(tree_of(path))
    ]
    assert not silent, listed(silent)

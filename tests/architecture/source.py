"""The house's own files as the architecture tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "yichuang"


def product_files() -> list[Path]:
    """Python files of the product; migrations are written by Django."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.relative_to(PACKAGE).parts
    ]


def files_of_tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/templates/**/*.html"))


def own(pattern: str) -> list[Path]:
    """Files of ours that match; what others wrote stands in vendor/."""
    return [
        path for path in sorted(PACKAGE.rglob(pattern)) if "vendor" not in path.parts
    ]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def listed(faults: list[str]) -> str:
    """For `assert not faults, listed(faults)`: one fault a line."""
    return "\n" + "\n".join(faults)

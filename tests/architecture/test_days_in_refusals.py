"""A refusal is given days, not their spelling: the reader's language writes them."""

import ast
from collections.abc import Iterator

from tests.architecture.source import listed, product_files, short, tree_of


def spelled() -> Iterator[str]:
    for path in product_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refusal":
                for fact in node.keywords:
                    if "isoformat" in ast.unparse(fact.value):
                        yield f"{short(path)}:{fact.value.lineno} spells {fact.arg}"


def test_a_refusal_is_given_days_and_the_edge_spells_them() -> None:
    faults = list(spelled())
    assert not faults, listed(faults)

"""The examples printed in the kernel's docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import yichuang.kernel

MODULES = [
    module.name
    for module in pkgutil.walk_packages(yichuang.kernel.__path__, "yichuang.kernel.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name):
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = sum(len(finder.find(importlib.import_module(name))) for name in MODULES)
    assert found >= 15

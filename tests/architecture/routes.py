"""Every address the house answers, with its methods where they are declared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import unwrap
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, order=True)
class Route:
    """`address` is a template like "/desk/cases/<number>/"; pages name no methods."""

    address: str
    methods: tuple[str, ...]
    name: str

    @property
    def is_api(self) -> bool:
        return bool(self.methods)


def operations_of(callback: Any) -> tuple[str, ...]:
    """The methods of an API address; () for a page, which tells only when asked."""
    callback = unwrap(callback)
    if not getattr(callback, "__qualname__", "").startswith("PathView."):
        return ()
    view = callback.__closure__[0].cell_contents
    return tuple(
        sorted(
            {method for operation in view.operations for method in operation.methods}
        )
    )


def walk(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (
                f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
            yield from walk(pattern.url_patterns, address, inner)
        elif isinstance(pattern, URLPattern):
            yield Route(
                CONVERTER.sub(r"<\1>", address),
                operations_of(pattern.callback),
                f"{namespace}{pattern.name}" if pattern.name else "",
            )


def routes() -> list[Route]:
    return sorted(set(walk(get_resolver().url_patterns, "/", "")))

"""Scopes of API tokens: permission names, or a whole room by "case.*"."""

import re
from collections.abc import Iterable

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

_SCOPE = re.compile(r"[a-z][a-z0-9-]*\.(\*|[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*)\Z")


def allows(scopes: Iterable[str], permission: str) -> bool:
    """Whether one of the scopes names the permission, exactly or by its first word and a star."""
    room = permission.split(".", 1)[0]
    return any(scope in (permission, f"{room}.*") for scope in scopes)


def check_scopes(scopes: Iterable[str]) -> tuple[str, ...]:
    """The scopes sorted and without repeats; refuses an empty list and misspelt names."""
    cleaned = sorted({scope.strip() for scope in scopes if scope.strip()})
    if not cleaned:
        raise Refusal(
            "token.no-scopes",
            N_("A token needs at least one scope."),
            field="scopes",
            remedy=N_("Name what the token may do, for example case.read or case.*."),
        )
    for scope in cleaned:
        if not _SCOPE.match(scope):
            raise Refusal(
                "token.bad-scope",
                N_("“%(scope)s” is not a scope."),
                field="scopes",
                remedy=N_(
                    "Write scopes as room.action, for example case.read, or case.* for all."
                ),
                scope=scope,
            )
    return tuple(cleaned)

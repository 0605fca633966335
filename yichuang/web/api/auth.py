"""Bearer tokens and scopes; who a token belongs to is told by a function from above."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

View = TypeVar("View", bound=Callable[..., Any])


class Principal(Protocol):
    """Whoever holds a token, as far as the kit must know. `scopes` None: not limited."""

    @property
    def ref(self) -> str:
        """A stable name, like "machine:3"."""

    @property
    def scopes(self) -> frozenset[str] | None:
        """What the token may be used for."""


Resolver = Callable[[str], Principal | None]


class Bearer(HttpBearer):
    """`Authorization: Bearer …`; the holder becomes request.auth and request.actor."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__()
        self.resolver = resolver

    def authenticate(self, request: HttpRequest, token: str) -> Principal | None:
        """The holder, or None: Ninja then answers 401."""
        holder = self.resolver(token.strip()) if token.strip() else None
        if holder is not None:
            request.actor = holder  # type: ignore[attr-defined]
        return holder


def holder_of(request: HttpRequest) -> Principal:
    """Who calls; only behind `auth=`."""
    return cast("Principal", request.auth)  # type: ignore[attr-defined]


def needs_scope(scope: str) -> Callable[[View], View]:
    """Let only tokens with `scope` pass; the name stays on the view to be listed."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            scopes = holder_of(request).scopes
            if scopes is not None and scopes.isdisjoint(
                {scope, f"{scope.partition('.')[0]}.*"}
            ):
                raise Refusal(
                    "scope.missing",
                    N_("This token lacks the scope %(scope)s."),
                    remedy=N_("Ask the administrator for a token that has it."),
                    scope=scope,
                )
            return view(request, *args, **kwargs)

        guarded.needs_scope = scope  # type: ignore[attr-defined]
        return cast("View", guarded)

    return decorate

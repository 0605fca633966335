"""Answer with a page or, to HTMX, with its fragment; rendering never queries."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers

from yichuang.web import context


class QueryWhileRendering(RuntimeError):
    """A template asked the database: give the page plain rows instead."""


@contextmanager
def queries_forbidden() -> Iterator[None]:
    """Inside, any query of this thread raises QueryWhileRendering.

    Connections and their wrappers belong to one thread, so other threads go on.
    """

    def refuse(*call: Any) -> Any:
        raise QueryWhileRendering(call[1][:300])  # execute, sql, params, …

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(refuse))
        yield


def wants_fragment(request: HttpRequest) -> bool:
    """HTMX asks for a part; a boosted link or a walk back in history wants the page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


@lru_cache(maxsize=512)
def fragment_of(template: str) -> str:
    """`cases/list.html` has the fragment `cases/_list.html`, if that file exists."""
    folder, _slash, name = template.rpartition("/")
    candidate = f"{folder}/_{name}" if folder else f"_{name}"
    try:
        get_template(candidate)
    except TemplateDoesNotExist:
        return template
    return candidate


def render(template: str, request: HttpRequest, rows: Mapping[str, Any]) -> str:
    """The template as text, with the frame made first and queries forbidden if guarded."""
    frame = context.frame(request)
    compiled = get_template(template)
    with ExitStack() as stack:
        if getattr(settings, "YICHUANG_GUARD_RENDER", False):
            stack.enter_context(queries_forbidden())
        return compiled.render({**frame, **rows}, request)


def page(
    request: HttpRequest,
    template: str,
    rows: Mapping[str, Any] | None = None,
    status: int = 200,
    *,
    fragment: str = "",
) -> HttpResponse:
    """The page `template` filled with `rows` (plain values, no querysets).

    HTMX gets `fragment`, or `_name.html` beside `name.html` if there is one. One
    address serves both, so caches are told that HX-Request matters.
    """
    if wants_fragment(request):
        template = fragment or fragment_of(template)
    response = HttpResponse(render(template, request, rows or {}), status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def pdf_response(number: str, pdf: bytes, *, inline: bool = False) -> HttpResponse:
    """A PDF made by us, named by its number; inline when it is to be printed at once."""
    response = HttpResponse(pdf, content_type="application/pdf")
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(number)}.pdf"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

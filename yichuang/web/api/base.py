"""A Ninja API whose every failure is a problem document."""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema
from pydantic.json_schema import models_json_schema

from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.web.api import problems

log = logging.getLogger(__name__)

PROBLEM_RESPONSE = {
    "description": "Problem details (RFC 9457)",
    "content": {
        problems.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
    },
}
CODES = {401: "token.missing", 403: "permission.denied", 404: "not-found"}


class HouseAPI(NinjaAPI):
    """`HouseAPI(title=…, auth=Bearer(resolver), …)`, otherwise as NinjaAPI."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for kind, handler in HANDLERS:
            self.add_exception_handler(kind, handler)

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        """Ninja's addresses; it answers a wrong method itself, in no one's language."""
        urls = super()._get_urls()
        for pattern in urls:
            if isinstance(pattern, URLPattern):
                pattern.callback = _method_in_words(pattern.callback)
        return urls

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Ninja's description, with the problem document as every operation's default."""
        schema = super().get_openapi_schema(**options)
        _refs, described = models_json_schema(
            [(problems.Problem, "serialization")],
            ref_template="#/components/schemas/{model}",
        )
        schema["components"]["schemas"].update(described["$defs"])
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = PROBLEM_RESPONSE
        return schema


def _method_in_words(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answer = view(request, *args, **kwargs)
        if not isinstance(answer, HttpResponseNotAllowed):
            return answer
        problem = problems.plain(405, "method.not-allowed", problems.TITLES[405])
        problem["Allow"] = answer["Allow"]
        return problem

    return told


def nothing_here(request: HttpRequest) -> HttpResponse:
    """For an address below the API's that leads nowhere."""
    return _nothing(request, Http404())


def unreadable_here(request: HttpRequest) -> HttpResponse:
    """For an address of the API that no program means."""
    return problems.plain(400, "request.unreadable", N_("The address cannot be read."))


def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    return problems.invalid(request, exc.errors)


def _http(request: HttpRequest, exc: HttpError) -> HttpResponse:
    """Ninja's own: no or a wrong token, a body that is not JSON."""
    status = exc.status_code
    if status == 401:
        response = problems.plain(
            401,
            "token.missing",
            N_("There is no token, or it is not valid."),
            N_("Send the header Authorization: Bearer and a token that is in force."),
        )
        response["WWW-Authenticate"] = "Bearer"
        return response
    if status == 400:
        return problems.plain(400, "request.unreadable", N_("The body cannot be read."))
    return problems.plain(
        status, CODES.get(status, "request.refused"), problems.TITLES.get(status, "")
    )


def _throttled(request: HttpRequest, exc: Throttled) -> HttpResponse:
    return problems.plain(
        429,
        "request.too-many",
        N_("There were too many requests in a short time."),
        N_("Wait as long as Retry-After says."),
    )


def _nothing(request: HttpRequest, exc: Http404) -> HttpResponse:
    return problems.plain(404, "not-found", N_("There is nothing at this address."))


def _too_large(request: HttpRequest, exc: RequestDataTooBig) -> HttpResponse:
    return problems.plain(413, "request.too-large", N_("The request is too large."))


def _failed(request: HttpRequest, exc: Exception) -> HttpResponse:
    """A fault of ours: logged with a number, told without inner details."""
    incident = f"E-{secrets.token_hex(4).upper()}"
    log.error(
        "incident %s: %s %s", incident, request.method, request.path, exc_info=exc
    )
    response = problems.plain(
        500,
        "server.failed",
        N_("The server failed; nothing of this request was done."),
        N_("Try again; if it fails again, report the Incident header."),
    )
    response["Incident"] = incident
    return response


HANDLERS: tuple[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]], ...]
HANDLERS = (
    (Refusal, problems.refused),
    (Refusals, problems.refused),
    (ValidationError, _invalid),
    (HttpError, _http),
    (Throttled, _throttled),
    (Http404, _nothing),
    (RequestDataTooBig, _too_large),
    (Exception, _failed),
)

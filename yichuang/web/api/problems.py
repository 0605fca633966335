"""Every failure of the API as RFC 9457 problem details, in the caller's language."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Schema
from pydantic import Field

from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.kernel.text import N_
from yichuang.web import errors
from yichuang.web.api.sentences import sentence

CONTENT_TYPE = "application/problem+json"
URN = "urn:yichuang:problem:"


class ProblemError(Schema):
    """One thing that is wrong, where, and what to do about it."""

    code: str = Field(description="Stable name of the fault, for programs.")
    detail: str = Field(description="The fault in words, in the caller's language.")
    field: str = Field(
        default="", description="The input at fault, dotted; empty for the whole."
    )
    remedy: str = Field(default="", description="What to do about it, in words.")


class Problem(Schema):
    """Problem details after RFC 9457, with this API's own members."""

    type: str = Field(description="urn:yichuang:problem: and the code.")
    title: str = Field(description="The kind of problem, the same for each status.")
    status: int
    detail: str
    code: str
    field: str = ""
    remedy: str = ""
    errors: list[ProblemError] = Field(
        default=[], description="All that is wrong; the members above tell the first."
    )


TITLES = {
    400: N_("The request cannot be read"),
    401: N_("A valid token is needed"),
    403: N_("The token does not allow this"),
    404: N_("There is nothing here"),
    405: N_("The address does not take this method"),
    409: N_("The state does not allow this"),
    413: N_("The request is too large"),
    422: N_("Something in the request must change"),
    429: N_("Too many requests"),
    500: N_("The server failed"),
}


def respond(status: int, faults: list[ProblemError]) -> HttpResponse:
    """The response for one or more faults; the first gives the members on top."""
    first = faults[0]
    problem = Problem(
        type=URN + first.code,
        title=gettext(TITLES.get(status, TITLES[500 if status >= 500 else 400])),
        status=status,
        detail=first.detail,
        code=first.code,
        field=first.field,
        remedy=first.remedy,
        errors=faults,
    )
    return HttpResponse(
        problem.model_dump_json(), status=status, content_type=CONTENT_TYPE
    )


def refused(_request: HttpRequest, refusal: Refusal | Refusals) -> HttpResponse:
    """Refusal and Refusals."""
    reasons = [errors.reason(one) for one in each(refusal)]
    faults = [
        ProblemError(code=one.code, detail=one.says, field=one.field, remedy=one.remedy)
        for one in reasons
    ]
    response = respond(errors.status_of(refusal), faults)
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        waits = [one.facts.get("seconds") for one in each(refusal)]
        if isinstance(waits[0], int):
            response["Retry-After"] = str(waits[0])
    return response


def plain(status: int, code: str, detail: str, remedy: str = "") -> HttpResponse:
    """A problem with one fault and no field; `detail` and `remedy` are msgids."""
    fault = ProblemError(
        code=code, detail=gettext(detail), remedy=gettext(remedy) if remedy else ""
    )
    return respond(status, [fault])


def invalid(_request: HttpRequest, found: list[dict[str, Any]]) -> HttpResponse:
    """What pydantic found in body, query, path or headers."""
    faults = [
        ProblemError(
            code=f"input.{one['type']}".replace("_", "-"),
            detail=sentence(one["type"], one.get("ctx", {})),
            field=_field(one["loc"]),
        )
        for one in found
    ]
    unreadable = any(one["type"] in ("json_invalid", "json_type") for one in found)
    return respond(400 if unreadable else 422, faults)


def _field(where: tuple[str | int, ...]) -> str:
    """("body", "payload", "phone") is "phone" to the caller.

    Ninja puts the source first and, for a body, the name of the view's argument second.
    """
    parts = list(where[1:])
    if where and where[0] in ("body", "form") and len(parts) > 1:
        parts = parts[1:]
    return ".".join(map(str, parts))

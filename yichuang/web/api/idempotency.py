"""A POST repeated under one Idempotency-Key happens once and answers the same twice."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Schema
from ninja.params import functions as params
from ninja.responses import Status
from ninja.utils import contribute_operation_args

from yichuang.web import services
from yichuang.web.api.auth import holder_of
from yichuang.web.together import whole

ARGUMENT = "idempotency_key"
Result = Schema | Status[Any]
View = Callable[..., Result]


def fingerprint(request: HttpRequest) -> str:
    """What was asked: method, address and body, or fields and file contents."""
    digest = hashlib.sha256()
    digest.update(f"{request.method} {request.get_full_path()}\n".encode())
    if not (request.content_type or "").startswith("multipart/"):
        digest.update(request.body)
        return digest.hexdigest()
    # A multipart body is consumed by then, and its boundary differs in every retry.
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def idempotent(*, status: int = 201) -> Callable[[View], Callable[..., HttpResponse]]:
    """Decorate a Ninja view that returns a Schema (or Status(code, schema)).

    The work, its key and the kept answer are one transaction: two statements more. A
    refusal rolls all of it back, so a refused request may be retried under its key. The
    answer is written here, byte for byte what a retry gets, marked by the header
    `Idempotency-Replayed: true`.
    """

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            named = {"actor": holder_of(request).ref, "key": kwargs.pop(ARGUMENT)}

            def work() -> HttpResponse:
                known = services.take_key(
                    **named, fingerprint=fingerprint(request), at=timezone.now()
                )
                if known is not None:
                    return _response(known, replayed=True)
                answer = _answer(view(request, *args, **kwargs), status)
                services.keep_answer(**named, answer=answer)
                return _response(answer)

            return whole(work)

        contribute_operation_args(
            once,
            ARGUMENT,
            str,
            params.Header(
                ...,
                alias="Idempotency-Key",
                min_length=8,
                max_length=64,
                pattern=r"^[\x21-\x7e]+$",
                description="Chosen by the caller, new for each new request; "
                "repeat it to retry safely.",
            ),
        )
        return once

    return decorate


def _answer(result: Result, status: int) -> services.Answer:
    if isinstance(result, Status):
        return services.Answer(result.status_code, result.value.model_dump_json())
    return services.Answer(status, result.model_dump_json())


def _response(answer: services.Answer, *, replayed: bool = False) -> HttpResponse:
    response = HttpResponse(
        answer.body, status=answer.status, content_type="application/json"
    )
    if replayed:
        response["Idempotency-Replayed"] = "true"
    return response

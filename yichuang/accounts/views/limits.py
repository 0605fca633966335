"""The page for too many tries: what allauth answers when a limit of its own is reached."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from yichuang.web import errors


def too_many(request: HttpRequest) -> HttpResponse:
    """handler429."""
    return errors.show(request, errors.wrong(HTTPStatus.TOO_MANY_REQUESTS))

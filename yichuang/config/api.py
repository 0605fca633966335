"""The API of the house: every room's router under /api/v1."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yichuang.accounts.policies import Actor
from yichuang.accounts.services import tokens
from yichuang.cases.api import router as cases
from yichuang.catalogue.api import keepers as guides
from yichuang.catalogue.api import router as catalogue
from yichuang.documents.api import router as documents
from yichuang.guidance.api import router as guidance
from yichuang.materials.api import router as materials
from yichuang.planning.api import router as planning
from yichuang.queueing.api.appointments import router as appointments
from yichuang.queueing.api.lines import router as queueing
from yichuang.reviews.api import router as reviews
from yichuang.web import errors
from yichuang.web.api import Bearer, HouseAPI, nothing_here, unreadable_here


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page for people, problem details for programs."""
    if request.path.startswith("/api/"):
        return nothing_here(request)
    return errors.not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same for what cannot be read."""
    if request.path.startswith("/api/"):
        return unreadable_here(request)
    return errors.bad_request(request, exception)


def resolve(secret: str) -> Actor | None:
    """Who holds the token, now."""
    return tokens.resolve(secret, at=timezone.now())


api = HouseAPI(
    title="Yichuang 一窗",
    version="1",
    description=(
        "The moves of a service hall for other systems. Every POST needs an "
        "Idempotency-Key, except the upload of a file, which is known by its content; "
        "errors are problem details (RFC 9457)."
    ),
    auth=Bearer(resolve),
    urls_namespace="api",
    docs_url="/docs",
)
for prefix, router in (
    ("", cases),
    ("", catalogue),
    ("", guidance),
    ("", guides),
    ("", documents),
    ("", materials),
    ("", reviews),
    ("", queueing),
    ("", appointments),
    ("", planning),
):
    api.add_router(prefix, router)

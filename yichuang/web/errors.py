"""What a person reads when something was not done: plain words, and what to do next."""

import logging
import secrets
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.kernel.text import N_
from yichuang.web import pages
from yichuang.web.presenters import Link

log = logging.getLogger(__name__)

# Codes whose answer is not decided by the rule "a field makes 422, none makes 409".
STATUS_OF_CODE = {
    "permission.denied": HTTPStatus.FORBIDDEN,
    "sign-in.needed": HTTPStatus.UNAUTHORIZED,
    "scope.missing": HTTPStatus.FORBIDDEN,
    "idempotency.missing": HTTPStatus.BAD_REQUEST,
}
STATUS_OF_ENDING = {
    "not-found": HTTPStatus.NOT_FOUND,
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too-many": HTTPStatus.TOO_MANY_REQUESTS,
}

# status: title, what it means, what to do
WORDS: dict[int, tuple[str, str, str]] = {
    400: (
        N_("We could not read this request"),
        N_("Something in the address or the form was broken. Nothing was changed."),
        N_("Go back, load the page again and try once more."),
    ),
    401: (
        N_("Please sign in first"),
        N_("This page belongs to somebody, and we do not know yet that it is you."),
        N_("Sign in, then open the page again."),
    ),
    403: (
        N_("Your role does not allow this"),
        N_("You are signed in, but this needs another permission."),
        N_("Ask the hall manager on duty, or sign in with the other account."),
    ),
    404: (
        N_("There is no such page"),
        N_("The address may have a slip, or what was here is not yours to see."),
        N_("Check the address, or start again from the first page."),
    ),
    405: (
        N_("This address cannot do that"),
        N_("The page was opened in a way it does not know. Nothing was changed."),
        N_("Start again from the first page."),
    ),
    409: (
        N_("This was not done"),
        N_("Things are no longer as your page showed them."),
        N_("Look at the latest state, then decide."),
    ),
    413: (
        N_("The file is too large"),
        N_("It was not taken. What you filled in before is kept."),
        N_("Take the photo at a lower quality, or split the file, and try again."),
    ),
    422: (
        N_("Something needs correcting, nothing was submitted"),
        "",
        N_("Go back and correct it; what you filled in is still there."),
    ),
    429: (
        N_("Too many tries in a short time"),
        N_("To protect everybody's data we wait a little."),
        N_("Try again in a few minutes."),
    ),
    500: (
        N_("It did not work, and the fault is ours"),
        N_("What was being done has not been done; what was done before is kept."),
        N_("Try again in a minute. If it happens again, tell us the number below."),
    ),
}
CSRF_WORDS = (
    N_("This page is too old to submit"),
    N_("To protect you, a form counts only from a fresh page. Nothing was submitted."),
    N_("Go back, load the page again and submit once more."),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One refusal in the reader's language."""

    says: str
    remedy: str = ""
    field: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Everything the error page says."""

    status: int
    title: str
    meaning: str = ""
    remedy: str = ""
    reasons: tuple[Reason, ...] = ()
    actions: tuple[Link, ...] = ()
    incident: str = ""


def reason(refusal: Refusal) -> Reason:
    """The refusal in the language of this request."""
    return Reason(
        says=refusal.text(gettext),
        remedy=refusal.remedy_text(gettext),
        field=refusal.field,
        code=refusal.code,
    )


def status_of(refused: Refusal | Refusals) -> int:
    """401–429 as the code says; else 422 when a field has to change, 409 when the state.

    Many at once are the answers to a form, so 422 unless one decides otherwise.
    """
    every = each(refused)
    for one in every:
        known = STATUS_OF_CODE.get(one.code)
        known = known or STATUS_OF_ENDING.get(one.code.rsplit(".", 1)[-1])
        if known is not None:
            return int(known)
    fields = len(every) > 1 or every[0].field
    return int(HTTPStatus.UNPROCESSABLE_ENTITY if fields else HTTPStatus.CONFLICT)


def status_for(request: HttpRequest, refused: Refusal | Refusals) -> int:
    """The same, except that who is not staff learns nothing: 404 instead of 403."""
    status = status_of(refused)
    kind = getattr(getattr(request, "actor", None), "kind", "")
    if status == HTTPStatus.FORBIDDEN and kind != "staff":
        return int(HTTPStatus.NOT_FOUND)
    return status


def wrong(status: int, *, incident: str = "") -> Wrong:
    """The words for a status; unknown ones are told as the nearest of their hundred."""
    title, meaning, remedy = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    return Wrong(
        status=status,
        title=gettext(title),
        meaning=gettext(meaning) if meaning else "",
        remedy=gettext(remedy),
        actions=(Link(gettext("To the first page"), "/"),),
        incident=incident,
    )


def show(request: HttpRequest, what: Wrong) -> HttpResponse:
    """As a page, or to HTMX as a note that lands above the page's content."""
    name = "web/_error.html" if pages.wants_fragment(request) else "web/error.html"
    response = HttpResponse(
        pages.render(name, request, {"wrong": what}), status=what.status
    )
    if pages.wants_fragment(request):
        response["HX-Retarget"] = "#yc-messages"
        response["HX-Reswap"] = "innerHTML"
    return response


def refusal_page(request: HttpRequest, refused: Refusal | Refusals) -> HttpResponse:
    """The page of a refusal no view caught: its own words in place of the general ones."""
    status = status_for(request, refused)
    what = wrong(status)
    if status == HTTPStatus.NOT_FOUND:
        return show(request, what)
    reasons = tuple(reason(one) for one in each(refused))
    back = Link(gettext("Back to the page"), _back(request))
    if len(reasons) == 1:
        only = reasons[0]
        what = replace(what, title=only.says, meaning="", remedy=only.remedy)
    else:
        what = replace(what, reasons=reasons)
    return show(request, replace(what, actions=(back, *what.actions)))


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that was one of our pages."""
    own = f"{request.scheme}://{request.get_host()}/"
    came = request.headers.get("Referer", "")
    return "/" + came.removeprefix(own) if came.startswith(own) else "/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400; a body over Django's limits is told as 413."""
    large = type(exception).__name__ in ("RequestDataTooBig", "TooManyFilesSent")
    return show(request, wrong(413 if large else 400))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403: staff learn why, others see that there is nothing."""
    kind = getattr(getattr(request, "actor", None), "kind", "")
    return show(request, wrong(403 if kind == "staff" else 404))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return show(request, wrong(404))


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: must not fail itself, so a second failure answers without templates."""
    incident = f"E-{secrets.token_hex(4).upper()}"
    log.error("incident %s: %s %s", incident, request.method, request.path)
    try:
        return show(request, wrong(500, incident=incident))
    except Exception:
        log.exception("incident %s: the error page failed too", incident)
        return HttpResponse(
            f"{gettext(WORDS[500][0])} {incident}",
            status=500,
            content_type="text/plain; charset=utf-8",
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW in plain words; the technical reason goes to the log only."""
    log.warning("csrf: %s %s", request.path, reason)
    title, meaning, remedy = CSRF_WORDS
    back = Link(gettext("Back to the page"), _back(request))
    what = Wrong(403, gettext(title), gettext(meaning), gettext(remedy), (), (back,))
    return show(request, what)

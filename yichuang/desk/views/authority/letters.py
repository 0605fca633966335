"""Letters of authorisation: the list, a new one, the one that follows, withdrawal."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts import policies as account_policies
from yichuang.accounts import queries as account_queries
from yichuang.accounts.policies import Actor, acting
from yichuang.accounts.rules import Role
from yichuang.catalogue import queries as catalogue_queries
from yichuang.desk.forms.authority import (
    LetterForm,
    RenewForm,
    TalliedForm,
    WithdrawForm,
)
from yichuang.desk.presenters import letters as rows_of
from yichuang.desk.presenters.matrix import tabs
from yichuang.desk.presenters.words import told
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.organisation import policies as organisation_policies
from yichuang.organisation.queries import authority as letters
from yichuang.organisation.queries import posts
from yichuang.organisation.queries.authority import LetterRow
from yichuang.organisation.rules import ChangeReason, LetterTerms, Scope
from yichuang.organisation.services import authority
from yichuang.web.errors import status_of
from yichuang.web.pages import page

DECIDES = (Role.CHIEF_APPROVER, Role.APPROVER, Role.DEPARTMENT_HEAD)


def _keeps(by: Actor) -> bool:
    return account_policies.can(
        by, "organisation.authorise", organisation_policies.GRANTS
    )


def _names(by: Actor, at: Any) -> dict[str, str]:
    guides = catalogue_queries.guides_in_force(today_of(by, at))
    return {guide.key: told(guide, "name") for guide in guides}


@staff("organisation.see-authority")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every letter of the hall, what runs out first."""
    by, at = acting(request), timezone.now()
    today = today_of(by, at)
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in rows_of.ORDER else ""
    found = letters.letters(hall_of(by).id, by)
    rows = {
        "tabs": tabs(by, "letters"),
        "lines": rows_of.letter_lines(
            found, today, _names(by, at), keeps=_keeps(by), chosen=chosen
        ),
        "chips": rows_of.chips(found, today, chosen),
        "keeps": _keeps(by),
    }
    return page(request, "desk/authority/letters.html", rows)


@staff("organisation.authorise")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a new letter for one person at one post, for one item or several."""
    by, at = acting(request), timezone.now()
    form = LetterForm(request.POST or None, **_choices(by, at))
    return _write(request, form, gettext("New letter"), lambda: _register(form, by, at))


def _choices(by: Actor, at: Any) -> dict[str, Any]:
    hall = hall_of(by)
    people = {
        row.id: row.name
        for role in DECIDES
        for row in account_queries.staff_with(role, hall_id=hall.id)
    }
    return {
        "posts": tuple(
            (card.id, f"{card.name}（{department}）")
            for department, card in posts.posts_of_hall(hall.id)
            if card.kind in {"decision", "review"}
        ),
        "people": tuple(sorted(people.items(), key=lambda one: one[1])),
        "matters": tuple(_names(by, at).items()),
    }


def _terms(form: TalliedForm, item_key: str) -> LetterTerms:
    given = form.cleaned_data
    return LetterTerms(
        number=given["letter_number"],
        item_key=item_key,
        valid_from=given["valid_from"],
        valid_to=given["valid_to"],
        scope=Scope(given["scope"]),
        seal_holder=given["seal_holder"],
        reason=ChangeReason(given["reason"]),
        sealed_on=given["sealed_on"],
    )


def _register(form: LetterForm, by: Actor, at: Any) -> str:
    given = form.cleaned_data
    post = letters.kept_post(given["post"])
    name = account_queries.names_of([given["user"]]).get(given["user"], "")
    rows = authority.authorise_all(
        post,
        given["user"],
        [_terms(form, key) for key in given["items"] or ["*"]],
        person_name=name,
        by=by,
        at=at,
    )
    return ngettext(
        "The letter is registered.",
        "The letter is registered for %(n)s items.",
        len(rows),
    ) % {"n": len(rows)}


def _write(
    request: HttpRequest,
    form: TalliedForm,
    title: str,
    do: Any,
    **more: Any,
) -> HttpResponse:
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                said = do()
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_of(refused))
            else:
                messages.success(request, said)
                return redirect("desk:letters")
    rows = {"form": form, "title": title, **more}
    return page(request, "desk/authority/letter.html", rows, status)


def _letter(by: Actor, letter_id: int) -> tuple[letters.Authorisation, LetterRow]:
    """A letter within the actor's reach; for others there is none."""
    row = next(
        (one for one in letters.letters(hall_of(by).id, by) if one.id == letter_id),
        None,
    )
    if row is None:
        raise Http404
    return letters.kept_letter(letter_id), row


def _about(row: LetterRow, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        (gettext("Number of the letter"), row.number),
        (gettext("Person"), row.person),
        (gettext("Post"), f"{row.post} · {row.department}"),
        (
            gettext("Items"),
            gettext("every item of the department")
            if row.item_key == "*"
            else names.get(row.item_key, row.item_key),
        ),
    )


@staff("organisation.authorise")
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The letter that follows."""
    by, at = acting(request), timezone.now()
    before, row = _letter(by, letter_id)
    initial = {
        "scope": row.scope.value,
        "seal_holder": row.seal_holder,
        "reason": ChangeReason.EXPIRY.value,
    }
    form = RenewForm(request.POST or None, initial=initial)

    def do() -> str:
        authority.renew(
            before,
            _terms(form, row.item_key),
            person_name=row.person,
            by=by,
            at=at,
        )
        return gettext("The letter is renewed.")

    about = _about(row, _names(by, at))
    return _write(request, form, gettext("Renew the letter"), do, about=about)


@staff("organisation.authorise")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, letter_id: int) -> HttpResponse:
    """A letter ends early."""
    by, at = acting(request), timezone.now()
    found, row = _letter(by, letter_id)
    form = WithdrawForm(request.POST or None, initial={"on": today_of(by, at)})

    def do() -> str:
        given = form.cleaned_data
        authority.revoke(found, reason=given["reason"], on=given["on"], by=by, at=at)
        return gettext("The letter is withdrawn.")

    about = _about(row, _names(by, at))
    return _write(
        request,
        form,
        gettext("Withdraw the letter"),
        do,
        about=about,
        danger=True,
    )

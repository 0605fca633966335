"""Confirming, moving, turning and leaving out pages."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from yichuang.accounts.policies import Actor
from yichuang.journal.events import EventType
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid
from yichuang.materials import events
from yichuang.materials.models import (
    PageState,
    PaperApplicant,
    Stack,
    StackPage,
    StackState,
)
from yichuang.materials.policies import require_here
from yichuang.materials.queries.stacks import find
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.services.sorting.pages import change, new_group, page_to_sort

TURNS = (90, 180, 270)


@transaction.atomic
def confirm(
    key: str,
    kind: PageClass | str,
    *,
    by: Actor,
    at: datetime,
    applicant: int | None = None,
    seen: int | None = None,
) -> StackPage:
    """Say what a page is and whose (`applicant` None leaves that as it is); the robot
    learns from it. `seen` is the version of the page that was looked at.

    Raises:
        Refusal: "page.not-found", "permission.denied", "stack.done", "page.moved-on",
            "page.not-read"; "page.unknown-kind", field "kind";
            "page.unknown-applicant", field "applicant".
    """
    page = page_to_sort(key, by=by, seen=seen)
    _must_be_read(page)
    known = _kind(kind)
    owner = _owner(page.stack, applicant) if applicant else page.applicant_id
    change(
        page,
        "confirm",
        new_group(),
        by=by,
        at=at,
        state=PageState.CONFIRMED,
        kind=known.value,
        applicant_id=owner,
        confirmed_by=by.ref,
        confirmed_at=at,
    )
    _note(events.PAGE_CONFIRMED, page, by=by, at=at, kind=known.kind.en)
    return page


@transaction.atomic
def move(
    key: str,
    applicant: int | None,
    *,
    by: Actor,
    at: datetime,
    kind: PageClass | str | None = None,
    seen: int | None = None,
) -> StackPage:
    """Put a page to another person (None for nobody), and under another class when one
    is given; what it is stays unconfirmed unless it was.

    Raises:
        Refusal: as `confirm`.
    """
    page = page_to_sort(key, by=by, seen=seen)
    owner = _owner(page.stack, applicant) if applicant else None
    to = {"kind": _kind(kind).value} if kind else {}
    change(
        page, "move", new_group(), by=by, at=at, applicant_id=owner, document=None, **to
    )
    _note(events.PAGE_MOVED, page, by=by, at=at)
    return page


@transaction.atomic
def turn(
    key: str, degrees: int, *, by: Actor, at: datetime, seen: int | None = None
) -> StackPage:
    """Turn a page by 90, 180 or 270 degrees clockwise; the robot reads it again so.

    Raises:
        Refusal: as `confirm`; "page.turn", field "degrees".
    """
    page = page_to_sort(key, by=by, seen=seen)
    if degrees not in TURNS:
        raise Refusal(
            "page.turn",
            N_("A page is turned by 90, 180 or 270 degrees."),
            field="degrees",
        )
    _must_be_read(page)
    change(
        page,
        "turn",
        new_group(),
        by=by,
        at=at,
        state=PageState.WAITING,
        turned_by=(page.turned + degrees) % 360,
        tries=0,
        taken_until=None,
    )
    _read_on(page.stack)
    _note(events.PAGE_TURNED, page, by=by, at=at)
    return page


@transaction.atomic
def drop(key: str, *, by: Actor, at: datetime, seen: int | None = None) -> StackPage:
    """Leave a page out: blank, double, not wanted. It stays in the stack.

    Raises:
        Refusal: as `confirm`.
    """
    page = page_to_sort(key, by=by, seen=seen)
    change(page, "drop", new_group(), by=by, at=at, state=PageState.DROPPED)
    _note(events.PAGE_DROPPED, page, by=by, at=at)
    return page


@transaction.atomic
def accept_all_sure(key: str, *, by: Actor, at: datetime) -> int:
    """Confirm every proposed page without a doubt; returns how many. One undo takes
    them all back.

    Raises:
        Refusal: "stack.not-found", "permission.denied", "stack.done".
    """
    stack = find(key, by=by)
    require_here(by, "material.sort", stack.hall_id)
    if stack.state == StackState.DONE:
        raise Refusal("stack.done", N_("This stack is closed."))
    sure = StackPage.objects.filter(
        stack=stack, state=PageState.READ, doubtful=False
    ).exclude(kind="")
    group, count = new_group(), 0
    for page in sure.select_related("stack", "file", "applicant").order_by("number"):
        change(
            page,
            "accept",
            group,
            by=by,
            at=at,
            state=PageState.CONFIRMED,
            confirmed_by=by.ref,
            confirmed_at=at,
        )
        count += 1
    if count:
        record(
            events.PAGES_CONFIRMED,
            about=stack.ref,
            by=by,
            at=at,
            hall_id=stack.hall_id,
            pages=count,
        )
    return count


@transaction.atomic
def new_applicant(key: str, name: str, *, by: Actor, at: datetime) -> PaperApplicant:
    """Somebody the robot did not see, to put pages to.

    Raises:
        Refusal: "stack.not-found", "permission.denied"; "applicant.no-name", field
            "name".
    """
    stack = find(key, by=by)
    require_here(by, "material.sort", stack.hall_id)
    clean = " ".join(name.split())[:100]
    if not clean:
        raise Refusal(
            "applicant.no-name",
            N_("The name is missing."),
            field="name",
            remedy=N_("Write it as on the identity document."),
        )
    last = stack.applicants.aggregate(last=Max("order"))["last"]
    row = PaperApplicant.objects.create(stack=stack, order=(last or 0) + 1, name=clean)
    record(
        events.APPLICANT_ADDED,
        about=stack.ref,
        by=by,
        at=at,
        hall_id=stack.hall_id,
        name=clean,
    )
    return row


def _must_be_read(page: StackPage) -> None:
    if page.state == PageState.WAITING:
        raise Refusal(
            "page.not-read",
            N_("Page %(page)s has not been read yet."),
            remedy=N_("Wait a moment, and look at it again."),
            page=page.number,
        )


def _kind(kind: PageClass | str) -> PageClass:
    try:
        return PageClass(kind)
    except ValueError as unknown:
        raise Refusal(
            "page.unknown-kind",
            N_("“%(kind)s” is not a class of papers."),
            field="kind",
            remedy=N_("Choose one from the list."),
            kind=str(kind)[:40],
        ) from unknown


def _owner(stack: Stack, applicant: int) -> int:
    if not stack.applicants.filter(pk=applicant).exists():
        raise Refusal(
            "page.unknown-applicant",
            N_("There is no such person in this stack."),
            field="applicant",
            remedy=N_("Choose one from the list, or add a new one."),
        )
    return applicant


def _read_on(stack: Stack) -> None:
    """A stack with a page to read again is being read again."""
    Stack.objects.filter(pk=stack.pk, state=StackState.READY).update(
        state=StackState.READING
    )
    recount(stack)


def recount(stack: Stack) -> None:
    """Pages done as they are, after a page was sent back to be read."""
    waiting = StackPage.objects.filter(stack=stack, state=PageState.WAITING).count()
    total = StackPage.objects.filter(stack=stack).count()
    Stack.objects.filter(pk=stack.pk).update(pages_done=total - waiting)


def _note(
    event: EventType, page: StackPage, *, by: Actor, at: datetime, **facts: Msgid
) -> None:
    record(
        event,
        about=page.stack.ref,
        by=by,
        at=at,
        hall_id=page.stack.hall_id,
        page=page.number,
        **facts,
    )

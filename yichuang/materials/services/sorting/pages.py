"""Changing one page: compare-and-set, what it was before kept for undoing, found anew."""

import secrets
from datetime import datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.models import (
    PageState,
    PageWords,
    Sample,
    SortingAct,
    StackPage,
    StackState,
)
from yichuang.materials.policies import require_here
from yichuang.materials.queries.locating import words_for
from yichuang.materials.queries.stacks import find_page
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging import features

KEPT = (
    "state",
    "kind",
    "applicant_id",
    "document",
    "turned_by",
    "confirmed_by",
    "confirmed_at",
)
"""What an act may change and undoing gives back."""


def page_to_sort(key: str, *, by: Actor, seen: int | None = None) -> StackPage:
    """The page, for somebody who may sort it and saw version `seen` of it.

    Raises:
        Refusal: "page.not-found", "permission.denied", "stack.done", "page.moved-on".
    """
    page = find_page(key, by=by)
    require_here(by, "material.sort", page.stack.hall_id)
    if page.stack.state == StackState.DONE:
        raise Refusal("stack.done", N_("This stack is closed."))
    if seen is not None and seen != page.version:
        raise moved_on(page)
    return page


def moved_on(page: StackPage) -> Refusal:
    """Somebody else changed the page meanwhile."""
    return Refusal(
        "page.moved-on",
        N_("Page %(page)s was changed by somebody else in the meantime."),
        remedy=N_("Look at it again."),
        page=page.number,
    )


def change(
    page: StackPage, what: str, group: str, *, by: Actor, at: datetime, **to: Any
) -> None:
    """Set columns of a page, if nobody was faster; noted so that it can be undone.

    Raises:
        Refusal: "page.moved-on".
    """
    before = {name: _plain(getattr(page, name)) for name in KEPT}
    hit = StackPage.objects.filter(pk=page.pk, version=page.version).update(
        version=page.version + 1, **to
    )
    if not hit:
        raise moved_on(page)
    SortingAct.objects.create(
        stack_id=page.stack_id,
        page_id=page.pk,
        group=group,
        what=what,
        before=before,
        version=page.version + 1,
        by=by.ref,
        at=at,
    )
    page.refresh_from_db()
    settle(page, at=at)


def settle(page: StackPage, *, at: datetime) -> None:
    """What follows from a page's columns: its words for finding, its lesson."""
    PageWords.objects.filter(page=page).update(words=words_for(page))
    read = page.text
    if page.state == PageState.CONFIRMED and page.kind and read and not read.blank:
        Sample.objects.update_or_create(
            page_key=page.key,
            defaults={
                "hall_id": page.stack.hall_id,
                "stack_key": page.stack.key,
                "kind": PageClass(page.kind),
                "features": features(read),
                "at": at,
            },
        )
    else:
        Sample.objects.filter(page_key=page.key).delete()


def new_group() -> str:
    """A name for what one key press changes."""
    return secrets.token_hex(8)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value

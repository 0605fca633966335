"""Taking back the last step of sorting."""

from datetime import datetime

from django.db import transaction
from django.utils.dateparse import parse_datetime

from yichuang.accounts.policies import Actor
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import events
from yichuang.materials.models import PaperApplicant, SortingAct, StackPage
from yichuang.materials.policies import require_here
from yichuang.materials.queries.stacks import find
from yichuang.materials.services.sorting.acts import recount
from yichuang.materials.services.sorting.pages import moved_on, settle


@transaction.atomic
def undo(key: str, *, by: Actor, at: datetime) -> tuple[int, ...]:
    """Take back the actor's own last step in a stack; the numbers of its pages.

    A page that somebody else, or the reader, changed since stays as it is.

    Raises:
        Refusal: "stack.not-found", "permission.denied", "sorting.nothing-to-undo",
            "page.moved-on" when nothing of the step can be taken back.
    """
    stack = find(key, by=by)
    require_here(by, "material.sort", stack.hall_id)
    mine = SortingAct.objects.filter(stack=stack, by=by.ref, undone=False)
    last = mine.order_by("-id").first()
    if last is None:
        raise Refusal("sorting.nothing-to-undo", N_("There is nothing to take back."))
    acts = list(mine.filter(group=last.group).order_by("-id"))
    mine.filter(group=last.group).update(undone=True)
    numbers = tuple(
        page.number for act in acts if (page := _take_back(act, at=at)) is not None
    )
    if not numbers:
        raise moved_on(StackPage.objects.get(pk=last.page_id))
    recount(stack)
    record(
        events.SORTING_UNDONE,
        about=stack.ref,
        by=by,
        at=at,
        hall_id=stack.hall_id,
        pages=len(numbers),
    )
    return numbers


def _take_back(act: SortingAct, *, at: datetime) -> StackPage | None:
    before = dict(act.before)
    if text := before.get("confirmed_at"):
        before["confirmed_at"] = parse_datetime(text)
    owner = before["applicant_id"]
    if owner and not PaperApplicant.objects.filter(pk=owner).exists():
        before["applicant_id"] = None
    hit = StackPage.objects.filter(pk=act.page_id, version=act.version).update(
        version=act.version + 1, **before
    )
    if not hit:
        return None
    page = StackPage.objects.select_related("stack", "file", "applicant").get(
        pk=act.page_id
    )
    # The step before this one can be undone next.
    SortingAct.objects.filter(
        page_id=page.pk, undone=False, version=act.version - 1
    ).update(version=page.version)
    settle(page, at=at)
    return page

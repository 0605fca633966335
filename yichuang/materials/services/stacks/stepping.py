"""The worker's step: lay out a file, read a page, or make a stack ready; one at a time,
so that the worker's other duties wait for one page at most."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from yichuang.materials.models import (
    PageState,
    Stack,
    StackFile,
    StackFileState,
    StackPage,
    StackState,
)
from yichuang.materials.services.stacks import laying, reading, settling

LEASE = timedelta(minutes=4)
"""A worker that dies over a file or a page gives it back after this time; no page may
take as long."""

TRIES = 3
"""Workers that may die over a page before it is held to be unreadable."""


def take_step(*, at: datetime) -> int:
    """Do the next piece of work of any stack, short stacks first; 1 when something was
    done, 0 when nothing waits.

    Safe against kill -9 and beside other workers: each file and page is claimed by
    compare-and-set, and what was read is kept in one transaction with the count.
    """
    left = F("pages_total") - F("pages_done")
    open_stacks = Stack.objects.filter(state=StackState.READING)
    for stack in open_stacks.order_by(left, "id")[:20]:
        if _step(stack, at):
            return 1
    return 0


def _step(stack: Stack, at: datetime) -> bool:
    free = Q(taken_until=None) | Q(taken_until__lt=at)
    files = StackFile.objects.filter(stack=stack, state=StackFileState.WAITING)
    file = files.filter(free).order_by("position").first()
    if file is not None and _claim_file(file, at):
        laying.lay(file, died=file.tries > TRIES, at=at)
        return True
    pages = StackPage.objects.filter(stack=stack, state=PageState.WAITING)
    page = (
        pages.filter(free)
        .select_related("stack", "file__stored", "applicant")
        .order_by("number")
        .first()
    )
    if page is not None and _claim_page(page, at):
        reading.read(page, died=page.tries > TRIES, at=at)
        return True
    if not files.exists() and not pages.exists():
        return settling.settle(stack, at=at)
    return False


def _claim_file(file: StackFile, at: datetime) -> bool:
    hit = StackFile.objects.filter(
        pk=file.pk, state=StackFileState.WAITING, tries=file.tries
    ).update(tries=file.tries + 1, taken_until=at + LEASE)
    file.tries += 1
    return bool(hit)


def _claim_page(page: StackPage, at: datetime) -> bool:
    hit = StackPage.objects.filter(
        pk=page.pk, state=PageState.WAITING, tries=page.tries
    ).update(tries=page.tries + 1, taken_until=at + LEASE)
    page.tries += 1
    return bool(hit)

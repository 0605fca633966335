"""Reading one page: what stands on it, what it is, what is in doubt, all kept at once."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from yichuang.accounts.models import keyed_hash
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact
from yichuang.materials.engines import reader, storage
from yichuang.materials.models import PageState, PageWords, Stack, StackPage
from yichuang.materials.queries.board import papers
from yichuang.materials.queries.locating import words_for
from yichuang.materials.queries.training import weights_of
from yichuang.materials.rules import FileKind
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import extract
from yichuang.materials.rules.judging import judge
from yichuang.materials.rules.reading import PageText
from yichuang.materials.services.stacks.said import as_json

SAYS_ENOUGH = 30
"""Characters below which two pages that say the same are not held for copies."""


def read(page: StackPage, *, died: bool, at: datetime) -> None:
    """Read a page that was claimed; what kills the reader becomes unreadable."""
    try:
        if died:
            raise reader.gave_up()
        text = _read(page)
    except Refusal as no:
        _keep(page, at=at, state=PageState.UNREADABLE, why=as_json(no), kind="")
        return
    _keep(page, at=at, **_judged(page, text, at))


def _read(page: StackPage) -> PageText:
    stored = page.file.stored
    if stored is None:
        raise reader.gave_up()
    return reader.shared().read(
        storage.path_of(stored.key),
        FileKind(stored.kind),
        page.page_in_file,
        turned=page.turned_by,
        pictures={
            reader.PAGE_EDGE: storage.preview_path(page.key, 1, reader.PAGE_EDGE),
            reader.THUMB_EDGE: storage.preview_path(page.key, 1, reader.THUMB_EDGE),
        },
    )


def _judged(page: StackPage, text: PageText, at: datetime) -> dict[str, Any]:
    """The columns of a page as read."""
    stack = page.stack
    kept = {
        "text_kept": json.dumps(text.as_json(), ensure_ascii=False),
        "turned": text.turned,
        "blank": text.blank,
        "says_hash": _says(text),
    }
    if text.blank:
        return kept | {"state": PageState.DROPPED, "kind": "", "why": BLANK}
    slots = papers(stack.item_key, at.date())
    allowed = frozenset[PageClass]().union(*(slot.kinds for slot in slots)) or None
    weights, version = weights_of(stack.hall_id)
    verdict = judge(text, weights, allowed)
    likely = verdict.kind or (verdict.runners[0][0] if verdict.runners else None)
    fields = extract(likely, text) if likely else ()
    return kept | {
        "state": PageState.READ if verdict.kind else PageState.ABSTAINED,
        "kind": verdict.kind or "",
        "sure": verdict.sure,
        "runners": [[kind, round(sure, 4)] for kind, sure in verdict.runners],
        "why": {} if verdict.kind else as_json(Refusal("page.unsure", verdict.why)),
        "judged_by": version,
        "found_kept": json.dumps(
            {"fields": [one.as_json() for one in fields]},
            ensure_ascii=False,
        ),
    }


BLANK = as_json(Refusal("page.blank", N_("The page is blank.")))


def _says(text: PageText) -> str:
    """A keyed hash of what a page says, "" for too little: copies have the same."""
    said = compact("".join(line.text for line in text.lines))
    return keyed_hash("page-says", said) if len(said) >= SAYS_ENOUGH else ""


def _keep(page: StackPage, *, at: datetime, **to: Any) -> None:
    """Keep what was read, its words and the count, in one transaction; nothing when the
    page was read by another meanwhile."""
    with transaction.atomic():
        if to.get("says_hash"):
            to["twin_of"] = (
                StackPage.objects.filter(
                    stack_id=page.stack_id, says_hash=to["says_hash"]
                )
                .exclude(pk=page.pk)
                .order_by("number")
                .first()
            )
        hit = StackPage.objects.filter(
            pk=page.pk, state=PageState.WAITING, version=page.version
        ).update(version=page.version + 1, taken_until=None, **to)
        if not hit:
            return
        Stack.objects.filter(pk=page.stack_id).update(pages_done=F("pages_done") + 1)
        Stack.objects.filter(pk=page.stack_id, began_at=None).update(began_at=at)
        page.refresh_from_db(fields=["text_kept", "kind", "applicant"])
        PageWords.objects.update_or_create(
            page=page, defaults={"words": words_for(page)}
        )

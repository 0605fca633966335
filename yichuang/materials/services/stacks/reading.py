"""Reading one page: what stands on it, what it is, what is in doubt, all kept at once."""

import json
from collections.abc import Iterable, Sequence
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
from yichuang.materials.rules.fields import Doubt, FieldFound, check
from yichuang.materials.rules.reading import PageText
from yichuang.materials.rules.sight import Sight

SAYS_ENOUGH = 30
"""Characters below which two pages that say the same are not held for copies."""


def read(page: StackPage, *, died: bool, at: datetime) -> None:
    """Read a page that was claimed; what kills the reader becomes unreadable, what had no
    turn on a busy machine waits for another."""
    sight = _sight(page, at)
    try:
        if died:
            raise reader.gave_up()
        text = _read(page, sight)
    except Refusal as no:
        if no.code == reader.BUSY:
            return
        _keep(page, at=at, state=PageState.UNREADABLE, why=no.as_json(), kind="")
        return
    _keep(page, at=at, **_judged(text, sight, at))


def _read(page: StackPage, sight: Sight) -> PageText:
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
        again=sight.misses,
    )


def _sight(page: StackPage, at: datetime) -> Sight:
    """The weights of the hall, and what the item's papers make likely."""
    slots = papers(page.stack.item_key, at.date())
    allowed = frozenset[PageClass]().union(*(slot.kinds for slot in slots)) or None
    weights, version = weights_of(page.stack.hall_id)
    return Sight(weights, allowed, version)


def _judged(text: PageText, sight: Sight, at: datetime) -> dict[str, Any]:
    """The columns of a page as read."""
    kept = {
        "text_kept": json.dumps(text.as_json(), ensure_ascii=False),
        "turned": text.turned,
        "blank": text.blank,
        "says_hash": _says(text),
    }
    if text.blank:
        return kept | {"state": PageState.DROPPED, "kind": "", "why": BLANK}
    judged = sight.judged(text)
    verdict, kind = judged.verdict, judged.verdict.kind
    doubts = check(kind, judged.fields, at.date()) if kind else ()
    return kept | {
        "state": PageState.READ if kind else PageState.ABSTAINED,
        "kind": kind or "",
        "sure": verdict.sure,
        "runners": [[runner, round(sure, 4)] for runner, sure in verdict.runners],
        "why": {} if kind else Refusal("page.unsure", verdict.why).as_json(),
        "judged_by": sight.version,
        "doubtful": bool(doubts),
        "found_kept": found_json(judged.fields, doubts),
    }


def found_json(fields: Sequence[FieldFound], doubts: Iterable[Doubt]) -> str:
    """What was found on a page, as it is kept."""
    found = {
        "fields": [one.as_json() for one in fields],
        "doubts": [refusal_for(one).as_json() for one in doubts],
    }
    return json.dumps(found, ensure_ascii=False)


def refusal_for(doubt: Doubt) -> Refusal:
    """A doubt as it is told."""
    return Refusal(
        doubt.code, doubt.says, field=doubt.field, remedy=doubt.remedy, **doubt.facts
    )


BLANK = Refusal("page.blank", N_("The page is blank.")).as_json()


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

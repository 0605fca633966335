"""Stacks as they lie when the reading is over, as rows: people, pages with fields and
doubts, and their pictures. tests/factories/stacks.py has them read for real."""

import io
import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PIL import Image, ImageDraw

from tests.factories.accounts import COLLEAGUE, NOW
from yichuang.kernel.text import N_
from yichuang.materials.engines import storage
from yichuang.materials.models import (
    PageState,
    PageWords,
    PaperApplicant,
    Stack,
    StackFile,
    StackFileState,
    StackPage,
    StackState,
)
from yichuang.materials.queries.locating import words_for
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.reading import Line, PageText, Spot
from yichuang.materials.services.opening import PAGE_EDGE, THUMB_EDGE

WIDE, TALL = 1131, 1600
NAME_AT = Spot(0.12, 0.2, 0.3, 0.04)
NUMBER_AT = Spot(0.12, 0.3, 0.5, 0.04)


def make_read_stack(title: str = "一中2026年春季", **over: Any) -> Stack:
    """A stack of hall 1 that is read, without pages yet."""
    given: dict[str, Any] = {
        "key": secrets.token_hex(16),
        "hall_id": 1,
        "title": title,
        "state": StackState.READY,
        "uploaded_by": COLLEAGUE,
        "by_name": "陈雨",
        "uploaded_at": NOW,
        "began_at": NOW,
        "ready_at": NOW,
    }
    stack = Stack.objects.create(**given | over)
    StackFile.objects.create(
        stack=stack, position=1, name="扫描件.pdf", state=StackFileState.LAID
    )
    return stack


def make_applicant(stack: Stack, name: str = "林知夏") -> PaperApplicant:
    """Somebody whose papers lie in the stack."""
    order = stack.applicants.count() + 1
    return PaperApplicant.objects.create(stack=stack, order=order, name=name)


def make_page(
    stack: Stack,
    kind: PageClass | None = PageClass.DIPLOMA,
    *,
    says: Sequence[str] = ("毕业证书", "姓名 林知夏"),
    fields: Sequence[tuple[str, str, Spot]] = (("name", "林知夏", NAME_AT),),
    doubts: Sequence[dict[str, Any]] = (),
    **over: Any,
) -> StackPage:
    """The next page of a stack, proposed as `kind`, or left open with None."""
    number = stack.pages.count() + 1
    lines = tuple(
        Line(text, 0.98, Spot(0.12, 0.1 + 0.1 * n, 0.3, 0.04))
        for n, text in enumerate(says)
    )
    found = [
        {"name": name, "value": value, "spot": spot.as_json(), "sure": 0.97, "part": 0}
        for name, value, spot in fields
    ]
    given: dict[str, Any] = {
        "key": secrets.token_hex(16),
        "stack": stack,
        "number": number,
        "file": stack.files.get(position=1),
        "page_in_file": number,
        "state": PageState.READ if kind else PageState.ABSTAINED,
        "kind": kind or "",
        "sure": 0.97 if kind else 0.0,
        "runners": [["degree", 0.02], ["training_cert", 0.01]],
        "text_kept": json.dumps(PageText(WIDE, TALL, lines=lines).as_json()),
        "found_kept": json.dumps({"fields": found, "doubts": list(doubts)}),
        "doubtful": bool(doubts),
    }
    page = StackPage.objects.create(**given | over)
    PageWords.objects.create(page=page, words=words_for(page))
    Stack.objects.filter(pk=stack.pk).update(pages_total=number, pages_done=number)
    return page


def doubt(field: str = "valid_until") -> dict[str, Any]:
    """A doubt as it is kept: the paper has expired."""
    return {
        "code": "paper.expired",
        "says": N_("This paper expired on %(day)s."),
        "remedy": N_("Ask for one that is valid."),
        "field": field,
        "facts": {"day": "2025-12-31"},
    }


def make_sorted(title: str = "一中2026年春季", at: datetime = NOW) -> Stack:
    """Two people, five pages: sure, doubtful, unsure, confirmed, and nobody's."""
    stack = make_read_stack(title, uploaded_at=at)
    one, two = make_applicant(stack), make_applicant(stack, "周大顺")
    make_page(stack, applicant=one, document=1)
    make_page(
        stack,
        PageClass.ID_BACK,
        says=("居民身份证", "有效期限 2015.12.31-2025.12.31"),
        fields=(("valid_until", "2025-12-31", NUMBER_AT),),
        doubts=(doubt(),),
        applicant=one,
    )
    make_page(stack, None, says=("某某证明",), fields=(), applicant=two)
    make_page(
        stack,
        PageClass.MANDARIN,
        applicant=two,
        state=PageState.CONFIRMED,
        confirmed_by=COLLEAGUE,
        confirmed_at=at,
    )
    make_page(stack, PageClass.DEGREE, says=("学士学位证书",), fields=())
    return stack


def draw(page: StackPage) -> None:
    """The pictures of a page on disk: its lines in frames, upright."""
    picture = Image.new("RGB", (WIDE, TALL), "white")
    pen = ImageDraw.Draw(picture)
    text = page.text
    assert text is not None
    for line in text.lines:
        x, y = line.spot.x * WIDE, line.spot.y * TALL
        pen.rectangle((x, y, x + line.spot.w * WIDE, y + line.spot.h * TALL), "#ddd")
    for edge in (PAGE_EDGE, THUMB_EDGE):
        small = picture.copy()
        small.thumbnail((edge, edge))
        kept = io.BytesIO()
        small.save(kept, "JPEG")
        target = storage.preview_path(page.key, 1, edge)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(kept.getvalue())

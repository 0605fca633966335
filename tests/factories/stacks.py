"""Stacks of papers for tests: brought and laid out by the services, read by a reader that
says what it is told, so that no test waits for the real one unless it asks for it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import materials as make
from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines import reader
from yichuang.materials.models import Stack, StackPage
from yichuang.materials.rules.reading import Line, PageText, Spot
from yichuang.materials.services import stacks

AT = make.AT

ID_FRONT = (
    "姓名 王芳",
    "性别 女 民族 汉",
    "出生 1990年1月1日",
    "住址 湖南省临湘市五里牌街道桂花路9号",
    "公民身份号码 430682199001012344",
)
ID_BACK = (
    "中华人民共和国",
    "居民身份证",
    "签发机关 临湘市公安局",
    "有效期限 2020.03.01-2040.03.01",
)
DIPLOMA = (
    "普通高等学校",
    "毕业证书",
    "学生 王芳 性别 女，一九九〇年一月一日生，于二〇〇八年九月至二〇一二年六月",
    "在本校 汉语言文学 专业四年制本科学习，修完教学计划规定的全部课程，",
    "成绩合格，准予毕业。",
    "校名：湘北师范大学 校长：李明",
    "证书编号：105421201205001234",
    "二〇一二年六月三十日",
)
LETTER = ("亲爱的妈妈：", "家里的橘子熟了吗？", "我们都好，勿念。")


def said(lines: Sequence[str], **over: Any) -> PageText:
    """A page with these lines, one under the other."""
    step = 0.8 / max(1, len(lines))
    placed = tuple(
        Line(text, 0.98, Spot(0.1, 0.1 + step * n, min(0.8, 0.03 * len(text)), 0.03))
        for n, text in enumerate(lines)
    )
    return PageText(**({"width": 1131, "height": 1600, "lines": placed} | over))


def card(lines: Sequence[str]) -> PageText:
    """A page that is the picture of a card."""
    return said(lines, width=1012, height=638)


class ToldReader:
    """Reads what it was told, page after page; a Refusal is raised instead."""

    def __init__(self, pages: Sequence[PageText | Refusal]) -> None:
        self._pages = list(pages)
        self.read_pages: list[int] = []

    def read(
        self, _source: Path, _kind: object, page: int = 1, **wish: Any
    ) -> PageText:
        self.read_pages.append(page)
        found = self._pages.pop(0)
        if isinstance(found, Refusal):
            raise found
        for target in (wish.get("pictures") or {}).values():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(make.jpeg(60, 85))
        return found


@contextmanager
def reading(*pages: PageText | Refusal) -> Iterator[ToldReader]:
    """The worker's reader is one that says these pages."""
    told = ToldReader(pages)
    with patch.object(reader, "shared", lambda: told):
        yield told


_pdf = cache(make.pdf)  # its own time stands in it: made again it is another file


def pdf_file(pages: int = 1, name: str = "扫描件.pdf") -> SimpleUploadedFile:
    """A PDF of empty pages as it arrives from a form."""
    return SimpleUploadedFile(name, _pdf(pages))


def work_off(at: datetime = AT, most: int = 500) -> int:
    """Let the worker do all there is to do; how many steps it took."""
    steps = 0
    while steps < most and stacks.take_step(at=at + timedelta(seconds=steps)):
        steps += 1
    return steps


def make_stack(by: Actor, *pages: PageText | Refusal, **over: Any) -> Stack:
    """A stack that is read, with these pages; an identity card and a diploma if none
    are given."""
    told = pages or (card(ID_FRONT), card(ID_BACK), said(DIPLOMA))
    given: dict[str, Any] = {"hall_id": 1, "title": "第一批", "at": AT, **over}
    files = given.pop("files", None) or [pdf_file(len(told))]
    stack = stacks.create(files, by=by, **given)
    with reading(*told):
        work_off()
    stack.refresh_from_db()
    return stack


def page_of(stack: Stack, number: int = 1) -> StackPage:
    """A page of the stack as it stands now."""
    return StackPage.objects.select_related("stack", "file", "applicant").get(
        stack=stack, number=number
    )

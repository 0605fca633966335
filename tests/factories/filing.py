"""Stacks that are read and put to people, and schools' folders, built row by row: what the
reader would have said, without reading."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import HALL
from tests.factories import materials as files
from tests.factories.accounts import invented_id, invented_uscc
from tests.factories.batches import TEACHER, make_season, make_teacher_item
from tests.factories.cases import NOW, Counter
from yichuang.accounts.policies import Actor
from yichuang.cases.models import SchoolFolder
from yichuang.cases.services import folders
from yichuang.cases.services.batches.members import Row
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import PaperRule
from yichuang.materials.engines import reader, storage
from yichuang.materials.models import (
    PageState,
    PaperApplicant,
    Stack,
    StackFile,
    StackFileState,
    StackPage,
    StackState,
)
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import FieldFound
from yichuang.materials.rules.reading import PageText, Spot

BORN = date(1988, 8, 8)
SPOT = Spot(0.2, 0.2, 0.3, 0.04)
PAPERS = (
    PaperRule(key="form", name="教师资格认定申请表", guidance="签好名"),
    PaperRule(key="id", name="居民身份证"),
    PaperRule(key="health", name="体检合格证明", guidance="指定医院"),
    PaperRule(key="mandarin", name="普通话水平测试等级证书"),
)


@dataclass
class Leaf:
    """A page to be: its class, what stands on it, how far it is."""

    kind: PageClass | None
    fields: Mapping[str, str] = field(default_factory=dict)
    state: PageState = PageState.CONFIRMED
    document: int | None = None


@dataclass
class Somebody:
    """Somebody with papers; `read` False where no number was read."""

    name: str
    serial: int
    leaves: Sequence[Leaf] = ()
    read: bool = True
    folder: str = ""

    @property
    def number(self) -> str:
        return invented_id(self.serial, BORN)


def whole(name: str, serial: int, **over: Mapping[str, str] | None) -> list[Leaf]:
    """Everything a teacher needs; `over` changes what stands on a class, None drops it."""
    number = invented_id(serial, BORN)
    own = {"name": name, "id_number": number}
    said: dict[str, Mapping[str, str] | None] = {
        "application_form": own | {"phone": "13900005001"},
        "id_front": own | {"address": "湖南省长沙市岳麓区桂花路9号"},
        "id_back": {"issuer": "长沙市公安局", "valid_until": "2040-03-01"},
        "physical_exam": {"name": name, "conclusion": "合格"},
        "mandarin": {"name": name, "level": "二级甲等", "certificate_number": "43"},
    }
    return [
        Leaf(PageClass(kind), fields)
        for kind, fields in (said | over).items()
        if fields is not None
    ]


def make_stack(*people: Somebody, **over: Any) -> Stack:
    """A stack that is read, each page with its owner; a person without a name owns
    nothing (loose pages)."""
    stack = Stack.objects.create(
        **{
            "key": secrets.token_hex(16),
            "hall_id": HALL,
            "title": "第一中学",
            "item_key": TEACHER,
            "state": StackState.READY,
            "uploaded_by": "user:1",
            "by_name": "陈雨",
            "uploaded_at": NOW,
        }
        | over
    )
    file = StackFile.objects.create(
        stack=stack, position=0, name="扫描.pdf", state=StackFileState.LAID
    )
    for order, somebody in enumerate(people, 1):
        lay(stack, file, somebody, order)
    return stack


def lay(stack: Stack, file: StackFile, somebody: Somebody, order: int) -> None:
    """The person and the pages, each with a picture of its own."""
    owner = (
        PaperApplicant.objects.create(
            stack=stack,
            order=order,
            name=somebody.name,
            id_number=somebody.number if somebody.read else "",
            id_hash=f"{order}" if somebody.read else "",
            folder=somebody.folder,
        )
        if somebody.name or somebody.folder
        else None
    )
    for leaf in somebody.leaves:
        number = stack.pages.count() + 1
        page = StackPage.objects.create(
            key=secrets.token_hex(16),
            stack=stack,
            number=number,
            file=file,
            page_in_file=number,
            state=leaf.state,
            kind=leaf.kind or "",
            sure=0.99,
            applicant=owner,
            document=leaf.document,
            text_kept=json.dumps(PageText(60, 85).as_json()),
            found_kept=json.dumps({"fields": _fields(leaf)}, ensure_ascii=False),
        )
        for edge in (reader.PAGE_EDGE, reader.THUMB_EDGE):
            target = storage.preview_path(page.key, 1, edge)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files.jpeg(60 + number, 85))
    pages = stack.pages.count()
    Stack.objects.filter(pk=stack.pk).update(pages_total=pages, pages_done=pages)
    stack.refresh_from_db()


def _fields(leaf: Leaf) -> list[dict[str, Any]]:
    return [
        FieldFound(name, value, SPOT, 0.98).as_json()
        for name, value in leaf.fields.items()
    ]


def make_matter(**over: Any) -> ItemVersion:
    """The teachers' matter with papers a stack can answer."""
    return make_teacher_item(**({"papers": PAPERS} | over))


def rows_of(*people: Somebody, **over: Any) -> list[Row]:
    """The school's list of these people."""
    return [
        Row(line, one.name, one.number, "", **over)
        for line, one in enumerate(people, 2)
    ]


def make_folder(
    counter: Counter,
    listed: Sequence[Somebody],
    found: Sequence[Somebody] | None = None,
    *,
    at: datetime = NOW,
    rows: Sequence[Row] | None = None,
) -> SchoolFolder:
    """A folder whose stack is read: brought by the service with one page, which gives
    way to the pages of `found` (those listed, without a word)."""
    season = SchoolFolder.objects.values_list("batch_id", flat=True).first()
    batch = season or make_season(counter).pk
    brought = folders.bring(
        batch,
        "第一中学",
        rows_of(*listed) if rows is None else rows,
        [SimpleUploadedFile("扫描.pdf", files.pdf(1))],
        answers={},
        by=counter.clerk,
        at=at,
    )
    assert brought.folder is not None, brought.bad
    return read_through(brought.folder, listed if found is None else found)


def make_all(at: datetime = NOW) -> int:
    """The worker until nobody waits; how many steps it took."""
    steps = 0
    while folders.make_step(at=at):
        steps += 1
    return steps


def mandate(until: date | None = None, **over: Any) -> folders.Mandate:
    """The mandate of a school, with a letter that is a picture."""
    given: dict[str, Any] = {
        "school": "第一中学",
        "uscc": invented_uscc(7),
        "letter": SimpleUploadedFile("委托书.jpg", files.jpeg(600, 800)),
        "until": until or NOW.date() + timedelta(days=60),
    }
    return folders.Mandate(**given | over)


def make_handed(
    counter: Counter,
    listed: Sequence[Somebody],
    found: Sequence[Somebody] | None = None,
    *,
    by: Actor,
    at: datetime = NOW,
) -> SchoolFolder:
    """A folder a school's agent handed in, whose stack is read: as `make_folder`."""
    season = SchoolFolder.objects.values_list("batch_id", flat=True).first()
    brought = folders.hand_in(
        season or make_season(counter).pk,
        mandate(),
        rows_of(*listed),
        [SimpleUploadedFile("扫描.pdf", files.pdf(1))],
        answers={},
        by=by,
        at=at,
    )
    assert brought.folder is not None, brought.bad
    return read_through(brought.folder, listed if found is None else found)


def read_through(folder: SchoolFolder, found: Sequence[Somebody]) -> SchoolFolder:
    """The folder's papers as if the worker had read these people's."""
    stack = folder.stack
    file = stack.files.get()
    StackFile.objects.filter(pk=file.pk).update(state=StackFileState.LAID)
    for order, somebody in enumerate(found, 1):
        lay(stack, file, somebody, order)
    Stack.objects.filter(pk=stack.pk).update(state=StackState.READY, ready_at=NOW)
    return SchoolFolder.objects.select_related("stack", "batch").get(pk=folder.pk)


def scan(wide: int = 300) -> SimpleUploadedFile:
    """A photograph; of another width it is another one."""
    return SimpleUploadedFile(f"{wide}.jpg", files.jpeg(wide, 400))

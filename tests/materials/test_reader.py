"""The reading process: sets pages upright, is bounded, and its end harms nobody."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from specimens import hostile
from specimens.drawing import draw
from specimens.people import a_person
from specimens.stacks import jpeg_of, pdf_of
from tests.factories.organisation import make_hall
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines.reader import THUMB_EDGE, Reader, joined
from yichuang.materials.models import StackPage
from yichuang.materials.rules import FileKind
from yichuang.materials.rules.reading import Line, PageText, Spot
from yichuang.materials.services import stacks

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    one = Reader()
    yield one
    one.close()


def test_a_card_on_its_side_is_set_upright_and_read(
    reader: Reader, tmp_path: Path
) -> None:
    card = draw("id_front", a_person(5), seed=5)
    source, thumb = tmp_path / "card", tmp_path / "thumb.jpg"
    source.write_bytes(jpeg_of(card.image.rotate(90, expand=True)))
    page = reader.read(source, FileKind.JPEG, pictures={THUMB_EDGE: thumb})
    truth = {field.name: field.value for field in card.fields}
    assert page.turned == 90
    assert page.width > page.height
    assert truth["id_number"] in page.text
    assert truth["name"] in page.text
    assert thumb.stat().st_size > 1_000
    assert 100 < reader.peak < 1_500  # MB


def test_a_broken_file_is_told_and_the_process_goes_on(
    reader: Reader, tmp_path: Path
) -> None:
    source = tmp_path / "broken"
    source.write_bytes(hostile.broken_jpeg()[:200])
    with pytest.raises(Refusal) as no:
        reader.read(source, FileKind.JPEG)
    assert no.value.code == "materials.broken"


def test_what_ends_the_process_is_a_page_not_a_fall(tmp_path: Path) -> None:
    source = tmp_path / "card"
    source.write_bytes(jpeg_of(draw("id_back", a_person(5), seed=5).image))
    for starved, code in (
        (Reader(memory=64 * 1024 * 1024), "materials.too-heavy"),
        (Reader(seconds=0.01), "page.unreadable"),
        (Reader(timeout=0.01), "reader.busy"),
    ):
        with pytest.raises(Refusal) as no:
            starved.read(source, FileKind.JPEG)
        assert no.value.code == code
        starved.close()


def test_a_second_look_adds_what_the_first_missed() -> None:
    name = Line("姓名 王芳", 0.9, Spot(0.1, 0.1, 0.3, 0.05))
    again = Line("姓名 王芬", 0.8, Spot(0.11, 0.1, 0.3, 0.05))
    number = Line("430682199001012344", 0.9, Spot(0.1, 0.5, 0.5, 0.05))
    first, second = (
        PageText(100, 100, lines=rows) for rows in ((name,), (again, number))
    )
    assert joined(first, second).lines == (name, number)


READING = """
import django
django.setup()
from django.utils import timezone
from yichuang.materials.services import stacks
while stacks.take_step(at=timezone.now()):
    print("step", flush=True)
"""


def worker() -> "subprocess.Popen[str]":
    """A worker in a process of its own, over the database and files of this test."""
    return subprocess.Popen(
        [sys.executable, "-c", READING],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONUTF8": "1",
            "DJANGO_SETTINGS_MODULE": "yichuang.config.settings",
            "YICHUANG_DATA": str(settings.DATA),
            "YICHUANG_DATABASE": f"sqlite:///{connection.settings_dict['NAME']}",
        },
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_reads_no_page_twice() -> None:
    hall, now = make_hall(), timezone.now()
    scan = pdf_of([draw("id_back", a_person(n), seed=n).image for n in (1, 2, 3)])
    file = SimpleUploadedFile("scan.pdf", scan)
    stack = stacks.create([file], by=SYSTEM, at=now, hall_id=hall.pk)
    first = worker()
    assert first.stdout is not None
    for _ in range(2):  # the file is laid out, the first page is read
        assert first.stdout.readline() == "step\n"
    pages = StackPage.objects.filter(stack=stack).order_by("number")
    while not pages.filter(number=2, tries=1).exists():
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)  # in the middle of the second
    first.communicate()
    stack.refresh_from_db()
    assert (stack.state, stack.pages_done) == ("reading", 1)
    pages.update(taken_until=None)  # the dead worker's lease runs out
    second = worker()
    second.communicate(timeout=240)
    assert second.returncode == 0
    stack.refresh_from_db()
    assert (stack.state, stack.pages_done) == ("ready", 3)
    assert not pages.exclude(state__in=["read", "abstained"]).exists()
    assert list(pages.values_list("tries", flat=True)) == [1, 2, 1]
    assert set(pages.values_list("version", flat=True)) == {2}  # each was kept once

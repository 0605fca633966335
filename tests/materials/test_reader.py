"""The reading process: sets pages upright, is bounded, and its end harms nobody."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from specimens import hostile
from specimens.drawing import draw
from specimens.people import a_person
from specimens.stacks import jpeg_of, pdf_of
from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines.reader import THUMB_EDGE, Reader, joined
from yichuang.materials.rules import FileKind
from yichuang.materials.rules.reading import Line, PageText, Spot

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
    for starved in (Reader(memory=64 * 1024 * 1024), Reader(timeout=0.01)):
        with pytest.raises(Refusal) as no:
            starved.read(source, FileKind.JPEG)
        assert no.value.code == "page.unreadable"
        starved.close()


def test_a_second_look_adds_what_the_first_missed() -> None:
    name = Line("姓名 王芳", 0.9, Spot(0.1, 0.1, 0.3, 0.05))
    again = Line("姓名 王芬", 0.8, Spot(0.11, 0.1, 0.3, 0.05))
    number = Line("430682199001012344", 0.9, Spot(0.1, 0.5, 0.5, 0.05))
    first, second = (
        PageText(100, 100, lines=rows) for rows in ((name,), (again, number))
    )
    assert joined(first, second).lines == (name, number)


SETTING_UP = """
import sys
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from tests.factories.organisation import make_hall
from yichuang.accounts.policies import SYSTEM
from yichuang.materials.services import stacks
call_command("migrate", verbosity=0)
hall = make_hall()
file = SimpleUploadedFile("scan.pdf", Path(sys.argv[1]).read_bytes())
stacks.create([file], by=SYSTEM, at=timezone.now(), hall_id=hall.pk)
"""
READING = """
from django.utils import timezone
from yichuang.materials.services import stacks
while stacks.take_step(at=timezone.now()):
    print("step", flush=True)
"""
TELLING = """
import json
from yichuang.materials.models import Stack, StackPage
stack = Stack.objects.get()
rows = StackPage.objects.order_by("number").values_list("state", "version", "tries")
print(json.dumps([stack.state, stack.pages_done, list(rows)]))
"""
LATER = """
from yichuang.materials.models import StackPage
StackPage.objects.update(taken_until=None)
"""


def run(code: str, home: Path, *given: str) -> "subprocess.Popen[str]":
    """The code in a process of its own, over a hall of its own."""
    start = "import django; django.setup()\n"
    return subprocess.Popen(
        [sys.executable, "-c", start + code, *given],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONUTF8": "1",
            "DJANGO_SETTINGS_MODULE": "yichuang.config.settings",
            "YICHUANG_DATA": str(home),
        },
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_worker_killed_in_the_middle_reads_no_page_twice(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(
        pdf_of([draw("id_back", a_person(n), seed=n).image for n in (1, 2, 3)])
    )
    home = tmp_path / "home"
    assert run(SETTING_UP, home, str(scan)).wait(120) == 0
    worker = run(READING, home)
    assert worker.stdout is not None
    for _ in range(2):  # the file is laid out, the first page is read
        assert worker.stdout.readline() == "step\n"
    time.sleep(0.2)  # it is in the middle of the second
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    state, done, pages = json.loads(run(TELLING, home).communicate(timeout=60)[0])
    assert (state, done) == ("reading", 1)
    assert [tries for _, _, tries in pages] == [1, 1, 0]
    assert run(LATER, home).wait(60) == 0  # the dead worker's lease runs out
    assert run(READING, home).wait(120) == 0
    state, done, pages = json.loads(run(TELLING, home).communicate(timeout=60)[0])
    assert (state, done) == ("ready", 3)
    assert [page for page, _, _ in pages] == ["read"] * 3
    assert [tries for _, _, tries in pages] == [1, 2, 1]  # page 1 was not read again
    assert {version for _, version, _ in pages} == {2}  # each was kept once

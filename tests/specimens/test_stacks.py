"""Stacks of several people's papers, and files that must trip nobody up."""

import io
import zipfile

import pypdfium2
import pytest
from PIL import Image

from specimens import hostile, stack
from specimens.stacks import PAPERS, Stack
from yichuang.materials.rules.kinds import kind_of


@pytest.fixture(scope="module")
def three() -> Stack:
    """Three applicants for a small item."""
    return stack(1, 3, "lodging-permit", wears=("clean",))


def test_a_stack_holds_what_its_truth_says(three: Stack) -> None:
    kinds = PAPERS["lodging-permit"]
    assert len(three.missing) == 1
    strays = 2  # an empty page and a letter
    assert len(three.truth()) == 3 * len(kinds) - 1 + strays
    for person in three.people:
        mine = [row["kind"] for row in three.truth() if row["name"] == person.name]
        left_out = [kind for name, kind in three.missing if name == person.name]
        assert sorted([*mine, *left_out]) == sorted(kinds)


def test_its_pdf_has_its_pages_and_is_the_same_each_time(three: Stack) -> None:
    made = three.pdf(edge=400)
    assert len(pypdfium2.PdfDocument(made)) == len(three.sheaves)
    again = stack(1, 3, "lodging-permit", wears=("clean",))
    assert again.pdf(edge=400) == made


def test_its_zip_has_a_folder_for_each_person(three: Stack) -> None:
    with zipfile.ZipFile(io.BytesIO(three.zip())) as archive:
        names = archive.namelist()
    folders = {name.split("/")[0] for name in names if "/" in name}
    assert folders == {person.name for person in three.people}
    assert len(names) == len(three.sheaves)


def test_the_hostile_files_are_what_they_say() -> None:
    assert len(pypdfium2.PdfDocument(hostile.long_pdf(1000))) == 1000
    assert kind_of(hostile.heic()) == "heic"
    deep = Image.open(io.BytesIO(hostile.grey_tiff()))
    assert deep.format == "TIFF"
    assert deep.mode.startswith("I")
    with pytest.raises((OSError, SyntaxError)):
        Image.open(io.BytesIO(hostile.broken_jpeg())).load()


def test_the_hostile_archives_are_what_they_say() -> None:
    with zipfile.ZipFile(io.BytesIO(hostile.zip_reaching_outside())) as archive:
        assert "../outside.jpg" in archive.namelist()
    with zipfile.ZipFile(io.BytesIO(hostile.zip_in_a_zip())) as archive:
        assert "more.zip" in archive.namelist()
    with (
        zipfile.ZipFile(io.BytesIO(hostile.zip_locked())) as archive,
        pytest.raises(RuntimeError, match="password"),
    ):
        archive.read("1.jpg")


def test_two_people_on_a_page_are_two_people() -> None:
    page = hostile.two_people_on_a_page()
    assert page.value("id_number")
    assert hostile.page_that_gives_orders().kind == "promise_letter"

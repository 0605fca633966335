"""Good files are kept: typed by content, without metadata, once, with a trace."""

import io

import pytest
from PIL import Image

from tests.cast import Cast
from tests.factories import materials as make
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.materials import queries, services
from yichuang.materials.engines import storage
from yichuang.materials.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "name", "kind", "kept_as"),
    [
        (make.jpeg(), "照片.JPG", "jpeg", "照片.jpg"),
        (make.png(), "scan.jpeg", "png", "scan.png"),
        (make.png(mode="RGBA"), "seal.png", "png", "seal.png"),
        (make.png(mode="I;16"), "grey.png", "png", "grey.png"),
        (make.webp(), "w.webp", "webp", "w.webp"),
        (make.pdf(2), "合同.PDF", "pdf", "合同.pdf"),
    ],
    ids=["jpeg", "png", "alpha", "grey-16", "webp", "pdf"],
)
def test_pictures_and_pdfs_are_kept_as_what_they_are(
    cast: Cast, content: bytes, name: str, kind: str, kept_as: str
) -> None:
    stored = make.make_file(cast.actor("clerk"), content, name=name)
    path = storage.path_of(stored.key)
    assert (stored.kind, stored.original_name) == (kind, kept_as)
    assert path.stat().st_size == stored.size
    assert storage.digest_of(path) == stored.sha256
    assert path.stat().st_mode & 0o077 == 0


def test_a_pdf_is_kept_byte_for_byte_and_counted(cast: Cast) -> None:
    content = make.pdf(3)
    stored = make.make_file(cast.actor("citizen"), content)
    assert storage.path_of(stored.key).read_bytes() == content
    assert stored.pages == 3


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken(cast: Cast) -> None:
    sent = make.jpeg_with_place()
    with Image.open(io.BytesIO(sent)) as before:
        assert before.getexif().get_ifd(0x8825)
    stored = make.make_file(cast.actor("citizen"), sent)
    with Image.open(storage.path_of(stored.key)) as after:
        assert (after.width, after.height) == (40, 60) == (stored.width, stored.height)
        assert not after.getexif()
        assert after.convert("L").getpixel((20, 5)) < 100  # type: ignore[operator]
    assert b"PhoneMaker" not in storage.path_of(stored.key).read_bytes()


def test_sixteen_bits_of_grey_are_not_cut_off(cast: Cast) -> None:
    sent = io.BytesIO()
    Image.new("I;16", (20, 20), 32_768).save(sent, "PNG")
    stored = make.make_file(cast.actor("citizen"), sent.getvalue())
    with Image.open(storage.path_of(stored.key)) as kept:
        assert kept.convert("L").getpixel((5, 5)) in range(125, 131)


def test_a_web_page_inside_a_picture_is_gone(cast: Cast) -> None:
    sent = make.jpeg_with_html()
    assert sent.count(b"<script>") == 2
    stored = make.make_file(cast.actor("citizen"), sent)
    assert b"<script>" not in storage.path_of(stored.key).read_bytes()


@pytest.mark.parametrize(
    ("given", "kept_as"),
    [
        ("../../x.png", "x.jpg"),
        ("..\\..\\windows\\x.exe", "x.jpg"),
        ("/etc/passwd", "passwd.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("<img onerror=x>.jpg", "img onerror=x.jpg"),
        ("....", "file.jpg"),
        ("长" * 300 + ".jpg", "长" * 80 + ".jpg"),
    ],
)
def test_names_are_made_harmless(cast: Cast, given: str, kept_as: str) -> None:
    stored = make.make_file(cast.actor("citizen"), name=given)
    assert stored.original_name == kept_as
    assert storage.path_of(stored.key).is_relative_to(storage.root())


def test_the_same_content_again_is_the_same_file(cast: Cast) -> None:
    citizen = cast.actor("citizen")
    first = make.make_file(citizen)
    assert make.make_file(citizen, name="again.jpg").pk == first.pk
    assert make.make_file(citizen, about="case:another").pk != first.pk
    assert Entry.objects.filter(code="materials.stored").count() == 2


def test_a_paper_has_room_for_twelve_files(cast: Cast) -> None:
    citizen = cast.actor("citizen")
    for side in range(12):
        make.make_file(citizen, make.png(10 + side, 10))
    with pytest.raises(Refusal) as refused:
        make.make_file(citizen, make.png(99, 10))
    assert refused.value.code == "materials.too-many-files"
    assert make.make_file(citizen, make.png(99, 10), purpose="other").pk


def test_files_of_a_subject_by_paper(cast: Cast) -> None:
    citizen = cast.actor("citizen")
    one = make.make_file(citizen)
    make.make_file(citizen, make.pdf(), purpose="id-card")
    assert len(queries.about(make.SUBJECT)) == 2
    (row,) = queries.about(make.SUBJECT, "mandate")
    assert row.key == one.key


def test_removing_takes_the_bytes_and_keeps_the_proof(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    citizen = cast.actor("citizen")
    stored = make.make_file(citizen)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.remove(stored, by=citizen, at=make.AT)
        services.remove(stored, by=citizen, at=make.AT)
    assert not storage.path_of(stored.key).exists()
    assert StoredFile.objects.get(pk=stored.pk).state == "removed"
    assert Entry.objects.filter(code="materials.removed").count() == 1
    assert make.make_file(citizen).pk != stored.pk


def test_a_stranger_stores_nothing(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        make.make_file(cast.actor("stranger"))
    assert refused.value.code == "permission.denied"


def test_files_from_the_shelf_are_put_to_a_case(cast: Cast) -> None:
    machine = cast.actor("machine")
    shelf = f"shelf:{machine.ref}"
    sent = make.make_file(machine, about=shelf, purpose="")
    (put,) = services.attach(
        [sent.key, sent.key],
        about=make.SUBJECT,
        purpose="id-card",
        by=machine,
        at=make.AT,
    )
    assert (put.pk, put.about, put.purpose) == (sent.pk, make.SUBJECT, "id-card")
    again = services.attach(
        [sent.key], about=make.SUBJECT, purpose="id-card", by=machine, at=make.AT
    )
    assert again[0].pk == sent.pk


def test_what_lies_on_anothers_shelf_is_not_there(cast: Cast) -> None:
    mine = make.make_file(
        cast.actor("citizen"), about="shelf:" + cast.actor("citizen").ref
    )
    with pytest.raises(Refusal) as refused:
        services.attach(
            [mine.key],
            about=make.SUBJECT,
            purpose="x",
            by=cast.actor("other_citizen"),
            at=make.AT,
        )
    assert refused.value.code == "materials.not-found"

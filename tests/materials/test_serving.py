"""Files are served as downloads or as pictures of ours, to those who may see them."""

import io

import pytest
from PIL import Image

from tests.cast import Cast
from tests.factories import materials as make
from yichuang.journal.models import Entry
from yichuang.materials import policies
from yichuang.materials.engines import storage
from yichuang.materials.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> StoredFile:
    """A photo of the citizen's case, which the citizen and the clerk may see."""
    who = {cast.actor("citizen").ref, cast.actor("clerk").ref}
    monkeypatch.setattr(policies, "_checkers", {})
    policies.register_access("case", lambda about, by: by.ref in who)
    return make.make_file(cast.actor("citizen"), make.jpeg(3000, 2000))


def test_a_file_is_a_download_that_no_browser_runs(
    cast: Cast, stored: StoredFile
) -> None:
    answer = cast.client("citizen").get(f"/files/{stored.key}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content == storage.path_of(stored.key).read_bytes()


@pytest.mark.parametrize(("path", "edge"), [("thumb.jpg", 360), ("pages/1.jpg", 1600)])
def test_a_page_shows_pictures_that_we_drew(
    cast: Cast, stored: StoredFile, path: str, edge: int
) -> None:
    client = cast.client("clerk")
    first = client.get(f"/files/{stored.key}/{path}").content
    with Image.open(io.BytesIO(first)) as picture:
        assert max(picture.size) == edge
    assert client.get(f"/files/{stored.key}/{path}").content == first


def test_every_page_of_a_pdf_can_be_seen(cast: Cast, stored: StoredFile) -> None:
    paper = make.make_file(cast.actor("citizen"), make.pdf(2), name="a.pdf")
    client = cast.client("clerk")
    for number, status in ((1, 200), (2, 200), (3, 404), (0, 404)):
        answer = client.get(f"/files/{paper.key}/pages/{number}.jpg")
        assert answer.status_code == status
    with Image.open(
        io.BytesIO(client.get(f"/files/{paper.key}/pages/2.jpg").content)
    ) as page:
        assert page.format == "JPEG"


@pytest.mark.parametrize("path", ["", "thumb.jpg", "pages/1.jpg"])
@pytest.mark.parametrize("who", ["other_citizen", "guide", "administrator"])
def test_others_find_nothing(
    cast: Cast, stored: StoredFile, who: str, path: str
) -> None:
    assert cast.client(who).get(f"/files/{stored.key}/{path}").status_code == 404


def test_strangers_are_sent_to_sign_in(cast: Cast, stored: StoredFile) -> None:
    for path in ("", "thumb.jpg", "pages/1.jpg"):
        answer = cast.client("stranger").get(f"/files/{stored.key}/{path}")
        assert answer.status_code == 302


def test_that_staff_opened_it_is_on_record(cast: Cast, stored: StoredFile) -> None:
    cast.client("citizen").get(f"/files/{stored.key}/")
    cast.client("clerk").get(f"/files/{stored.key}/thumb.jpg")
    assert not Entry.objects.filter(code="materials.opened").exists()
    cast.client("clerk").get(f"/files/{stored.key}/pages/1.jpg")
    (entry,) = Entry.objects.filter(code="materials.opened")
    assert entry.actor == cast.actor("clerk").ref


def test_a_file_the_disk_lost_is_said_to_be_lost(
    cast: Cast, stored: StoredFile
) -> None:
    storage.path_of(stored.key).unlink()
    answer = cast.client("clerk").get(f"/files/{stored.key}/")
    assert answer.status_code == 409


def test_previews_go_with_the_file(cast: Cast, stored: StoredFile) -> None:
    cast.client("clerk").get(f"/files/{stored.key}/thumb.jpg")
    preview = storage.preview_path(stored.key, 1, 360)
    assert preview.exists()
    storage.drop(stored.key)
    assert not preview.exists()

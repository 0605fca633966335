"""A photo that can hardly be read is said so at once, and is kept all the same."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from tests.cast import Cast
from tests.factories import online as make
from yichuang.cases.models import Case, CasePaper, CasePaperFile


@pytest.fixture
def draft(citizen: Client, cast: Cast) -> Case:
    return make.make_draft(cast)


def picture(box: tuple[int, int, int, int]) -> SimpleUploadedFile:
    """Written paper on a dark table; `box` is where the paper lies."""
    image = Image.new("RGB", (1200, 1600), (70, 60, 50))
    pen = ImageDraw.Draw(image)
    pen.rectangle(box, (225, 225, 222))
    for line in range(box[1] + 90, min(box[3], 1560), 70):
        for x in range(box[0] + 80, min(box[2], 1180) - 60, 34):
            pen.rectangle((x, line, x + 20, line + 26), (20, 20, 20))
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=90)
    return SimpleUploadedFile("申请单.jpg", kept.getvalue(), "image/jpeg")


def whole() -> SimpleUploadedFile:
    return picture((150, 150, 1050, 1450))


def cut_off() -> SimpleUploadedFile:
    return picture((300, 300, 1200, 1600))


def send(client: Client, case: Case, key: str, *files: Any, **more: Any) -> Any:
    url = f"/my/{case.number}/papers/{key}/"
    return client.post(url, {"file": list(files)}, **more)


def test_what_is_cut_off_is_said_with_its_place(citizen: Client, draft: Case) -> None:
    htmx = {"HX-Request": "true"}
    answer = send(citizen, draft, "form", cut_off(), headers=htmx)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "“申请单.jpg”" in said
    assert "右下角" in said
    assert "就用这张" in said
    assert "拿掉重拍" in said


def test_it_is_kept_and_may_be_used_anyway(citizen: Client, draft: Case) -> None:
    send(citizen, draft, "form", cut_off())
    assert CasePaper.objects.get(case=draft, key="form").state == "present"
    assert CasePaperFile.objects.filter(paper__case=draft).count() == 1


def test_without_script_the_next_page_says_it(citizen: Client, draft: Case) -> None:
    answer = send(citizen, draft, "form", cut_off())
    assert answer.status_code == 302
    assert "右下角" in citizen.get(answer["Location"]).content.decode()


def test_a_good_photo_goes_without_a_word(citizen: Client, draft: Case) -> None:
    answer = send(citizen, draft, "form", whole(), headers={"HX-Request": "true"})
    assert "就用这张" not in answer.content.decode()


def test_a_portrait_is_not_judged_like_a_page(citizen: Client, draft: Case) -> None:
    answer = send(citizen, draft, "photo", cut_off(), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "就用这张" not in answer.content.decode()

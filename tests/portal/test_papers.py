"""Photos and PDFs: several for a paper, what is wrong with one in plain words."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.factories import online as make
from tests.portal.reading import main_of, words
from yichuang.cases.models import Case, CasePaper, CasePaperFile


@pytest.fixture
def draft(citizen: Client, cast: Cast) -> Case:
    return make.make_draft(cast)


def send(
    client: Client, case: Case, *files: Any, key: str = "form", **more: Any
) -> Any:
    return client.post(
        f"/my/{case.number}/papers/{key}/", {"file": list(files)}, **more
    )


def state(case: Case, key: str = "form") -> str:
    return CasePaper.objects.get(case=case, key=key).state


def test_what_must_be_there_comes_first(citizen: Client, draft: Case) -> None:
    page = words(citizen.get(f"/my/{draft.number}/papers/"))
    assert page.index("补办毕业证明书申请单") < page.index("居民身份证")
    assert "还差 1 样：补办毕业证明书申请单" in page


def test_what_we_fetch_is_not_asked_for(citizen: Client, draft: Case) -> None:
    page = main_of(citizen.get(f"/my/{draft.number}/papers/"))
    assert "/papers/id-card/" not in page
    assert "我们从这里调取：公安人口库" in page


def test_several_photos_of_one_paper(citizen: Client, draft: Case) -> None:
    answer = send(
        citizen, draft, make.photo("1.jpg", "red"), make.photo("2.jpg", "blue")
    )
    assert answer.status_code == 302
    assert CasePaperFile.objects.filter(paper__case=draft).count() == 2
    assert state(draft) == "present"
    assert "要的材料都齐了" in words(citizen.get(f"/my/{draft.number}/papers/"))


def test_the_same_photo_twice_is_kept_once(citizen: Client, draft: Case) -> None:
    send(citizen, draft, make.photo())
    send(citizen, draft, make.photo())
    assert CasePaperFile.objects.filter(paper__case=draft).count() == 1


def test_a_program_named_pdf_is_told_in_words(citizen: Client, draft: Case) -> None:
    program = SimpleUploadedFile("合同.pdf", b"MZ\x90\x00" * 300, "application/pdf")
    page = send(citizen, draft, program)
    assert page.status_code == 422
    assert "“合同.pdf”：" in words(page)
    assert "程序" in words(page)
    assert state(draft) == "missing"


def test_the_good_ones_of_a_handful_are_kept(citizen: Client, draft: Case) -> None:
    page = send(
        citizen, draft, make.photo(), SimpleUploadedFile("b.pdf", b"PK\x03\x04" * 99)
    )
    assert page.status_code == 422
    assert "“b.pdf”" in words(page)
    assert state(draft) == "present"


def test_no_file_is_told(citizen: Client, draft: Case) -> None:
    page = send(citizen, draft)
    assert page.status_code == 422
    assert "还没选文件" in words(page)


def test_marks_in_a_file_name_stay_text(citizen: Client, draft: Case) -> None:
    page = send(citizen, draft, SimpleUploadedFile("<b>x<b>.pdf", b"MZ" * 99))
    assert "<b>x<b>" not in main_of(page)


def test_a_file_is_taken_off_again(citizen: Client, draft: Case) -> None:
    send(citizen, draft, make.photo())
    file = CasePaperFile.objects.get(paper__case=draft)
    citizen.post(f"/my/{draft.number}/papers/form/{file.pk}/remove/")
    assert not CasePaperFile.objects.exists()
    assert state(draft) == "missing"


def test_htmx_gets_the_box_and_what_is_left(citizen: Client, draft: Case) -> None:
    answer = send(citizen, draft, make.photo(), headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'id="paper-form"' in text
    assert 'hx-swap-oob="true">要的材料都齐了' in text


def test_nobody_adds_to_the_case_of_another(draft: Case, cast: Cast) -> None:
    other = cast.client("other_citizen")
    assert send(other, draft, make.photo()).status_code == 404
    assert other.get(f"/my/{draft.number}/papers/").status_code == 404
    assert not CasePaperFile.objects.exists()


def test_nothing_is_added_after_submitting(citizen: Client, cast: Cast) -> None:
    case = make.make_submitted(cast)
    assert send(citizen, case, make.photo("9.jpg", "green")).status_code == 409


def test_another_situation_changes_the_list(citizen: Client, draft: Case) -> None:
    send(citizen, draft, make.photo())
    answers = {"year": "after", "who": "agent"}
    citizen.post(f"/my/{draft.number}/answers/", answers)
    assert CasePaper.objects.filter(case=draft, key="mandate").exists()
    assert state(draft) == "present"

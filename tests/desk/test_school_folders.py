"""The pages of a school's folder and of a case's scans, as the clerk uses them."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.factories import materials as files
from tests.factories.accounts import invented_id
from tests.factories.batches import TEACHER, make_season
from tests.factories.cases import NOW, Counter
from tests.factories.filing import (
    BORN,
    Somebody,
    make_all,
    make_folder,
    make_matter,
    make_stack,
    whole,
)
from tests.factories.organisation import make_hall
from yichuang.accounts.services.people import find_or_create_person
from yichuang.cases.models import Case, Correction, FolderPerson, SchoolFolder
from yichuang.cases.services.intake import Party
from yichuang.materials.models import Stack, StackPage

HEADINGS = ["姓名", "身份证号", "手机", "任教学科", "已交材料"]
WANG = Somebody("王一", 801, whole("王一", 801))
LI = Somebody("李二", 802, whole("李二", 802, mandarin=None))
ZHANG = Somebody("张三", 803, whole("张三", 803, id_back={"valid_until": "2020-01-01"}))


@pytest.fixture
def hall(cast: Cast) -> Iterator[Counter]:
    make_hall()
    make_matter()
    with time_machine.travel(NOW, tick=True):
        yield Counter(cast, TEACHER)


def clerk(hall: Counter) -> Client:
    return hall.cast.client("clerk")


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def sheet(*rows: list[str]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("名单.xlsx", target.getvalue())


def bring(hall: Counter, *rows: list[str], **over: Any) -> Any:
    season = make_season(hall)
    given = {
        "school": "第一中学",
        "list": sheet(*rows),
        "file": SimpleUploadedFile("扫描.pdf", files.pdf(2)),
    }
    return clerk(hall).post(f"/desk/batches/{season.pk}/folders/new/", given | over)


def test_a_list_and_a_scan_become_a_folder_that_is_read(hall: Counter) -> None:
    answer = bring(hall, ["王一", WANG.number, "13900005001", "语文", ""])
    folder = SchoolFolder.objects.get()
    assert answer["Location"].endswith(f"/folders/{folder.pk}/")
    person = FolderPerson.objects.get()
    assert (person.line, person.subject) == (2, "语文")
    said = text(clerk(hall).get(answer["Location"]))
    assert "名单有 1 人" in said
    assert 'hx-trigger="every 3s"' in said
    season = text(clerk(hall).get(f"/desk/batches/{folder.batch_id}/"))
    assert "第一中学" in season
    assert "接收学校材料袋" in season


def test_wrong_rows_are_named_with_row_column_and_remedy(hall: Counter) -> None:
    answer = bring(
        hall,
        ["王一", WANG.number, "123", "", ""],
        ["", invented_id(901, BORN), "", "", "护照"],
    )
    assert answer.status_code == 422
    said = text(answer)
    assert "名单有 3 处错误" in said
    for words in ("姓名", "手机", "已交材料", "护照"):
        assert words in said
    assert not SchoolFolder.objects.exists()
    assert not Stack.objects.exists()


def test_a_file_that_is_no_list_is_refused_at_its_field(hall: Counter) -> None:
    answer = bring(hall, list=SimpleUploadedFile("x.xlsx", b"\xff\xfe\0"))
    assert answer.status_code == 422
    assert 'href="#id_list"' in text(answer)


def test_the_empty_list_can_be_downloaded_and_read_again(hall: Counter) -> None:
    season = make_season(hall)
    answer = clerk(hall).get(f"/desk/batches/{season.pk}/folders/template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book.worksheets[0][1]] == HEADINGS
    assert book.worksheets[1]["A2"].value == "居民身份证"


def test_figures_open_their_lists(hall: Counter) -> None:
    folder = make_folder(hall, [WANG, LI, ZHANG])
    url = f"/desk/batches/{folder.batch_id}/folders/{folder.pk}/"
    said = text(clerk(hall).get(url))
    assert "1 人材料齐全" in said
    assert "缺：普通话水平测试等级证书" in said
    assert "王一" not in said  # names in lists are masked
    narrowed = text(clerk(hall).get(f"{url}?only=missing"))
    assert "李" in narrowed
    assert "缺：" in narrowed
    assert narrowed.count('role="row"') == 2


def test_from_doubt_to_notice(hall: Counter) -> None:
    folder = make_folder(hall, [WANG, LI, ZHANG])
    base = f"/desk/batches/{folder.batch_id}"
    person = FolderPerson.objects.get(name="张三")
    page = f"{base}/people/{person.pk}/"
    browser = clerk(hall)
    shown = browser.get(page)
    assert "2020" in text(shown)
    (place,) = [one for one in shown.context["places"] if one.questions]
    question = place.questions[0]
    assert question.answer == "fault"
    assert browser.post(page, {"seen": person.version}).status_code == 422
    done = browser.post(page, {"seen": person.version, f"j-{question.id}": "fault"})
    assert done.status_code == 302
    make = f"{base}/folders/{folder.pk}/receive/"
    asked = text(browser.get(f"{make}?which=missing"))
    assert "居民身份证" in asked
    assert "未提交" in asked
    assert browser.post(make, {"which": "missing"}).status_code == 302
    make_all()
    assert Correction.objects.count() == 2
    assert browser.post(make, {"which": "missing"}).status_code == 409
    browser.post(make, {"which": "complete"})
    make_all()
    assert Case.objects.filter(batch=folder.batch).count() == 3
    assert text(browser.get(f"{base}/folders/{folder.pk}/?only=made"))


def received(hall: Counter, who: Somebody) -> Case:
    person = find_or_create_person(
        name=who.name, id_number=who.number, by=hall.clerk, at=NOW
    )
    return hall.received(answers={}, party=Party(applicant=person))


def test_scans_of_a_case_are_brought_on_its_page(hall: Counter) -> None:
    case = received(hall, WANG)
    browser = clerk(hall)
    assert f"/desk/cases/{case.number}/scan/" in text(
        browser.get(f"/desk/cases/{case.number}/")
    )
    address = f"/desk/cases/{case.number}/scan/"
    scan = SimpleUploadedFile("扫描.pdf", files.pdf(2))
    assert browser.post(address, {"upload": "1", "file": scan}).status_code == 302
    assert Stack.objects.get().about == case.about
    assert "hx-trigger" in text(browser.get(address))


def test_one_press_files_and_leads_to_the_written_notice(hall: Counter) -> None:
    case = received(hall, LI)
    make_stack(LI, about=case.about)
    browser = clerk(hall)
    address = f"/desk/cases/{case.number}/scan/"
    shown = browser.get(address)
    assert "13900005001" in text(shown)
    seen = shown.context["seen"]
    done = browser.post(address, {"seen": seen, "fill": "1"})
    assert done["Location"] == f"/desk/cases/{case.number}/do/notify/"
    assert "普通话" in text(browser.get(done["Location"]))
    assert dict(case.papers.values_list("key", "state"))["id"] == "present"
    case.refresh_from_db()
    assert case.applicant is not None
    assert case.applicant.phone == "13900005001"
    again = browser.post(address, {"seen": case.version})
    assert again.status_code == 302
    assert "以前归入过" in text(browser.get(address))


def test_somebody_else_worked_on_the_case_meanwhile(hall: Counter) -> None:
    case = received(hall, LI)
    make_stack(LI, about=case.about)
    answer = clerk(hall).post(f"/desk/cases/{case.number}/scan/", {"seen": "99"})
    assert answer.status_code == 409


def test_a_page_no_paper_asks_for_goes_where_the_clerk_says(hall: Counter) -> None:
    case = received(hall, WANG)
    stack = make_stack(WANG, about=case.about)
    page = stack.pages.get(kind="mandarin")
    StackPage.objects.filter(pk=page.pk).update(kind="lease")
    browser, address = clerk(hall), f"/desk/cases/{case.number}/scan/"
    shown = browser.get(address)
    assert f'name="put-{page.key}"' in text(shown)
    browser.post(
        address, {"seen": shown.context["seen"], f"put-{page.key}": "mandarin"}
    )
    assert dict(case.papers.values_list("key", "state"))["mandarin"] == "present"


def test_from_a_stack_to_a_new_case_with_the_form_filled_in(hall: Counter) -> None:
    stack = make_stack(WANG)
    browser = clerk(hall)
    person = stack.applicants.get()
    receive = f"/desk/receive/{TEACHER}/?person={person.pk}"
    assert receive in text(browser.get(f"/desk/stacks/{stack.key}/file/"))
    form = browser.get(receive).context["form"]
    assert form["person_name"].value() == "王一"
    assert form["person_id_number"].value() == WANG.number
    case = received(hall, WANG)
    said = text(browser.get(f"/desk/stacks/{stack.key}/file/"))
    assert f"/desk/cases/{case.number}/scan/?person={person.pk}" in said
    address = f"/desk/cases/{case.number}/scan/?person={person.pk}"
    seen = browser.get(address).context["seen"]
    assert browser.post(address, {"seen": seen}).status_code == 302
    assert set(case.papers.values_list("state", flat=True)) == {"present"}

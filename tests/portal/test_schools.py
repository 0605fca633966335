"""A school's agent hands in, sees for each teacher what is missing, and adds it; the clerk
at the desk compares the mandate, takes over or gives back."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from tests.cast import Cast
from tests.factories import materials as files
from tests.factories.accounts import invented_uscc
from tests.factories.batches import TEACHER, make_season
from tests.factories.cases import NOW, Counter
from tests.factories.filing import (
    Somebody,
    make_handed,
    make_matter,
    rows_of,
    scan,
    whole,
)
from tests.factories.organisation import make_hall
from tests.portal.reading import main_of, words
from tests.portal.reading import whole as page_of
from yichuang.cases.models import SchoolFolder, SchoolHanding
from yichuang.cases.services import folders
from yichuang.cases.services.batches import rosters

WANG = Somebody("王一", 801, whole("王一", 801))
LI = Somebody("李二", 802, whole("李二", 802, mandarin=None))
ZHANG = Somebody("张三", 803, whole("张三", 803, id_back={"valid_until": "2020-01-01"}))


@pytest.fixture
def hall(cast: Cast) -> Iterator[Counter]:
    make_hall()
    make_matter()
    with time_machine.travel(NOW, tick=True):
        yield Counter(cast, TEACHER)


@pytest.fixture
def agent(hall: Counter) -> Client:
    return hall.cast.client("agent")


@pytest.fixture
def handed(hall: Counter) -> SchoolFolder:
    return make_handed(hall, [WANG, LI, ZHANG], by=hall.cast.actor("agent"))


def roster(*rows: tuple[str, str]) -> SimpleUploadedFile:
    text = "\n".join(("姓名,身份证号", *(",".join(row) for row in rows)))
    return SimpleUploadedFile("名单.csv", text.encode())


def form(**over: Any) -> dict[str, Any]:
    return {
        "school": "第一中学",
        "uscc": invented_uscc(7),
        "letter": SimpleUploadedFile("委托书.jpg", files.jpeg(600, 800)),
        "until": "2026-12-31",
        "list": roster(("王一", WANG.number)),
        "file": scan(),
        "consent": "on",
    } | over


def test_from_the_open_season_to_a_folder_that_is_read(
    hall: Counter, agent: Client
) -> None:
    season = make_season(hall)
    address = f"/my/schools/new/{season.pk}/"
    assert address in main_of(agent.get("/my/schools/"))
    assert address in main_of(agent.get(f"/matters/{TEACHER}/"))
    answer = agent.post(address, form())
    folder = SchoolFolder.objects.get()
    assert answer["Location"] == f"/my/schools/{folder.pk}/"
    assert folder.handing.agent == "胡秀兰"
    assert "识读会继续" in words(agent.get(answer["Location"]))
    assert "第一中学" in words(agent.get("/my/schools/"))


def test_wrong_rows_and_fields_are_named_and_nothing_is_kept(
    hall: Counter, agent: Client
) -> None:
    address = f"/my/schools/new/{make_season(hall).pk}/"
    bad = agent.post(address, form(list=roster(("", "1"), ("王一", WANG.number))))
    assert bad.status_code == 422
    assert "第 2 行" in words(bad)
    wrong = agent.post(address, form(uscc="123", until="2020-01-01"))
    assert set(wrong.context["form"].errors) == {"until"}
    wrong = agent.post(address, form(uscc="123"))
    assert set(wrong.context["form"].errors) == {"uscc"}
    assert not SchoolFolder.objects.exists()


def test_no_season_no_form(hall: Counter, agent: Client) -> None:
    assert "现在没有正在受理的批次" in words(agent.get("/my/schools/"))
    assert agent.get("/my/schools/new/999/").status_code == 404


def test_each_teacher_has_what_is_missing_and_what_differs(
    agent: Client, handed: SchoolFolder
) -> None:
    shown = agent.get(f"/my/schools/{handed.pk}/")
    said = words(shown)
    assert "1 位老师还缺材料" in said
    assert "缺：普通话水平测试等级证书" in said
    stands = {one.name: one.says for one in shown.context["people"]}
    assert stands == {"李二": "缺材料", "张三": "请核对", "王一": "齐全"}
    assert WANG.number not in shown.content.decode()
    only = agent.get(f"/my/schools/{handed.pk}/?only=missing")
    assert [one.name for one in only.context["people"]] == ["李二"]


def test_what_is_missing_is_added_for_one_teacher(
    agent: Client, handed: SchoolFolder
) -> None:
    person = handed.people.get(name="李二")
    address = f"/my/schools/{handed.pk}/people/{person.pk}/"
    assert "补交缺少的材料" in words(agent.get(address))
    assert agent.post(address, {}).status_code == 422
    assert agent.post(address, {"file": scan()}).status_code == 302
    assert "已添加 1 个文件" in page_of(agent.get(address))
    assert 'hx-select="#papers"' in main_of(agent.get(address))
    agent.post(address, {"file": scan()})
    assert "没有重复添加" in page_of(agent.get(address))


def test_the_pages_are_english_too(agent: Client, handed: SchoolFolder) -> None:
    person = handed.people.get(name="张三")
    for address in (
        "/my/schools/",
        f"/my/schools/new/{handed.batch_id}/",
        f"/my/schools/{handed.pk}/",
        f"/my/schools/{handed.pk}/people/{person.pk}/",
    ):
        agent.cookies["django_language"] = "en"
        with translation.override("en"):
            assert "学校" not in words(agent.get(address)).replace("第一中学", "")


def test_the_clerk_takes_it_over_or_gives_it_back(
    hall: Counter, agent: Client, handed: SchoolFolder
) -> None:
    clerk = hall.cast.client("clerk")
    address = f"/desk/batches/{handed.batch_id}/folders/{handed.pk}/"
    assert "待接收" in words(clerk.get(f"/desk/batches/{handed.batch_id}/"))
    shown = main_of(clerk.get(address))
    assert "核对委托书" in shown
    assert f"/files/{handed.handing.letter.key}/" in shown
    assert clerk.get(f"{address}receive/?which=complete").status_code == 200
    refused = clerk.post(f"{address}receive/", {"which": "complete"})
    assert "还没有接收" in words(refused)
    empty = clerk.post(f"{address}take/", {"seen": 1, "give-back": "1"})
    assert "没有写原因" in words(empty)
    clerk.post(f"{address}take/", {"seen": 1, "give-back": "1", "reason": "没盖章"})
    back = words(agent.get(f"/my/schools/{handed.pk}/"))
    assert "大厅退回了这份申报" in back
    assert "没盖章" in back
    letter = {"letter": form()["letter"], "until": "2026-12-31"}
    agent.post(f"/my/schools/{handed.pk}/again/", letter)
    assert clerk.post(f"{address}take/", {"seen": 1}).status_code == 409
    clerk.post(f"{address}take/", {"seen": 3})
    assert SchoolHanding.objects.get().state == "taken"
    assert f"{address}receive/?which=complete" in main_of(clerk.get(address))


def test_the_clerk_adds_a_scan_and_is_told_what_came_later(
    hall: Counter, handed: SchoolFolder
) -> None:
    clerk = hall.cast.client("clerk")
    address = f"/desk/batches/{handed.batch_id}/folders/{handed.pk}/"
    assert clerk.post(f"{address}add/", {}).status_code == 422
    assert clerk.post(f"{address}add/", {"file": scan()}).status_code == 302
    assert "已添加 1 个文件" in page_of(clerk.get(address))


def test_the_empty_list_is_one_the_reader_understands(agent: Client) -> None:
    sent = agent.get("/my/schools/teachers.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(sent)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["姓名", "身份证号", "手机", "任教学科"]
    assert sheet["B2"].number_format == "@"
    assert rosters.read("teachers.xlsx", sent) == ()


def test_a_folder_of_another_school_is_not_there(
    hall: Counter, handed: SchoolFolder
) -> None:
    other = hall.cast.client("citizen")
    person = handed.people.first()
    assert person is not None
    for address in (
        f"/my/schools/{handed.pk}/",
        f"/my/schools/{handed.pk}/people/{person.pk}/",
        f"/files/{handed.handing.letter.key}/",
    ):
        assert other.get(address).status_code == 404


def test_an_agent_of_two_schools_sees_one_person_of_each(
    hall: Counter, agent: Client, handed: SchoolFolder
) -> None:
    other = folders.hand_in(
        handed.batch_id,
        folders.Mandate(
            "第二中学", invented_uscc(8), form()["letter"], handed.batch.closes
        ),
        rows_of(Somebody("孙五", 805)),
        [scan(320)],
        answers={},
        by=hall.cast.actor("agent"),
        at=NOW,
    ).folder
    assert other is not None
    person = other.people.get()
    address = f"/my/schools/{handed.pk}/people/{person.pk}/"
    assert agent.get(address).status_code == 404

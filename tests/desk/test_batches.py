"""The pages of a season as its people use them: announced, entered from a list, accepted
at once, reviewed, decided, printed; and many cases chosen in the work list."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.factories.accounts import invented_id
from tests.factories.batches import (
    TEACHER,
    make_season,
    make_teacher_item,
    teacher,
    teachers,
    work,
)
from tests.factories.cases import NOW, Counter
from tests.factories.organisation import make_hall
from yichuang.accounts.models import Person
from yichuang.cases.models import Batch, Case, Run

HEADINGS = ["姓名", "身份证号", "手机", "已交材料"]
BORN = date(1988, 8, 8)
GOOD = ["王一", invented_id(501, BORN), "13900005001", ""]


@pytest.fixture
def hall(cast: Cast) -> Iterator[Counter]:
    make_hall()
    make_teacher_item()
    with time_machine.travel(NOW, tick=True):
        yield Counter(cast, TEACHER)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def workbook(*rows: list[Any]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("名单.xlsx", target.getvalue())


def browser(hall: Counter, who: str) -> Client:
    return hall.cast.client(who)


def test_the_head_announces_a_season(hall: Counter) -> None:
    client = browser(hall, "department_head")
    assert "公布批次" in text(client.get("/desk/batches/"))
    answer = client.post(
        "/desk/batches/new/",
        {
            "item": TEACHER,
            "name": "2026年春季",
            "opens": "2026-03-01",
            "closes": "2026-03-31",
        },
    )
    season = Batch.objects.get()
    assert answer["Location"] == f"/desk/batches/{season.pk}/"
    assert "2026年春季" in text(client.get(answer["Location"]))


def test_a_season_that_closes_before_it_opens_is_told_at_its_field(
    hall: Counter,
) -> None:
    answer = browser(hall, "department_head").post(
        "/desk/batches/new/",
        {"item": TEACHER, "name": "春", "opens": "2026-03-31", "closes": "2026-03-01"},
    )
    assert answer.status_code == 422
    assert 'href="#id_closes"' in text(answer)
    assert not Batch.objects.exists()


def enter(hall: Counter, season: Batch, file: Any, **more: str) -> Any:
    return browser(hall, "clerk").post(
        f"/desk/batches/{season.pk}/enter/", {"file": file, **more}
    )


def test_a_school_s_list_becomes_full_cases(hall: Counter) -> None:
    season = make_season(hall)
    other = ["李二", invented_id(502, BORN), "", "教师资格认定申请表"]
    answer = enter(hall, season, workbook(HEADINGS, GOOD, other))
    assert answer.status_code == 302
    whole, part = Case.objects.filter(batch=season).order_by("id")
    assert whole.applicant_name == "王一"
    assert set(whole.papers.values_list("state", flat=True)) == {"present"}
    assert dict(part.papers.values_list("key", "state")) == {
        "form": "present",
        "health": "missing",
    }


WRONG = [
    (["", invented_id(503, BORN), "", ""], "姓名"),
    (["张三", "430999198808080001", "", ""], ""),
    (["张三", invented_id(503, BORN), "12345", ""], ""),
    (["张三", invented_id(503, BORN), "", "护照"], "护照"),
    (GOOD, "第 2 行"),
]


@pytest.mark.parametrize(("row", "says"), WRONG)
def test_a_wrong_row_is_named_and_nothing_is_written(
    hall: Counter, row: list[str], says: str
) -> None:
    season = make_season(hall)
    answer = enter(hall, season, workbook(HEADINGS, GOOD, row))
    assert answer.status_code == 422
    said = text(answer)
    assert "1 行有错" in said
    assert says in said
    assert not Case.objects.exists()
    assert not Person.objects.filter(name="王一").exists()


def test_told_to_skip_it_enters_the_others(hall: Counter) -> None:
    season = make_season(hall)
    bad = ["张三", "1", "", ""]
    answer = enter(hall, season, workbook(HEADINGS, bad, GOOD), skip="on")
    assert answer.status_code == 200
    assert "1 行有错" in text(answer)
    assert [case.applicant_name for case in Case.objects.all()] == ["王一"]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 no workbook", b"\xff\xfe\x00 neither", "随便写的\n".encode(), b""],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(
    hall: Counter, content: bytes
) -> None:
    season = make_season(hall)
    answer = enter(hall, season, SimpleUploadedFile("x.xlsx", content))
    assert answer.status_code == 422
    assert 'id="id_file' in text(answer)
    assert not Case.objects.exists()


def test_from_received_to_printed(hall: Counter, settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    season = make_season(hall)
    hall.letter("chief_approver")
    teachers(hall, 4)
    teacher(hall, 8, but="health")
    clerk, chief = browser(hall, "clerk"), browser(hall, "chief_approver")
    page = f"/desk/batches/{season.pk}/"
    assert "批量受理 (5)" in text(clerk.get(page))
    run = press(clerk, season, "accept", "waiting")
    said = text(clerk.get(run))
    assert "办好 4 件，跳过 1 件" in said
    assert "体检合格证明" in said
    against = Case.objects.filter(batch=season, state="accepted").first()
    assert against is not None
    find = f"{page}members/{against.number}/"
    assert (
        chief.post(find, {"seen": against.version, "agrees": "no"}).status_code == 422
    )
    answer = chief.post(
        find, {"seen": against.version, "agrees": "no", "reason": "学历不符合。"}
    )
    assert answer.status_code == 302
    assert "学历不符合" in text(chief.get(f"{page}members/?only=wanting"))
    press(chief, season, "check", "unreviewed")
    press(chief, season, "decide", "found")
    assert Case.objects.filter(batch=season, state="approved").count() == 3
    assert Case.objects.filter(batch=season, state="refused").count() == 1
    run = press(clerk, season, "print", "decided", kind="certificate")
    assert "打印文件" in text(clerk.get(run))
    volume = clerk.get(f"{run}volumes/1/")
    assert volume["Content-Type"] == "application/pdf"
    assert volume.content[:4] == b"%PDF"
    again = text(
        clerk.get(press(clerk, season, "print", "decided", kind="certificate"))
    )
    assert "已经打印过" in again


def press(client: Client, season: Batch, action: str, only: str, **more: str) -> str:
    """Ask for a run on its page and let the worker do it; the run's address."""
    address = f"/desk/runs/new/?action={action}&batch={season.pk}&only={only}"
    asked = client.get(address)
    assert asked.status_code == 200
    token = asked.context["form"]["token"].value()
    answer = client.post(address, {"token": token, **more})
    assert answer.status_code == 302, text(answer)
    work()
    return str(answer["Location"])


def test_progress_is_asked_again_only_while_it_runs(hall: Counter) -> None:
    season = make_season(hall)
    teachers(hall, 2)
    client = browser(hall, "clerk")
    address = f"/desk/runs/new/?action=accept&batch={season.pk}&only=waiting"
    run = client.post(address, {"token": "0123456789abcdef"})["Location"]
    waiting = text(client.get(run))
    assert 'hx-trigger="every 2s"' in waiting
    assert 'role="status"' in waiting
    assert client.post(f"{run}turn/", {"stop": "1"}).status_code == 302
    assert "继续" in text(client.get(run))
    client.post(f"{run}turn/", {"go": "1"})
    work()
    assert "hx-trigger" not in text(client.get(run)).split('id="run"')[1][:200]


def test_many_are_chosen_in_the_work_list(hall: Counter) -> None:
    cases = teachers(hall, 3)
    client = browser(hall, "clerk")
    page = text(client.get("/desk/cases/"))
    assert f'value="{cases[0].number}"' in page
    chosen = f"action=accept&n={cases[0].number}&n={cases[2].number}"
    asked = text(client.get(f"/desk/runs/new/?{chosen}"))
    assert "选中 2 件" in asked
    client.post(f"/desk/runs/new/?{chosen}", {"token": "0123456789abcdef"})
    assert Run.objects.get().total == 2


def test_nothing_chosen_says_how_to_choose(hall: Counter) -> None:
    page = text(browser(hall, "clerk").get("/desk/runs/new/?action=accept"))
    assert "先在办件列表里勾选" in page


def test_all_of_a_filtered_list(hall: Counter) -> None:
    teachers(hall, 3)
    hall.accepted(item_key=TEACHER, answers={})
    client = browser(hall, "clerk")
    address = "/desk/runs/new/?action=accept&all=1&state=received"
    client.post(address, {"token": "0123456789abcdef"})
    assert Run.objects.get().total == 3


def test_what_one_may_not_do_alone_one_may_not_do_to_many(hall: Counter) -> None:
    assert (
        browser(hall, "clerk").get("/desk/runs/new/?action=approve").status_code == 404
    )
    assert (
        browser(hall, "guide").get("/desk/runs/new/?action=accept").status_code == 404
    )

"""The plan of a day on the desk: asked for, watched, adopted; peaks; what if."""

import json

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.planning import make_past, make_peak, make_ready_plan
from tests.factories.queueing import call, make_lines, make_seat, make_ticket, serve
from tests.planning.when import NOW, SUNDAY, TODAY, TOMORROW
from yichuang.journal.models import Entry
from yichuang.organisation.models import Hall
from yichuang.planning.models import KnownPeak, Plan, PlanState
from yichuang.planning.services import plans


@pytest.fixture
def lines(hall: Hall) -> Hall:
    """The hall with its lines and forty days behind it."""
    made = make_lines(hall, windows=4)
    make_past(TODAY)
    return made


def page(cast: Cast, who: str, url: str, status: int = 200, **said: str) -> str:
    client = cast.client(who)
    answer = client.post(url, said) if said else client.get(url)
    assert answer.status_code == status, answer.content[:400]
    return answer.content.decode()


def test_the_day_shows_who_came_beside_who_was_expected(
    lines: Hall, cast: Cast
) -> None:
    make_ticket("A")
    called = call(make_seat(5), minute=12)
    assert called is not None
    serve(called, begins=12, ends=14)
    html = page(cast, "clerk", reverse("desk:plan"))
    assert '<path class="band"' in html
    assert f"?day={TODAY}&amp;slot=20" in html  # the half-hour opens its tickets
    listed = page(cast, "clerk", f"/desk/plan/tickets/?day={TODAY}&slot=20")
    assert called.number in listed
    assert called.number not in page(
        cast, "clerk", f"/desk/plan/tickets/?day={TODAY}&slot=22"
    )
    assert reverse("desk:plan-ask") not in html  # a clerk looks on


def test_a_day_of_rest_says_so(lines: Hall, cast: Cast) -> None:
    assert "不开门" in page(cast, "clerk", f"/desk/plan/?day={SUNDAY}")


def test_a_plan_is_asked_for_watched_and_adopted(lines: Hall, cast: Cast) -> None:
    answer = cast.client("hall_manager").post(
        reverse("desk:plan-ask"), {"day": TOMORROW.isoformat(), "goal": "15"}
    )
    plan = Plan.objects.get()
    url = reverse("desk:plan-show", args=[plan.pk])
    assert answer.headers["Location"] == url
    assert 'hx-trigger="every 2s"' in page(cast, "clerk", url)
    plans.work(at=NOW)
    ready = page(cast, "hall_manager", url)
    assert "hx-trigger" not in ready
    assert "十人有九人等候不超过" in ready
    assert f"{url}adopt/" in ready
    assert f"{url}adopt/" not in page(cast, "clerk", url)
    adopt = reverse("desk:plan-adopt", args=[plan.pk])
    page(cast, "hall_manager", adopt)
    plan.refresh_from_db()
    assert plan.state == PlanState.READY  # looking changes nothing
    page(cast, "hall_manager", adopt, 302, sure="1")
    plan.refresh_from_db()
    assert plan.state == PlanState.ADOPTED
    heard = Entry.objects.get(code="plan.adopted")
    assert json.loads(heard.facts)["duties"] == plan.duties


def test_what_is_missing_is_said_by_the_half_hour(lines: Hall, cast: Cast) -> None:
    plan = make_ready_plan(TOMORROW)
    html = page(cast, "clerk", reverse("desk:plan-show", args=[plan.pk]))
    assert "10:30 起，综合事务缺 0.5 个窗口。" in html
    assert "10:30 起来的人要等到 21 分钟。" in html
    assert html.count('<td class="on">') == 9


def test_a_failed_plan_says_why_and_what_helps(lines: Hall, cast: Cast) -> None:
    refusal = {
        "code": "plan.closed-day",
        "says": "The hall is closed on %(day)s.",
        "remedy": "Choose a working day.",
        "facts": {"day": "2026-03-11"},
    }
    plan = make_ready_plan(TOMORROW, state=PlanState.FAILED, refusal=refusal)
    html = page(cast, "clerk", reverse("desk:plan-show", args=[plan.pk]))
    assert "大厅2026-03-11不开门。" in html
    assert "请选一个工作日。" in html


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"day": "2026-03-09"}, "id_day", "已经过去"),
        ({"day": SUNDAY.isoformat()}, "id_day", "不开门"),
        ({"goal": "0"}, "id_goal", "1 到 120"),
        ({"goal": "x"}, "id_goal", ""),
        ({"most_windows": "0"}, "id_most_windows", "至少要有 1 个窗口"),
        ({"day": "someday"}, "id_day", ""),
    ],
)
def test_a_wrong_wish_is_named_at_its_field(
    lines: Hall, cast: Cast, said: dict[str, str], field: str, words: str
) -> None:
    given = {"day": TOMORROW.isoformat(), "goal": "15"} | said
    html = page(cast, "hall_manager", reverse("desk:plan-ask"), 422, **given)
    assert f'href="#{field}"' in html
    assert words in html
    assert not Plan.objects.exists()


def test_what_if_compares_before_and_after(lines: Hall, cast: Cast) -> None:
    url = f"/desk/plan/try/?day={TOMORROW}&window=6&opens=close&first=20&before=22"
    html = page(cast, "clerk", url)
    assert "6 号窗口 10:00—11:00 不开" in html
    assert 'class="bar-soft"' in html
    backwards = url.replace("before=22", "before=19")
    assert 'href="#id_before"' in page(cast, "clerk", backwards, 422)
    nothing = url.replace("opens=close", "opens=open")
    assert "本来就是这样安排的" in page(cast, "clerk", nothing, 422)


def test_a_peak_is_entered_planned_and_withdrawn(lines: Hall, cast: Cast) -> None:
    url = reverse("desk:peaks")
    wrong = page(cast, "hall_manager", url, 422, factor="-1", first="2026-03-16")
    assert 'href="#id_last"' in wrong
    said = {"name": "入学", "kinds": "B", "factor": "3", "first": "2026-03-16"}
    page(cast, "hall_manager", url, 302, last="2026-03-17", **said)
    peak = KnownPeak.objects.get()
    one = reverse("desk:peak", args=[peak.pk])
    assert "没有计划" in page(cast, "clerk", one)
    page(cast, "hall_manager", f"{one}ask/", 302, go="1")
    assert Plan.objects.count() == 2
    page(cast, "hall_manager", f"{one}ask/", 302, go="1")
    assert Plan.objects.count() == 2
    page(cast, "hall_manager", f"{one}withdraw/", 302, sure="1")
    page(cast, "clerk", one, 404)


def test_plans_and_peaks_print(lines: Hall, cast: Cast) -> None:
    plan = make_ready_plan(TOMORROW)
    peak = make_peak(TODAY)
    for url in (
        reverse("desk:plan-print", args=[plan.pk]),
        reverse("desk:peak-print", args=[peak.pk]),
    ):
        answer = cast.client("clerk").get(url)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")


def test_another_hall_sees_nothing_of_it(lines: Hall, cast: Cast) -> None:
    plan = make_ready_plan(TOMORROW)
    elsewhere = cast.client("clerk_elsewhere")
    answer = elsewhere.get(reverse("desk:plan-show", args=[plan.pk]))
    assert answer.status_code == 404

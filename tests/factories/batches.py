"""Seasons and runs for tests: teachers who apply together, and the worker that runs."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import HALL
from tests.factories.accounts import invented_id, make_person
from tests.factories.cases import NOW, Counter, day
from tests.factories.catalogue import make_item
from yichuang.accounts.policies import Actor
from yichuang.cases.models import Batch, Case, Run
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.rules.batches import Action
from yichuang.cases.services import intake, papers
from yichuang.cases.services.batches import asking, running, seasons
from yichuang.cases.services.intake import Application, Party
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import CitationRule, PaperRule
from yichuang.kernel.limits import Limit

TEACHER = "teacher-college"
SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = "一二三四五六七八九十"


def make_teacher_item(**over: Any) -> ItemVersion:
    """教师资格条例 art. 14–16: applied for twice a year; 30 days from the end of the
    season by law, 20 working days promised."""
    given: dict[str, Any] = {
        "key": TEACHER,
        "name": "高等学校教师资格认定",
        "kind_code": "01",
        "statutory": Limit.parse("30N"),
        "statutory_from": "batch_close",
        "promise": Limit.parse("20W"),
        "promise_from": "batch_close",
        "questions": (),
        "papers": (
            PaperRule(key="form", name="教师资格认定申请表", guidance="签好名"),
            PaperRule(key="health", name="体检合格证明", guidance="指定医院"),
        ),
        "citations": (
            CitationRule(law="教师资格条例", article="第十六条", about="limit"),
        ),
    }
    return make_item(**(given | over))


def make_season(counter: Counter, **over: Any) -> Batch:
    """The spring season, open through March."""
    given: dict[str, Any] = {
        "item_key": TEACHER,
        "name": "2026年春季高校教师资格认定",
        "opens": day("2026-03-01"),
        "closes": day("2026-03-31"),
    }
    at = over.pop("at", NOW)
    return seasons.plan(
        seasons.Window(**(given | over)),
        hall_id=HALL,
        by=counter.department_head,
        at=at,
    )


def teacher(
    counter: Counter,
    number: int,
    *,
    at: datetime = NOW,
    but: str = "",
    checked: bool = True,
    item_key: str = TEACHER,
) -> Case:
    """One who applied at the window, with every paper in order but one."""
    person = make_person(
        name=SURNAMES[number % 10] + GIVEN[number // 10 % 10] + GIVEN[number % 10],
        id_number=invented_id(
            number, day("1990-01-01") + timedelta(days=number // 900)
        ),
        phone="",
    )
    case = intake.receive(
        Application(item_key=item_key, party=Party(applicant=person)),
        hall_id=HALL,
        by=counter.clerk,
        at=at,
    )
    keys = set(case.papers.values_list("key", flat=True)) - {but}
    if checked and keys:
        papers.check_all(case, keys, by=counter.clerk, at=at)
    return case


def teachers(counter: Counter, count: int, **over: Any) -> list[Case]:
    return [teacher(counter, number, **over) for number in range(1, count + 1)]


def ask(
    action: Action,
    cases: list[Case],
    *,
    by: Actor,
    at: datetime = NOW,
    **over: Any,
) -> Run:
    """A run over these cases, asked for and not yet begun."""
    options = over.pop("options", {})
    found = Case.objects.filter(pk__in=[case.pk for case in cases])
    wish = asking.Wish(action, options, **over)
    return asking.start(wish, found, hall_id=HALL, by=by, at=at)


def work(at: datetime = NOW, me: str = "worker") -> None:
    """The worker until nothing waits."""
    while running.work(at=at, me=me):
        pass


def done(action: Action, cases: list[Case], **over: Any) -> batch_queries.RunCard:
    """A run asked for and finished."""
    at = over.get("at", NOW)
    run = ask(action, cases, **over)
    work(at)
    return batch_queries.run(over["by"], run.pk)

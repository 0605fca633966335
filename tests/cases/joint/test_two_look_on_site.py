"""行政许可法 art. 34: facts are checked on site by two or more; art. 55: they are named
within five days of acceptance. The clock runs on meanwhile (art. 45)."""

import pytest

from tests.factories.cases import Counter, day, moment
from yichuang.cases.models import Case, SiteCheck
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import inspection
from yichuang.cases.services.inspection import Visit
from yichuang.kernel.refusals import Refusal


@pytest.fixture
def case(counter: Counter) -> Case:
    return counter.accepted()


def named(
    counter: Counter,
    case: Case,
    who: tuple[str, ...] = ("approver", "chief_approver"),
    at: str = "2026-03-11 10:00",
    planned: str = "2026-03-25",
    place: str = "文庙路 18 号",
) -> SiteCheck:
    users = tuple(counter.cast.user(one).pk for one in who)
    visit = Visit(place, day(planned), users)
    by = counter.chief_approver
    return inspection.assign(counter.again(case), visit, by=by, at=moment(at))


def test_two_are_named_in_time(counter: Counter, case: Case) -> None:
    row = named(counter, case)
    assert [one["name"] for one in row.inspectors] == ["李敏", "贺清"]
    assert (row.assign_by, row.assigned_late) == (day("2026-03-17"), False)
    assert counter.again(case).state == CaseState.ACCEPTED, "the clock runs on"


@pytest.mark.parametrize("who", [(), ("approver",), ("approver", "approver")])
def test_one_alone_does_not_look(
    counter: Counter, case: Case, who: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refused:
        named(counter, case, who)
    assert (refused.value.code, refused.value.field) == (
        "site.inspectors",
        "inspectors",
    )


def test_named_after_the_fifth_day_is_on_record_as_late(
    counter: Counter, case: Case
) -> None:
    assert not named(counter, case, at="2026-03-17 16:00").assigned_late
    SiteCheck.objects.all().delete()
    assert named(counter, case, at="2026-03-18 09:00").assigned_late


@pytest.mark.parametrize(
    ("over", "field"),
    [({"place": " "}, "place"), ({"planned": "2026-03-10"}, "planned_on")],
)
def test_where_and_when_make_sense(
    counter: Counter, case: Case, over: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        named(counter, case, **over)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_nothing_is_decided_before_they_looked(counter: Counter, case: Case) -> None:
    named(counter, case)
    with pytest.raises(Refusal) as twice:
        named(counter, case)
    assert twice.value.code == "site.open"
    with pytest.raises(Refusal) as early:
        counter.approve(counter.again(case), moment("2026-03-12 10:00"))
    assert early.value.code == "site.open"
    with pytest.raises(Refusal) as other:
        inspection.record(
            counter.again(case),
            meets=True,
            findings="符合",
            by=counter.department_head,
            at=moment("2026-03-25 15:00"),
        )
    assert other.value.code == "site.not-inspector"
    with pytest.raises(Refusal) as bare:
        inspection.record(
            counter.again(case),
            meets=True,
            findings=" ",
            by=counter.approver,
            at=moment("2026-03-25 15:00"),
        )
    assert bare.value.field == "findings"
    inspection.record(
        counter.again(case),
        meets=True,
        findings="两扇门宽 1.4 米，符合要求",
        by=counter.approver,
        at=moment("2026-03-25 15:00"),
    )
    counter.approve(counter.again(case), moment("2026-03-26 10:00"))

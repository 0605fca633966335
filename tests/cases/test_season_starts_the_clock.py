"""教师资格条例 art. 14 and 16: applied for in two seasons of the year; the answer comes
within 30 days of the end of the season, whenever in it somebody applied."""

import pytest

from tests.cast import HALL
from tests.factories.accounts import make_person
from tests.factories.batches import (
    TEACHER,
    done,
    make_season,
    make_teacher_item,
    teacher,
    teachers,
    work,
)
from tests.factories.cases import Counter, day, moment
from yichuang.cases.models import Case
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.queries.facts import clock_facts
from yichuang.cases.rules.batches import Action, Stage
from yichuang.cases.services import intake, notices
from yichuang.cases.services.batches import seasons
from yichuang.cases.services.intake import Application, Party
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal

AT_CLOSE = day("2026-04-30")
"""30 days after 31 March."""


@pytest.fixture
def hall(counter: Counter) -> Counter:
    make_teacher_item()
    counter.item_key = TEACHER
    return counter


def accepted(hall: Counter, at: str, number: int = 1) -> Case:
    case = teacher(hall, number, at=moment(at))
    notices.accept(case, by=hall.clerk, at=moment(at))
    return hall.again(case)


def test_all_limits_begin_on_the_last_day_whenever_somebody_applied(
    hall: Counter,
) -> None:
    make_season(hall)
    early = accepted(hall, "2026-03-03 10:00", 1)
    late = accepted(hall, "2026-03-30 10:00", 2)
    assert early.statute_due == late.statute_due == AT_CLOSE
    assert early.promise_due == late.promise_due
    assert clock_facts(early).batch_closed_on == day("2026-03-31")


def test_without_a_season_the_limit_begins_with_acceptance(hall: Counter) -> None:
    case = accepted(hall, "2026-03-03 10:00")
    assert case.batch_id is None
    assert case.statute_due == day("2026-04-02")


def test_who_files_late_on_the_last_evening_belongs_to_the_season(
    hall: Counter,
) -> None:
    season = make_season(hall)
    party = Party(applicant=make_person())
    case = intake.file(
        Application(item_key=TEACHER, party=party),
        hall_id=HALL,
        by=hall.cast.actor("machine"),
        at=moment("2026-03-31 22:30"),
    )
    assert case.received_on == day("2026-04-01")
    assert case.batch_id == season.pk


def test_who_comes_on_the_day_after_does_not(hall: Counter) -> None:
    make_season(hall)
    assert accepted(hall, "2026-04-01 09:30").batch_id is None


def test_who_applied_before_it_was_announced_joins_and_is_counted_anew(
    hall: Counter,
) -> None:
    case = accepted(hall, "2026-03-03 10:00")
    season = make_season(hall)
    case = hall.again(case)
    assert case.batch_id == season.pk
    assert case.statute_due == AT_CLOSE


def test_a_moved_last_day_counts_every_member_anew_and_tells_each(
    hall: Counter,
) -> None:
    season = make_season(hall)
    cases = [accepted(hall, "2026-03-10 10:00", n) for n in range(1, 6)]
    waiting = teacher(hall, 9)
    before = cases[0].version
    seasons.move_closing(
        season.pk,
        day("2026-04-10"),
        seen=season.version,
        reason="系统检修三天",
        by=hall.department_head,
        at=moment("2026-03-20 10:00"),
    )
    for case in cases:
        now = hall.again(case)
        assert now.statute_due == day("2026-05-11")  # the 10th is a Sunday
        assert now.version == before + 1
        told = Entry.objects.filter(about=case.about, code="case.season-counted")
        assert told.count() == 1
    assert hall.again(waiting).statute_due is None
    assert not list(verify())


def test_the_last_day_moves_only_with_a_reason(hall: Counter) -> None:
    season = make_season(hall)
    with pytest.raises(Refusal) as refused:
        seasons.move_closing(
            season.pk,
            day("2026-04-10"),
            seen=season.version,
            reason=" ",
            by=hall.department_head,
            at=moment("2026-03-20 10:00"),
        )
    assert (refused.value.code, refused.value.field) == ("case.reason-unsaid", "reason")


def test_two_who_move_it_at_once_are_told(hall: Counter) -> None:
    season = make_season(hall)
    move = {
        "reason": "检修",
        "by": hall.department_head,
        "at": moment("2026-03-20 10:00"),
    }
    seasons.move_closing(season.pk, day("2026-04-10"), seen=season.version, **move)
    with pytest.raises(Refusal) as refused:
        seasons.move_closing(season.pk, day("2026-04-12"), seen=season.version, **move)
    assert refused.value.code == "batch.moved-on"


def test_nobody_is_shut_out_before_the_last_day_is_over(hall: Counter) -> None:
    season = make_season(hall)
    with pytest.raises(Refusal) as refused:
        seasons.close(season.pk, by=hall.department_head, at=moment("2026-03-31 23:00"))
    assert refused.value.code == "batch.still-open"


def test_the_worker_closes_it_on_the_day_after(hall: Counter) -> None:
    season = make_season(hall)
    assert seasons.close_over(at=moment("2026-03-31 23:59")) == 0
    assert seasons.close_over(at=moment("2026-04-01 00:05")) == 1
    season.refresh_from_db()
    assert season.closed_on == day("2026-03-31")
    assert seasons.close_over(at=moment("2026-04-01 00:06")) == 0


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"closes": day("2026-02-01")}, "closes"),
        ({"closes": day("2027-03-01")}, "closes"),
        ({"name": " "}, "name"),
    ],
)
def test_days_and_names_that_cannot_be(
    hall: Counter, over: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        make_season(hall, **over)
    assert refused.value.field == field
    assert refused.value.remedy


def test_two_seasons_of_a_matter_do_not_overlap(hall: Counter) -> None:
    make_season(hall)
    with pytest.raises(Refusal) as refused:
        make_season(
            hall, name="另一批", opens=day("2026-03-31"), closes=day("2026-05-01")
        )
    assert refused.value.code == "batch.overlaps"


def test_a_clerk_announces_no_season(hall: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        seasons.plan(
            seasons.Window(TEACHER, "我的批次", day("2026-03-01"), day("2026-03-31")),
            hall_id=HALL,
            by=hall.clerk,
            at=moment(),
        )
    assert refused.value.code == "permission.denied"


def test_its_stage_follows_its_cases(hall: Counter) -> None:
    season = make_season(hall)
    hall.letter("chief_approver")
    cases = teachers(hall, 3)
    after = moment("2026-04-02 10:00")

    def stage(at: object = after) -> Stage:
        return batch_queries.season(hall.clerk, season.pk, after).stage

    assert stage() is Stage.OPEN
    done(Action.ACCEPT, cases, by=hall.clerk)
    seasons.close_over(at=after)
    assert stage() is Stage.CLOSED
    by = hall.chief_approver
    done(Action.CHECK, [hall.again(case) for case in cases], by=by, at=after)
    assert stage() is Stage.REVIEWED
    done(Action.DECIDE, [hall.again(case) for case in cases], by=by, at=after)
    assert stage() is Stage.DECIDED
    work(after)

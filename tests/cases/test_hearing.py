"""Hearings (行政许可法 art. 46 to 48): told, asked for in five days, held within twenty,
told seven days before, public, chaired by a stranger to the case, signed, decisive."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import Counter, day, make_licence, moment
from tests.factories.online import SIGNATURE
from tests.kernel.calendars import state_calendar
from yichuang.cases.models import Case, Hearing, HearingParty, Stop
from yichuang.cases.queries import hearing as hearing_queries
from yichuang.cases.rules import hearing as rules
from yichuang.cases.rules.hearing import HearingGround, HearingState
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import decision, handling, hearing
from yichuang.cases.services.hearing import Call
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars

CALENDAR = state_calendar(2025, 2026)
TOLD = moment("2026-03-10 10:00")
ASKED = moment("2026-03-12 09:00")
CALLED = moment("2026-03-13 11:00")
HELD = moment("2026-03-24 14:30")
MINUTES = "主持人：现在开始听证。\n李敏：场所不符合规定。\n林知夏：我有新的证明。"


class Room:
    """A licence on which a hearing is held, brought forward step by step."""

    def __init__(self, counter: Counter) -> None:
        make_licence()
        self.counter = counter
        self.case = counter.licence.accepted(moment("2026-03-09 10:00"))

    @property
    def row(self) -> Hearing:
        return Hearing.objects.get(case=self.case)

    def fresh(self) -> Case:
        self.case = self.counter.again(self.case)
        return self.case

    def told(self, ground: HearingGround = HearingGround.INTEREST, **over: Any) -> None:
        given: dict[str, Any] = {"reason": "拟不予许可：场所不符合规定"} | over
        hearing.tell(self.fresh(), ground, **given, by=self.counter.approver, at=TOLD)

    def asked(self, **over: Any) -> None:
        self.told(**over)
        hearing.apply(
            self.fresh(), who="", wish="有新证据", by=self.counter.citizen, at=ASKED
        )

    def call(self, **over: Any) -> Call:
        chair = self.counter.cast.user("department_head").pk
        plain = Call(HELD, "大厅三楼听证室", chair, recorder="陈雨")
        return replace(plain, **over)

    def called(self, *, interested: Iterable[str] = (), **over: Any) -> None:
        self.asked(interested=interested)
        self.schedule(**over)

    def schedule(self, **over: Any) -> None:
        call = self.call(**over)
        hearing.schedule(self.fresh(), call, by=self.counter.approver, at=CALLED)

    def held(self) -> None:
        self.called()
        self.record()

    def record(self, minutes: str = MINUTES) -> None:
        hearing.record(
            self.fresh(),
            minutes=minutes,
            opinion="建议采纳",
            by=self.counter.department_head,
            at=HELD + timedelta(hours=1),
        )

    def sign(self, **over: Any) -> None:
        for party in HearingParty.objects.filter(hearing=self.row):
            given: dict[str, Any] = {"signature": SIGNATURE} | over
            hearing.sign(
                self.fresh(), party.pk, **given, by=self.counter.clerk, at=HELD
            )

    def closed(self) -> None:
        self.held()
        self.sign()
        self.close()

    def close(self) -> None:
        hearing.close(
            self.fresh(),
            by=self.counter.department_head,
            at=HELD + timedelta(hours=2),
        )


@pytest.fixture
def room(counter: Counter) -> Room:
    return Room(counter)


def refused(act: Any, *args: Any, **kwargs: Any) -> Refusal:
    with pytest.raises(Refusal) as found:
        act(*args, **kwargs)
    return found.value


def documents(case: Case, kind: DocumentKind) -> list[Document]:
    return list(Document.objects.filter(about=case.about, kind=kind).order_by("id"))


# art. 47(1): told, asked for within five days, organised within twenty


def test_applicant_and_neighbours_are_told_each_in_writing(room: Room) -> None:
    room.told(interested=["周大顺", " 周大顺 ", "林知夏", ""])
    sent = documents(room.case, DocumentKind.HEARING_RIGHT)
    assert [one.addressee for one in sent] == ["林知夏", "周大顺"]
    assert {one.facts["due"] for one in sent} == {"2026-03-17"}
    assert sent[0].facts["basis"] == ["《中华人民共和国行政许可法》第四十七条"]
    assert room.row.state == HearingState.TOLD


def test_it_is_asked_for_until_the_fifth_working_day(room: Room) -> None:
    room.told()
    late = refused(
        hearing.apply,
        room.fresh(),
        who="",
        wish="",
        by=room.counter.citizen,
        at=moment("2026-03-18 08:00"),
    )
    assert late.code == "hearing.too-late"
    last = moment("2026-03-17 23:00")
    hearing.apply(room.fresh(), who="", wish="", by=room.counter.citizen, at=last)
    assert room.row.applied_on == day("2026-03-17")


def test_the_clock_stops_from_the_application_until_it_is_closed(room: Room) -> None:
    due = room.case.statute_due
    room.asked()
    assert room.fresh().state == CaseState.SUSPENDED
    stop = Stop.objects.get(case=room.case)
    assert (stop.ground, stop.starts) == ("hearing", day("2026-03-13"))
    assert room.row.organise_due == day("2026-04-09")
    room.schedule()
    room.record()
    room.sign()
    hearing.close(room.fresh(), by=room.counter.department_head, at=HELD)
    case = room.fresh()
    assert case.state == CaseState.ACCEPTED
    assert Stop.objects.get(case=case).ended == HELD.date()
    assert due is not None
    assert case.statute_due is not None
    # 13 to 24 March: eight working days are given back, no more.
    assert calendars.calendar_for(case.hall_id).between(due, case.statute_due) == 8


def test_nobody_lets_the_clock_run_on_while_it_is_under_way(room: Room) -> None:
    room.asked()
    found = refused(handling.resume, room.fresh(), by=room.counter.approver, at=CALLED)
    assert found.code == "hearing.open"
    assert room.fresh().state == CaseState.SUSPENDED


def test_whom_the_law_wants_heard_need_not_ask(room: Room) -> None:
    room.told(HearingGround.DUTY)
    assert room.row.state == HearingState.APPLIED
    assert room.fresh().state == CaseState.SUSPENDED
    code = refused(hearing.cancel, room.case, by=room.counter.citizen, at=ASKED).code
    assert code == "hearing.by-duty"


def test_one_hearing_stands_at_a_time(room: Room) -> None:
    room.told()
    again = refused(
        hearing.tell,
        room.fresh(),
        HearingGround.INTEREST,
        reason="again",
        by=room.counter.approver,
        at=TOLD,
    )
    assert again.code == "hearing.stands"


def test_the_wish_can_be_withdrawn_and_the_clock_runs_on(room: Room) -> None:
    room.asked()
    hearing.cancel(room.fresh(), by=room.counter.citizen, at=CALLED)
    assert room.row.state == HearingState.CANCELLED
    assert room.fresh().state == CaseState.ACCEPTED


# art. 48(1)(1) and (2): seven days before; in public


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        (
            {"held_at": moment("2026-03-23 17:00")},
            "hearing.notice-short",
            "held_at",
        ),
        ({"held_at": moment("2026-04-10 09:00")}, "hearing.after-limit", "held_at"),
        ({"public": False}, "hearing.secret-unsaid", "secret_reason"),
        ({"place": " "}, "hearing.place-unsaid", "place"),
        ({"chair": 0}, "hearing.no-chair", "chair"),
    ],
)
def test_how_it_must_not_be_called(
    room: Room, over: dict[str, Any], code: str, field: str
) -> None:
    room.asked()
    found = refused(room.schedule, **over)
    assert (found.code, found.field) == (code, field)
    assert room.row.state == HearingState.APPLIED


def test_everybody_is_told_when_where_and_before_whom(room: Room) -> None:
    room.asked(interested=["周大顺"])
    room.schedule()
    sent = documents(room.case, DocumentKind.HEARING_NOTICE)
    assert [one.addressee for one in sent] == ["林知夏", "周大顺"]
    facts = sent[0].facts
    assert facts["held_at"] == "2026-03-24T14:30"
    assert (facts["chair"], facts["reviewer"]) == ("邓远", "李敏")
    assert facts["public"] == "公开举行"


def test_doors_close_only_for_a_secret_that_is_named(room: Room) -> None:
    room.called(public=False, secret_reason="涉及商业秘密")
    facts = documents(room.case, DocumentKind.HEARING_NOTICE)[0].facts
    assert facts["public"] == "不公开举行（涉及商业秘密）"


# art. 48(1)(3): the chair had no part in the case; parties may challenge


def test_who_examined_the_case_does_not_preside(room: Room) -> None:
    room.asked()
    reviewer = room.counter.cast.user("approver").pk
    found = refused(room.schedule, chair=reviewer)
    assert (found.code, found.field) == ("authority.own-hearing", "chair")
    possible = hearing_queries.possible_chairs(room.case, CALLED.date())
    assert reviewer not in {row.id for row in possible}


def test_a_challenge_is_decided_by_somebody_else_before_it_goes_on(room: Room) -> None:
    room.called()
    hearing.challenge(
        room.fresh(),
        who="",
        reason="是房东的哥哥",
        by=room.counter.citizen,
        at=CALLED,
    )
    assert refused(room.record).code == "hearing.challenged"
    own = refused(
        hearing.judge,
        room.fresh(),
        uphold=False,
        decision="没有关系",
        by=room.counter.department_head,
        at=CALLED,
    )
    assert own.code == "hearing.own-challenge"
    hearing.judge(
        room.fresh(),
        uphold=True,
        decision="属实",
        by=room.counter.hall_manager,
        at=CALLED,
    )
    assert room.row.chair == ""
    assert documents(room.case, DocumentKind.RECUSAL)[0].facts["officer"] == "邓远"
    assert refused(room.schedule).code == "hearing.chair-challenged"
    room.schedule(chair=room.counter.cast.user("hall_manager").pk)
    assert room.row.chair_name == "罗敏"


# art. 48(1)(5) and (2): minutes are signed; the decision rests on them


def test_minutes_are_of_what_was_said_not_of_what_will_be(room: Room) -> None:
    room.called()
    early = refused(
        hearing.record,
        room.fresh(),
        minutes=MINUTES,
        opinion="",
        by=room.counter.department_head,
        at=HELD - timedelta(minutes=1),
    )
    assert early.code == "hearing.not-begun"
    other = refused(
        hearing.record,
        room.fresh(),
        minutes=MINUTES,
        opinion="",
        by=room.counter.approver,
        at=HELD,
    )
    assert other.code == "hearing.not-presiding"


def test_it_is_closed_when_everybody_signed_or_said_why_not(room: Room) -> None:
    room.held()
    found = refused(
        hearing.close, room.fresh(), by=room.counter.department_head, at=HELD
    )
    assert (found.code, found.facts["names"]) == ("hearing.unsigned", "林知夏")
    room.sign(signature="", refused="认为记录不全")
    hearing.close(room.fresh(), by=room.counter.department_head, at=HELD)
    minutes = documents(room.case, DocumentKind.HEARING_MINUTES)[0]
    assert minutes.facts["parties"][0]["note"] == "认为记录不全"
    assert minutes.facts["minutes"][2] == {"who": "林知夏", "text": "我有新的证明。"}


def test_other_words_want_new_signatures(room: Room) -> None:
    room.held()
    room.sign()
    room.record()  # the same words
    assert HearingParty.objects.exclude(signature="").count() == 1
    room.record(MINUTES + "\n主持人：到此结束。")
    assert HearingParty.objects.exclude(signature="").count() == 0


def test_a_decision_waits_for_the_hearing_and_rests_on_its_minutes(room: Room) -> None:
    room.counter.licence.letter("chief_approver")
    chief = room.counter.chief_approver
    room.told()
    early = refused(
        decision.refuse, room.fresh(), reason="场所不符", by=chief, at=ASKED
    )
    assert early.code == "hearing.may-be-asked"
    hearing.apply(room.fresh(), who="", wish="", by=room.counter.citizen, at=ASKED)
    while_open = refused(
        decision.refuse, room.fresh(), reason="场所不符", by=chief, at=ASKED
    )
    assert while_open.code == "move.not-allowed"  # the clock stands still
    room.schedule()
    room.record()
    room.sign()
    hearing.close(room.fresh(), by=room.counter.department_head, at=HELD)
    decision.refuse(room.fresh(), reason="场所不符", by=chief, at=HELD)
    told = documents(room.case, DocumentKind.REFUSAL)[0]
    assert told.facts["hearing"] == room.row.minutes_document
    entry = Entry.objects.get(about=room.case.about, code="case.refused")
    assert room.row.minutes_document in entry.facts


def test_nobody_decides_who_presided(room: Room) -> None:
    room.counter.licence.letter("chief_approver")
    room.asked()
    room.schedule(chair=room.counter.cast.user("hall_manager").pk)
    Hearing.objects.update(
        state=HearingState.CLOSED,
        minutes_document="x",
        chair=room.counter.chief_approver.ref,
    )
    handling.resume(room.fresh(), by=room.counter.approver, at=CALLED)
    found = refused(
        decision.approve, room.fresh(), by=room.counter.chief_approver, at=CALLED
    )
    assert found.code == "hearing.chair-decides"


def test_silence_gives_the_right_up(room: Room) -> None:
    room.counter.licence.letter("chief_approver")
    room.told()
    after = moment("2026-03-18 09:00")
    decision.approve(room.fresh(), by=room.counter.chief_approver, at=after)
    facts = documents(room.case, DocumentKind.DECISION)[0].facts
    assert "hearing" not in facts


def test_given_up_in_words_the_decision_need_not_wait(room: Room) -> None:
    room.counter.licence.letter("chief_approver")
    room.told()
    hearing.waive(room.fresh(), by=room.counter.citizen, at=ASKED)
    decision.approve(room.fresh(), by=room.counter.chief_approver, at=ASKED)
    assert room.fresh().state == CaseState.APPROVED


def test_strangers_and_clerks_do_not_call_hearings(room: Room) -> None:
    for who in ("other_citizen", "clerk", "clerk_elsewhere"):
        found = refused(
            hearing.tell,
            room.fresh(),
            HearingGround.INTEREST,
            reason="x",
            by=room.counter.cast.actor(who),
            at=TOLD,
        )
        assert found.code == "permission.denied"


# the days, by themselves


@given(st.dates(date(2025, 1, 1), date(2026, 10, 1)))
def test_called_on_the_earliest_day_seven_working_days_lie_between(start: date) -> None:
    first = rules.earliest(start, CALENDAR)
    assert CALENDAR.between(start, first) == rules.NOTICE_LIMIT.n
    rules.require_called_in_time(
        today=start, held_on=first, due=first, calendar=CALENDAR
    )
    with pytest.raises(Refusal):
        rules.require_called_in_time(
            today=start,
            held_on=first - timedelta(days=1),
            due=first,
            calendar=CALENDAR,
        )


@given(st.text(alphabet="甲乙：:\n ", max_size=40).filter(str.strip))
def test_minutes_keep_every_word(text: str) -> None:
    rows = rules.spoken(text)
    kept = "".join(row["who"] + row["text"] for row in rows)
    assert all(kept.count(word) == text.count(word) for word in "甲乙")
    assert all(row["who"] and row["text"] for row in rows)


def test_minutes_that_say_nothing_are_none() -> None:
    assert refused(rules.spoken, " \n ").field == "minutes"

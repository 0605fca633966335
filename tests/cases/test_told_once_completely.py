"""行政许可法 art. 32(4): what is missing is told once, and all of it."""

from datetime import date

import pytest
from django.db.models import QuerySet

from tests.factories.cases import Counter, day, moment
from yichuang.cases.models import Case, Correction
from yichuang.cases.queries.detail import timeline_of
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import notices, papers
from yichuang.cases.services.wording import CORRECTION_BASIS
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

TOLD = moment("2026-03-10 11:00")
CAME_BACK = moment("2026-03-12 10:00")


def told_of(case: Case) -> list[set[str]]:
    """The keys told in each notice."""
    rows = Correction.objects.filter(case=case).order_by("round")
    return [{item["key"] for item in row.items} for row in rows]


def entries(case: Case, code: str) -> "QuerySet[Entry]":
    return Entry.objects.filter(about=case.about, code=code)


@pytest.fixture
def told(counter: Counter) -> Case:
    """The photo is missing and the form is not signed; the applicant was told both."""
    case = counter.checked(TOLD, but=["photo", "form"])
    counter.fault(case, "form", TOLD)
    notices.notify(case, by=counter.clerk, at=TOLD)
    return case


@pytest.fixture
def back(counter: Counter, told: Case) -> Case:
    """Both came, and the case lies on the counter again."""
    counter.check(told, CAME_BACK)
    return notices.supplement(told, by=counter.clerk, at=CAME_BACK)


def test_everything_missing_or_faulty_stands_in_the_one_notice(
    counter: Counter, told: Case
) -> None:
    assert counter.again(told).state == CaseState.CORRECTION
    notice = Correction.objects.get(case=told)
    assert told_of(told) == [{"photo", "form"}]
    by_key = {item["key"]: item for item in notice.items}
    assert by_key["form"]["fault"] == "没签名"
    assert by_key["form"]["mend"] == "请签名"
    assert by_key["photo"]["fault"] == "未提交"
    assert notice.due == day("2026-03-31")
    document = Document.objects.get(about=told.about, kind=DocumentKind.CORRECTION)
    assert document.number == notice.document_number
    assert len(document.facts["papers"]) == 2


def test_the_notice_prints_what_is_wrong_and_where_its_list_is(told: Case) -> None:
    notice = Document.objects.get(about=told.about, kind=DocumentKind.CORRECTION)
    assert {row["wrong"] for row in notice.facts["papers"]} == {"没签名", "未提交"}
    assert notice.facts["basis"] == CORRECTION_BASIS
    assert f"number={told.number}" in notice.facts["track_url"]
    listed = Document.objects.get(about=told.about, kind=DocumentKind.CORRECTION_LIST)
    assert listed.facts["belongs_to"] == notice.number
    assert listed.facts["papers"] == notice.facts["papers"]


def test_what_the_hall_fetches_itself_is_never_asked_for(counter: Counter) -> None:
    case = counter.checked(TOLD, but=["photo", "id-card"])
    with pytest.raises(Refusal) as refused:
        notices.notify(case, by=counter.clerk, at=TOLD)
    assert refused.value.code == "notice.fetch-first"
    assert refused.value.facts["keys"] == ["id-card"]
    assert not Correction.objects.filter(case=case).exists()
    # Looked for and not found, it may be asked for, with the reason.
    gone = papers.Finding(PaperState.DEFECTIVE, fault="库中没有", mend="请带身份证来")
    papers.check(case, "id-card", gone, by=counter.clerk, at=TOLD)
    notices.notify(case, by=counter.clerk, at=TOLD)
    assert told_of(case) == [{"photo", "id-card"}]


def test_what_came_is_acknowledged_and_starts_the_time(back: Case) -> None:
    receipt = Document.objects.get(about=back.about, kind=DocumentKind.SUPPLEMENTED)
    assert receipt.facts["received_on"] == "2026-03-12"
    assert len(receipt.facts["papers"]) == 2


def test_how_to_mend_is_always_said(told: Case) -> None:
    assert all(item["mend"] for item in Correction.objects.get(case=told).items)


def test_nothing_is_told_where_nothing_is_missing(counter: Counter) -> None:
    case = counter.checked(TOLD)
    with pytest.raises(Refusal) as refused:
        notices.notify(case, by=counter.clerk, at=TOLD)
    assert refused.value.code == "notice.nothing-missing"
    assert counter.again(case).state == CaseState.RECEIVED


def test_a_second_different_list_is_refused(counter: Counter, back: Case) -> None:
    counter.fault(back, "id-card", CAME_BACK)
    with pytest.raises(Refusal) as refused:
        notices.notify(back, by=counter.clerk, at=CAME_BACK)
    assert refused.value.code == "notice.told-already"
    assert refused.value.facts["when"] == date(2026, 3, 10)
    assert refused.value.facts["new"] == ["居民身份证"]
    assert counter.again(back).state == CaseState.RECEIVED
    assert told_of(back) == [{"photo", "form"}]


def test_a_list_with_one_old_and_one_new_paper_is_different_too(
    counter: Counter, back: Case
) -> None:
    counter.fault(back, "form", CAME_BACK)
    counter.fault(back, "id-card", CAME_BACK)
    with pytest.raises(Refusal) as refused:
        notices.notify(back, by=counter.clerk, at=CAME_BACK)
    assert refused.value.facts["new"] == ["居民身份证"]


def test_what_was_told_and_is_still_faulty_may_be_told_again(
    counter: Counter, back: Case
) -> None:
    counter.fault(back, "form", CAME_BACK)
    notices.notify(back, by=counter.clerk, at=CAME_BACK)
    assert told_of(back) == [{"photo", "form"}, {"form"}]
    assert not entries(back, "case.notice-breach").exists()
    counter.check(back, CAME_BACK)
    notices.supplement(back, by=counter.clerk, at=CAME_BACK)
    counter.fault(back, "photo", CAME_BACK)
    notices.notify(back, by=counter.clerk, at=CAME_BACK)
    assert told_of(back)[-1] == {"photo"}, "told in the first notice"


def test_a_clerk_cannot_override_it(counter: Counter, back: Case) -> None:
    counter.fault(back, "id-card", CAME_BACK)
    with pytest.raises(Refusal) as refused:
        notices.notify(back, by=counter.clerk, at=CAME_BACK, override_reason="漏看了")
    assert refused.value.code == "permission.denied"


def test_a_supervisor_overrides_it_as_a_recorded_breach(
    counter: Counter, back: Case
) -> None:
    counter.fault(back, "id-card", CAME_BACK)
    notice = notices.notify(
        back, by=counter.supervisor, at=CAME_BACK, override_reason="身份证过期，漏看了"
    )
    assert (notice.round, notice.breach_reason) == (2, "身份证过期，漏看了")
    breach = entries(back, "case.notice-breach").get()
    assert breach.actor == counter.supervisor.ref
    citizen = counter.cast.actor("citizen")
    assert "case.notice-breach" not in {row.code for row in timeline_of(back, citizen)}


def test_a_reason_without_a_new_demand_is_no_breach(
    counter: Counter, back: Case
) -> None:
    counter.fault(back, "form", CAME_BACK)
    notice = notices.notify(
        back, by=counter.supervisor, at=CAME_BACK, override_reason="再催一次"
    )
    assert notice.breach_reason == ""
    assert not entries(back, "case.notice-breach").exists()


def test_handing_in_needs_every_paper_that_was_told(
    counter: Counter, told: Case
) -> None:
    papers.check(
        told,
        "form",
        papers.Finding(PaperState.PRESENT),
        by=counter.clerk,
        at=CAME_BACK,
    )
    with pytest.raises(Refusal) as refused:
        notices.supplement(told, by=counter.clerk, at=CAME_BACK)
    assert refused.value.code == "papers.not-uploaded"
    assert refused.value.facts["keys"] == ["photo"]
    assert counter.again(told).state == CaseState.CORRECTION


def test_once_complete_the_day_is_kept_and_five_days_begin_anew(
    counter: Counter, back: Case
) -> None:
    assert back.state == CaseState.RECEIVED
    assert back.complete_on == day("2026-03-12")
    assert back.notice_due == day("2026-03-19")
    assert Correction.objects.get(case=back).answered_at == CAME_BACK
    # art. 32(5): complete, so it must be accepted
    notices.accept(back, by=counter.clerk, at=CAME_BACK)
    assert back.accepted_on == day("2026-03-12")


def test_it_lapses_only_after_the_day_named(counter: Counter, told: Case) -> None:
    for early in ("2026-03-10 11:30", "2026-03-31 23:59"):
        with pytest.raises(Refusal) as refused:
            notices.lapse(told, by=counter.clerk, at=moment(early))
        assert refused.value.code == "case.not-lapsed"
    notices.lapse(told, by=counter.clerk, at=moment("2026-04-01 00:01"))
    assert counter.again(told).outcome == "lapsed"


def test_accepting_names_every_paper_in_the_way(counter: Counter) -> None:
    case = counter.checked(TOLD, but=["photo", "form"])
    with pytest.raises(Refusal) as refused:
        notices.accept(case, by=counter.clerk, at=TOLD)
    assert refused.value.code == "papers.missing"
    assert refused.value.facts["keys"] == ["form", "photo"]

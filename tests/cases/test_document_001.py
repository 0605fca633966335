"""Document 001: a mother comes for her daughter's lost self-study diploma.

The graduation record is missing, the clerk checks with another source, a second person
agrees, and the certificate is in her hand the same day: promised in 15 working days,
done in two hours.
"""

from datetime import timedelta

from tests.factories.cases import AGENT, ASKED, Counter, day, moment
from yichuang.cases.models import Case, Tolerance
from yichuang.cases.queries.detail import detail
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.rules.papers import PaperState, ToleranceKind
from yichuang.cases.services import decision, intake, notices, papers, tolerance
from yichuang.cases.services.intake import Application, Party
from yichuang.documents.models import Document
from yichuang.documents.queries import verify
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify as faults_of_journal

CAME = moment("2026-03-10 10:05")
ANSWERED = CAME + timedelta(minutes=25)
ACCEPTED = CAME + timedelta(minutes=30)
DECIDED = CAME + timedelta(minutes=110)
LEFT = CAME + timedelta(minutes=120)


def test_the_lost_diploma_from_question_to_certificate(counter: Counter) -> None:
    cast = counter.cast
    counter.letter("chief_approver")
    case = intake.receive(
        Application(
            item_key="edu-selfexam-diploma",
            answers=AGENT,
            party=Party(
                applicant=cast.person("citizen"),
                agent=cast.person("agent"),
                agent_relation="母亲",
            ),
            papers=frozenset({"form", "photo", "mandate"}),
        ),
        hall_id=1,
        by=counter.clerk,
        at=CAME,
    )
    assert case.number.startswith("430999210120260310")
    fetched = papers.Finding(PaperState.SHARED, source="公安人口库，10:07，一致")
    papers.check(case, "id-card", fetched, by=counter.clerk, at=CAME)
    papers.check_all(case, {"form", "photo", "mandate"}, by=counter.clerk, at=ANSWERED)

    tolerance.ask(
        case,
        "register-form",
        ToleranceKind.EVIDENCE,
        evidence=ASKED,
        by=counter.clerk,
        at=ANSWERED,
    )
    tolerance.decide(
        case, "register-form", agree=True, by=counter.chief_approver, at=ANSWERED
    )
    notices.accept(case, by=counter.clerk, at=ACCEPTED)
    assert case.promise_due == day("2026-03-31")  # 15 working days

    decision.approve(case, by=counter.chief_approver, at=DECIDED)
    certificate = Document.objects.get(about=case.about, kind=DocumentKind.CERTIFICATE)
    counter.issue(case, LEFT, receiver="胡秀兰", relation="母亲")

    told = detail(counter.again(case), by=counter.clerk, today=LEFT.date())
    assert told.state is CaseState.CLOSED
    assert told.row.outcome == Outcome.APPROVED
    assert told.on_time is True
    approved = next(row for row in told.timeline if row.code == "case.approved")
    assert approved.facts["minutes"] == 80
    assert told.closed_at is not None
    assert told.closed_at - CAME == timedelta(hours=2)

    _two_people_stand_for_it(counter, case)
    _anyone_can_verify(certificate)


def _two_people_stand_for_it(counter: Counter, case: Case) -> None:
    kept = Tolerance.objects.get(paper__case=case)
    assert (kept.asked_whom, kept.answer) == (ASKED.whom, ASKED.answer)
    assert kept.requested_by == counter.clerk.ref
    assert kept.decided_by == counter.chief_approver.ref


def _anyone_can_verify(certificate: Document) -> None:
    checked = verify(certificate.verify_code, on=LEFT.date())
    assert checked is not None
    assert (checked.state, checked.number) == ("valid", certificate.number)
    receipt = certificate.deliveries.get()
    assert (receipt.receiver, receipt.relation) == ("胡秀兰", "母亲")
    assert receipt.signature


def test_every_step_is_in_the_journal_and_the_journal_is_whole(
    counter: Counter,
) -> None:
    case = counter.closed()
    codes = list(
        Entry.objects.filter(about=case.about)
        .exclude(code__startswith="documents.")
        .order_by("id")
        .values_list("code", flat=True)
    )
    assert codes == [
        "case.received",
        "case.papers-checked",
        "case.accepted",
        "case.approved",
        "case.issued",
    ]
    assert not list(faults_of_journal())


def test_the_papers_of_the_way_are_notices_with_numbers(counter: Counter) -> None:
    case = counter.closed()
    made = Document.objects.filter(about=case.about).order_by("id")
    assert [document.kind for document in made] == [
        DocumentKind.ACCEPTANCE,
        DocumentKind.CERTIFICATE,
    ]
    acceptance = made[0]
    assert acceptance.facts["promise"] == "15个工作日"
    assert acceptance.facts["due"] == "2026-03-31"
    assert acceptance.facts["query_code"] == case.query_code
    assert acceptance.number.startswith("青教受字〔2026〕")

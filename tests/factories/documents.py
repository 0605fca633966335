"""Documents for tests: a hall to issue them, and facts complete for every kind."""

from datetime import UTC, date, datetime
from typing import Any

from tests.factories.accounts import invented_id
from tests.factories.organisation import make_hall
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.documents import services
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.documents.services import CertificateTerms
from yichuang.organisation.models import Department, Hall

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # 10:00 in the hall
SUBJECT = "case:430921000120260310000240"
SIGNATURE = "M100 200L150 100L200 260L260 120L320 240L400 150L480 260L600 120L700 220"
TERMS = CertificateTerms("11100000000013338W011", "11430000006122244L")

_CASE = {
    "item": "自学考试毕业证明书补办",
    "case_number": "4309 2101 2026 0310 0002 4K",
    "applied_on": "2026-03-10",
    "agent": "胡秀兰",
    "query_code": "7KQ4 M2",
}
_PAPERS = [
    {"name": "委托书", "wrong": "没有签名", "mend": "签名后上传", "until": "2026-03-17"}
]

FACTS: dict[DocumentKind, dict[str, Any]] = {
    DocumentKind.RECEIPT: {"papers": _PAPERS},
    DocumentKind.CORRECTION: {"papers": _PAPERS, "due": "2026-03-17T17:00"},
    DocumentKind.ACCEPTANCE: {
        "accepted_on": "2026-03-10",
        "promise": "15 个工作日",
        "due": "2026-03-31",
    },
    DocumentKind.NOT_ACCEPTED: {"reasons": ["没有委托书"], "basis": ["办事指南"]},
    DocumentKind.NOT_COMPETENT: {"reasons": ["属公安机关"], "competent": "县公安局"},
    DocumentKind.NOT_REQUIRED: {"reasons": ["该事项已取消"]},
    DocumentKind.TOLERANCE: {"papers": _PAPERS, "promise": "15 个工作日"},
    DocumentKind.COMMITMENT: {"papers": _PAPERS, "signature": SIGNATURE},
    DocumentKind.TOLERANCE_ENDED: {
        "papers": _PAPERS,
        "result": "视为撤回申请",
        "basis": ["容缺受理承诺书"],
    },
    DocumentKind.PROMISE: {
        "papers": _PAPERS,
        "duties": ["场所产权清楚，可以作经营用房"],
        "liabilities": ["承诺不实的，撤销决定，记入信用记录"],
        "checking": "决定后 60 个工作日内核查",
        "basis": ["国办发〔2020〕42号"],
        "signature": SIGNATURE,
    },
    DocumentKind.MEND_ORDER: {
        "reasons": ["经营场所与承诺不符"],
        "due": "2026-03-24",
        "basis": ["国办发〔2020〕42号"],
    },
    DocumentKind.ANNULMENT: {
        "reasons": ["承诺的场所不存在"],
        "decided_on": "2026-04-20",
        "basis": ["《行政许可法》第六十九条"],
    },
    DocumentKind.DECISION: {
        "decided_on": "2026-03-10",
        "basis": ["《行政许可法》第三十八条"],
    },
    DocumentKind.REFUSAL: {
        "decided_on": "2026-03-10",
        "reasons": ["查无考籍"],
        "basis": ["《行政许可法》第三十八条"],
    },
    DocumentKind.DELIVERY: {"papers": _PAPERS},
    DocumentKind.ORIGINALS: {"papers": _PAPERS, "due": "2026-03-12"},
    DocumentKind.WITHDRAWAL: {"withdrawn_on": "2026-03-11"},
    DocumentKind.SUSPENSION: {
        "ground": "专家评审",
        "days": "10 个工作日",
        "basis": ["第四十五条"],
    },
    DocumentKind.EXTENSION: {
        "reasons": ["外省档案未到"],
        "due": "2026-04-14",
        "basis": ["第四十二条"],
    },
}
NOTICES = tuple(FACTS)


def facts_for(kind: DocumentKind, **over: Any) -> dict[str, Any]:
    """Facts that are complete for this kind of notice."""
    return {**_CASE, **FACTS[kind], **over}


def make_office() -> tuple[Hall, Department]:
    """The hall and its education department; the same ones when asked again."""
    hall = Hall.objects.first() or make_hall()
    return hall, Department.objects.get(hall=hall, key="education")


def make_notice(
    kind: DocumentKind = DocumentKind.ACCEPTANCE,
    *,
    by: Actor = SYSTEM,
    facts: dict[str, Any] | None = None,
    **over: Any,
) -> Document:
    """An issued notice about SUBJECT, addressed to 林知夏."""
    hall, department = make_office()
    given = {
        "about": SUBJECT,
        "addressee": "林知夏",
        "at": AT,
        "hall_id": hall.pk,
        "department_id": department.pk,
        **over,
    }
    return services.issue(kind, facts=facts or facts_for(kind), by=by, **given)


def make_certificate(
    *, by: Actor = SYSTEM, terms: CertificateTerms = TERMS, **over: Any
) -> Document:
    """An issued certificate of 林知夏."""
    hall, department = make_office()
    facts = {
        "title": "毕业证明书",
        "over_title": "高等教育自学考试",
        "body": ["林知夏，女，1999年5月23日生，全部课程成绩合格，特此证明。"],
        "photo": True,
    }
    return services.certify(
        about=SUBJECT,
        addressee="林知夏",
        facts={**facts, **over},
        terms=terms,
        by=by,
        at=AT,
        hall_id=hall.pk,
        department_id=department.pk,
    )


def full_identity() -> str:
    """A whole identity number, as it must never stand in a document."""
    return invented_id(7, date(1999, 5, 23))

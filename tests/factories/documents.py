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
    DocumentKind.TERMINATION: {
        "reasons": ["申请的法人或者其他组织依法终止", "营业执照已于 3 月 9 日注销"],
        "basis": ["《行政许可法》第七十条"],
    },
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
    DocumentKind.CORRECTION_LIST: {
        "papers": [{**_PAPERS[0], "copies": "原件 1"}],
        "due": "2026-03-17T17:00",
        "belongs_to": "青教补字〔2026〕第000318号",
    },
    DocumentKind.SUPPLEMENTED: {
        "papers": [{"name": "委托书", "form": "电子", "copies": "1"}],
        "received_on": "2026-03-12",
    },
    DocumentKind.MANDATE: {
        "client": "林知夏",
        "client_no": "4309**********0028",
        "agent_no": "4309**********0086",
        "relation": "母亲",
        "powers": ["代为提交、补正材料", "代为领取证照和文书"],
        "due": "2026-06-30",
        "signature": SIGNATURE,
    },
    DocumentKind.ONE_OFF: {
        "papers": [
            {"name": "身份证", "how": "带原件", "copies": "原件 1", "note": "看后退还"},
            {"name": "毕业生登记表", "how": "可核验代替", "copies": "复印件 1"},
        ],
        "answers": ["2001 年以后毕业", "本人办理"],
        "promise": "15 个工作日",
        "statutory": "20 个工作日",
        "fee": "不收费",
        "collect": "一楼 3 号窗口，9:00—17:00",
        "conditions": ["已经毕业", "证书遗失或者损坏"],
        "basis": ["《高等教育自学考试暂行条例》第二十四条"],
    },
    DocumentKind.HEARING_RIGHT: {
        "reasons": ["拟不予许可：经营场所不符合规定"],
        "due": "2026-03-17",
        "basis": ["《行政许可法》第四十七条"],
    },
    DocumentKind.HEARING_NOTICE: {
        "held_at": "2026-03-26T14:30",
        "place": "政务服务大厅三楼听证室",
        "public": "公开举行",
        "chair": "邓远",
        "recorder": "陈雨",
        "reviewer": "李敏",
        "parties": [{"name": "林知夏", "role": "申请人"}],
    },
    DocumentKind.HEARING_MINUTES: {
        "held_at": "2026-03-26T14:30",
        "ended_at": "2026-03-26T15:40",
        "place": "政务服务大厅三楼听证室",
        "public": "公开举行",
        "chair": "邓远",
        "recorder": "陈雨",
        "reviewer": "李敏",
        "parties": [
            {
                "name": "林知夏",
                "role": "申请人",
                "signature": SIGNATURE,
                "at": "2026-03-26 15:42",
            },
            {"name": "周大顺", "role": "利害关系人", "note": "认为记录不全"},
        ],
        "minutes": [
            {"who": "主持人", "text": "现在开始听证，核对参加人身份，告知权利。"},
            {"who": "李敏", "text": "经审查，考籍信息与申请不一致，建议不予许可。"},
            {"who": "林知夏", "text": "我改过名字，派出所的证明在这里。"},
        ],
        "result": "证明足以说明同一人，建议采纳。",
    },
    DocumentKind.SUPERVISION_ORDER: {
        "problem": "环节“审查”超过时限，至今没有说明原因。",
        "handler": "李敏",
        "due": "2026-03-17",
        "level": "蓝色：承办人",
    },
    DocumentKind.YELLOW_CARD: {
        "problem": "承诺 15 个工作日办结，已超过承诺时限 1 个工作日。",
        "handler": "李敏",
        "due": "2026-03-17",
        "level": "蓝色：承办人",
        "promise_due": "2026-03-10",
    },
    DocumentKind.RED_CARD: {
        "problem": "已超过法定期限 1 个工作日。",
        "handler": "邓远",
        "due": "2026-03-17",
        "level": "橙色：部门负责人",
        "statutory_due": "2026-03-10",
    },
    DocumentKind.RECUSAL: {
        "officer": "李敏",
        "reasons": ["与申请人有近亲属关系"],
        "decision": "同意回避",
        "successor": "贺清",
        "approved_by": "邓远",
    },
    DocumentKind.FIRST_REVIEW: {
        "competent": "青禾市市场监督管理局",
        "decision": "同意",
        "reasons": ["材料齐全，场所符合要求"],
        "papers": [
            {"name": "申请书", "copies": "1", "note": ""},
            {"name": "经营场所平面图", "copies": "1", "note": "原件"},
        ],
        "accepted_on": "2026-03-10",
        "basis": ["《行政许可法》第三十五条、第四十三条"],
    },
    DocumentKind.ABOVE_DECISION: {
        "competent": "青禾市市场监督管理局",
        "decision": "准予",
        "decided_number": "市监许〔2026〕12号",
        "decided_on": "2026-03-19",
        "basis": ["《食品安全法》第三十五条"],
    },
    DocumentKind.HANDOVER: {
        "papers": [{"name": "纸质卷宗", "copies": "1", "note": "共 12 页"}],
        "giver": "李敏",
        "receiver": "贺清",
        "reasons": ["岗位轮换"],
        "received_on": "2026-03-11T09:00",
        "result": "已受理，待审查",
    },
    DocumentKind.ASSISTANCE: {
        "service": "代办",
        "helper": "罗志强",
        "helper_phone": "0737-555 0133",
        "papers": [{"name": "身份证", "copies": "1"}],
        "due": "2026-03-20",
    },
    DocumentKind.ASSISTANCE_DONE: {
        "service": "代办",
        "helper": "罗志强",
        "result": "已办好，证照已送到",
        "visits": 0,
    },
    DocumentKind.STUCK_ORDER: {
        "problem": "跑了两次，窗口都说系统查不到考籍。",
        "handler": "教育局",
        "service": "办得慢",
        "reported_by": "林女士",
        "due": "2026-03-17T17:00",
    },
    DocumentKind.RECTIFICATION: {
        "problem": "等了一个小时没人叫号。",
        "handler": "教育窗口",
        "stars": "不满意",
        "due": "2026-03-17T17:00",
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

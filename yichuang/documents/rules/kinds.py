"""The kinds of documents a hall gives out, and what each of them needs."""

from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.text import N_


class DocumentKind(StrEnum):
    """What a document is in law; 行政许可法 art. 32, 38, 39, 42, 45–48 name most of them."""

    RECEIPT = "receipt"
    CORRECTION = "correction"
    ACCEPTANCE = "acceptance"
    NOT_ACCEPTED = "not_accepted"
    NOT_COMPETENT = "not_competent"
    NOT_REQUIRED = "not_required"
    TOLERANCE = "tolerance"
    COMMITMENT = "commitment"
    TOLERANCE_ENDED = "tolerance_ended"
    PROMISE = "promise"
    MEND_ORDER = "mend_order"
    ANNULMENT = "annulment"
    DECISION = "decision"
    REFUSAL = "refusal"
    DELIVERY = "delivery"
    ORIGINALS = "originals"
    WITHDRAWAL = "withdrawal"
    TERMINATION = "termination"
    SUSPENSION = "suspension"
    EXTENSION = "extension"
    CERTIFICATE = "certificate"
    FIRST_REVIEW = "first_review"
    ABOVE_DECISION = "above_decision"
    CORRECTION_LIST = "correction_list"
    SUPPLEMENTED = "supplemented"
    MANDATE = "mandate"
    ONE_OFF = "one_off"
    HEARING_RIGHT = "hearing_right"
    HEARING_NOTICE = "hearing_notice"
    HEARING_MINUTES = "hearing_minutes"
    RECUSAL = "recusal"
    HANDOVER = "handover"
    ASSISTANCE = "assistance"
    ASSISTANCE_DONE = "assistance_done"
    STUCK_ORDER = "stuck_order"
    RECTIFICATION = "rectification"
    SUPERVISION_ORDER = "supervision"
    YELLOW_CARD = "yellow_card"
    RED_CARD = "red_card"

    @property
    def label(self) -> str:
        """English msgid of the name; translated where it is shown."""
        return KINDS[self].says

    @property
    def choice(self) -> tuple[str, str]:
        return self.value, self.label


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name, the word in its number (受 in 青教受字), who may make it and
    which facts it cannot do without.

    `words` are the names printed on it, Chinese and English; they are not translations
    of the interface but part of the document.
    """

    says: str
    zh: str
    word: str
    permission: str
    needs: tuple[str, ...] = ()


_CASE = ("item", "case_number")

KINDS: dict[DocumentKind, Kind] = {
    DocumentKind.RECEIPT: Kind(
        N_("Receipt for papers"),
        "收件凭证",
        "收",
        "document.acknowledge",
        (*_CASE, "papers"),
    ),
    DocumentKind.CORRECTION: Kind(
        N_("Notice of what is missing"),
        "一次性补正告知书",
        "补",
        "document.notify",
        (*_CASE, "papers", "due"),
    ),
    DocumentKind.ACCEPTANCE: Kind(
        N_("Notice of acceptance"),
        "受理通知书",
        "受",
        "document.notify",
        (*_CASE, "accepted_on", "promise", "due"),
    ),
    DocumentKind.NOT_ACCEPTED: Kind(
        N_("Notice of non-acceptance"),
        "不予受理通知书",
        "不受",
        "document.notify",
        (*_CASE, "reasons", "basis"),
    ),
    DocumentKind.NOT_COMPETENT: Kind(
        N_("Notice: another authority decides"),
        "不予受理通知书",
        "不受",
        "document.notify",
        (*_CASE, "reasons", "competent"),
    ),
    DocumentKind.NOT_REQUIRED: Kind(
        N_("Notice: no licence is needed"),
        "不需受理告知书",
        "不需",
        "document.notify",
        (*_CASE, "reasons"),
    ),
    DocumentKind.TOLERANCE: Kind(
        N_("Notice of acceptance with papers to follow"),
        "容缺受理通知书",
        "容",
        "document.notify",
        (*_CASE, "papers", "promise"),
    ),
    DocumentKind.COMMITMENT: Kind(
        N_("Undertaking to supply papers later"),
        "容缺受理承诺书",
        "诺",
        "document.acknowledge",
        (*_CASE, "papers"),
    ),
    DocumentKind.TOLERANCE_ENDED: Kind(
        N_("Notice that handling ended: promised papers did not come"),
        "容缺办理终止告知书",
        "容止",
        "document.notify",
        (*_CASE, "papers", "result", "basis"),
    ),
    # 国办发〔2020〕42号: told in writing, promised in writing, checked afterwards.
    DocumentKind.PROMISE: Kind(
        N_("Notice and promise in place of a proof"),
        "告知承诺书",
        "告诺",
        "document.acknowledge",
        (*_CASE, "papers", "duties", "liabilities", "checking", "basis"),
    ),
    DocumentKind.MEND_ORDER: Kind(
        N_("Order to put right"),
        "责令改正通知书",
        "责改",
        "document.notify",
        (*_CASE, "reasons", "due", "basis"),
    ),
    DocumentKind.ANNULMENT: Kind(
        N_("Decision to revoke"),
        "撤销决定书",
        "撤决",
        "document.decide",
        (*_CASE, "reasons", "decided_on", "basis"),
    ),
    DocumentKind.DECISION: Kind(
        N_("Decision to grant"),
        "准予行政许可决定书",
        "准",
        "document.decide",
        (*_CASE, "decided_on", "basis"),
    ),
    DocumentKind.REFUSAL: Kind(
        N_("Decision to refuse"),
        "不予行政许可决定书",
        "不许",
        "document.decide",
        (*_CASE, "decided_on", "reasons", "basis"),
    ),
    DocumentKind.DELIVERY: Kind(
        N_("Proof of delivery"),
        "送达回证",
        "送",
        "document.deliver",
        (*_CASE, "papers"),
    ),
    DocumentKind.ORIGINALS: Kind(
        N_("Receipt for originals"),
        "材料移交凭证",
        "交",
        "document.acknowledge",
        (*_CASE, "papers"),
    ),
    DocumentKind.WITHDRAWAL: Kind(
        N_("Confirmation of withdrawal"),
        "撤回申请确认书",
        "撤",
        "document.acknowledge",
        _CASE,
    ),
    DocumentKind.TERMINATION: Kind(
        N_("Notice that handling ends"),
        "终止办理告知书",
        "终",
        "document.notify",
        (*_CASE, "reasons", "basis"),
    ),
    DocumentKind.SUSPENSION: Kind(
        N_("Notice of a special procedure"),
        "特别程序告知书",
        "特",
        "document.notify",
        (*_CASE, "ground", "days", "basis"),
    ),
    DocumentKind.EXTENSION: Kind(
        N_("Notice of extension"),
        "延期办理告知书",
        "延",
        "document.notify",
        (*_CASE, "reasons", "due", "basis"),
    ),
    DocumentKind.CERTIFICATE: Kind(
        N_("Certificate"), "证明书", "证", "document.certify", ("title", "body")
    ),
    DocumentKind.CORRECTION_LIST: Kind(
        N_("List of what is missing"),
        "补正材料清单",
        "清",
        "document.notify",
        (*_CASE, "papers", "due"),
    ),
    DocumentKind.SUPPLEMENTED: Kind(
        N_("Receipt for what was missing"),
        "补正收件凭证",
        "补收",
        "document.acknowledge",
        (*_CASE, "papers", "received_on"),
    ),
    DocumentKind.MANDATE: Kind(
        N_("Mandate for an agent"),
        "委托书",
        "委",
        "document.acknowledge",
        (*_CASE, "agent", "powers"),
    ),
    # Before there is a case: what to bring in this situation, said once (art. 30).
    DocumentKind.ONE_OFF: Kind(
        N_("What to bring, told once"),
        "一次性告知单",
        "告",
        "document.acknowledge",
        ("item", "papers", "promise"),
    ),
    DocumentKind.HEARING_RIGHT: Kind(
        N_("Notice of the right to a hearing"),
        "听证告知书",
        "听告",
        "document.notify",
        (*_CASE, "reasons", "due", "basis"),
    ),
    DocumentKind.HEARING_NOTICE: Kind(
        N_("Notice of a hearing"),
        "听证通知书",
        "听通",
        "document.notify",
        (*_CASE, "held_at", "place", "chair"),
    ),
    DocumentKind.HEARING_MINUTES: Kind(
        N_("Minutes of a hearing"),
        "听证笔录",
        "听录",
        "document.hear",
        (*_CASE, "held_at", "place", "chair", "parties", "minutes"),
    ),
    DocumentKind.RECUSAL: Kind(
        N_("Record of a recusal"),
        "回避决定书",
        "避",
        "document.order",
        (*_CASE, "officer", "reasons", "decision"),
    ),
    DocumentKind.HANDOVER: Kind(
        N_("List of what was handed over"),
        "交接清单",
        "接",
        "document.acknowledge",
        (*_CASE, "papers", "giver", "receiver"),
    ),
    DocumentKind.ASSISTANCE: Kind(
        N_("Acceptance of assistance"),
        "帮办代办受理单",
        "帮",
        "document.acknowledge",
        ("item", "service", "helper"),
    ),
    DocumentKind.ASSISTANCE_DONE: Kind(
        N_("End of assistance"),
        "帮办代办办结单",
        "帮结",
        "document.acknowledge",
        ("item", "service", "helper", "result"),
    ),
    DocumentKind.STUCK_ORDER: Kind(
        N_("Work order of the window for stuck matters"),
        "“办不成事”工单",
        "难",
        "document.order",
        ("item", "problem", "handler", "due"),
    ),
    DocumentKind.RECTIFICATION: Kind(
        N_("Order to put right after a bad review"),
        "差评整改单",
        "改",
        "document.order",
        ("item", "problem", "handler", "due"),
    ),
    # To the authority that decides (art. 35), and its decision told from here.
    DocumentKind.FIRST_REVIEW: Kind(
        N_("First review, sent up"),
        "初审意见及材料报送单",
        "初",
        "document.decide",
        (*_CASE, "competent", "decision", "reasons", "papers"),
    ),
    DocumentKind.ABOVE_DECISION: Kind(
        N_("Decision of the higher authority"),
        "上级机关决定告知书",
        "转",
        "document.decide",
        (*_CASE, "competent", "decision", "decided_number", "decided_on"),
    ),
    # Signals of supervision: an order in words, and the two cards of a clock that ran out.
    DocumentKind.SUPERVISION_ORDER: Kind(
        N_("Supervision order"),
        "督办单",
        "督",
        "document.order",
        ("item", "problem", "handler", "due"),
    ),
    DocumentKind.YELLOW_CARD: Kind(
        N_("Yellow card"),
        "黄牌督办通知书",
        "黄",
        "document.order",
        (*_CASE, "problem", "handler", "due"),
    ),
    DocumentKind.RED_CARD: Kind(
        N_("Red card"),
        "红牌督办通知书",
        "红",
        "document.order",
        (*_CASE, "problem", "handler", "due"),
    ),
}


def kind_choices() -> list[tuple[str, str]]:
    """Choices of the model's column, asked when needed: a new kind is no migration."""
    return [kind.choice for kind in DocumentKind]

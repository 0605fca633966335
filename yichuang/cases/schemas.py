"""What other systems send about a case, and what they are told."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from yichuang.cases.models import Case, Delivery
from yichuang.cases.queries.detail import CaseDetail, PaperRow
from yichuang.cases.queries.supervision import OrderRow
from yichuang.cases.queries.worklist import WorkRow
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.rules.papers import PaperState, ToleranceKind
from yichuang.cases.rules.tolerance import SignedAs, SignedHow
from yichuang.cases.services.undertakings import Signed
from yichuang.documents.rules import DeliveryWay
from yichuang.web.api import Body

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Listed = Literal[
    "",
    "submitted",
    "received",
    "correction",
    "accepted",
    "suspended",
    "approved",
    "refused",
    "closed",
]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class PersonIn(Body):
    """A person by name and identity number (check digit is checked)."""

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)
    ]
    id_number: Annotated[str, StringConstraints(strip_whitespace=True, max_length=30)]
    id_kind: str = "resident"
    phone: Annotated[str, StringConstraints(max_length=20)] = ""


class EntityIn(Body):
    """An organisation by name and unified social credit code."""

    name: Short
    uscc: Annotated[str, StringConstraints(strip_whitespace=True, max_length=18)]


class PartiesIn(Body):
    """Who applies: a person or an organisation, and the agent who comes for them."""

    applicant: PersonIn | None = None
    entity: EntityIn | None = None
    agent: PersonIn | None = None
    agent_relation: Annotated[str, StringConstraints(max_length=40)] = ""


class ApplicationIn(PartiesIn):
    """An application. `papers` names the keys of papers that are handed in with it."""

    item: Annotated[str, StringConstraints(max_length=60)]
    answers: dict[str, str] = Field(default_factory=dict, max_length=40)
    delivery: Delivery = Delivery.WINDOW
    address: Short = ""
    papers: list[str] = Field(default_factory=list, max_length=60)
    origin: Annotated[str, StringConstraints(max_length=40)] = ""


class SeenIn(Body):
    """`version` is the one the caller last saw; 0 does not ask."""

    version: int = 0


class PaperIn(SeenIn):
    """Where a paper stands."""

    state: PaperState
    fault: Short = ""
    mend: Short = ""
    source: Annotated[str, StringConstraints(max_length=120)] = ""
    originals: int | None = Field(None, ge=0, le=99)
    copies: int | None = Field(None, ge=0, le=99)


class AcceptIn(SeenIn):
    """Accept. `papers` names papers found in order by this caller, checked on the way."""

    papers: list[str] = Field(default_factory=list, max_length=60)


class DeclineIn(SeenIn):
    """Do not accept."""

    outcome: Literal["not_accepted", "not_competent", "not_required"]
    reason: Text
    competent: Short = ""

    @property
    def as_outcome(self) -> Outcome:
        return Outcome(self.outcome)


class RouteIn(SeenIn):
    """Send to a post."""

    post: int


class DecideIn(SeenIn):
    """Approve, or refuse with the reason."""

    approve: bool
    reason: Text = ""


class IssueIn(SeenIn):
    """Hand over. At the window with the signature's strokes, by post with a number."""

    how: DeliveryWay
    receiver: Short
    relation: Annotated[str, StringConstraints(max_length=40)] = ""
    signature: Annotated[str, StringConstraints(max_length=40_000)] = ""
    tracking_number: Annotated[str, StringConstraints(max_length=40)] = ""


class ReasonIn(SeenIn):
    """A move with its reason."""

    reason: Text


class SuspendIn(SeenIn):
    """Stop the clock on a legal ground for so many working days."""

    ground: Annotated[str, StringConstraints(max_length=12)]
    days: int


class ExtendIn(SeenIn):
    """Extend the statutory limit, in its own unit."""

    days: int
    reason: Text


class ToleranceIn(SeenIn):
    """Ask to tolerate a paper: `whom`, `how`, `asked_at` and `answer` are the evidence
    (now, unless told), `due` is the day by which a later paper comes."""

    kind: ToleranceKind
    whom: Annotated[str, StringConstraints(max_length=120)] = ""
    how: Annotated[str, StringConstraints(max_length=60)] = ""
    asked_at: AwareDatetime | None = None
    answer: Text = ""
    due: date | None = None


class AgreeIn(SeenIn):
    """Agree to a tolerance, or deny it with the reason."""

    agree: bool
    reason: Short = ""


class SignedIn(SeenIn):
    """Who signed, as what; `signature` are the pen's strokes in a box of 1000 × 400.
    `mandate` names an agent's written mandate."""

    signer: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]
    signed_as: SignedAs
    signature: Annotated[str, StringConstraints(max_length=40_000)]
    mandate: Annotated[str, StringConstraints(max_length=120)] = ""

    @property
    def signed(self) -> Signed:
        return Signed(
            signer=self.signer,
            signed_as=self.signed_as,
            how=SignedHow.TABLET,
            signature=self.signature,
            mandate=self.mandate,
        )


class PromiseIn(SignedIn):
    """The keys of the papers the promise stands for."""

    papers: list[str] = Field(min_length=1, max_length=60)


class ArrivalIn(SeenIn):
    """The day a promised paper arrived, and how."""

    came_on: date
    how: Literal["window", "post", "online"]


class CaseOut(Schema):
    """A case after a move, in short."""

    number: str
    query_code: str
    state: str
    outcome: str
    version: int
    item: str
    received_on: date | None
    accepted_on: date | None
    promise_due: date | None
    statute_due: date | None

    @classmethod
    def of_case(cls, case: Case) -> "CaseOut":
        return cls(
            number=case.number,
            query_code=case.query_code,
            state=case.state,
            outcome=case.outcome,
            version=case.version,
            item=case.item_key,
            received_on=case.received_on,
            accepted_on=case.accepted_on,
            promise_due=case.promise_due,
            statute_due=case.statute_due,
        )


class RowOut(Schema):
    """A line of a work list; `left` in working days, negative when over."""

    number: str
    version: int
    item: str
    state: str
    lamp: str
    left: int | None
    due: date | None
    since: datetime
    channel: str

    @classmethod
    def of(cls, row: WorkRow) -> "RowOut":
        return cls(
            number=row.number,
            version=row.version,
            item=row.item,
            state=row.state,
            lamp=row.lamp,
            left=row.left,
            due=row.due,
            since=row.since,
            channel=row.channel,
        )


class PaperOut(Schema):
    """A paper of a case."""

    key: str
    name: str
    state: str
    required: bool
    files: int
    fault: str
    mend: str

    @classmethod
    def of(cls, row: PaperRow) -> "PaperOut":
        return cls(
            key=row.rule.key,
            name=row.rule.name,
            state=row.state,
            required=row.required,
            files=len(row.files),
            fault=row.fault,
            mend=row.mend,
        )


class DayOut(Schema):
    """One day on the way to a deadline: counted with its number, or why not."""

    day: date
    counted: bool
    number: int | None
    reason: str
    note: str


class DetailOut(CaseOut):
    """A case in full. People are masked."""

    lamp: str
    left: int | None
    moves: list[str]
    papers: list[PaperOut]
    documents: list[str]
    promise_days: list[DayOut]

    @classmethod
    def of_detail(cls, told: CaseDetail, out: CaseOut) -> "DetailOut":
        days = told.promise.days if told.promise else ()
        return cls(
            **out.dict(),
            lamp=told.row.lamp,
            left=told.row.left,
            moves=[move.name for move in told.moves],
            papers=[PaperOut.of(row) for row in told.papers],
            documents=[row.number for row in told.documents],
            promise_days=[
                DayOut(
                    day=day.day,
                    counted=day.counted,
                    number=day.number,
                    reason=day.reason.value,
                    note=day.note,
                )
                for day in days
            ],
        )


class OrderIn(Body):
    """A supervision order about a case, or about a department by its number."""

    kind: Literal[
        "step_late",
        "late",
        "overdue",
        "refused",
        "no_reasons",
        "misroute",
        "charge",
        "other",
    ]
    what: Text
    case: Annotated[str, StringConstraints(max_length=40)] = ""
    department: int | None = None
    due: date | None = None


class AnswerIn(SeenIn):
    """Why it happened and what was done."""

    text: Text


class ReviewIn(SeenIn):
    """Whether the answer is sufficient; where it is not, why."""

    sufficient: bool
    reason: Short = ""


class OrderOut(Schema):
    """A supervision order. `due` is the day to answer by, at its level."""

    id: int
    version: int
    document: str
    kind: str
    level: str
    state: str
    what: str
    case: str
    department: str
    responsible: str
    due: date
    late: bool

    @classmethod
    def of(cls, row: OrderRow, *, version: int) -> "OrderOut":
        return cls(
            id=row.id,
            version=version,
            document=row.document,
            kind=row.kind,
            level=row.level,
            state=row.state,
            what=row.what,
            case=row.case_number,
            department=row.department,
            responsible=row.responsible,
            due=row.due,
            late=row.late,
        )

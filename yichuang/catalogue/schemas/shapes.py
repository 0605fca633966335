"""Guides as JSON: what other systems read."""

from datetime import date
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from yichuang.web.api import Body


class TwoWords(Schema):
    """A text in both languages; `en` may be empty."""

    zh: str
    en: str = ""


class ItemOut(Schema):
    """An item in a list."""

    key: str
    kind: str = Field(description="item or bundle")
    version_id: int
    name: TwoWords
    summary: TwoWords
    department: TwoWords
    department_key: str
    promise: str = Field(
        description="15W working days, 60N days, 2H hours, S on the spot"
    )
    themes: list[str]


class HitOut(Schema):
    """A hit of the search, in the language asked for."""

    key: str
    kind: str = Field(description="item or bundle")
    version_id: int
    name: str
    summary: str
    department: str
    score: float
    share: float = Field(description="How much of the question it answers, 0 to 1.")
    reason: str = Field(description="Why it was found, in words.")


class OptionOut(Schema):
    key: str
    label: TwoWords
    hint: TwoWords
    ends: TwoWords = Field(description="Why this item is not needed; empty otherwise.")
    instead: str = Field(description="The item to go to instead, if any.")


class QuestionOut(Schema):
    key: str
    text: TwoWords
    help: TwoWords
    options: list[OptionOut]


class PaperOut(Schema):
    key: str
    name: TwoWords
    need: str
    treatment: str = Field(description="bring, later, fetched, evidence or promise")
    originals: int
    copies: int
    issuer: TwoWords
    accept_standard: TwoWords
    guidance: TwoWords
    depends: bool = Field(description="It is needed only in some situations.")


class StepOut(Schema):
    key: str
    code: str
    name: TwoWords
    limit: str
    stops_clock: bool


class FeeOut(Schema):
    name: TwoWords
    amount: Decimal
    basis: TwoWords


class GroundOut(Schema):
    law: TwoWords
    article: str
    text: TwoWords


class GuideOut(ItemOut):
    """Everything a guide says."""

    number: int
    code: str
    kind_code: str
    level_code: str
    project_kind: str
    promise_from: str
    statutory: str = Field(description="Empty where the law sets no limit.")
    silence: str = Field(
        description="The clause by which silence approves; empty where it never does."
    )
    visits: int
    agent_allowed: bool
    fee_charged: bool
    result: TwoWords
    conditions: list[TwoWords]
    questions: list[QuestionOut]
    papers: list[PaperOut]
    steps: list[StepOut]
    fees: list[FeeOut]
    grounds: list[GroundOut]


class AnswersIn(Body):
    """The answers so far, question key to option key; “unsure” is always allowed."""

    answers: dict[str, str] = Field(default_factory=dict, max_length=50)
    on: date | None = Field(default=None, description="Today when it is left out.")


class SituationOut(Schema):
    """What this situation needs."""

    version_id: int
    next_question: QuestionOut | None
    ending: TwoWords | None = Field(description="Why the item is not needed, if so.")
    instead: str = ""
    bring: int = Field(description="How many papers must be in hand to begin.")
    papers: list[PaperOut]
    open: list[PaperOut] = Field(description="Papers that depend on open questions.")


class FindingOut(Schema):
    """Something a check-up found; `proposed` is one change a line, empty for none."""

    rule: str
    field: str
    severity: str = Field(description="error, warning or advice")
    says: str
    remedy: str
    proposed: str
    line: str = Field(description="The text at fault, as it stands.")


class CheckupOut(Schema):
    """The check-up of one version of an item."""

    item: str
    name: str
    version: int
    state: str = Field(description="draft, published or withdrawn")
    errors: int
    warnings: int
    advice: int
    findings: list[FindingOut]

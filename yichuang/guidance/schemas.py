"""Shapes of a question and its answer in the API."""

from ninja import Schema
from pydantic import Field

from yichuang.web.api import Body


class AskIn(Body):
    """A question; `item`, `kind` and `answers` ask on about a matter already found."""

    question: str = Field(default="", max_length=20_000)
    item: str = ""
    kind: str = "item"
    answers: dict[str, str] = Field(default_factory=dict)


class ItemOut(Schema):
    """A matter the question may mean; the score is between 0 and 1."""

    id: str
    score: float


class LineOut(Schema):
    """A line of a guide as published: of which item, version and place."""

    says: str
    item: str
    version: int
    line: str


class ChoiceOut(Schema):
    """An answer that is offered; its key is what to send back."""

    key: str
    label: str


class QuestionOut(Schema):
    """A question asked back; `about` is matter, or the key to answer it under."""

    about: str
    says: str
    choices: list[ChoiceOut]


class RefusalOut(Schema):
    """Why there is no answer, and who has one."""

    code: str
    says: str
    remedy: str
    authority: str
    phone: str


class EndedOut(Schema):
    """The matter is not needed or not done here; `instead` is the item that is, if any."""

    says: str
    instead: str | None


class ModeOut(Schema):
    """What is wanted of a certificate that exists: renewal, change or reissue."""

    kind: str
    says: str


class AnswerOut(Schema):
    """The whole answer; every sentence of `answer` is a line of a guide."""

    question: str
    items: list[ItemOut]
    route: str | None
    asks_back: bool
    refused: bool
    asks: QuestionOut | None
    next_question: QuestionOut | None
    refusal: RefusalOut | None
    ended: EndedOut | None
    mode: ModeOut | None
    missing: list[str]
    answer: list[LineOut]
    citations: list[str]

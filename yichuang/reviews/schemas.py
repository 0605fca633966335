"""Shapes of reviews in the API."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from yichuang.reviews.rules.levels import LONGEST_TEXT, Kind
from yichuang.web.api import Body

Level = Annotated[int, Field(ge=1, le=5, description="5 very good … 1 very bad")]
Tags = Annotated[
    list[str],
    Field(max_length=8, description="national tag codes of the level, three at most"),
]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class ReviewIn(Body):
    """A review by a token that was sent to somebody, or for a case by number."""

    token: str = ""
    case: str = ""
    level: Level
    tags: Tags = []
    text: Text = ""
    kind: Kind = Kind.VOLUNTARY


class ReviewOut(Schema):
    """A review as it was kept; `counted` says whether figures rest on it."""

    level: int
    tags: list[str]
    kind: str
    channel: str
    at: datetime
    counted: bool

"""How lists are asked for and answered in the API."""

from typing import Generic, TypeVar

from ninja import Schema
from pydantic import Field

from yichuang.web.queries import MOST

T = TypeVar("T")


class PageQuery(Schema):
    """Which part of a list: `page: PageQuery = Query(...)`."""

    limit: int = Field(default=50, ge=1, le=MOST, description="How many rows at most.")
    after: str = Field(
        default="",
        max_length=400,
        description="The `next` of the page before; empty at first.",
    )


class PageOut(Schema, Generic[T]):
    """Rows and the cursor of what follows; an empty `next` is the end."""

    items: list[T]
    next: str = Field(
        default="", description="Give it as `after` for the rows that follow."
    )

"""What a caller sends."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, field_validator
from pydantic_core import PydanticCustomError


class Body(Schema):
    """A part of a request's body. A name nobody knows is refused: a slip of the pen in
    `agent` would otherwise file the matter as the applicant's own."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def no_nul(cls, value: Any) -> Any:
        """PostgreSQL keeps no text with a NUL, so neither database is asked to."""
        if _holds_nul(value):
            raise PydanticCustomError("string_unicode", "no NUL")
        return value


def _holds_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(map(_holds_nul, (*value.keys(), *value.values())))
    return isinstance(value, list) and any(map(_holds_nul, value))

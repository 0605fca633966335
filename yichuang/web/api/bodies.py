"""What a caller sends."""

from ninja import Schema
from pydantic import ConfigDict


class Body(Schema):
    """A part of a request's body. A name nobody knows is refused: a slip of the pen in
    `agent` would otherwise file the matter as the applicant's own."""

    model_config = ConfigDict(extra="forbid")

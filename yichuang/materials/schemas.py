"""Shapes of files in the API."""

from datetime import datetime

from ninja import Schema


class FileOut(Schema):
    """A stored file. `size` is bytes as kept; `pages` is 1 for a picture."""

    key: str
    name: str
    kind: str
    size: int
    pages: int
    purpose: str
    uploaded_at: datetime

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


class SaidOut(Schema):
    """Why something was not taken, or what is in doubt, in the reader's language."""

    code: str
    field: str
    says: str
    remedy: str


class StackFileOut(Schema):
    """A file of a stack, alone or out of an archive."""

    name: str
    folder: str
    state: str
    pages: int
    refusal: SaidOut | None


class ApplicantOut(Schema):
    """Somebody whose papers lie in a stack; the number is masked."""

    id: int
    name: str
    number: str


class PageOut(Schema):
    """A page. `kind` is null while nobody knows; `sure` 0 to 1; `paper` the key of the
    item's paper it answers; `version` goes into a confirmation."""

    key: str
    number: int
    state: str
    kind: str | None
    sure: float
    doubtful: bool
    applicant: int | None
    document: int | None
    paper: str
    version: int


class StackOut(Schema):
    """A stack of papers and how far it is."""

    key: str
    title: str
    item: str
    about: str
    state: str
    pages_total: int
    pages_done: int
    files: list[StackFileOut]
    applicants: list[ApplicantOut]
    pages: list[PageOut]


class FieldOut(Schema):
    """A field read from a page; `spot` as fractions: left, top, width, height."""

    name: str
    value: str
    spot: list[float]
    sure: float
    part: int


class SheetOut(PageOut):
    """A page in full; sizes in pixels of the upright picture."""

    width: int
    height: int
    turned: int
    text: list[str]
    fields: list[FieldOut]
    doubts: list[SaidOut]
    runners: list[tuple[str, float]]


class FoundOut(Schema):
    """A page that was located; `spot` is null when the words are not written on it."""

    key: str
    stack: str
    title: str
    number: int
    kind: str | None
    applicant: str
    line: str
    spot: list[float] | None


class ConfirmIn(Schema):
    """What a page is. `applicant` null leaves it with whom it is; `version` is that of
    the page that was looked at, so that nobody's change is overwritten."""

    kind: str
    applicant: int | None = None
    version: int | None = None

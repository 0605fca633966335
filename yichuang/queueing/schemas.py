"""Shapes of the queue in the API: kiosks, phones, screens and callers of other makes."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from yichuang.queueing.models import Channel
from yichuang.queueing.rules.lifecycle import Outcome
from yichuang.queueing.rules.policy import Standing
from yichuang.web.api import Body

Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Token = Annotated[str, StringConstraints(max_length=22)]


class TicketIn(Body):
    """What somebody wants a ticket for; `identity` as a card reader gives it."""

    kind: Code
    channel: Channel = Channel.KIOSK
    standing: Standing = Standing.ORDINARY
    identity: Annotated[str, StringConstraints(max_length=30)] = ""
    phone: Annotated[str, StringConstraints(max_length=20)] = ""
    language: Annotated[str, StringConstraints(max_length=10)] = "zh-hans"
    needs: Annotated[list[Short], Field(max_length=8)] = []
    travel_minutes: int = 0
    booked_at: AwareDatetime | None = None
    visit: Token = ""
    case_ref: Annotated[str, StringConstraints(max_length=40)] = ""


class TicketOut(Schema):
    """A ticket; `low` to `high` minutes hold for about four in five."""

    number: str
    token: str
    kind: str
    kind_en: str
    state: str
    standing: str
    ahead: int | None
    low: int | None
    high: int | None
    window: int | None
    calls: int
    visit: str
    case: str
    outcome: str
    taken_at: datetime
    expires_at: datetime | None


class ArriveIn(Body):
    """`seen` when a device or somebody of the hall saw the person."""

    seen: bool = False


class CallOut(Schema):
    """What came of a call: a ticket or nobody. `again`: the same key was used before."""

    ticket: TicketOut | None
    reason: str
    again: bool


class MoveIn(Body):
    """What goes with a move at a window; each move reads what it needs.

    hold and transfer need `reason`; end needs `outcome`; transfer `kind` or `window`;
    resume the `number` of the ticket on hold.
    """

    reason: Short = ""
    outcome: Outcome = Outcome.DONE
    case: Annotated[str, StringConstraints(max_length=40)] = ""
    kind: Code = ""
    window: int | None = None
    number: Annotated[str, StringConstraints(max_length=8)] = ""


class CallRowOut(Schema):
    """A call as screens show and speak it; (number, times) is spoken once."""

    number: str
    window: int
    window_name: str
    window_name_en: str
    kind: str
    kind_en: str
    times: int
    state: str
    at: datetime


class LineOut(Schema):
    """A kind, how many wait, how many open windows serve it."""

    code: str
    name: str
    name_en: str
    waiting: int
    windows: int


class BoardOut(Schema):
    """Everything a screen shows; ask again and compare `stamp`."""

    stamp: str
    now: list[CallRowOut]
    last: list[CallRowOut]
    lines: list[LineOut]
    waiting: int
    open_windows: int


class WindowOut(Schema):
    """A window: its seat and who is there."""

    number: int
    state: str
    mode: str
    own: list[str]
    helps: list[str]
    ticket: TicketOut | None
    held: list[str]
    waiting: int
    served: int


class FaultOut(Schema):
    """A call that does not follow the policy."""

    step: int
    at: str
    kind: str
    called: str
    due: str
    window: int | None


class ReplayOut(Schema):
    """Whether a day's calls followed the published order."""

    followed: bool
    steps: int
    calls: int
    faults: list[FaultOut]


class FiguresOut(Schema):
    """Figures of a day; rates with their denominators."""

    taken: int
    served: int
    gave_up: int
    over: int
    mean_wait: float | None
    p90_wait: float | None
    longest_wait: float | None
    over_30: int
    waited: int
    mean_walk: float | None
    mean_talk: float | None


class DayFiguresOut(Schema):
    """Of all, and by line; `coverage`: per cent of waits inside the range told."""

    all: FiguresOut
    lines: dict[str, FiguresOut]
    told: int
    coverage: float | None
    error: float | None


class SlotOut(Schema):
    """A half-hour that can be booked; `mode` is window, extended or weekend."""

    id: int
    starts_at: datetime
    free: int
    mode: str
    group: int | None


class BookIn(Body):
    """Who comes, under their own name, and when."""

    slot: int
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]
    id_number: Annotated[str, StringConstraints(max_length=30)]
    phone: Annotated[str, StringConstraints(max_length=20)] = ""
    on_behalf: Annotated[str, StringConstraints(max_length=100)] = ""
    item: Annotated[str, StringConstraints(max_length=60)] = ""


class ReasonIn(Body):
    """Why something is done."""

    reason: Annotated[str, StringConstraints(max_length=200)] = ""


class RebookIn(Body):
    """The half-hour it is moved to."""

    slot: int


class AppointmentOut(Schema):
    """An appointment; `code` is what its holder shows, `ticket` is set once they came.
    `offers` are slots offered instead when the hall took the time away."""

    code: str
    kind: str
    state: str
    starts_at: datetime
    mode: str
    window: int | None
    ticket: str
    offers: list[int]

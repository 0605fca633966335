"""When the lines grow too long, what can be done about it: the published thresholds.

One after another: open a spare window, move the mobile one, let another window help,
call the B of a post; and when the hall itself is full, the rest area (窗口动态调整).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid


class Action(StrEnum):
    """What can be done."""

    OPEN_SPARE = "spare"
    MOVE_MOBILE = "mobile"
    LET_HELP = "help"
    CALL_B = "call-b"
    REST_AREA = "rest-area"

    @property
    def says(self) -> Msgid:
        """English msgid of the action."""
        return ACTION_SAYS[self]


ACTION_SAYS: dict[Action, Msgid] = {
    Action.OPEN_SPARE: N_("Open a spare window"),
    Action.MOVE_MOBILE: N_("Move the mobile window"),
    Action.LET_HELP: N_("Let another window help"),
    Action.CALL_B: N_("Call a colleague to a window"),
    Action.REST_AREA: N_("Open the rest area"),
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Passed, something is proposed. `wait` and `long` are minutes."""

    version: int = 0
    waiting: int = 10
    """More than so many wait for each open window of a line."""
    wait: int = 15
    """Those who wait in a line have waited longer than this on average."""
    long: int = 30
    long_count: int = 3
    """So many have waited longer than `long`."""
    saturation: int = 95
    """Per cent of the last half-hour in which the windows of a line were busy, while
    somebody waits."""
    crowd: int = 40
    """More wait in the whole hall: the rest area opens."""
    good_for: int = 15
    """Minutes until a proposal nobody answered goes, and until the same is made again."""

    def __post_init__(self) -> None:
        for name in ("waiting", "wait", "long", "long_count", "crowd", "good_for"):
            _within(name, getattr(self, name), 1, 999)
        _within("saturation", self.saturation, 50, 100)


def _within(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise Refusal(
            "queueing.threshold-range",
            N_("“%(field)s” must be from %(least)s to %(most)s."),
            field=field,
            remedy=N_("Enter a whole number in this range."),
            least=least,
            most=most,
        )


@dataclass(frozen=True, slots=True)
class LineNow:
    """A line at a moment. `waited` are the minutes of those who wait; `windows` serve it
    and are open; `saturation` in per cent, None while nothing was measured."""

    code: str
    waited: tuple[float, ...]
    windows: int
    saturation: float | None = None

    @property
    def mean(self) -> float:
        """Minutes those who wait have waited, on average."""
        return sum(self.waited) / len(self.waited) if self.waited else 0.0


@dataclass(frozen=True, slots=True)
class Spare:
    """A window nobody sits at. `person` could, being free and trained; `on_duty` when
    the roster has them in the house now."""

    number: int
    mode: str
    lines: frozenset[str]
    person: int | None
    on_duty: bool = True


@dataclass(frozen=True, slots=True)
class Helper:
    """An open window with few in its own lines that could serve others as well."""

    number: int
    lines: frozenset[str]
    learned: frozenset[str]
    waiting: int


@dataclass(frozen=True, slots=True)
class Cause:
    """Which threshold was passed, by how much."""

    what: str
    value: int
    most: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal before it is made."""

    line: str
    action: Action
    cause: Cause
    window: int | None = None
    person: int | None = None


CAUSE_SAYS: dict[str, Msgid] = {
    "unserved": N_("%(value)s wait and no window serves them"),
    "waiting": N_("%(value)s wait for each window; %(most)s is the limit"),
    "wait": N_(
        "those waiting have waited %(value)s min on average; the limit is %(most)s"
    ),
    "long": N_("%(value)s have waited over half an hour; the limit is %(most)s"),
    "saturation": N_(
        "the windows were busy %(value)s%% of the time; the limit is %(most)s%%"
    ),
    "crowd": N_("%(value)s wait in the hall; the limit is %(most)s"),
}


def cause(line: LineNow, terms: Thresholds) -> Cause | None:
    """The first threshold this line passes."""
    count = len(line.waited)
    if not count:
        return None
    if not line.windows:
        return Cause("unserved", count, 0)
    each = -(-count // line.windows)
    long = sum(minutes > terms.long for minutes in line.waited)
    passed = (
        (each > terms.waiting, Cause("waiting", each, terms.waiting)),
        (line.mean > terms.wait, Cause("wait", round(line.mean), terms.wait)),
        (long >= terms.long_count, Cause("long", long, terms.long_count)),
        (
            (line.saturation or 0) > terms.saturation,
            Cause("saturation", round(line.saturation or 0), terms.saturation),
        ),
    )
    return next((why for is_passed, why in passed if is_passed), None)


def propose(
    lines: Iterable[LineNow],
    spares: Sequence[Spare],
    helpers: Sequence[Helper],
    terms: Thresholds,
) -> Iterator[Draft]:
    """What to do for each line in need, the worst first; no window or person twice."""
    known = list(lines)
    used: set[int] = set()
    for line in sorted(known, key=lambda one: (-one.mean, one.code)):
        why = cause(line, terms)
        draft = _for_line(line, why, spares, helpers, used) if why else None
        if draft is not None:
            used |= {draft.window or 0, -(draft.person or 0)}
            yield draft
    whole = sum(len(line.waited) for line in known)
    if whole > terms.crowd:
        yield Draft("", Action.REST_AREA, Cause("crowd", whole, terms.crowd))


MODES = (
    ("spare", Action.OPEN_SPARE),
    ("mobile", Action.MOVE_MOBILE),
    ("standing", Action.OPEN_SPARE),
)


def _for_line(
    line: LineNow,
    why: Cause,
    spares: Sequence[Spare],
    helpers: Sequence[Helper],
    used: set[int],
) -> Draft | None:
    here = [
        one
        for one in spares
        if line.code in one.lines
        and one.person is not None
        and not {one.number, -one.person} & used
    ]
    for mode, action in MODES:
        for one in here:
            if one.mode == mode and one.on_duty:
                return Draft(line.code, action, why, one.number, one.person)
    for helper in sorted(helpers, key=lambda one: (one.waiting, one.number)):
        learned = line.code in helper.learned and line.code not in helper.lines
        quiet = helper.waiting * 2 < len(line.waited)
        if learned and quiet and helper.number not in used:
            return Draft(line.code, Action.LET_HELP, why, helper.number)
    for one in here:
        return Draft(line.code, Action.CALL_B, why, one.number, one.person)
    return None

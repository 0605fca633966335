"""Draw docs/rules/*.md from the tables of moves: `lifecycle.py [--check]`."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "rules"
sys.path.insert(0, str(ROOT))

from yichuang.cases.rules import (  # noqa: E402
    hearing,
    lifecycle,
    supervision,
    upward,
    visits,
)
from yichuang.kernel.statechart import Statechart  # noqa: E402
from yichuang.queueing.rules import lifecycle as tickets  # noqa: E402
from yichuang.queueing.rules.appointments import (  # noqa: E402
    lifecycle as appointments,
)


@dataclass(frozen=True, slots=True)
class Life:
    """One table and the page it is drawn on."""

    page: str
    title: str
    chart: Statechart
    states: type[StrEnum]
    room: str

    @property
    def source(self) -> str:
        """The module the table stands in."""
        return self.states.__module__.replace(".", "/") + ".py"


LIVES = (
    Life("lifecycle", "case", lifecycle.LIFECYCLE, lifecycle.CaseState, "cases"),
    Life("hearing", "hearing 听证", hearing.HEARING, hearing.HearingState, "cases"),
    Life("upward", "case decided above 上报件", upward.UPWARD, upward.Above, "cases"),
    Life(
        "supervision",
        "supervision order 督办单",
        supervision.ORDERS,
        supervision.OrderState,
        "cases",
    ),
    Life(
        "visit", "visit at home 上门办", visits.VISIT_LIFE, visits.VisitState, "cases"
    ),
    Life("ticket", "ticket 号票", tickets.LIFE, tickets.TicketState, "queueing"),
    Life(
        "appointment",
        "appointment 预约",
        appointments.LIFE,
        appointments.AppointmentState,
        "queueing",
    ),
)

HEAD = """\
# The life of a {title}

<!-- drawn from {source} by `make docs`; do not edit by hand -->

What this table does not name cannot happen. Buttons, API, permissions and tests come
from the same table; who is granted a permission stands in `yichuang/{room}/policies.py`.

"""


def states(all_of: Iterable[StrEnum]) -> str:
    """The states with their names."""
    rows = ["| state | in words |", "|---|---|"]
    rows += [f"| `{state.value}` | {getattr(state, 'label', '')} |" for state in all_of]
    return "\n".join(rows)


def moves(chart: Statechart) -> str:
    """The moves, in the order of the table."""
    rows = ["| move | from | to | permission | in words |", "|---|---|---|---|---|"]
    rows += [
        f"| `{move.name}` | {', '.join(move.starts)} | {move.target} "
        f"| `{move.needs}` | {move.says} |"
        for move in chart.moves
    ]
    return "\n".join(rows)


def page(life: Life) -> str:
    """A whole page."""
    head = HEAD.format(title=life.title, source=life.source, room=life.room)
    diagram = f"```mermaid\n{life.chart.mermaid()}```"
    return (
        f"{head}{diagram}\n\n## States\n\n{states(life.states)}"
        f"\n\n## Moves\n\n{moves(life.chart)}\n"
    )


def main() -> int:
    """Write the pages, or say which are out of step."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = 0
    for life in LIVES:
        path, fresh = FOLDER / f"{life.page}.md", page(life)
        if "--check" not in sys.argv[1:]:
            path.write_text(fresh, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != fresh:
            print(f"docs/rules/{path.name} is out of step with the table: make docs")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())

"""A thousand certificates on pre-printed stock: sheets a second, and how much memory a
trayful of 500 and the next one take; against the typesetter alone, which has seen the same
words by then. All in processor time, so that what else the machine does is not in it."""

import resource
import time
from dataclasses import dataclass, field
from typing import Any

from bench import hall

SHEETS = 1_000
TRAY = 500
MIB = 1024


@dataclass
class Taken:
    """Processor seconds of each part (other programs do not count), bytes of the PDFs, MiB after each trayful."""

    checked: float = 0.0
    drawn: float = 0.0
    settled: float = 0.0
    size: int = 0
    memory: list[float] = field(default_factory=list)

    @property
    def whole(self) -> float:
        return self.checked + self.drawn + self.settled


def run(_options: dict[str, Any]) -> dict[str, Any]:
    """Issue certificates, put them in a run, print them trayful by trayful."""
    hall.prepare()
    from django.utils import timezone  # noqa: PLC0415

    at = timezone.now()
    numbers = _issue(at)
    before = _resident()
    taken, layout = _print(numbers, at)
    alone = _typesetter(layout)
    return {
        "sheets": SHEETS,
        "checked and put in a run": f"{SHEETS / taken.checked:.0f} sheets/s",
        "sent and drawn": f"{SHEETS / taken.drawn:.0f} sheets/s",
        "settled, each on record": f"{SHEETS / taken.settled:.0f} sheets/s",
        "all together": f"{SHEETS / taken.whole:.0f} sheets/s",
        "the same type set once more": f"{SHEETS / alone:.0f} sheets/s",
        "PDF of a sheet": f"{taken.size / SHEETS / 1024:.1f} KiB",
        "most memory before": f"{before:.0f} MiB",
        "after each trayful": ", ".join(f"{one:.0f} MiB" for one in taken.memory),
    }


def _print(numbers: tuple[str, ...], at: Any) -> tuple[Taken, Any]:
    """Begin the run, and print it trayful by trayful."""
    from yichuang.accounts.policies import SYSTEM  # noqa: PLC0415
    from yichuang.documents.services.stock import (  # noqa: PLC0415
        printers,
        runs,
        sheets,
        templates,
    )

    template = templates.create(_plan(), hall_id=1, by=SYSTEM, at=at)
    printer = printers.keep("bench", hall_id=1, by=SYSTEM, at=at)
    taken, began = Taken(), time.process_time()
    wish = runs.Wish(template.pk, printer.pk, numbers, "bench")
    made = runs.begin(wish, hall_id=1, by=SYSTEM, at=at).run
    taken.checked = time.process_time() - began
    for tray in range(SHEETS // TRAY):
        given: dict[str, Any] = {"hall_id": 1, "by": SYSTEM, "at": at}
        seen, first = 1 + 2 * tray, f"QH{tray * TRAY + 1:07}"
        began = time.process_time()
        sheets.send(made.pk, count=TRAY, first_number=first, seen=seen, **given)
        taken.size += len(sheets.draw(made.pk, hall_id=1, by=SYSTEM))
        taken.drawn += time.process_time() - began
        taken.memory.append(_resident())
        began = time.process_time()
        sheets.settle(made.pk, good=TRAY, seen=seen + 1, **given)
        taken.settled += time.process_time() - began
    return taken, made.layout


def _plan() -> Any:
    from yichuang.documents.rules.stock import (  # noqa: PLC0415
        Layout,
        Paper,
        Source,
        StockField,
    )
    from yichuang.documents.services.stock.templates import (  # noqa: PLC0415
        StockPlan,
    )

    fields = (
        StockField(Source.ADDRESSEE, 75.0, 84.0, 90.0, size=18.0),
        StockField(Source.NUMBER, 180.0, 42.0, 80.0),
        StockField(Source.BODY, 75.0, 102.0, 170.0, lines=3, pitch=12.0),
        StockField(Source.ISSUED, 180.0, 176.0, 60.0),
    )
    return StockPlan("bench", TITLE, Layout(Paper(297.0, 210.0), fields))


TITLE = "营业执照"


def _issue(at: Any) -> tuple[str, ...]:
    from yichuang.accounts.policies import SYSTEM  # noqa: PLC0415
    from yichuang.documents import services  # noqa: PLC0415
    from yichuang.organisation.models import Department  # noqa: PLC0415

    department = Department.objects.filter(hall_id=1).earliest("pk")
    terms = services.CertificateTerms(f"{department.uscc}001", department.uscc)
    return tuple(
        services.certify(
            about=f"bench:{index:06}",
            addressee=f"青禾县{index:06}号餐饮店",
            facts={
                "title": TITLE,
                "body": ["经审查，材料属实，符合规定条件，特发此证。"],
            },
            terms=terms,
            by=SYSTEM,
            at=at,
            hall_id=1,
            department_id=department.pk,
        ).number
        for index in range(SHEETS)
    )


def _typesetter(layout: Any) -> float:
    """Processor seconds to set the same sheets with nothing around it."""
    from yichuang.documents.engines import overlay  # noqa: PLC0415
    from yichuang.documents.models import Document  # noqa: PLC0415
    from yichuang.documents.queries.stock import layout_of  # noqa: PLC0415

    documents = list(Document.objects.order_by("id"))
    began = time.process_time()
    for first in range(0, SHEETS, TRAY):
        part = documents[first : first + TRAY]
        overlay.sheets_of(layout_of(layout), part, overlay.NONE)
    return time.process_time() - began


def _resident() -> float:
    """The most this process ever held, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB

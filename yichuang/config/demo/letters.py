"""What goes out on paper in the demo: a hearing told of, another called, deliveries, and
the first dossier in the archive."""

from datetime import datetime, timedelta

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.rules.hearing import HearingGround
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import archive, delivery, hearing
from yichuang.cases.services.delivery import Handing
from yichuang.config.demo.life import SIGNATURE
from yichuang.documents import queries as document_queries
from yichuang.documents.rules import DeliveryWay, DocumentKind
from yichuang.organisation.queries import calendars, places

LICENCE = "food-operation"
DELIVERED = 12
CHAIR_AT = timedelta(hours=14, minutes=30)


def tell(hall_id: int, people: dict[str, Actor], *, at: datetime) -> None:
    """One hearing may be asked for, one is called; notices are on their way or signed."""
    heard = Case.objects.filter(
        hall_id=hall_id, state=CaseState.ACCEPTED, item_key=LICENCE
    ).order_by("-id")[:2]
    for number, case in enumerate(heard):
        hearing.tell(
            case,
            HearingGround.INTEREST,
            reason="拟不予许可：邻居反映油烟直排，整改前不符合条件",
            interested=["周边住户代表 谭老师"],
            by=people["chief"],
            at=at,
        )
        if number:
            _call(hall_id, case, people, at=at)
    _deliver(hall_id, people, at=at)
    closed = Case.objects.filter(
        hall_id=hall_id, state=CaseState.CLOSED, outcome="approved"
    )
    archive.ask(closed.earliest("closed_at", "id"), by=people["clerk"], at=at)


def _call(hall_id: int, case: Case, people: dict[str, Actor], *, at: datetime) -> None:
    hearing.apply(
        case, who="", wish="已装好净化设备，请当面看检测报告", by=people["clerk"], at=at
    )
    zone = places.hall(hall_id).zone
    calendar = calendars.calendar_for(hall_id)
    day = calendar.after(at.astimezone(zone).date(), 10)
    midnight = datetime.combine(day, datetime.min.time(), zone)
    call = hearing.Call(
        held_at=midnight + CHAIR_AT,
        place="政务服务大厅三楼听证室",
        chair=people["head"].user_id or 0,
        recorder=people["clerk"].name,
    )
    hearing.schedule(case, call, by=people["chief"], at=at)


def _deliver(hall_id: int, people: dict[str, Actor], *, at: datetime) -> None:
    """Acceptance notices: every third by post, the others signed for at the window."""
    open_cases = Case.objects.filter(
        hall_id=hall_id, state__in=[CaseState.ACCEPTED, CaseState.SUSPENDED]
    ).order_by("id")[:DELIVERED]
    for number, case in enumerate(open_cases):
        notice = document_queries.latest(case.about, DocumentKind.ACCEPTANCE)
        if notice is None:
            continue
        handing = Handing(
            DeliveryWay.WINDOW, receiver=case.applicant_name, signature=SIGNATURE
        )
        if number % 3 == 0:
            handing = Handing(
                DeliveryWay.POST,
                receiver=case.applicant_name,
                tracking_number=f"EMS10220{number:04d}",
            )
        delivery.deliver(case, notice.number, handing, by=people["clerk"], at=at)

"""Coming, or not: an appointment becomes a ticket of the one order, or is not kept."""

from datetime import datetime, timedelta

from yichuang.accounts.models import Person
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing import events, policies
from yichuang.queueing.models import Appointment, Channel, Ticket
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.queries.days import policy_on
from yichuang.queueing.rules.appointments.lifecycle import LIFE, AppointmentState
from yichuang.queueing.services.appointments.moving import advance, note, tell
from yichuang.queueing.services.taking import Ask, take_ticket
from yichuang.web.together import whole

S = AppointmentState
STEP = 200

NOT_KEPT = N_(
    "You did not come to %(kind)s, %(when)s. %(count)s such within %(days)s days close "
    "booking for %(blocked)s days; you can always come without an appointment."
)


def check_in(
    code: str, *, by: Actor, at: datetime, hall_id: int, kiosk: bool = False
) -> Ticket:
    """Whoever booked is in the hall: they get a ticket that counts from their time in the
    one order (rules.order). Checked in again, it is the same ticket. At a kiosk anybody
    with the code may; that it is one is the page's business.

    Earlier than the order allows, they wait or take a ticket without it; later than the
    appointment counts, they wait from now like everybody else.

    Raises:
        Refusal: "appointment.not-found", "appointment.early", "appointment.late",
            "move.not-allowed", "permission.denied", and what taking a ticket refuses.
    """
    row = booked.rows().filter(code=_clean(code), hall_id=hall_id).first()
    if row is None:
        raise booked.no_appointment()
    if not kiosk:
        policies.require_here(by, "appointment.check-in", row.hall_id)
    if row.ticket is not None:
        return row.ticket
    LIFE.move(AppointmentState(row.state), "arrive")
    _need_time(row, at)
    return whole(lambda: _check_in(row, by, at))


def _clean(code: str) -> str:
    return code.strip().upper().replace(" ", "")


def _need_time(row: Appointment, at: datetime) -> None:
    zone = places.hall(row.hall_id).zone
    day = at.astimezone(zone).date()
    if row.state == S.DISPLACED and row.day <= day:
        return
    early = policy_on(row.hall_id, row.day).appointment_early
    opens = row.starts_at - timedelta(minutes=early)
    if at < opens:
        raise Refusal(
            "appointment.early",
            N_("Your appointment is at %(time)s; you can check in from %(opens)s."),
            remedy=N_("Come back then, or take a ticket without an appointment."),
            time=f"{row.starts_at.astimezone(zone):%Y-%m-%d %H:%M}",
            opens=f"{opens.astimezone(zone):%H:%M}",
        )
    terms = offered.need_terms(row.hall_id, row.day)
    if at > row.starts_at + timedelta(minutes=terms.late_minutes):
        raise Refusal(
            "appointment.late",
            N_("The appointment was at %(time)s; it does not count any more."),
            remedy=N_("Take a ticket without an appointment."),
            time=f"{row.starts_at.astimezone(zone):%H:%M}",
        )


def _check_in(row: Appointment, by: Actor, at: datetime) -> Ticket:
    person = row.person
    displaced = row.state == S.DISPLACED
    ask = Ask(
        kind=row.kind.code,
        channel=Channel.APPOINTMENT,
        identity=_resident_number(person),
        phone=person.phone,
        # The hall took the time away: whoever comes all the same counts from now.
        booked_at=at if displaced else row.starts_at,
        case_ref=row.case_ref,
        by_arrangement=True,
    )
    ticket = take_ticket(
        row.hall_id, ask, key=f"appointment {row.code}", by=SYSTEM, at=at
    )
    advance(row, "arrive", ticket=ticket, ended_at=at)
    note(row, events.CHECKED_IN, by=by, at=at, number=ticket.number)
    return ticket


def _resident_number(person: Person) -> str:
    return person.id_number if person.id_kind == Person.IdKind.RESIDENT else ""


def miss(*, at: datetime) -> int:
    """Write down who did not come once their time is over; how many were moved. What the
    hall had taken away lapses without counting against anybody."""
    standing = booked.rows().filter(starts_at__lt=at).order_by("starts_at")
    late = standing.filter(state=S.BOOKED)[:STEP]
    gone = standing.filter(state=S.DISPLACED)[:STEP]
    return sum(_missed(row, at) for row in late) + sum(_lapsed(row, at) for row in gone)


def _missed(row: Appointment, at: datetime) -> bool:
    terms = offered.need_terms(row.hall_id, row.day)
    if at <= row.starts_at + timedelta(minutes=terms.late_minutes):
        return False
    try:
        return whole(lambda: _did_not_come(row, at))
    except Refusal:  # they came, or another worker wrote it down
        return False


def _did_not_come(row: Appointment, at: datetime) -> bool:
    terms = offered.need_terms(row.hall_id, row.day)
    advance(row, "miss", ended_at=at)
    note(row, events.MISSED, by=SYSTEM, at=at)
    facts = {
        "count": str(terms.no_shows),
        "days": str(terms.no_show_days),
        "blocked": str(terms.blocked_days),
    }
    tell(row, NOT_KEPT, facts, at=at, once="missed")
    return True


def _lapsed(row: Appointment, at: datetime) -> bool:
    today = at.astimezone(places.hall(row.hall_id).zone).date()
    if row.day >= today:
        return False
    try:
        whole(lambda: advance(row, "lapse", ended_at=at))
    except Refusal:
        return False
    return True


def forgive(
    person_id: int, hall_id: int, *, reason: str, by: Actor, at: datetime
) -> int:
    """Let appointments that were not kept count no more; the reason stays on record.

    Raises:
        Refusal: "permission.denied", "appointment.reason", "appointment.nothing-missed".
    """
    policies.require_here(by, "appointment.arrange", hall_id)
    if not reason.strip():
        raise Refusal(
            "appointment.reason", N_("Say why they are forgiven."), field="reason"
        )
    return whole(lambda: _forgive(person_id, hall_id, reason.strip()[:200], by, at))


def _forgive(person_id: int, hall_id: int, reason: str, by: Actor, at: datetime) -> int:
    missed = Appointment.objects.filter(
        person_id=person_id, hall_id=hall_id, state=S.MISSED, forgiven_at=None
    )
    count = missed.update(forgiven_at=at)
    if not count:
        raise Refusal(
            "appointment.nothing-missed",
            N_("There is nothing to forgive: this person kept every appointment."),
        )
    journal.record(
        events.FORGIVEN,
        about=f"person:{person_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        count=count,
        reason=reason,
    )
    return count

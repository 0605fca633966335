"""Kinds of business, the policy of the order, days, seats at windows, tickets, and
appointments."""

from yichuang.queueing.models.appointment import (
    Appointment,
    AppointmentTerms,
    BookingGroup,
    Slot,
)
from yichuang.queueing.models.day import QueueDay, SeatMode, SeatState, WindowSeat
from yichuang.queueing.models.kinds import BusinessKind, PolicyVersion, WindowSkill
from yichuang.queueing.models.ticket import Channel, Ticket

__all__ = [
    "Appointment",
    "AppointmentTerms",
    "BookingGroup",
    "BusinessKind",
    "Channel",
    "PolicyVersion",
    "QueueDay",
    "SeatMode",
    "SeatState",
    "Slot",
    "Ticket",
    "WindowSeat",
    "WindowSkill",
]

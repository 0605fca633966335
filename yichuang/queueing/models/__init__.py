"""Kinds of business, the policy of the order, days, seats at windows, tickets,
appointments, rosters, and proposals to re-arrange the day."""

from yichuang.queueing.models.adjusting import (
    Proposal,
    ProposalState,
    ThresholdVersion,
)
from yichuang.queueing.models.appointment import (
    Appointment,
    AppointmentTerms,
    BookingGroup,
    Slot,
)
from yichuang.queueing.models.day import QueueDay, SeatMode, SeatState, WindowSeat
from yichuang.queueing.models.kinds import BusinessKind, PolicyVersion, WindowSkill
from yichuang.queueing.models.roster import (
    Roster,
    RosterPlace,
    RosterState,
    StaffSkill,
)
from yichuang.queueing.models.ticket import Channel, Ticket

__all__ = [
    "Appointment",
    "AppointmentTerms",
    "BookingGroup",
    "BusinessKind",
    "Channel",
    "PolicyVersion",
    "Proposal",
    "ProposalState",
    "QueueDay",
    "Roster",
    "RosterPlace",
    "RosterState",
    "SeatMode",
    "SeatState",
    "Slot",
    "StaffSkill",
    "ThresholdVersion",
    "Ticket",
    "WindowSeat",
    "WindowSkill",
]

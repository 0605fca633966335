"""Kinds of business, the policy of the order, days, seats at windows, and tickets."""

from yichuang.queueing.models.day import QueueDay, SeatMode, SeatState, WindowSeat
from yichuang.queueing.models.kinds import BusinessKind, PolicyVersion, WindowSkill
from yichuang.queueing.models.ticket import Channel, Ticket

__all__ = [
    "BusinessKind",
    "Channel",
    "PolicyVersion",
    "QueueDay",
    "SeatMode",
    "SeatState",
    "Ticket",
    "WindowSeat",
    "WindowSkill",
]

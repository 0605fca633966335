"""What a column of the lines can hold, for rooms above that name or list it."""

from yichuang.queueing.models import Channel, ProposalState, SeatMode, SeatState

__all__ = ["Channel", "ProposalState", "SeatMode", "SeatState"]

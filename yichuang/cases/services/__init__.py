"""Writes of the room, by stage: intake, papers, notices, tolerance, handling, decision,
issuing, and what the clock does by itself."""

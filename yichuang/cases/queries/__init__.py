"""Reads of the room: one case for one reader, lists of work, facts for the rules."""

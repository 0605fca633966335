"""Writes of the desk: what one press at the counter does in several rooms at once."""

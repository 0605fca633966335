"""Writes of the room: calendars, authorisations, posts, running numbers."""

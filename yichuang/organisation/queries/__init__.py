"""Reads of the room: calendars and hours, places, posts and authorisations."""

"""Halls, departments, posts, authorisations, windows, calendars and opening hours."""

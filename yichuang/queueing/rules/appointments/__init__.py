"""Appointments as rules: the published terms, their life, slots of a day, the file."""

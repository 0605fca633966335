"""Appointments on the desk: the day, one booked in, seats and terms."""

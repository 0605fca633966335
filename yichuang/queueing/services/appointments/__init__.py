"""Writing appointments: seats published, booked, kept or not."""

"""What the room may plug in: a virus scanner."""

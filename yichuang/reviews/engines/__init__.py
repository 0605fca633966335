"""What reviews draw."""

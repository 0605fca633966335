"""What the hall's devices show."""

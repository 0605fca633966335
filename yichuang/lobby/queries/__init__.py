"""What the hall's devices read."""

"""Pages of the hall's devices."""

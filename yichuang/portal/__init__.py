"""Pages of citizens, phone first."""

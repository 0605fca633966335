"""What is said aloud, and which windows a screen is for."""

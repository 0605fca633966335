"""A hall with people and a few days of life, made through the real services."""

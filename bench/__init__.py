"""Measurements of the house against plain SQL on the same database in the same run."""

"""Reads of planning: what was, what is expected, plans, and how today goes."""

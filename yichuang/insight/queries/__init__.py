"""Figures of the hall; a figure and its list are one query."""

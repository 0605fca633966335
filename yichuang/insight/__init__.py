"""Figures of the hall; reads only."""

"""Writes of planning: counting days, entering peaks, making and adopting plans."""

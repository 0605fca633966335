"""Reads of the desk: the start page, the work list, one case for one reader."""

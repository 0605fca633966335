"""Writes of running bundles: drafting, submitting, going on, mending, ending."""

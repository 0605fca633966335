"""Reads of the portal: matters on offer, the hall now, a citizen's own affairs."""

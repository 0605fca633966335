"""Notices and certificates: numbered rows, rendered and verified."""

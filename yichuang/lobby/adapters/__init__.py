"""Voices the server can speak with."""

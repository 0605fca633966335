"""Tickets, the order they are called in, windows that call, and what waiting costs."""

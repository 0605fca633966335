"""Seasons are planned, moved and closed; runs do one thing to many cases, by the very
services that do it to one."""

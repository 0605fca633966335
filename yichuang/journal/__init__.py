"""Append-only chained entries, deliveries to listeners, the worker."""

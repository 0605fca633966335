"""Composition root: settings, urls, api, wiring, navigation."""

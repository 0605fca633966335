"""Yichuang: one window for a whole service hall."""

__version__ = "0.1.0"

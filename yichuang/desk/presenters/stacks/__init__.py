"""Stacks of papers in words and places: lists, the sorting page, found pages, training."""

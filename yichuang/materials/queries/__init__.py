"""Reads of the room: files about a subject, stacks and their pages, finding a page."""

from yichuang.materials.queries.files import FileRow, about, open_for, row

__all__ = ["FileRow", "about", "open_for", "row"]

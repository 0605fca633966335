"""Answers as plain data, the way to the robot's questions, and their rows."""

from yichuang.guidance.presenters.plain import as_json

__all__ = ["as_json"]

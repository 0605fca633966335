"""Reads of the queue: lines, boards, one's own place, windows, figures, replays."""

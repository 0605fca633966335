"""Writes of the queue: taking, calling, serving, lines, seats, arranging, the day's end."""

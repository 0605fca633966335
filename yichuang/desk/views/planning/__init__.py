"""Pages of planning: the day, its plans, what if, seasons."""

"""What queueing decides, as pure functions: the order, the limits, the estimates."""

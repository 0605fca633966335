"""Pages of one thing in life 一件事: the form, and following it."""

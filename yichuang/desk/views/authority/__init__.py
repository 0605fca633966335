"""The matrix of a hall, its letters of authority, its cover and its days."""

"""Pure arithmetic and vocabulary of the hall; knows nothing of the world."""

"""Writing reviews: asking, taking what is said, answering what is bad."""

"""Pure rules of reviews: levels, tags, what counts, and when a bad one must be answered."""

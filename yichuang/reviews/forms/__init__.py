"""What pages of reviews send."""

"""What the house may ask of reviews."""

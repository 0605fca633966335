"""What opens files: a short-lived process of its own, and the folder they are kept in."""

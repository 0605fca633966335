"""Files that people hand in: typed by content, bounded, kept."""

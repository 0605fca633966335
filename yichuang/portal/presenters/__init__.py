"""What the pages of citizens show: plain frozen rows in the reader's language."""

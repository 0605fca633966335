"""What desk pages show: plain frozen rows in the reader's language."""

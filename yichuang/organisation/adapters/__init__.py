"""Outside sources the organisation is filled from."""

"""Pages of the staff workbench."""

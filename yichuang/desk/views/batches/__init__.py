"""Pages of seasons and of runs over many cases."""

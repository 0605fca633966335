"""The hall of today: its board, its roster, its people."""

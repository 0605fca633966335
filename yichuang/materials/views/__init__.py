"""Pages of the room: files served, uploads received."""

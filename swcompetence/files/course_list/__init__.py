"""A table of any layout becomes a curriculum."""

"""Two mappings beside each other: years, or colleges."""

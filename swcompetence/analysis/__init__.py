"""Numbers about a mapping, each with its rule."""

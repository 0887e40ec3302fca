"""The use cases in one call each: what the command line does, as functions."""

"""Outcome lists and plain tables: reading and writing."""

"""Mappings in the formats of other systems."""

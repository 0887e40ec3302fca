"""SKOS as Turtle or JSON-LD: writing and reading."""

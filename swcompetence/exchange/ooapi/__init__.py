"""OOAPI: learning outcomes and courses."""

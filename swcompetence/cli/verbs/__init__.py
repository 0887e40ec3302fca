"""One verb family a module."""

"""The command line: the only place that prints, asks or exits."""

from swcompetence.cli.entry import main

__all__ = ["main"]

"""A table of texts, for the screen."""

from __future__ import annotations

from typing import NamedTuple


class TextTable(NamedTuple):
    """A table with a title; every row is as long as the headers."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

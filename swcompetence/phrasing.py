"""How numbers and lists stand in a Dutch sentence, for every layer that words something."""

from __future__ import annotations

from collections.abc import Sequence


def single_spaced(text: str) -> str:
    """Give a text on one line: every run of white space is one space."""
    return " ".join(text.split())


def dutch_number(number: float, form: str = "g") -> str:
    """Give a number with a decimal comma; `form` is a format specification, such as `.2f`."""
    return f"{number:{form}}".replace(".", ",")


def counted(number: int, one: str, many: str) -> str:
    """Give a number with its noun, such as `1 rij` or `3 rijen`."""
    return f"{number} {one if number == 1 else many}"


def first_few(names: Sequence[str], most: int, more: str = " …") -> str:
    """Give the first names; `more` says that there are others, `{n}` in it is their number."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (more.format(n=rest) if rest > 0 else "")

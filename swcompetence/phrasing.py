"""How texts, numbers and lists stand in a Dutch sentence, for every layer that words something."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u180e\u202a-\u202e\u2061-\u206f\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\U000e0000-\U000e007f"
)
"""Signs that steer a screen, turn the order of reading or hide, and what no file may hold."""
_STEERING, _ALL_STEERING = re.compile(f"[{_UNSEEN}]"), re.compile(f"[{_UNSEEN}\x80-\x84\x86-\x9f]")


def visible(text: str, *, may_be_misread: bool = False) -> str:
    r"""Show every sign that steers, turns or hides text as �; line ends and tabs stay.

    Where the letters may still be misread, the signs that UTF-8 becomes then stay as well.

    >>> visible("\x1b[31mrood \u202eneerg")
    '�[31mrood �neerg'
    """
    return (_STEERING if may_be_misread else _ALL_STEERING).sub("\ufffd", text)


def single_spaced(text: str) -> str:
    """Give a text on one line: every run of white space is one space."""
    return " ".join(text.split())


def dutch_number(number: float, form: str = "g") -> str:
    """Give a number with a decimal comma; `form` is a format specification, such as `.2f`."""
    return f"{number:{form}}".replace(".", ",")


def decimal(number: float) -> str:
    """Write a number the Dutch way, with at most one decimal.

    >>> decimal(4.5), decimal(180.0)
    ('4,5', '180')
    """
    return dutch_number(number, ".1f").removesuffix(",0")


def shortened(text: str, limit: int) -> str:
    """Put a text on one line and cut it visibly, at a word where possible.

    >>> shortened("een hele lange zin", 12)
    'een hele …'
    """
    line = single_spaced(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return f"{cut.rpartition(' ')[0] or cut[: limit - 2]} …"


def counted(number: int, one: str, many: str) -> str:
    """Give a number with its noun, such as `1 rij` or `3 rijen`."""
    return f"{number} {one if number == 1 else many}"


def first_few(names: Sequence[str], most: int, more: str = " …") -> str:
    """Give the first names; `more` says that there are others, `{n}` in it is their number."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (more.format(n=rest) if rest > 0 else "")

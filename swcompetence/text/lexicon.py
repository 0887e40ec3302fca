"""Which Dutch words exist: a word that exists is never taken for a typing error.

The stems of the OpenTaal word list (see LEXICON-LICENSE.txt), packed; unpacked on first use.
"""

from __future__ import annotations

import lzma
from functools import lru_cache
from importlib.resources import files

from swcompetence.text.stem import stem

LEAST_LETTERS = 7
"""Shorter words are not in the lexicon, and are never repaired."""


@lru_cache(maxsize=1)
def _stems() -> bytes:
    """Give the sorted stems, each between line ends."""
    return lzma.decompress((files("swcompetence.text") / "lexicon.xz").read_bytes())


def is_known_word(word: str) -> bool:
    """Say whether a word of seven letters or more, in any inflection, is in the lexicon.

    >>> is_known_word("begeleidingen"), is_known_word("begeledingen")
    (True, False)
    """
    wanted = stem(word).encode("ascii", "replace")
    blob = _stems()
    low, high = 0, len(blob) - 1
    while low < high:
        middle = (low + high) // 2
        start = blob.rfind(b"\n", 0, middle + 1) + 1
        found = blob[start : blob.find(b"\n", start)]
        if found == wanted:
            return True
        if found < wanted:
            low = start + len(found) + 1
        else:
            high = start - 1
    return False

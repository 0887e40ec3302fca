"""Words with their place in a text, and the forms in which they are compared: folded, or stems.

Stems are Dutch and keep social-work words apart. Snowball's `dutch_porter` does the bulk; its
default since 3.0 (Kraaij-Pohlmann) merges `begeleiding` with `beleid` and `gezin` with `zin`, so it
is not used. The repairs below make inflections of one word meet: gezin/gezinnen, huis/huizen,
brief/brieven, begeleidt/begeleiden.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOUBLED = frozenset("bcdfgklmnprst")
_LONG_VOWELS = frozenset(("aa", "ee", "oo", "uu"))
_VOWELS = frozenset("aeiouy")
_BEFORE_VERB_T = frozenset("bcdfghjklmnprsvwxz")
_PLURAL_OF_IE = re.compile(r"ie(?:s|en)$")
_LEAST_BEFORE_T = 4
_LEAST_BEFORE_E = 3
_FIXED = {
    "overheid": "overheid",  # not 'over'
    "overheden": "overheid",
    "eenheid": "eenheid",  # not 'een'
    "eenheden": "eenheid",
    "woning": "woning",  # a dwelling is not the verb 'wonen'
    "woningen": "woning",
    "leiding": "leiding",  # not 'leiden'
    "verzekering": "verzekering",
    "vergadering": "vergader",
    "regering": "regering",  # not 'regeren'
    "mening": "mening",
    "meningen": "mening",
    "rekening": "rekening",  # a bill is not 'rekenen'
    "rekeningen": "rekening",
    "kinderen": "kind",
    "kinder": "kind",
    "leden": "lid",
    "steden": "stad",
    "media": "media",
    "rechten": "rechten",  # rights are not the law
    "buurt": "buurt",  # not 'buur'
    "buurten": "buurt",
    "plant": "plant",  # not 'plan'
    "planten": "plant",
    "wet": "wet",
    "wetten": "wet",
    "weten": "weten",
}


class Word(NamedTuple):
    """A word as it stands in a text."""

    text: str
    start: int
    end: int


def split_words(text: str, offset: int = 0) -> list[Word]:
    """Cut a text into words; hyphens and signs separate, apostrophes do not.

    >>> [word.text for word in split_words("e-inclusie, art. 60 §7")]
    ['e', 'inclusie', 'art', '60', '7']
    """
    new = tuple.__new__  # a text has thousands of words, and this is half the time of `Word`
    return [
        new(Word, (found[0], found.start() + offset, found.end() + offset))
        for found in _WORD.finditer(text)
    ]


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Give a word without case, accents and possessive 's.

    >>> fold("Cliënten"), fold("collega's")
    ('clienten', 'collega')
    """
    if word.isascii():
        return word.casefold().removesuffix("'s").replace("'", "")
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.removesuffix("'s").replace("'", "")


try:
    import Stemmer
except ModuleNotFoundError:  # where it has no wheel: the same algorithm, slower
    from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer

    _SNOWBALL = DutchPorterStemmer()
else:
    _SNOWBALL = Stemmer.Stemmer("dutch_porter", 0)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Give the stem of a word; equal stems are taken as inflections of one word.

    >>> stem("gezinnen") == stem("gezin"), stem("begeleiding") == stem("beleid")
    (True, False)
    """
    folded = fold(word)
    if folded in _FIXED:
        return _FIXED[folded]
    if not folded.isalpha():
        return folded
    return _repair(_SNOWBALL.stemWord(_PLURAL_OF_IE.sub("ie", folded)))


def _repair(root: str) -> str:
    root = root[:-1] if root.endswith("dt") else root
    if len(root) > _LEAST_BEFORE_T and root[-1] == "t" and root[-2] in _BEFORE_VERB_T:
        root = root[:-1]
    root = root.removesuffix("e") if len(root) > _LEAST_BEFORE_E else root
    if root[-1:] in _DOUBLED and root[-2:-1] == root[-1]:
        root = root[:-1]
    if root[-3:-1] in _LONG_VOWELS and root[-1] not in _VOWELS:
        root = root[:-2] + root[-1]
    if root.endswith(("z", "v")):
        root = root[:-1] + ("s" if root[-1] == "z" else "f")
    return root

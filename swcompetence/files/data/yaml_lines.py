"""Plain data as the lines of our canonical YAML: one way to write every value.

Only what every YAML reader takes for the same text stands unquoted: the C and the pure loader of
PyYAML differ about `?` and `:` inside braces, and others read `2018` or `no` as no text at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

Data = str | int | float | dt.date | None | list["Data"] | dict[str, "Data"]
"""What an edition is made of once its shorthands are applied; fractions stand in references."""

_FLOW_WIDTH = 140
"""Widest line that holds a list or a mapping in brackets."""
_TEXT_WIDTH = 120
"""Widest line of a folded text."""
_INDICATORS = frozenset({"indicators", "ocmw", "local_government"})
_ONE_LINE_EACH = _INDICATORS | {"legal_basis"}
"""Lists whose entries never share a line, however short."""
_ALWAYS_ONE_LINE = _INDICATORS
"""Lists whose entries never take two lines, however long."""
_ALWAYS_BLOCK = frozenset({"items", "alignments"})
"""Lists whose entries always take several lines, however short."""
_INDICATOR_CHARS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""Characters that have a meaning in YAML at the beginning of a value."""
_SPLITS_BLOCK = re.compile(r":(?: |$)| #")
_SPLITS_FLOW = re.compile(r"[,\[\]{}?:#]")
_NUMBER_LIKE = re.compile(r"[-+.\d][-+._:xo\da-f]*|[-+]?\.(?:inf|nan)", re.IGNORECASE)
_OTHER_THINGS = frozenset({"", "~", "=", "<<", "null", "true", "false", "yes", "no", "on", "off"})
_OTHER_THINGS_OF_ONE_LETTER = frozenset({"y", "n"})
_SINGLE_SPACE = re.compile(r"(?<=\S) (?=\S)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def flow_text(value: Data) -> str:
    """Write a value on one line, as it may stand inside brackets.

    >>> print(flow_text({"phrase": "(het)? huis", "not_near": ["te", "a"], "strength": "weak"}))
    {phrase: "(het)? huis", not_near: [te, a], strength: weak}
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow_text(entry)}' for key, entry in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow_text(entry) for entry in value)}]"
    return _scalar(value, _SPLITS_FLOW)


def block_lines(data: dict[str, Data], indent: int = 0) -> Iterator[str]:
    """Write a mapping, one key after the other."""
    pad = " " * indent
    for key, value in data.items():
        if isinstance(value, list) and value:
            yield from _list_lines(key, value, indent)
        elif isinstance(value, dict):
            one_line = f"{pad}{key}: {flow_text(value)}"
            if len(one_line) <= _FLOW_WIDTH:
                yield one_line
            else:
                yield f"{pad}{key}:"
                yield from block_lines(value, indent + 2)
        elif isinstance(value, list):
            yield f"{pad}{key}: []"
        else:
            yield from _value_lines(key, value, pad)


def _list_lines(key: str, entries: list[Data], indent: int) -> Iterator[str]:
    pad = " " * indent
    one_line = f"{pad}{key}: {flow_text(entries)}"
    if len(one_line) <= _FLOW_WIDTH and _may_share_a_line(key, entries, indent):
        yield one_line
        return
    yield f"{pad}{key}:"
    for entry in entries:
        if isinstance(entry, dict):
            yield from _entry_lines(key, entry, indent)
        elif isinstance(entry, list):
            yield f"{pad}- {flow_text(entry)}"
        else:
            yield f"{pad}- {scalar_text(entry)}"


def _may_share_a_line(key: str, entries: list[Data], indent: int) -> bool:
    """Say whether a short list stands in brackets; mappings at the top never do."""
    if key in _ONE_LINE_EACH | _ALWAYS_BLOCK:
        return False
    return indent > 0 or not any(isinstance(entry, dict) for entry in entries)


def _entry_lines(key: str, entry: dict[str, Data], indent: int) -> Iterator[str]:
    pad = " " * indent
    one_line = f"{pad}- {flow_text(entry)}"
    fits = len(one_line) <= _FLOW_WIDTH and key not in _ALWAYS_BLOCK
    if fits or key in _ALWAYS_ONE_LINE:
        yield one_line
        return
    for number, line in enumerate(block_lines(entry, indent + 2)):
        yield line if number else f"{pad}- {line[indent + 2 :]}"


def _value_lines(key: str, value: str | float | dt.date | None, pad: str) -> Iterator[str]:
    one_line = f"{pad}{key}: {scalar_text(value)}"
    if isinstance(value, str) and (len(one_line) > _TEXT_WIDTH or "\n" in value):
        folded = list(_folded(value, f"{pad}  "))
        if len(folded) > 1:
            yield f"{pad}{key}: >-"
            yield from folded
            return
    yield one_line


def _folded(text: str, pad: str) -> Iterator[str]:
    """Fold a text; nothing where folding would change it."""
    lines = text.split("\n")
    if any(line != line.strip() or not line.isprintable() for line in lines):
        return
    if not (lines[0] and lines[-1]):
        return
    for number, line in enumerate(lines):
        if number:
            yield ""
        words = _SINGLE_SPACE.split(line) if line else []
        while words:
            taken = words.pop(0)
            while words and len(pad) + len(taken) + 1 + len(words[0]) <= _TEXT_WIDTH:
                taken += f" {words.pop(0)}"
            yield f"{pad}{taken}"


def scalar_text(value: str | float | dt.date | None) -> str:
    """Write a value that is no list or mapping, as it stands behind a key or a dash.

    >>> print(scalar_text("2026.1"), scalar_text("a: b"), scalar_text(dt.date(2026, 11, 29)))
    "2026.1" "a: b" 2026-11-29
    """
    return _scalar(value, _SPLITS_BLOCK)


def _scalar(value: str | float | dt.date | None, splits: re.Pattern[str]) -> str:
    if isinstance(value, str):
        return str(value) if _is_plain(value, splits) else _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def _is_plain(text: str, splits: re.Pattern[str]) -> bool:
    """Say whether any reader takes the bare text for this text."""
    if text.casefold() in _OTHER_THINGS | _OTHER_THINGS_OF_ONE_LETTER:
        return False
    if text != text.strip() or not text.isprintable() or text[0] in _INDICATOR_CHARS:
        return False
    return not splits.search(text) and not _NUMBER_LIKE.fullmatch(text)


def _quoted(text: str) -> str:
    """Quote a text; a character that cannot be seen is written as its number."""
    if text.isprintable() and ('"' in text or "\\" in text):
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return f'"{"".join(_escaped(char) for char in text)}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    number = ord(char)
    if number <= 0xFF:  # noqa: PLR2004 - what \x can hold
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - \u

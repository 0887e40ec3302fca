"""Plain data as the lines of our canonical YAML: one way to write every value.

Only what every YAML reader takes for the same text stands unquoted: the C and the pure loader of
PyYAML differ about `?` and `:` inside braces, and others read `2018` or `no` as no text at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from swcompetence.model import Indicator, Model, SourceUse

Data = str | int | float | dt.date | None | list["Data"] | dict[str, "Data"]
"""What an edition is made of once its shorthands are applied; fractions stand in references."""

_SHORTHAND: dict[type[Model], str] = {Indicator: "phrase", SourceUse: "source"}
"""What stands for the whole value when everything else is left out."""
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
_NO_TEXTS = frozenset("~ = << null true false yes no on off y n".split()) | {""}
"""Words that some reader takes for something else."""
_SINGLE_SPACE = re.compile(r"(?<=\S) (?=\S)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def model_data(value: Model, written: Callable[[Model], Iterable[str]]) -> dict[str, Data]:
    """Give a value as plain data: of every model in it the fields that `written` names."""
    fields = type(value).model_fields
    return {
        fields[name].alias or name: _plain_data(getattr(value, name), written)
        for name in written(value)
    }


def _plain_data(value: object, written: Callable[[Model], Iterable[str]]) -> Data:
    if isinstance(value, Model):
        data = model_data(value, written)
        short = _SHORTHAND.get(type(value))
        return data[short] if short and list(data) == [short] else data
    if isinstance(value, tuple):
        return [_plain_data(entry, written) for entry in value]
    if value is None or isinstance(value, str | float | int | dt.date):
        return str(value) if isinstance(value, str) else value
    raise TypeError(type(value))  # pragma: no cover - the models hold nothing else


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
            one_line = f"{pad}{key}: {scalar_text(value)}"
            is_long = isinstance(value, str) and (len(one_line) > _TEXT_WIDTH or "\n" in value)
            folded = list(_folded(str(value), f"{pad}  ")) if is_long else []
            yield from [f"{pad}{key}: >-", *folded] if len(folded) > 1 else [one_line]


def _list_lines(key: str, entries: list[Data], indent: int) -> Iterator[str]:
    pad = " " * indent
    one_line = f"{pad}{key}: {flow_text(entries)}"
    # Mappings at the top never share a line.
    may_share = key not in _ONE_LINE_EACH | _ALWAYS_BLOCK and (
        indent > 0 or not any(isinstance(entry, dict) for entry in entries)
    )
    if len(one_line) <= _FLOW_WIDTH and may_share:
        yield one_line
        return
    yield f"{pad}{key}:"
    for entry in entries:
        if not isinstance(entry, dict):
            yield f"{pad}- {flow_text(entry) if isinstance(entry, list) else scalar_text(entry)}"
            continue
        one_line = f"{pad}- {flow_text(entry)}"
        fits = len(one_line) <= _FLOW_WIDTH and key not in _ALWAYS_BLOCK
        if fits or key in _ALWAYS_ONE_LINE:
            yield one_line
            continue
        for number, line in enumerate(block_lines(entry, indent + 2)):
            yield line if number else f"{pad}- {line[indent + 2 :]}"


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
    if text.casefold() in _NO_TEXTS:
        return False
    if text != text.strip() or not text.isprintable() or text[0] in _INDICATOR_CHARS:
        return False
    return not splits.search(text) and not _NUMBER_LIKE.fullmatch(text)


def _quoted(text: str) -> str:
    if text.isprintable() and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{"".join(_escaped(char) for char in text)}"'


def _escaped(char: str) -> str:
    """Write a character inside double quotes; one that cannot be seen as its number."""
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    number = ord(char)
    if number <= 0xFF:  # noqa: PLR2004 - what \x can hold
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - \u

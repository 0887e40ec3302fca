"""How SSSOM/TSV writes its values: a header of commented YAML, then tab-separated rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from swcompetence.cells import inert_csv

_MUST_QUOTE = re.compile(r'[\t\n\r"]')
_NOT_PRINTED = r"\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_PLAIN = re.compile(rf"[A-Za-zÀ-ɏ][^\x00-\x1f#{_NOT_PRINTED}]*[^\x00-\x20:#{_NOT_PRINTED}]")
"""A text that YAML takes for a text without quotation marks."""
_ESCAPED = re.compile(f"[{_NOT_PRINTED}]")
"""Characters that JSON leaves alone, and that YAML takes for a line end or refuses."""
_WORDS_OF_YAML = frozenset("true false yes no on off null y n".split())
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

HeaderValue = str | Mapping[str, str] | Sequence[str] | Sequence[Mapping[str, str]]


def plain_text(text: str) -> str:
    r"""Make a text safe to open in a spreadsheet, with `\n` as its only line end.

    >>> plain_text("=1+1\r\nEn dan?")
    "'=1+1\nEn dan?"
    """
    return inert_csv(text.replace("\r\n", "\n").replace("\r", "\n").strip())


def number_text(number: float) -> str:
    """Write a number with at most three decimals, halves rounded up.

    >>> number_text(0.8625), number_text(1.0), number_text(0.0)
    ('0.863', '1', '0')
    """
    exact = Decimal(str(number)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return f"{exact:f}".rstrip("0").rstrip(".")


def row_line(cells: Sequence[str]) -> str:
    r"""Write a row; a cell with a tab, a line end or a quotation mark stands between quotes.

    >>> row_line(["a", "b\tc"])
    'a\t"b\tc"\n'
    """
    return "\t".join(_cell(cell) for cell in cells) + "\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _MUST_QUOTE.search(text) else text


def header_lines(header: Mapping[str, HeaderValue]) -> Iterator[str]:
    """Write the header; slots without a value are left out."""
    for slot, value in header.items():
        if isinstance(value, str):
            if value:
                yield f"#{slot}: {_scalar(value, is_date=slot.endswith('_date'))}\n"
        elif value:
            yield f"#{slot}:\n"
            if isinstance(value, Mapping):
                yield from (f"#  {key}: {_scalar(text)}\n" for key, text in value.items())
            else:
                yield from (line for one in value for line in _entry(one))


def _entry(one: str | Mapping[str, str]) -> Iterator[str]:
    if isinstance(one, str):
        yield f"#  - {_scalar(one)}\n"
        return
    for number, (key, text) in enumerate(one.items()):
        yield f"#  {' ' if number else '-'} {key}: {_scalar(text)}\n"


def _scalar(text: str, *, is_date: bool = False) -> str:
    """Write a value plainly where YAML reads it back as the same text, else between quotes."""
    is_plain = _PLAIN.fullmatch(text) and ": " not in text and text.casefold() not in _WORDS_OF_YAML
    if is_plain or (is_date and _DATE.fullmatch(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)

"""How SSSOM/TSV writes its values: a header of commented YAML, then tab-separated rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from swcompetence.cells import inert_csv
from swcompetence.files.data.edition_text import scalar_text

_MUST_QUOTE = re.compile(r'[\t\n\r"]')

HeaderValue = str | Mapping[str, str] | Sequence[str] | Sequence[Mapping[str, str]]


def tsv_text(text: str) -> str:
    r"""Make a text safe to open in a spreadsheet, with `\n` as its only line end.

    >>> tsv_text("=1+1\r\nEn dan?")
    "'=1+1\nEn dan?"
    """
    return inert_csv(text.replace("\r\n", "\n").replace("\r", "\n").strip())


def curie(name: str) -> str:
    """Shorten a name of ours without its base: the kind is the prefix.

    >>> curie("framework/krachtlijnen/verbindend")
    'framework:krachtlijnen/verbindend'
    """
    return name.replace("/", ":", 1)


def tsv_number(number: float) -> str:
    """Write a number with at most three decimals, halves rounded up.

    >>> tsv_number(0.8625), tsv_number(1.0), tsv_number(0.0)
    ('0.863', '1', '0')
    """
    exact = Decimal(str(number)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return f"{exact:f}".rstrip("0").rstrip(".")


def tsv_line(cells: Iterable[str]) -> str:
    r"""Write a row; a cell with a tab, a line end or a quotation mark stands between quotes.

    >>> tsv_line(["a", "b\tc"])
    'a\t"b\tc"\n'
    """
    quoted = (
        '"' + cell.replace('"', '""') + '"' if _MUST_QUOTE.search(cell) else cell for cell in cells
    )
    return "\t".join(quoted) + "\n"


def header_lines(header: Mapping[str, HeaderValue]) -> Iterator[str]:
    """Write the header; slots without a value are left out."""
    for slot, value in header.items():
        if isinstance(value, str):
            if value:
                yield f"#{slot}: {value if slot.endswith('_date') else scalar_text(value)}\n"
        elif value:
            yield f"#{slot}:\n"
            if isinstance(value, Mapping):
                yield from (f"#  {key}: {scalar_text(text)}\n" for key, text in value.items())
            else:
                yield from (line for entry in value for line in _entry_lines(entry))


def _entry_lines(entry: str | Mapping[str, str]) -> Iterator[str]:
    if isinstance(entry, str):
        yield f"#  - {scalar_text(entry)}\n"
        return
    for number, (key, text) in enumerate(entry.items()):
        yield f"#  {' ' if number else '-'} {key}: {scalar_text(text)}\n"

"""Reads .csv and .tsv, whatever their encoding and delimiter."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.header_names import recognise
from swcompetence.files.formats.read_limits import ReadLimits, over_limit
from swcompetence.files.formats.text_files import decoded, encoding_issues
from swcompetence.files.formats.worksheet import RawSheet, TextMap, too_many_cells
from swcompetence.model import Issue, Place
from swcompetence.model.issue import warning

_DELIMITERS = ";,\t|"
_NAMED_DELIMITER = re.compile(r"sep=(.)", re.DOTALL)
_SAMPLE = 60
"""Rows by which a delimiter is chosen."""
_UNTOLD = "welke rijen verborgen of doorgestreept zijn en welke cellen samengevoegd"


def read_delimited(content: bytes, path: Path, limits: ReadLimits) -> Iterator[RawSheet]:
    """Read a text with one row a line as the single sheet of a workbook."""
    text, encoding = decoded(content)
    where = Place(file=path.name)
    text, delimiter = _delimiter(text)
    issues = (*encoding_issues(encoding, where), *_quote_issues(text, delimiter, where))
    texts = _texts(text, delimiter, path, limits)
    yield RawSheet(path.stem, texts, untold=_UNTOLD, issues=issues)


def _delimiter(text: str) -> tuple[str, str]:
    """Give the text without a line `sep=;`, and the delimiter with which it reads best."""
    first, _, rest = text.partition("\n")
    if sign := _NAMED_DELIMITER.fullmatch(first.strip().strip('"')):
        # The line stays, empty: rows keep the numbers that a spreadsheet shows.
        return "\n" + rest, sign[1]
    return text, max(_DELIMITERS, key=lambda sign: _fit(text, sign))


def _fit(text: str, delimiter: str) -> tuple[int, float, int]:
    """Say how well a delimiter fits: header names that it gives, and even rows."""
    rows = list(islice(_records(text, delimiter), _SAMPLE))
    widths = Counter(len(row) for row in rows if any(row))
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
    if not widths or set(widths) == {1}:
        return 0, 0.0, 0
    known = max(len({m.column for cell in row if (m := recognise(cell))}) for row in rows)
    return known, times / widths.total() if width > 1 else 0.0, width


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Give the rows; the first one that cannot be read ends them."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from rows
    except csv.Error:
        return


def _texts(text: str, delimiter: str, path: Path, limits: ReadLimits) -> TextMap:
    texts: TextMap = {}
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if value.strip():
                    texts[number, column] = value
            if number > limits.rows:
                raise over_limit(path, limits, "rijen", "het bestand heeft te veel rijen")
            if len(texts) > limits.cells:
                raise too_many_cells(path, limits)
    except csv.Error as error:
        raise InputFileError(
            path,
            f"rond regel {rows.line_num} staat een cel met meer dan {csv.field_size_limit()}"
            " tekens; vermoedelijk ontbreekt daar een aanhalingsteken.",
            "Verbeter het bestand, of bewaar de lijst in Excel als .xlsx.",
        ) from error
    return texts


def _quote_issues(text: str, delimiter: str, where: Place) -> Iterator[Issue]:
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in rows:
            pass
    except csv.Error:
        yield warning(
            "csv-quotes",
            f"Rond regel {rows.line_num} staat een aanhalingsteken verkeerd of te weinig; de"
            " rijen vanaf daar kunnen verschoven of samengevoegd zijn. Kijk de lijst na, of"
            " bewaar ze in Excel als .xlsx.",
            where,
        )

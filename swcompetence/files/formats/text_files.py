"""Reads plain text: as a table (.csv, .tsv), as texts (vacancies, one a file), or as codes."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.header_names import recognise
from swcompetence.files.formats.file_kind import FileKind, kind_of, read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits, over_limit
from swcompetence.files.formats.worksheet import RawSheet, TextMap, too_many_cells
from swcompetence.model import Course, CourseField, Curriculum, Issue, Place
from swcompetence.model.issue import info, warning
from swcompetence.text.cleaning import cleaned

TEXT_SUFFIXES = frozenset({".txt", ".md"})
_CERTAIN = {"UTF-8", "UTF-16"}
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
_LONGEST_TITLE = 150
"""A first line that is longer is running text, and the file name is the title."""
_CODE_END = re.compile(r"[\t;]|(?:^|\s)#")
_DELIMITERS = ";,\t|"
_NAMED_DELIMITER = re.compile(r"sep=(.)", re.DOTALL)
_SAMPLE = 60
"""Rows by which a delimiter is chosen."""
_UNTOLD = "welke rijen verborgen of doorgestreept zijn en welke cellen samengevoegd"


def decoded(content: bytes) -> tuple[str, str]:
    """Give the text and the name of the encoding it was read with.

    >>> decoded("Coördinator".encode("cp1252"))
    ('Coördinator', 'Windows-1252')
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
    # A text in another encoding hardly ever holds a valid sign of several bytes.
    if text.count("\ufffd") < len(_OUTSIDE_ASCII.findall(text)):
        return text, "beschadigde UTF-8"
    return content.decode("cp1252", errors="replace"), "Windows-1252"


def encoding_issues(encoding: str, where: Place) -> Iterator[Issue]:
    """Tell that the encoding is a guess, where it is."""
    if encoding not in _CERTAIN:
        yield info(
            "encoding-guessed",
            f"Het bestand is gelezen als {encoding}. Staan er vreemde tekens in de lijst, bewaar ze"
            " dan als ‘CSV UTF-8’ of als .xlsx.",
            where,
        )


def texts_in(folder: Path) -> tuple[Path, ...]:
    """Give the text files directly in a folder, by name.

    Raises:
        InputFileError: there is none.
    """
    texts = sorted(path for path in folder.iterdir() if path.suffix.lower() in TEXT_SUFFIXES)
    if not texts:
        advice = "Bewaar elke vacature als tekstbestand, of geef een Excel-lijst."
        raise InputFileError(folder, "In deze map staat geen enkele tekst (.txt).", advice)
    return tuple(texts)


def read_texts(
    paths: Sequence[Path], *, limits: ReadLimits = LIMITS
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read texts, one a file: the first line that is not blank is the title.

    Raises:
        InputFileError: a file is missing, empty, too large or no text.
    """
    courses: list[Course] = []
    issues: list[Issue] = []
    for path in paths:
        content = read_bytes(path, limits)
        if kind_of(content, path, limits) is not FileKind.TEXT:
            raise InputFileError(path, "Dit is geen tekstbestand.", "Bewaar het als .txt.")
        text, encoding = decoded(content)
        issues += encoding_issues(encoding, Place(file=path.name))
        taken = {course.id for course in courses}
        name, number = f"tekst/{path.stem}", 2
        while name in taken:
            name, number = f"tekst/{path.stem}-{number}", number + 1
        title, _, rest = cleaned(text).partition("\n")
        if len(title) > _LONGEST_TITLE:
            title, rest = path.stem, cleaned(text)
        fields = {CourseField.CONTENT: rest.strip()}
        courses.append(Course(id=name, code=path.stem, title=title, fields=fields))
    return Curriculum(id="teksten", courses=tuple(courses)), tuple(issues)


def read_codes(path: Path) -> tuple[str, ...]:
    """Give the codes in a text file, each once; `#` starts a comment.

    What follows a tab or a semicolon is left out, so that rows copied from a spreadsheet will do.

    Raises:
        InputFileError: the file cannot be read, or holds no code.
    """
    try:
        text, _ = decoded(path.read_bytes())
    except OSError as error:
        advice = "Geef een tekstbestand met codes."
        raise InputFileError(path, "Dit bestand kan niet gelezen worden.", advice) from error
    starts = (_CODE_END.split(line, maxsplit=1)[0].strip() for line in text.splitlines())
    codes = tuple(dict.fromkeys(code for code in starts if code))
    if not codes:
        advice = "Zet op elke regel de code van een onderdeel."
        raise InputFileError(path, "Hierin staat geen enkele code.", advice)
    return codes


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
    rows: list[list[str]] = []
    with suppress(csv.Error):  # the first row that cannot be read ends them
        rows += islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _SAMPLE)
    widths = Counter(len(row) for row in rows if any(row))
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
    if not widths or set(widths) == {1}:
        return 0, 0.0, 0
    known = max(len({m.column for cell in row if (m := recognise(cell))}) for row in rows)
    return known, times / widths.total() if width > 1 else 0.0, width


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

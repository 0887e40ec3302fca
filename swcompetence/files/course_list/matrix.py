"""Reads a college's own matrix course x competence, with courses in the rows or in the columns.

The courses of the list tell where it is: their lines hold the marks, what stands above them names
the competences. What a mark means and which item a column is, is for whoever knows the frameworks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from swcompetence.files.course_list.cell_values import (
    are_codes,
    is_matrix_mark,
    is_total,
    mark_columns,
    section_of,
    title_cell,
)
from swcompetence.files.course_list.header import SEARCHED_ROWS
from swcompetence.files.course_list.header_names import TEXT_COLUMNS, normalise, recognise
from swcompetence.files.course_list.list_sheets import cleaned_sheet, turned
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Curriculum, Place, TableRow
from swcompetence.phrasing import single_spaced

_MOST_HEADER_LINES = 5
_LONGEST_SIGN = 3
"""Characters of a sign that a legend explains."""
_SHORTEST_KEY = 3
"""Letters of a code or title by which a line is known as that of a course."""
_LONGEST_NAME = 200
_LEGEND = re.compile(
    r"(?:^|[,;(\n])\s*[‘'\"]?(?P<sign>[^\s=:,;‘’'\"]{1,3})[’'\"]?\s*[=:]\s*(?P<meaning>[^,;)\n=]+)"
)
_CODED = re.compile(
    r"(?P<code>[A-Za-z]{1,8}[ .-]?\d+(?:\.\d+)*|\d+(?:\.\d+)*|[A-Z]{2,8})"
    r"(?:\s+[-–]\s+|[:.)]\s+|\s+)(?P<label>\S.*)",
    re.DOTALL,
)
_LEGEND_SHEET = re.compile(r"(?i)\s*(?:legend|verklaring|toelichting|uitleg|niveau)")


class MatrixColumn(NamedTuple):
    """One competence of a matrix, whichever way it lies."""

    texts: tuple[str, ...]
    """What names it, from the outside in: a code, a label, an explanation."""
    group: str
    """What names it together with its neighbours; empty for none."""
    cell: str

    @property
    def name(self) -> str:
        """The texts on one line."""
        return " ".join(self.texts) or self.group or "zonder kop"


def code_and_label(text: str) -> tuple[str, str]:
    """Take a code apart from the label behind it; no code where there is none.

    >>> code_and_label("OLR 3: Werkt samen"), code_and_label("Werkt samen")
    (('OLR 3', 'Werkt samen'), ('', 'Werkt samen'))
    """
    match = _CODED.fullmatch(text.strip())
    return (match["code"], match["label"]) if match else ("", text)


class MatrixCell(NamedTuple):
    """One mark."""

    course: str
    """Course id."""
    column: int
    """Place among the columns of the matrix."""
    text: str
    cell: str


class UnknownLine(NamedTuple):
    """A line with marks that is no course of the list, or may be more than one."""

    name: str
    cell: str
    is_ambiguous: bool


@dataclass(frozen=True)
class Matrix:
    """What a college's matrix says of the courses of one list."""

    where: Place
    columns: tuple[MatrixColumn, ...]
    cells: tuple[MatrixCell, ...]
    unknown: tuple[UnknownLine, ...]
    legend: Mapping[str, str]
    """Sign -> what it stands for, in the words of the college."""
    about: str
    """What stands above the cells and in the legend, in lower case; names of facts aside."""

    @cached_property
    def by_course(self) -> dict[str, list[MatrixCell]]:
        """The marks of every course."""
        by_course: dict[str, list[MatrixCell]] = {}
        for cell in self.cells:
            by_course.setdefault(cell.course, []).append(cell)
        return by_course


def read_matrices(worksheets: Sequence[Worksheet], curriculum: Curriculum) -> tuple[Matrix, ...]:
    """Read every matrix about the courses of a list that stands in some sheets."""
    sheets = [cleaned_sheet(worksheet) for worksheet in worksheets]
    courses = _CourseNames(curriculum)
    legends = [sheet for sheet in sheets if _LEGEND_SHEET.match(sheet.table.sheet)]
    return tuple(matrix for sheet in sheets if (matrix := _matrix(sheet, courses, legends)))


class _CourseNames:
    """The courses of a list, by what a line may call them."""

    def __init__(self, curriculum: Curriculum) -> None:
        """Key every course by its code, its title and both."""
        source = curriculum.source
        file = source.file if source else ""
        self._by_row = {
            (file, course.where.sheet, course.where.row): course.id
            for course in curriculum.courses
            if course.where
        }
        self._by_code: dict[str, set[str]] = {}
        self._by_title: dict[str, set[str]] = {}
        for course in curriculum.courses:
            title = title_cell(course.title).title
            both = (f"{course.code} {title}", f"{title} {course.code}")
            for name in (course.code, *both):
                self._by_code.setdefault(_key(name), set()).add(course.id)
            self._by_title.setdefault(_key(title), set()).add(course.id)

    def of(self, row: TableRow, worksheet: Worksheet) -> set[str]:
        """Give the courses that a line may be: none, one, or several of the same title."""
        texts = [text for text in row.values[:SEARCHED_ROWS] if text and len(text) <= _LONGEST_NAME]
        keys = [key for text in texts if len(key := _key(title_cell(text).title)) >= _SHORTEST_KEY]
        named: set[str] = set()
        for courses in (
            *(self._by_code[key] for key in keys if key in self._by_code),
            *(self._by_title[key] for key in keys if key in self._by_title),
        ):
            named = named & courses or named or courses
        here = self._by_row.get((worksheet.table.file, worksheet.table.sheet, row.number))
        return {here} if here in named else named


def _key(text: str) -> str:
    return normalise(text).replace(" ", "")


def _matrix(sheet: Worksheet, courses: _CourseNames, legends: Sequence[Worksheet]) -> Matrix | None:
    """Read the matrix of a sheet, in the direction in which most of its lines are courses."""
    ways = [
        (way, {n: ids for n, row in enumerate(way.table.rows) if (ids := courses.of(row, way))})
        for way in (sheet, turned(sheet))
    ]
    way, lines = max(ways, key=lambda pair: len(pair[1]))
    return _read(way, lines, [sheet, *legends]) if lines else None


def _read(
    way: Worksheet, lines: Mapping[int, set[str]], around: Sequence[Worksheet]
) -> Matrix | None:
    rows = way.table.rows
    texts = {
        column: [text for line in lines if (text := rows[line].values[column].strip())]
        for column in range(len(rows[0].values))
    }
    signs = {text for values in texts.values() for text in values if len(text) <= _LONGEST_SIGN}
    explained = {
        sign.casefold(): meaning
        for sheet in around
        for sign, meaning in _legend(sheet.table.rows, lines if sheet is way else {})
    }
    legend = {s: explained[s.casefold()] for s in signs if s.casefold() in explained}
    first = min(lines)
    head = _head(rows[:first], mark_columns(texts, legend))
    facts = {column for row in head for column, text in enumerate(row.values) if _is_fact(text)}
    marked = mark_columns({c: v for c, v in texts.items() if c not in facts}, legend)
    if not marked:
        return None
    # What stands further is told, whatever it holds, unless its name says what it is.
    body = tuple(
        column
        for column in range(marked[0], len(texts))
        if column in marked
        or not any(recognise(row.values[column]) or is_total(row.values[column]) for row in head)
        if texts[column] or any(row.values[column] for row in head)
    )
    columns = _columns(head, body)
    cells = tuple(
        MatrixCell(course, place, text, rows[line].address(column))
        for line, ids in lines.items()
        if len(ids) == 1
        for course in ids
        for place, column in enumerate(body)
        if (text := rows[line].values[column].strip())
    )
    outside = (text for row in rows[:first] for text in row.values if not _is_fact(text))
    return Matrix(
        where=Place(file=way.table.file, sheet=way.table.sheet),
        columns=columns,
        cells=cells,
        unknown=tuple(_unknown(rows, lines, range(marked[0]), body, head, legend)),
        legend=legend,
        about=" ".join((*outside, *legend.values(), way.table.sheet)).casefold(),
    )


def _head(above: Sequence[TableRow], body: Sequence[int]) -> list[TableRow]:
    """Give the lines that name the columns, the innermost last.

    A line with one text all over is a title; one with a name and nothing but marks is a course
    that the list does not have.
    """
    head: list[TableRow] = []
    for row in reversed(above):
        named = [row.values[column] for column in body if row.values[column].strip()]
        labels = [text for text in row.values[: min(body, default=0)] if text.strip()]
        is_course = bool(labels) and not any(map(recognise, labels))
        is_course = is_course and all(map(is_matrix_mark, named))
        if named and not is_course and len({text for text in row.values if text.strip()}) > 1:
            head.insert(0, row)
        elif head:
            break
    return head[-_MOST_HEADER_LINES:]


def _is_fact(text: str) -> bool:
    """Say whether a column is known to hold something else than marks: credits, a phase ..."""
    meaning = recognise(text)
    return is_total(text) or bool(meaning and meaning.column not in TEXT_COLUMNS)


def _columns(head: Sequence[TableRow], body: Sequence[int]) -> tuple[MatrixColumn, ...]:
    """Name the columns; what several neighbours share is the name of their group."""
    named: dict[int, list[str]] = {column: [] for column in body}
    groups = dict.fromkeys(body, "")
    for place, row in enumerate(head):
        texts = {column: single_spaced(row.values[column]) for column in body}
        filled = [text for text in texts.values() if text]
        is_last = place == len(head) - 1
        if not is_last and len(filled) < len(body) and not are_codes(filled):
            current = ""
            for column in body:
                current = texts[column] = texts[column] or current
        counts = Counter(texts.values())
        for column, text in texts.items():
            if text and counts[text] > 1 and not is_last:
                groups[column] = text
            elif text and text not in named[column]:
                named[column].append(text)
    cells = {
        column: row.address(column) for row in head for column in body if row.values[column].strip()
    }
    return tuple(
        MatrixColumn(tuple(names), groups[column], cells.get(column, ""))
        for column, names in named.items()
    )


def _unknown(
    rows: Sequence[TableRow],
    lines: Mapping[int, set[str]],
    labels: Sequence[int],
    body: Sequence[int],
    head: Sequence[TableRow],
    legend: Container[str],
) -> Iterator[UnknownLine]:
    """Give the lines with marks that no single course of the list stands for."""
    last = head[-1].number if head else 0
    for place, row in enumerate(rows):
        names = [single_spaced(row.values[column]) for column in labels if row.values[column]]
        name = " ".join(dict.fromkeys(names))
        is_marked = any(is_matrix_mark(row.values[column].strip()) for column in body)
        is_none = is_total(name) or section_of(name) or name in legend
        if not name or not is_marked or row.number <= last or is_none:
            continue
        if len(lines.get(place, ())) != 1:
            yield UnknownLine(name, row.address(labels[0]), place in lines)


def _legend(rows: Sequence[TableRow], lines: Mapping[int, object]) -> Iterator[tuple[str, str]]:
    """Give what cells outside the matrix say of signs: `X = komt aan bod`, or two cells."""
    for place, row in enumerate(rows):
        if place in lines:
            continue
        filled = [text.strip() for text in row.values if text.strip()]
        for text in dict.fromkeys(filled):
            for match in _LEGEND.finditer(text):
                yield match["sign"], single_spaced(match["meaning"])
        match filled:
            case [sign, meaning] if len(sign) <= _LONGEST_SIGN < len(meaning):
                yield sign, single_spaced(meaning)

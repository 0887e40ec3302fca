"""A college's own matrix course x competence, brought into a mapping as links of the college."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isclose
from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.course_list import MATRIX_SEEN
from swcompetence.files.course_list.header_names import normalise
from swcompetence.files.course_list.matrix import (
    Matrix,
    MatrixColumn,
    code_and_label,
    read_matrices,
)
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import (
    Course,
    Curriculum,
    Decision,
    Framework,
    Issue,
    Item,
    ItemRef,
    Link,
    LinkOrigin,
    MatrixMark,
    Place,
    Verdict,
    link_id,
)
from swcompetence.model import Mapping as LinkMapping
from swcompetence.model.issue import info, warning
from swcompetence.model.mapping import LEVELS, MATRIX_REVIEWER, in_force
from swcompetence.phrasing import counted, first_few
from swcompetence.review.evidence import mark_words
from swcompetence.review.merge import status_of, with_history
from swcompetence.review.values import read_level
from swcompetence.text import fold

MATRIX_CODES: dict[str, str] = {
    "matrix-read": "Een matrix van de opleiding is gelezen; haar merktekens zijn koppelingen.",
    "matrix-column-unknown": "Kolommen van een matrix passen bij geen item van de gekozen kaders.",
    "matrix-code-only": "Kolommen van een matrix zijn enkel aan een code herkend.",
    "matrix-row-unknown": "Rijen van een matrix passen bij geen opleidingsonderdeel van de lijst.",
    "matrix-left-behind": "Merktekens uit een vroegere matrix zijn niet overgenomen.",
    "matrix-level-guessed": "Cijfers in een matrix zonder legende zijn als niveaus gelezen.",
    "matrix-mark-unknown": "De betekenis van merktekens in een matrix is niet gekend.",
}
"""Issues that reading a matrix gives: code -> what it means."""
_SHOWN, _CELLS = 8, 6
_CODE = re.compile(r"[A-Za-z]{0,8}[ ._-]?\d+(?:\.\d+)*")
_PARENTHESES = re.compile(r"\s*\([^)]*\)")
_ZEROS = re.compile(r"(?<=[^0-9])0+(?=\d)")
_LEVEL_BETWEEN = re.compile(r"\s*[/,+&-]\s*")
_NOT = re.compile(r"(?:-|–|—|\.|0|n\.?v\.?t\.?|neen?|n|onwaar)", re.IGNORECASE)
_CROSS = re.compile(r"[xX+*✓✔☑☒●•■]{1,3}|ja|j|waar", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_CREDIT_WORDS = re.compile(r"\b(?:studiepunt\w*|sp|stp|ects|credits?)\b")
_DENIAL = re.compile(r"(?:niet|geen|komt niet)\b")
_SUMMED = 0.8
"""Least share of the rows whose numbers add up to the credits of the course, if they are those."""


class _Meaning(NamedTuple):
    """What a sign says; None in place of it where it says that the item is not there."""

    level: str | None = None
    words: str | None = None
    """What the legend says, where that is no level."""
    credits: float | None = None


class _Match(NamedTuple):
    """The item that a column stands for, and by what it is known."""

    item: ItemRef
    by: str
    label: str


@dataclass(frozen=True)
class _Reading:
    """One matrix with what its columns and signs stand for."""

    matrix: Matrix
    matches: Mapping[int, Sequence[_Match]]
    meanings: Mapping[str, _Meaning | None]
    """Sign -> meaning; a sign that nobody knows is not in it."""


def matrices_beside(
    lists: Mapping[Path, Curriculum],
    issues: Iterable[Issue],
    matrix: str | Path | None,
    *,
    limits: ReadLimits = LIMITS,
) -> tuple[tuple[Matrix, ...], tuple[Issue, ...]]:
    """Read the matrix in a file about the courses of some lists, and those in the lists.

    What reading the lists gave tells which of them holds a matrix.

    Raises:
        InputFileError: the file cannot be read, or holds no matrix with courses of these lists.
    """
    seen = {issue.where.file for issue in issues if issue.code == MATRIX_SEEN}
    found: list[Matrix] = []
    of_file: tuple[Issue, ...] = ()
    if matrix is not None:
        path = Path(matrix)
        worksheets, of_file = read_sheets(read_bytes(path, limits), path, limits)
        found += chain(*(read_matrices(worksheets, curriculum) for curriculum in lists.values()))
        if not found:
            raise InputFileError(
                path,
                "er is geen matrix gevonden: geen enkel blad heeft opleidingsonderdelen van de"
                " lijst met minstens twee kolommen van merktekens (X, V, 2 …) erbij.",
                "Zet in de rijen de code of de titel zoals ze in de lijst staan, en boven elke"
                " kolom met merktekens de naam van een kaderitem (of omgekeerd).",
            )
    for path, curriculum in lists.items():
        if path.name in seen and (matrix is None or path.resolve() != Path(matrix).resolve()):
            worksheets, _ = read_sheets(read_bytes(path, limits), path, limits)
            found += read_matrices(worksheets, curriculum)
    return tuple(found), of_file


def with_matrices(
    mapping: LinkMapping,
    frameworks: Sequence[Framework],
    matrices: Sequence[Matrix],
    *,
    is_decision: bool = False,
    date: dt.date | None = None,
) -> LinkMapping:
    """Give a mapping with the marks of matrices as links of the college.

    Without matrices the mapping stays as it is. A link that the tool lists as well keeps its
    evidence. A mark that nobody decided on is open, for lecturers to confirm; or with
    `is_decision` decided by the college on that date, until a person decides otherwise.
    """
    readings = _readings(matrices, frameworks, mapping.courses)
    marks: dict[tuple[str, ItemRef], dict[str, MatrixMark]] = {}
    for course, item, mark in chain(*map(_marks, readings)):
        marks.setdefault((course, item), {}).setdefault(str(mark.where), mark)
    links = {(link.course, link.item): link for link in mapping.links}
    order = {course.id: place for place, course in enumerate(mapping.courses)}
    for course, item in sorted(marks, key=lambda key: (order[key[0]], key[1])):
        known = links.get((course, item)) or Link(
            id=link_id(course, item), course=course, item=item, confidence=0, proposed=False
        )
        marked = {"origin": LinkOrigin.CURRICULUM, "marks": tuple(marks[course, item].values())}
        link = known.model_copy(update=marked)
        links[course, item] = _decided(link, date) if is_decision else link
    lists = [curriculum.source.file for curriculum in mapping.curricula if curriculum.source]
    of_columns = chain(*(_issues(reading, frameworks, lists) for reading in readings))
    issues = dict.fromkeys((*of_columns, *_row_issues(matrices)))
    update = {"links": tuple(links.values()), "issues": (*mapping.issues, *issues)}
    return mapping.model_copy(update=update)


def without_marks(mapping: LinkMapping) -> LinkMapping:
    """Give an earlier mapping without what its matrix said, where a newer matrix says it anew."""
    links = []
    for link in mapping.links:
        decisions = tuple(decision for decision in link.decisions if decision.is_by_person)
        origin = LinkOrigin.MACHINE if link.is_by_tool else LinkOrigin.REVIEWER
        update = {"marks": (), "decisions": decisions, "origin": origin}
        links.append(link.model_copy(update=update) if link.marks else link)
    return mapping.model_copy(update={"links": tuple(links)})


def left_behind(mapping: LinkMapping, file: str) -> Iterator[Issue]:
    """Tell of marks in an earlier mapping that do not come along without their matrix."""
    marked = [link for link in mapping.links if link.marks and not in_force(link.decisions)]
    if marked:
        names = sorted({mark.where.file or "" for link in marked for mark in link.marks})
        yield warning(
            "matrix-left-behind",
            f"{file} had {counted(len(marked), 'koppeling', 'koppelingen')} uit de matrix van de"
            f" opleiding ({', '.join(names)}) waarover niemand besliste; die zijn niet overgenomen."
            " Geef de matrix opnieuw mee met --matrix.",
            Place(file=file),
        )


def marks_of(
    course: str, curriculum: Curriculum, matrices: Sequence[Matrix], frameworks: Sequence[Framework]
) -> dict[ItemRef, list[MatrixMark]]:
    """Give the marks of one course, by its id, for every item that they stand for."""
    marks: dict[ItemRef, list[MatrixMark]] = {}
    readings = _readings(matrices, frameworks, curriculum.courses)
    for of_course, item, mark in chain(*map(_marks, readings)):
        if of_course == course:
            marks.setdefault(item, []).append(mark)
    return marks


def _readings(
    matrices: Sequence[Matrix], frameworks: Sequence[Framework], courses: Iterable[Course]
) -> list[_Reading]:
    points = {course.id: course.credits or 0 for course in courses}
    names = _names_of(frameworks)
    return [_reading(matrix, names, points) for matrix in matrices]


def _decided(link: Link, date: dt.date | None) -> Link:
    """Count the marks of a link as decided by the college."""
    levels = [level for level in LEVELS if any(mark.level == level for mark in link.marks)]
    decision = Decision(
        verdict=Verdict.ACCEPT,
        level=levels[-1] if levels else None,
        reviewer=MATRIX_REVIEWER,
        date=date,
        note="; ".join(map(mark_words, link.marks)),
    )
    decisions = with_history(link.decisions, (decision,))
    return link.model_copy(update={"decisions": decisions, "status": status_of(decisions)})


def _names_of(frameworks: Iterable[Framework]) -> dict[str, list[_Match]]:
    """Give every name of an item that courses can be linked to, as a key, with its kind."""
    names: dict[str, list[_Match]] = {}
    for edition in frameworks:
        linked = {item.id for item in edition.mapping_items}
        for item in edition.items:
            target = item
            while target.id not in linked and target.parent is not None:
                target = edition.item(target.parent)
            if target.id in linked:
                ref = edition.item_ref(target)
                for by, name in _item_names(edition, item):
                    match = _Match(ref, by, target.label)
                    known = names.setdefault(_key(name), [])
                    if all(ref != earlier.item for earlier in known):
                        known.append(match)
    return names


def _item_names(edition: Framework, item: Item) -> Iterator[tuple[str, str]]:
    yield "id", str(edition.item_ref(item))
    yield "id", item.id
    yield "naam", item.label
    for label in item.alt_labels:
        yield "andere naam", label
    code, label = code_and_label(item.label)
    if code:
        yield "korte naam", label
        yield "code", code
    yield "korte naam", _PARENTHESES.sub("", label)
    if item.level == edition.mapping_level:
        for number in re.findall(r"^[a-z]+-?0*(\d+)$", item.id):
            yield "code", f"{edition.mapping_level} {number}"


def _key(name: str) -> str:
    return _ZEROS.sub("", normalise(name).replace(" ", ""))


def _matches(column: MatrixColumn, names: Mapping[str, Sequence[_Match]]) -> Sequence[_Match]:
    """Give the items that a column stands for: by its whole name, a label in it, or a mere code.

    A code beside a label that no item has is a college's own, and says nothing.
    """
    whole = [column.name, *column.texts, *([] if column.texts else [column.group])]
    labels = [
        label for text in whole if (label := code_and_label(text)[1]) and not _CODE.fullmatch(label)
    ]
    for text in (*whole, *labels, *(_PARENTHESES.sub("", label) for label in labels)):
        if (known := names.get(_key(text))) and (not _CODE.fullmatch(text) or not labels):
            return known
    return ()


def _reading(
    matrix: Matrix, names: Mapping[str, Sequence[_Match]], points: Mapping[str, float]
) -> _Reading:
    matches = {place: _matches(column, names) for place, column in enumerate(matrix.columns)}
    signs = {cell.text for cell in matrix.cells}
    has_credits = _has_credits(matrix, points)
    numbers = {_number(sign) for sign in signs if _NUMBER.fullmatch(sign)} - {0}
    # V and v stand for a tick or for verdieping: what else the matrix holds tells which.
    has_levels = any(_is_level(sign) for sign in signs if fold(sign) != "v")
    meanings: dict[str, _Meaning | None] = {}
    for sign in signs:
        words = matrix.legend.get(sign)
        if words is not None:
            levels = [letter for letter, word in LEVELS.items() if word in fold(words)]
            meaning = _Meaning(levels[0]) if len(levels) == 1 else _Meaning(words=words)
            meanings[sign] = None if _DENIAL.match(words.casefold()) else meaning
        elif _NOT.fullmatch(sign):
            meanings[sign] = None
        elif _CROSS.fullmatch(sign) or (fold(sign) == "v" and not has_levels):
            meanings[sign] = _Meaning()
        elif _NUMBER.fullmatch(sign):
            meanings[sign] = _of_number(_number(sign), numbers, has_credits=has_credits)
        elif level := _level(sign):
            meanings[sign] = level
    return _Reading(matrix, matches, meanings)


def _of_number(number: float, numbers: set[float], *, has_credits: bool) -> _Meaning:
    """Read a number: credits, a level of three, a mere yes, or a scale that nobody explained."""
    if has_credits:
        return _Meaning(credits=number)
    is_scale = numbers <= {1, 2, 3} and len(numbers) > 1
    return _Meaning(list(LEVELS)[int(number) - 1]) if is_scale else _Meaning()


def _level(sign: str) -> _Meaning | None:
    """Read one or more levels in a cell; where a course has several, the highest counts."""
    parts = [part for part in _LEVEL_BETWEEN.split(sign) if part]
    if not parts or not all(map(_is_level, parts)):
        return None
    given = {read_level(part) for part in parts}
    highest = [letter for letter in LEVELS if letter in given][-1]
    return _Meaning(highest, sign if len(given) > 1 else None)


def _is_level(sign: str) -> bool:
    try:
        return read_level(sign) is not None
    except ValueError:
        return False


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _has_credits(matrix: Matrix, points: Mapping[str, float]) -> bool:
    """Say whether numbers are credits: the sheet says so, or they add up to those of courses."""
    sums = {
        course: sum(_number(cell.text) for cell in cells if _NUMBER.fullmatch(cell.text))
        for course, cells in matrix.by_course.items()
    }
    sums = {course: total for course, total in sums.items() if total}
    fitting = sum(isclose(total, points.get(course, 0)) for course, total in sums.items())
    is_summed = len(sums) > 1 and fitting >= _SUMMED * len(sums)
    return is_summed or bool(_CREDIT_WORDS.search(matrix.about))


def _marks(reading: _Reading) -> Iterator[tuple[str, ItemRef, MatrixMark]]:
    matrix = reading.matrix
    for cell in matrix.cells:
        meaning = reading.meanings.get(cell.text)
        if meaning is None:
            continue
        mark = MatrixMark(
            text=cell.text,
            column=matrix.columns[cell.column].name,
            level=meaning.level,
            meaning=meaning.words,
            credits=meaning.credits,
            where=matrix.where.model_copy(update={"cell": cell.cell}),
        )
        for match in reading.matches[cell.column]:
            yield cell.course, match.item, mark


def _issues(
    reading: _Reading, frameworks: Sequence[Framework], lists: Sequence[str]
) -> Iterator[Issue]:
    """Tell how a matrix was read, and which columns and marks were not."""
    matrix, where = reading.matrix, reading.matrix.where
    known = {place for place, matches in reading.matches.items() if matches}
    if known:
        yield _account(reading, known)
    by_code = [
        f"‘{matrix.columns[place].name}’ = {match.label}"
        for place in sorted(known)
        for match in reading.matches[place]
        if match.by == "code"
        or (_CODE.fullmatch(name := matrix.columns[place].name) and name != match.item.item)
    ]
    if by_code:
        yield warning(
            "matrix-code-only",
            f"Kolommen die enkel een code hebben, zijn daaraan herkend: {_few(by_code)}. Is het een"
            " code van de opleiding zelf, zet dan de naam van de competentie erbij.",
            where,
            matrix.columns[min(known)].cell,
        )
    lacking = [column for place, column in enumerate(matrix.columns) if place not in known]
    if lacking:
        editions = ", ".join(edition.id for edition in frameworks)
        is_apart = where.file not in lists
        beside = "".join(f' --list "{name}"' for name in lists[:1]) if is_apart else ""
        verbs = ("past", "is") if len(lacking) == 1 else ("passen", "zijn")
        yield warning(
            "matrix-column-unknown",
            f"{len(lacking)} van de {len(matrix.columns)} kolommen met merktekens {verbs[0]} bij"
            f" geen item van {editions} en {verbs[1]} niet gelezen:"
            f" {_few([f'‘{column.name}’' for column in lacking])}. Geef ze het id of de naam van"
            " een item, of maak er een eigen kader van (daarna --framework eigen-kader.yaml):"
            f' swcompetence import "{where.file}" --from matrix{beside} --publisher NAAM',
            where,
            lacking[0].cell,
        )
    counted_levels = [
        f"{sign} = {LEVELS[meaning.level]}"
        for sign, meaning in sorted(reading.meanings.items())
        if known and meaning and meaning.level and sign not in matrix.legend
        if _NUMBER.fullmatch(sign)
    ]
    if counted_levels:
        yield warning(
            "matrix-level-guessed",
            f"Er is geen legende; de cijfers zijn gelezen als niveaus: {', '.join(counted_levels)}."
            " Klopt dat niet, zet dan onder de matrix een legende, zoals ‘1 = beheersing’.",
            where,
            matrix.columns[min(known)].cell,
        )
    strange: dict[str, list[str]] = {}
    for cell in matrix.cells:
        if cell.column in known and cell.text not in reading.meanings:
            strange.setdefault(cell.text, []).append(cell.cell)
    if strange:
        named = [f"‘{text}’ ({first_few(cells, _CELLS)})" for text, cells in strange.items()]
        yield warning(
            "matrix-mark-unknown",
            f"Merktekens waarvan de betekenis niet gekend is, zijn niet gelezen: {_few(named)}. Zet"
            " onder de matrix een legende, zoals ‘T = wordt getoetst’, of gebruik X, of I, V en B.",
            where,
            next(iter(strange.values()))[0],
        )


def _account(reading: _Reading, known: set[int]) -> Issue:
    """Tell what was read, and what the marks were taken for."""
    matrix = reading.matrix
    kinds = Counter(
        f"{match.item.framework} op {match.by}"
        for place in sorted(known)
        for match in reading.matches[place]
    )
    counts = Counter(
        cell.text for cell in matrix.cells if cell.column in known and cell.text in reading.meanings
    )
    signs = [
        f"‘{sign}’ {_taken_for(reading.meanings[sign])} ({number} keer)"
        for sign, number in counts.most_common()
    ]
    courses = {cell.course for cell in matrix.cells}
    return info(
        "matrix-read",
        f"Matrix van de opleiding: {counted(len(known), 'kolom', 'kolommen')} herkend"
        f" ({', '.join(f'{kind}: {number}' for kind, number in kinds.items())}),"
        f" {counted(len(courses), 'opleidingsonderdeel', 'opleidingsonderdelen')}. Gelezen als:"
        f" {_few(signs)}.",
        matrix.where,
        matrix.columns[min(known)].cell,
    )


def _taken_for(meaning: _Meaning | None) -> str:
    if meaning is None:
        return "geen koppeling"
    if meaning.credits is not None:
        return "studiepunten"
    return LEVELS[meaning.level] if meaning.level else meaning.words or "koppeling zonder niveau"


def _row_issues(matrices: Sequence[Matrix]) -> Iterator[Issue]:
    """Tell of rows that are no course of any list that the matrix was read for."""
    by_sheet: dict[str, list[Matrix]] = {}
    for matrix in matrices:
        by_sheet.setdefault(str(matrix.where), []).append(matrix)
    for of_sheet in by_sheet.values():
        first, *others = ({line.cell: line for line in matrix.unknown} for matrix in of_sheet)
        lines = [line for cell, line in first.items() if all(cell in more for more in others)]
        for is_ambiguous in (False, True):
            named = [line for line in lines if line.is_ambiguous is is_ambiguous]
            if not named:
                continue
            verbs = ("past", "is") if len(named) == 1 else ("passen", "zijn")
            names = _few([f"‘{line.name}’ ({line.cell})" for line in named])
            yield warning(
                "matrix-row-unknown",
                f"{counted(len(named), 'lijn', 'lijnen')} van de matrix {verbs[0]} bij"
                f" {'meer dan één' if is_ambiguous else 'geen enkel'} opleidingsonderdeel van de"
                f" lijst, en {verbs[1]} niet gelezen: {names}. Zet er de code bij zoals ze in de"
                " lijst staat.",
                of_sheet[0].where,
                named[0].cell,
            )


def _few(names: Sequence[str]) -> str:
    return first_few(names, _SHOWN, " en nog {n}")

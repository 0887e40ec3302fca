"""Tells what could not be read in the cells of courses: credits, compulsory or not, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from swcompetence.files.course_list.cell_values import (
    compulsory_of,
    credits_of,
    is_mark,
    one_line,
    title_cell,
)
from swcompetence.files.course_list.course_drafts import shares_credits
from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.model import Issue, Place

_DATE = re.compile(r"\d{4}-\d\d-\d\d.*")


def draft_issues(
    rows: Sequence[ReadRow], where: Place, copied_down: frozenset[str]
) -> Iterator[Issue]:
    """Tell what could not be read in the cells of the courses."""
    courses = [read for read in rows if read.kind is RowKind.COURSE]
    for read in courses:
        yield from _credit_issues(read, where, copied_down)
    yield from _compulsory_issues(courses, where)
    yield from _mark_issues(rows, where)


def _credit_issues(read: ReadRow, where: Place, copied_down: frozenset[str]) -> Iterator[Issue]:
    index = read.header.index(Column.CREDITS)
    if index is None:
        return
    written = read.value(Column.CREDITS)
    cell = read.row.address(index)
    place = where.model_copy(update={"cell": cell})
    heading = title_cell(read.value(Column.TITLE))
    own = credits_of(written)
    title = f"‘{heading.title}’"
    if shares_credits(read, copied_down):
        yield warning(
            "credits-shared",
            f"{title}: cel {cell} is samengevoegd met de rij erboven; haar studiepunten tellen"
            " enkel daar. Splits de cel en geef elk opleidingsonderdeel zijn eigen studiepunten.",
            place,
        )
    elif not written and heading.credits is None:
        yield warning(
            "credits-missing",
            f"{title} heeft geen studiepunten (cel {cell} is leeg). Vul ze in, anders telt het"
            " onderdeel niet mee in de totalen.",
            place,
        )
    elif written and own is None:
        hint = " Excel maakte er een datum van." if _DATE.fullmatch(written) else ""
        yield warning(
            "credits-unreadable",
            f"{title}: ‘{written}’ in cel {cell} is geen aantal studiepunten.{hint} Schrijf enkel"
            " een getal, zoals 4 of 4,5.",
            place,
        )
    elif heading.credits is not None and own is not None and heading.credits != own:
        yield warning(
            "credits-differ",
            f"{title}: de titel zegt {heading.credits:g} studiepunten, cel {cell} zegt {own:g}."
            " De cel geldt; verbeter wat fout is.",
            place,
        )


def _compulsory_issues(courses: Sequence[ReadRow], where: Place) -> Iterator[Issue]:
    for column, yes_means in ((Column.COMPULSORY, True), (Column.ELECTIVE, False)):
        odd = [
            read
            for read in courses
            if (value := read.value(column)) and compulsory_of(value, yes_means=yes_means) is None
        ]
        if odd:
            words = dict.fromkeys(f"‘{one_line(read.value(column))}’" for read in odd)
            index = odd[0].header.index(column) or 0
            yield info(
                "compulsory-unreadable",
                f"Uit {', '.join(list(words)[:6])} blijkt niet of een opleidingsonderdeel verplicht"
                f" is of keuze (aantal: {len(odd)}). Schrijf ‘verplicht’ of ‘keuze’.",
                where.model_copy(update={"cell": odd[0].row.address(index)}),
            )


def _mark_issues(rows: Sequence[ReadRow], where: Place) -> Iterator[Issue]:
    marks = [
        read.row.address(index)
        for read in rows
        if read.kind in {RowKind.COURSE, RowKind.CONTINUATION, RowKind.REPEAT}
        for index in read.header.text_indexes
        if is_mark(read.row.values[index])
    ]
    if marks:
        yield info(
            "marks-not-read",
            f"Cellen met enkel een kruisje of streepje zijn niet als tekst gelezen (aantal:"
            f" {len(marks)}, vanaf {marks[0]}). Staat er een matrix met kruisjes in de lijst, voeg"
            " dan de tekst van de leerresultaten toe.",
            where.model_copy(update={"cell": marks[0]}),
        )

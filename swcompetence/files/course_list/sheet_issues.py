"""Accounts for every column and every row of a sheet: what was read, what was not and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from swcompetence.files.course_list.cell_values import (
    MOST_CREDITS,
    are_codes,
    compulsory_of,
    credits_of,
    is_mark,
)
from swcompetence.files.course_list.course_drafts import url_of
from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.header import Header
from swcompetence.files.course_list.header_names import (
    IGNORED,
    TEXT_COLUMNS,
    Column,
    recognise,
)
from swcompetence.files.course_list.list_sheets import ListSheet
from swcompetence.files.formats.worksheet import spans
from swcompetence.model import (
    Issue,
    Place,
    SheetLedger,
    SkippedRow,
    Table,
    column_letters,
)
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import counted, first_few, single_spaced

_TAKEN_FOR = {
    RowKind.HEADER: ("repeated-header", "is een herhaalde kop en is overgeslagen"),
    RowKind.SECTION: ("section-heading", "is gelezen als tussentitel voor de rijen eronder"),
    RowKind.TOTAL: ("total-row", "is een totaal en is overgeslagen"),
    RowKind.CONTINUATION: (
        "continuation-row",
        "hoort bij het opleidingsonderdeel erboven; nieuwe tekst is daar toegevoegd",
    ),
    RowKind.HEADING: ("section-heading", "is overgeslagen als tussentitel"),
    RowKind.LEGEND: ("section-heading", "hoort bij de legende van de matrix; ze is overgeslagen"),
    RowKind.BLOCK_TOTAL: (
        "block-total",
        "heeft geen code, telt de studiepunten van het blok eronder op en is overgeslagen",
    ),
    RowKind.UNTITLED: ("row-without-title", "heeft geen titel en is overgeslagen"),
    RowKind.BLANK: ("blank-rows", "is leeg en overgeslagen"),
}
"""Kind of row -> code, and what was done with it."""
_LACKING = {
    RowKind.HEADING: "de code of de studiepunten",
    RowKind.BLOCK_TOTAL: "de code",
    RowKind.UNTITLED: "de titel",
}
"""Kind of row -> what to fill in if it is a course after all."""
_PARTS = {RowKind.CONTINUATION, RowKind.REPEAT}
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*")
_RENAME = "Klopt dat niet, geef de kolom dan een andere naam."
_MOST_SHOWN = 60
"""Characters of a cell that a message shows."""


def _quoted(text: str) -> str:
    line = single_spaced(text)
    return f"‘{line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + '…'}’"


def sheet_issues(sheet: ListSheet, rows: Sequence[ReadRow], where: Place) -> Iterator[Issue]:
    """Tell of everything above and in a list what was read, what was not and why."""
    yield from _title_issues(sheet, where)
    yield from _column_issues(sheet.header, sheet.worksheet.table, where)
    yield from _row_issues(rows, where)
    courses = [read for read in rows if read.kind is RowKind.COURSE]
    for read in courses:
        yield from _credit_issues(read, where)
    yield from _value_issues(courses, where)
    if not any(url_of(read, sheet.worksheet.links) for read in courses):
        yield from _link_issues(sheet.header, where)
    yield from _mark_issues(rows, where)


def _title_issues(sheet: ListSheet, where: Place) -> Iterator[Issue]:
    lines = []
    for row in sheet.above:
        texts = dict.fromkeys(value.strip() for value in row.values if value.strip())
        labels = map(recognise, (text.partition(":")[0] for text in texts))
        names_teacher = any(label and label.column is Column.TEACHER for label in labels)
        if texts and not names_teacher:
            lines.append(_quoted(" ".join(texts)))
    if lines:
        yield info(
            "rows-above-header",
            f"De kop staat op rij {sheet.header.first_row}. De tekst erboven is enkel gelezen als"
            f" titel van de lijst: {first_few(lines, 8)}.",
            where,
            sheet.above[0].number,
        )


def _column_issues(header: Header, table: Table, where: Place) -> Iterator[Issue]:
    for heading in header.headings:
        meaning = heading.meaning
        field = meaning.column.dutch if meaning else ""
        notes = {}
        if meaning is None:
            notes["column-unknown"] = (
                "is niet herkend en niet ingelezen. Hoort ze bij de tekst van het"
                " opleidingsonderdeel, noem ze dan bijvoorbeeld ‘Inhoud’ of ‘Leerresultaten’."
            )
        elif meaning.is_guess:
            notes["header-guessed"] = f"is gelezen als {field}. {_RENAME}"
        if meaning and meaning.by_values:
            notes["column-by-values"] = f"is gelezen als {field}, want dat staat eronder. {_RENAME}"
        if meaning and meaning.column in IGNORED:
            notes["column-ignored"] = f"is niet ingelezen: {IGNORED[meaning.column]}."
        if meaning and heading.is_spare:
            notes["column-not-used"] = f"is niet ingelezen: een andere kolom geeft al {field}."
        for code, message in notes.items():
            column = f"Kolom {_quoted(heading.text)} ({heading.cell})"
            yield info(code, f"{column} {message}", where, heading.cell)
    yield from _without_header(header, table, where)
    yield from _missing_columns(header, where)


def _without_header(header: Header, table: Table, where: Place) -> Iterator[Issue]:
    named = {heading.index for heading in header.headings}
    below = [row for row in table.rows if row.number > header.last_row]
    width = len(table.rows[0].values) if table.rows else 0
    for index in sorted(set(range(width)) - named):
        if cell := next((row.address(index) for row in below if row.values[index].strip()), ""):
            yield warning(
                "column-without-header",
                f"Kolom {column_letters(index)} heeft geen kop en is niet ingelezen (tekst vanaf"
                f" cel {cell}). Geef de kolom een kop als ze bij de lijst hoort.",
                where,
                cell,
            )


def _missing_columns(header: Header, where: Place) -> Iterator[Issue]:
    if not header.columns & set(TEXT_COLUMNS):
        yield warning(
            "no-text-column",
            "Dit blad heeft geen kolom met leerresultaten, inhoud, werkvormen of evaluatie: enkel"
            " de titels kunnen gelezen worden. Voeg zo'n kolom toe. Is dit een matrix van de"
            " opleiding, geef dan de lijst met fiches, en deze matrix erbij.",
            where,
            header.first_row,
        )
    if Column.CREDITS not in header.columns:
        yield info(
            "no-credits-column",
            "Dit blad heeft geen kolom met studiepunten. Voeg een kolom ‘Studiepunten’ toe als het"
            " gewicht van de onderdelen moet meetellen.",
            where,
            header.first_row,
        )


def _row_issues(rows: Sequence[ReadRow], where: Place) -> Iterator[Issue]:
    for kind, run in groupby(rows, key=lambda read: read.kind):
        if kind is RowKind.BLANK:
            blank = [read.row.number for read in run]
            start = f"Rij {blank[0]} is" if len(blank) == 1 else f"Rijen {spans(blank)} zijn"
            yield info("blank-rows", f"{start} leeg en overgeslagen.", where, blank[0])
        elif kind not in {RowKind.COURSE, RowKind.REPEAT}:
            for read in run:
                yield _row_issue(read, where)
    if repeats := [read.row.number for read in rows if read.kind is RowKind.REPEAT]:
        yield warning(
            "repeated-course",
            f"Rijen die een opleidingsonderdeel erboven herhalen met een andere tekst:"
            f" {spans(repeats)}. Hun tekst is bij dat onderdeel gevoegd en hun studiepunten tellen"
            " niet opnieuw. Zijn het andere onderdelen, geef ze dan elk een eigen code.",
            where,
            repeats[0],
        )


def _row_issue(read: ReadRow, where: Place) -> Issue:
    row = read.row.number
    # Without the columns that are left out: they may name a person.
    left_out = {place for column in IGNORED for place in read.header.indexes(column)}
    texts = [text.strip() for place, text in enumerate(read.row.values) if place not in left_out]
    start = f"Rij {row} ({_quoted(' '.join(dict.fromkeys(filter(None, texts))))})"
    code, message = _skip_code(read), f"{start} {_TAKEN_FOR[read.kind][1]}."
    if read.kind not in _LACKING:
        return info(code, message, where, row)
    asked = f"Is het een opleidingsonderdeel, vul dan {_LACKING[read.kind]} in."
    return warning(code, f"{message} {asked}", where, row)


def _credit_issues(read: ReadRow, where: Place) -> Iterator[Issue]:
    if read.header.index(Column.CREDITS) is None:
        return
    written, cell = read.value(Column.CREDITS), read.address(Column.CREDITS)
    in_title, in_cell = read.title.credits, credits_of(written)
    if read.is_copied(Column.CREDITS):
        code = "credits-shared"
        message = (
            f": cel {cell} is samengevoegd met de rij erboven; haar studiepunten tellen"
            " enkel daar. Splits de cel en geef elk opleidingsonderdeel zijn eigen studiepunten."
        )
    elif not written and in_title is None:
        code = "credits-missing"
        message = (
            f" heeft geen studiepunten (cel {cell} is leeg). Vul ze in, anders telt het"
            " onderdeel niet mee in de totalen."
        )
    elif written and in_cell is None:
        code = "credits-unreadable"
        hint = " Excel maakte er een datum van." if _DATE.fullmatch(written) else ""
        message = (
            f": ‘{written}’ in cel {cell} is geen aantal studiepunten.{hint} Schrijf enkel"
            " een getal, zoals 4 of 4,5."
        )
        if written.isdecimal():  # and more than a course can have
            message = (
                f": {written} in cel {cell} is te groot voor de studiepunten van één"
                f" opleidingsonderdeel (hoogstens {MOST_CREDITS}). Verbeter het getal."
            )
    elif in_title is not None and in_cell is not None and in_title != in_cell:
        code = "credits-differ"
        message = (
            f": de titel zegt {in_title:g} studiepunten, cel {cell} zegt {in_cell:g}."
            " De cel geldt; verbeter wat fout is."
        )
    else:
        return
    yield warning(code, f"‘{read.title.title}’{message}", where, cell)


def _value_issues(courses: Sequence[ReadRow], where: Place) -> Iterator[Issue]:
    """Tell of cells that say neither yes nor no, of titles that are codes, and of dates."""
    for column, yes_means in ((Column.COMPULSORY, True), (Column.ELECTIVE, False)):
        unclear = [
            read
            for read in courses
            if (value := read.value(column)) and compulsory_of(value, yes_means=yes_means) is None
        ]
        if unclear:
            words = dict.fromkeys(f"‘{single_spaced(read.value(column))}’" for read in unclear)
            yield info(
                "compulsory-unreadable",
                f"Uit {', '.join(list(words)[:6])} blijkt niet of een opleidingsonderdeel verplicht"
                f" is of keuze (aantal: {len(unclear)}). Schrijf ‘verplicht’ of ‘keuze’.",
                where,
                unclear[0].address(column),
            )
    titles = [read.title.title for read in courses]
    if len(titles) > 1 and are_codes(titles):
        yield warning(
            "titles-are-codes",
            f"De meeste titels op dit blad zijn codes (zoals ‘{titles[0]}’). Staat de titel in een"
            " andere kolom, noem die dan ‘Titel’.",
            where,
            courses[0].address(Column.TITLE),
        )
    for column in (Column.CODE, Column.PHASE, Column.SEMESTER):
        dates = [read for read in courses if _DATE.fullmatch(read.value(column))]
        if dates:
            yield warning(
                "date-in-cell",
                f"In de kolom voor {column.dutch} staan datums (aantal: {len(dates)}, zoals"
                f" ‘{dates[0].value(column)}’); vermoedelijk maakte Excel die van iets als 3-1. Zet"
                " de kolom op ‘Tekst’ en typ ze opnieuw.",
                where,
                dates[0].address(column),
            )


def _link_issues(header: Header, where: Place) -> Iterator[Issue]:
    """Tell of a column for links without any address: it may hold a text."""
    for heading in header.headings:
        if heading.meaning and heading.meaning.column is Column.LINK:
            message = f"Kolom {_quoted(heading.text)} ({heading.cell}) bevat geen webadressen."
            advice = "Staat er een tekst in, noem de kolom dan bijvoorbeeld ‘Inhoud’."
            yield info("column-ignored", f"{message} {advice}", where, heading.cell)


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
            where,
            marks[0],
        )


def _skip_code(read: ReadRow) -> str:
    gives_phase = read.section and (read.section.phase or read.section.semester)
    return "phase-heading" if gives_phase else _TAKEN_FOR[read.kind][0]


def ledger_of(rows: Sequence[ReadRow], sheet: str) -> SheetLedger:
    """Count the rows below the header."""
    return SheetLedger(
        sheet=sheet,
        rows_seen=len(rows),
        courses=sum(read.kind is RowKind.COURSE for read in rows),
        continuations=sum(read.kind in _PARTS for read in rows),
        skipped=tuple(
            SkippedRow(
                row=read.row.number,
                cell=read.row.address(
                    next((place for place, value in enumerate(read.row.values) if value.strip()), 0)
                ),
                code=_skip_code(read),
            )
            for read in rows
            if read.kind is not RowKind.COURSE and read.kind not in _PARTS
        ),
    )


def ledger_issue(ledger: SheetLedger, where: Place) -> Issue:
    """Tell the ledger of a sheet in one sentence."""
    seen, *parts = _counts(ledger)
    return info("rows-read", f"{seen}: {', '.join(parts)}.", where)


def _counts(ledger: SheetLedger) -> list[str]:
    more = ledger.continuations
    return [
        f"{counted(ledger.rows_seen, 'rij', 'rijen')} gezien",
        counted(ledger.courses, "opleidingsonderdeel", "opleidingsonderdelen"),
        *([counted(more, "vervolgrij", "vervolgrijen")] if more else []),
        f"{len(ledger.skipped)} overgeslagen",
    ]


def sum_of(ledgers: Iterable[SheetLedger]) -> SheetLedger:
    """Add up ledgers, as of lists that stand side by side on one sheet."""
    ledgers = tuple(ledgers)
    return SheetLedger(
        sheet=next((ledger.sheet for ledger in ledgers), ""),
        rows_seen=sum(ledger.rows_seen for ledger in ledgers),
        courses=sum(ledger.courses for ledger in ledgers),
        continuations=sum(ledger.continuations for ledger in ledgers),
        skipped=tuple(row for ledger in ledgers for row in ledger.skipped),
    )


def ledger_line(ledgers: Iterable[SheetLedger]) -> str:
    """Add ledgers up in one line.

    >>> ledger_line([SheetLedger(sheet="Lijst", rows_seen=3, courses=2, continuations=1)])
    '3 rijen gezien = 2 opleidingsonderdelen + 1 vervolgrij + 0 overgeslagen'
    """
    seen, *parts = _counts(sum_of(ledgers))
    return f"{seen} = {' + '.join(parts)}"

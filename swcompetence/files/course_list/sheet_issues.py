"""Accounts for every column and every row of a sheet: what was read, what was not and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.header import Header
from swcompetence.files.course_list.header_names import IGNORED, TEXT_COLUMNS, Column
from swcompetence.files.course_list.headers import recognise
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.files.course_list.ledger import skip_code
from swcompetence.files.formats.worksheet import spans
from swcompetence.model import Issue, Place, Table, TableRow, column_letters

FIELD_NAMES = {
    Column.CODE: "code",
    Column.TITLE: "titel",
    Column.CREDITS: "studiepunten",
    Column.PHASE: "fase",
    Column.SEMESTER: "semester",
    Column.TRACK: "traject",
    Column.COMPULSORY: "verplicht of keuze",
    Column.ELECTIVE: "verplicht of keuze",
    Column.LANGUAGE: "taal",
    Column.OUTCOMES: "leerresultaten",
    Column.CONTENT: "inhoud",
    Column.TEACHING: "werkvormen",
    Column.ASSESSMENT: "evaluatie",
    Column.ACADEMIC_YEAR: "academiejaar",
    Column.PROGRAMME: "opleiding",
    Column.COLLEGE: "hogeschool",
    Column.TEACHER: "docent",
    Column.LINK: "link",
    Column.PRIOR_KNOWLEDGE: "voorkennis",
    Column.MATERIAL: "studiemateriaal",
    Column.STUDY_HOURS: "studietijd",
    Column.ADMINISTRATION: "administratie",
    Column.LEFT_OUT: "weggelaten",
}
"""Field names as a Dutch reader knows them."""

_TOLD = {
    RowKind.HEADER: ("repeated-header", "is een herhaalde kop en is overgeslagen."),
    RowKind.TOTAL: ("total-row", "is een totaal en is overgeslagen."),
    RowKind.CONTINUATION: (
        "continuation-row",
        "hoort bij het opleidingsonderdeel erboven; nieuwe tekst is daar toegevoegd.",
    ),
}
_ASKED = {
    RowKind.HEADING: (
        "section-heading",
        "is overgeslagen als tussentitel",
        "de code of de studiepunten",
    ),
    RowKind.BLOCK_TOTAL: (
        "block-total",
        "heeft geen code, telt de studiepunten van het blok eronder op en is overgeslagen",
        "de code",
    ),
    RowKind.UNTITLED: ("row-without-title", "heeft geen titel en is overgeslagen", "de titel"),
}


def _at(where: Place, cell: str | int) -> Place:
    return where.model_copy(update={"cell": str(cell)})


def _quoted(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return f"‘{line if len(line) <= length else line[: length - 1] + '…'}’"


def column_issues(header: Header, table: Table, where: Place) -> Iterator[Issue]:
    """Tell which columns were guessed, ignored, unknown or without a header."""
    for heading in header.headings:
        place, text, meaning = _at(where, heading.cell), _quoted(heading.text), heading.meaning
        if meaning is None:
            yield info(
                "column-unknown",
                f"Kolom {text} ({heading.cell}) is niet herkend en niet ingelezen. Hoort ze bij"
                " de tekst van het opleidingsonderdeel, noem ze dan bijvoorbeeld ‘Inhoud’ of"
                " ‘Leerresultaten’.",
                place,
            )
            continue
        if meaning.is_guess:
            yield info(
                "header-guessed",
                f"Kolom {text} ({heading.cell}) is gelezen als {FIELD_NAMES[meaning.column]}."
                " Klopt dat niet, geef de kolom dan een andere naam.",
                place,
            )
        if meaning.column in IGNORED:
            yield info(
                "column-ignored",
                f"Kolom {text} ({heading.cell}) is niet ingelezen: {IGNORED[meaning.column]}.",
                place,
            )
        if heading.is_spare:
            yield info(
                "column-not-used",
                f"Kolom {text} ({heading.cell}) is niet ingelezen: een andere kolom geeft al"
                f" {FIELD_NAMES[meaning.column]}.",
                place,
            )
    yield from _without_header(header, table, where)
    yield from _missing_columns(header, where)


def _without_header(header: Header, table: Table, where: Place) -> Iterator[Issue]:
    named = {heading.index for heading in header.headings}
    below = [row for row in table.rows if row.number > header.last_row]
    width = len(table.rows[0].values) if table.rows else 0
    for index in sorted(set(range(width)) - named):
        filled = [row for row in below if row.values[index].strip()]
        if filled:
            letter = column_letters(index)
            yield warning(
                "column-without-header",
                f"Kolom {letter} heeft geen kop en is niet ingelezen (tekst vanaf cel"
                f" {filled[0].address(index)}). Geef de kolom een kop als ze bij de lijst hoort.",
                _at(where, filled[0].address(index)),
            )


def _missing_columns(header: Header, where: Place) -> Iterator[Issue]:
    if not header.columns & set(TEXT_COLUMNS):
        yield warning(
            "no-text-column",
            "Dit blad heeft geen kolom met leerresultaten, inhoud, werkvormen of evaluatie: enkel"
            " de titels kunnen gelezen worden. Voeg zo'n kolom toe.",
            _at(where, header.first_row),
        )
    if Column.CREDITS not in header.columns:
        yield info(
            "no-credits-column",
            "Dit blad heeft geen kolom met studiepunten. Voeg een kolom ‘Studiepunten’ toe als het"
            " gewicht van de onderdelen moet meetellen.",
            _at(where, header.first_row),
        )


def title_issues(above: Sequence[TableRow], header: Header, where: Place) -> Iterator[Issue]:
    """Tell what stands above the header and was read only as a title."""
    texts = [dict.fromkeys(v.strip() for v in row.values if v.strip()) for row in above]
    lines = [_quoted(" ".join(line)) for line in texts if line and not any(map(_is_person, line))]
    if lines:
        yield info(
            "rows-above-header",
            f"De kop staat op rij {header.first_row}. De tekst erboven is enkel gelezen als titel"
            f" van de lijst: {', '.join(lines[:8])}{' …' if lines[8:] else ''}.",
            _at(where, above[0].number),
        )


def _is_person(text: str) -> bool:
    meaning = recognise(text.partition(":")[0])
    return bool(meaning and meaning.column is Column.TEACHER)


def row_issues(rows: Sequence[ReadRow], where: Place) -> Iterator[Issue]:
    """Tell of every row that is no course what it is taken for."""
    for kind, run in groupby(rows, key=lambda read: read.kind):
        group = list(run)
        if kind is RowKind.BLANK:
            yield _blank_issue(group, where)
        elif kind not in {RowKind.COURSE, RowKind.REPEAT}:
            for read in group:
                yield _row_issue(read, where)
    if repeats := [read.row.number for read in rows if read.kind is RowKind.REPEAT]:
        yield warning(
            "repeated-course",
            f"Rijen die het opleidingsonderdeel erboven herhalen met een andere tekst:"
            f" {spans(repeats)}. Hun tekst is bij dat onderdeel gevoegd en hun studiepunten tellen"
            " niet opnieuw. Zijn het andere onderdelen, geef ze dan elk een eigen code.",
            _at(where, repeats[0]),
        )


def _blank_issue(run: Sequence[ReadRow], where: Place) -> Issue:
    first, last = run[0].row.number, run[-1].row.number
    named = f"Rij {first} is leeg" if first == last else f"Rijen {first}-{last} zijn leeg"
    return info("blank-rows", f"{named} en overgeslagen.", _at(where, first))


def _row_issue(read: ReadRow, where: Place) -> Issue:
    place = _at(where, read.row.number)
    start = f"Rij {read.row.number} ({_quoted(_own_words(read))})"
    if read.kind is RowKind.SECTION:
        return info(
            skip_code(read), f"{start} is gelezen als tussentitel voor de rijen eronder.", place
        )
    if read.kind in _TOLD:
        code, message = _TOLD[read.kind]
        return info(code, f"{start} {message}", place)
    code, message, remedy = _ASKED[read.kind]
    return warning(
        code, f"{start} {message}. Is het een opleidingsonderdeel, vul dan {remedy} in.", place
    )


def _own_words(read: ReadRow) -> str:
    """Give the texts of a row without the columns that are left out: they may name a person."""
    left_out = {place for column in IGNORED for place in read.header.indexes(column)}
    texts = (text.strip() for place, text in enumerate(read.row.values) if place not in left_out)
    return " ".join(dict.fromkeys(text for text in texts if text))

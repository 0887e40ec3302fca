"""Lists in random layouts and formats: the courses come back."""

import csv
import html
import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from swcompetence.files.course_list.course_list import read_curriculum
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import Course, CourseField, SourceFile

HEADERS = {
    "code": ("Code", "OLOD-code", "Vak-\ncode", "CODE :", "Code\xa0vak"),
    "title": (
        "Opleidingsonderdeel",
        "OLOD",
        "Naam vak",
        "Titel:",
        "Course unit",
        "opleidings\xadonderdeel",
    ),
    "credits": ("Studiepunten", "SP", "ECTS", "Studie-\npunten", "Credits"),
    "phase": ("Fase", "Trajectschijf", "Opleidingsfase"),
    "outcomes": ("Leerresultaten", "Doelstellingen", "Learning outcomes", "Beoogde leerresultaten"),
    "content": ("Inhoud", "Korte omschrijving", "Content"),
}
GROUPS = {
    "code": "Identificatie", "title": "Identificatie", "credits": "Omvang", "phase": "Omvang",
    "outcomes": "Fiche", "content": "Fiche",
}  # fmt: skip
WORDS = ("recht", "zorg", "groep", "gesprek", "beleid", "armoede", "cliënt", "netwerk", "œuvre")
CREDITS = ("{}", "{},5", "{}.5", "{} SP", "{} studiepunten", "({} ECTS)")
Rows = list[list[str]]


@dataclass(frozen=True)
class Layout:
    """How a list is laid out; the courses do not depend on it."""

    columns: tuple[str, ...]
    names: dict[str, str]
    above: tuple[str, ...]
    header_lines: int
    phase_as: str
    outcomes_as: str
    gaps: frozenset[int]
    totals: bool
    format: str


@dataclass(frozen=True)
class Wanted:
    """A course that must come back."""

    code: str
    title: str
    written: str
    phase: str
    outcomes: tuple[str, ...]
    content: str


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    optional = draw(st.lists(st.sampled_from(["code", "content"]), unique=True))
    phase_as = draw(st.sampled_from(["column", "heading", "first row", "none"]))
    names = ["title", "credits", "outcomes", *optional]
    names += ["phase"] if phase_as in {"column", "first row"} else []
    return Layout(
        columns=tuple(draw(st.permutations(names))),
        names={name: draw(st.sampled_from(HEADERS[name])) for name in HEADERS},
        above=tuple(draw(st.lists(st.sampled_from(["", "Lijst 2025-26", "Versie 3"]), max_size=5))),
        header_lines=draw(st.sampled_from([1, 1, 2, 3])),
        phase_as=phase_as,
        outcomes_as=draw(st.sampled_from(["cell", "rows", "repeated", "columns"])),
        gaps=frozenset(draw(st.lists(st.integers(0, 8), max_size=3))),
        totals=draw(st.booleans()),
        format=draw(st.sampled_from(["xlsx", "openpyxl", "csv", "tsv", "cp1252", "html"])),
    )


@st.composite
def wanted_lists(draw: st.DrawFn) -> list[Wanted]:
    count = draw(st.integers(4, 9))
    word = st.sampled_from(WORDS)
    return [
        Wanted(
            code=f"SW{number}",
            title=f"Vak {number} {draw(word)}",
            written=draw(st.sampled_from(CREDITS)).format(draw(st.integers(1, 12))),
            phase=f"Fase {1 + number * 2 // count}",
            outcomes=tuple(
                f"kan {draw(word)} {number}.{part}" for part in range(draw(st.integers(1, 3)))
            ),
            content=f"over {draw(word)}; “{draw(word)}”, =x {number}",
        )
        for number in range(count)
    ]


def lines_of(wanted: list[Wanted], layout: Layout) -> Rows:
    columns = [
        (name, part)
        for name in layout.columns
        for part in range(3 if name == "outcomes" and layout.outcomes_as == "columns" else 1)
    ]
    lines = [[text] for text in layout.above]
    if layout.header_lines > 1:
        lines += [[GROUPS[name] for name, _ in columns]] * (layout.header_lines - 1)
    lines.append([layout.names[name] for name, _ in columns])
    phase = ""
    for number, course in enumerate(wanted):
        lines += [[]] * (number in layout.gaps)
        is_new, phase = course.phase != phase, course.phase
        if layout.phase_as == "heading" and is_new:
            lines.append([course.phase])
        for place in range(
            1 if layout.outcomes_as in {"cell", "columns"} else len(course.outcomes)
        ):
            lines.append(
                [_cell(course, layout, name, part, place, is_new=is_new) for name, part in columns]
            )
    if layout.totals:
        title = [name for name, _ in columns].index("title")
        lines.append([*[""] * title, "Totaal"])
    return lines


def _cell(course: Wanted, layout: Layout, name: str, part: int, place: int, *, is_new: bool) -> str:
    if name == "outcomes":
        match layout.outcomes_as:
            case "cell":
                return "\n".join(course.outcomes)
            case "columns":
                return course.outcomes[part] if part < len(course.outcomes) else ""
            case _:
                return course.outcomes[place]
    if place and layout.outcomes_as == "rows":
        return ""
    if name == "phase" and layout.phase_as == "first row" and (place or not is_new):
        return ""
    return {
        "code": course.code,
        "title": course.title,
        "credits": course.written,
        "phase": course.phase,
        "content": course.content,
    }[name]


def written(lines: Rows, kind: str) -> bytes:
    stream = io.BytesIO()
    if kind == "xlsx":
        with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
            page = book.add_worksheet("Lijst")
            for row, line in enumerate(lines):
                for column, text in enumerate(line):
                    page.write_string(row, column, text)
        return stream.getvalue()
    if kind == "openpyxl":
        made = openpyxl.Workbook()
        sheet = made.active
        assert isinstance(sheet, Worksheet)
        for line in lines:
            sheet.append(line)
        made.save(stream)
        return stream.getvalue()
    if kind == "html":
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>"
            for line in lines
        ).replace("\n", "<br>")
        return f"<html><table>{body}</table></html>".encode()
    table = io.StringIO(newline="")
    csv.writer(table, delimiter="\t" if kind == "tsv" else ";").writerows(lines)
    return table.getvalue().encode("cp1252" if kind == "cp1252" else "utf-8")


def number(text: str) -> float:
    return float("".join(sign for sign in text if sign in "0123456789,.").replace(",", "."))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(layout=layouts(), wanted=wanted_lists())
def test_the_courses_come_back_whatever_the_layout_and_the_format(
    layout: Layout, wanted: list[Wanted]
) -> None:
    content = written(lines_of(wanted, layout), layout.format)

    sheets, _ = read_sheets(content, Path("lijst"))
    curriculum, _ = read_curriculum(sheets, SourceFile(file="lijst", sha256="0"))

    found = {course.title: course for course in curriculum.courses}
    assert [course.title for course in curriculum.courses] == [one.title for one in wanted]
    for one in wanted:
        _assert_same(found[one.title], one, layout)
    (ledger,) = curriculum.ledger
    assert ledger.courses == len(wanted)


def _assert_same(course: Course, one: Wanted, layout: Layout) -> None:
    assert course.credits == number(one.written)
    assert course.fields[CourseField.OUTCOMES].split("\n") == list(one.outcomes)
    if "code" in layout.columns:
        assert course.code == one.code
    if "content" in layout.columns:
        assert course.fields[CourseField.CONTENT] == one.content
    assert course.phase == (None if layout.phase_as == "none" else one.phase)

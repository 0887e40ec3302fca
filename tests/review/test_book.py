from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.errors import InputFileError
from swcompetence.model import (
    MAPPING_SCHEMA,
    Course,
    CourseField,
    Curriculum,
    FrameworkRef,
    Mapping,
    Table,
    TableRow,
    Tool,
    UsedFramework,
)
from swcompetence.review.carriers import mapping_cells, mapping_in


def a_mapping(text: str = "Leert luisteren.") -> Mapping:
    course = Course(id="A1", code="A1", title="Gesprek", fields={CourseField.CONTENT: text})
    return Mapping(
        tool=Tool(version="1", matcher="evidence", parameters="0"),
        curricula=(Curriculum(id="c", courses=(course,)),),
        frameworks=(UsedFramework(ref=FrameworkRef("kader@1"), revision=1, digest="d"),),
        links=(),
    )


def a_table(cells: tuple[str, ...], sheet: str = "_mapping") -> Table:
    rows = tuple(TableRow(number, (cell,)) for number, cell in enumerate(cells, 1))
    return Table("boek.xlsx", sheet, rows, "veryHidden")


def test_a_mapping_comes_back_whole() -> None:
    mapping = a_mapping()

    assert mapping_in([a_table(mapping_cells(mapping))]) == mapping


@given(st.text(alphabet=st.sampled_from(" _x0041\n\té😀=\"\\'"), max_size=300))
def test_awkward_texts_survive_programs_that_trim_and_join_spaces(text: str) -> None:
    mapping = a_mapping(f"begin {text} einde")
    cells = mapping_cells(mapping)
    rewritten = tuple(" ".join(cell.split(" ")).strip() for cell in cells)

    assert not any("  " in cell or "\n" in cell or "_x" in cell for cell in cells)
    assert mapping_in([a_table(rewritten)]) == mapping


def test_long_texts_are_cut_in_pieces_that_a_cell_holds() -> None:
    mapping = a_mapping("een twee " * 20_000)
    cells = mapping_cells(mapping)

    assert len(cells) > 6
    assert all(len(cell) <= 32_000 and cell == cell.strip() for cell in cells)
    assert mapping_in([a_table(cells)]) == mapping


def test_the_sheet_may_have_another_name_and_place() -> None:
    mapping = a_mapping()
    other = Table("boek.xlsx", "Blad1", (TableRow(1, ("Code", "Besluit")),))

    assert mapping_in([other, a_table(mapping_cells(mapping), "Blad9")]) == mapping


def test_a_workbook_without_mapping_gives_none() -> None:
    assert mapping_in([Table("b.xlsx", "Blad1", (TableRow(1, ("Code",)), TableRow(2, ())))]) is None


@pytest.mark.parametrize("change", [3, 1, 2])
def test_a_damaged_mapping_is_refused_with_a_way_out(change: int) -> None:
    cells = list(mapping_cells(a_mapping()))
    cells[change] = cells[change][:-1]

    with pytest.raises(InputFileError, match=r"beschadigd.*--mapping"):
        mapping_in([a_table(tuple(cells))])


def test_a_newer_form_asks_for_a_newer_version() -> None:
    cells = ("swcompetence/mapping@3", *mapping_cells(a_mapping())[1:])

    with pytest.raises(InputFileError, match="recentere versie"):
        mapping_in([a_table(cells)])


def test_a_whole_mapping_in_another_shape_is_refused_as_damaged() -> None:
    text = '{"schema":"swcompetence/mapping@2"}'
    digest = hashlib.sha256(text.encode()).hexdigest()

    with pytest.raises(InputFileError, match="beschadigd"):
        mapping_in([a_table((MAPPING_SCHEMA, str(len(text)), digest, text))])

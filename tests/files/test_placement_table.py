from pathlib import Path

import pytest

from swcompetence.errors import InputFileError
from swcompetence.files.data.placement_table import read_placement_table
from swcompetence.model.college import PlacementCount


def written(folder: Path, text: str) -> Path:
    path = folder / "stages.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_year_sector_and_students_are_read_in_any_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Stages\nAantal studenten;Academiejaar;Werkveld\n12;2025-26;OCMW\n0;2025-26;Justitie\n",
    )
    table, issues = read_placement_table(path)

    assert (table.file, issues) == ("stages.csv", ())
    assert table.counts == (
        PlacementCount(year="2025-26", sector="OCMW", students=12),
        PlacementCount(year="2025-26", sector="Justitie", students=0),
    )


@pytest.mark.parametrize(
    ("students", "kept"),
    [("1", None), ("4", None), ("5", 5), ("<5", None), ("< 3", None), ("minder dan vijf", None)],
)
def test_a_number_that_could_point_at_a_person_is_not_kept(
    tmp_path: Path, students: str, kept: int | None
) -> None:
    path = written(tmp_path, f"jaar;sector;studenten\n2025;OCMW;{students}\n")

    assert read_placement_table(path)[0].counts[0].students == kept


def test_names_stay_unread_and_that_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "jaar;sector;studenten;Begeleider\n2025;OCMW;8;An Peeters\n")
    table, issues = read_placement_table(path)

    assert "Peeters" not in table.model_dump_json()
    assert [(issue.code, issue.where.cell) for issue in issues] == [
        ("placement-column-not-read", "D1")
    ]


def test_a_count_that_is_no_number_is_told_with_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path, "jaar;sector;studenten\n2025;OCMW;<10\n2025;CAW;6\n")
    table, issues = read_placement_table(path)

    assert [count.sector for count in table.counts] == ["CAW"]
    assert [(issue.code, issue.where.cell) for issue in issues] == [
        ("placement-count-unreadable", "C2")
    ]


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="jaar, sector en studenten"):
        read_placement_table(written(tmp_path, "code;titel\nA1;Recht\n"))

from __future__ import annotations

from pathlib import Path

import pytest

from swcompetence.errors import InputFileError
from swcompetence.files.formats.text_files import read_texts, texts_in
from swcompetence.model import CourseField


def test_the_first_line_is_the_title_and_the_rest_the_content(tmp_path: Path) -> None:
    path = tmp_path / "een.txt"
    path.write_text("\n Schuldhulpverlener \n\nJe doet budgetbeheer.\n", encoding="cp1252")
    curriculum, issues = read_texts([path])
    (only,) = curriculum.courses

    assert (only.id, only.title) == ("tekst/een", "Schuldhulpverlener")
    assert only.fields[CourseField.CONTENT] == "Je doet budgetbeheer."
    assert not issues


def test_a_text_without_lines_takes_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "lang.txt"
    path.write_bytes(("é" * 400).encode("cp1252"))
    curriculum, issues = read_texts([path])

    assert curriculum.courses[0].title == "lang"
    assert [issue.code for issue in issues] == ["encoding-guessed"]


def test_the_same_name_in_two_folders_gives_two_texts(tmp_path: Path) -> None:
    paths = []
    for folder in ("x", "y", "z"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "a.md"
        path.write_text(folder, encoding="utf-8")
        paths.append(path)
    curriculum, _ = read_texts(paths)

    assert [one.id for one in curriculum.courses] == ["tekst/a", "tekst/a-2", "tekst/a-3"]


def test_a_folder_gives_its_texts_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.xlsx"):
        (tmp_path / name).touch()

    assert [path.name for path in texts_in(tmp_path)] == ["a.md", "b.txt"]
    (tmp_path / "leeg").mkdir()
    with pytest.raises(InputFileError, match="geen enkele tekst"):
        texts_in(tmp_path / "leeg")


def test_a_workbook_under_another_name_is_no_text(tmp_path: Path, poor_list: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(poor_list.read_bytes())

    with pytest.raises(InputFileError, match="geen tekstbestand"):
        read_texts([path])

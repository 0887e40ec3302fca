from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from samples import framework, item
from typed import Run

from swcompetence.files.data.data_files import read_crosswalk
from swcompetence.files.data.edition_text import edition_text
from swcompetence.model import EditionStatus, Framework, Justification, Predicate
from swcompetence.workflow.correcting import read_alignments

OWN = framework(
    item("s1", label="Schuldhulpverlening en budgetbegeleiding"),
    item("s2", label="Luisteren naar mensen in armoede"),
    id="eigen",
    title="Eigen kader",
)
OTHER = framework(
    item("schuld", "schuldhulp*", "budgetbegeleid*", label="Schuld"),
    item("armoede", "armoede", label="Armoede"),
    item("wonen", "wonen", label="Wonen"),
    id="ander",
    title="Ander kader",
)


@pytest.fixture
def both(tmp_path: Path) -> tuple[str, str]:
    for edition in (OWN, OTHER):
        path = tmp_path / f"{edition.id}.yaml"
        path.write_text(edition_text(edition), encoding="utf-8")
    return "eigen.yaml", "ander.yaml"


def fill_in(book: Path, *rows: dict[str, str], added: dict[str, str] | None = None) -> None:
    """Play the reviewer: fill the cells of the first rows, and one of the empty rows."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Koppelingen"]
    found = list(sheet.iter_rows())
    place = next(n for n, row in enumerate(found) if row[0].value == "Koppeling-id")
    columns = {str(cell.value): n for n, cell in enumerate(found[place])}
    known = [row for row in found[place + 1 :] if row[0].value]
    spare = next(row for row in found[place + 1 :] if not row[0].value)
    for row, cells in zip([*known, spare], [*rows, *[{}] * len(known)], strict=False):
        for name, text in cells.items():
            row[columns[name]].value = text
    for name, text in (added or {}).items():
        spare[columns[name]].value = text
    workbook.save(book)


def test_two_editions_give_a_draft_that_is_valid_and_formatted(
    run: Run, tmp_path: Path, both: tuple[str, str]
) -> None:
    code, out, err = run("align", *both, "--date", "2026-11-22")

    assert (code, out) == (0, "eigen--ander.yaml\n")
    assert "2 koppelingen voorgesteld voor 2 van de 2 items van eigen@1." in err
    assert "Dit is een concept" in err
    crosswalk = read_crosswalk(tmp_path / "eigen--ander.yaml")
    assert crosswalk.status is EditionStatus.DRAFT
    assert {(one.subject, one.object) for one in crosswalk.alignments} == {
        ("s1", "schuld"), ("s2", "armoede"),
    }  # fmt: skip
    assert all(one.confidence is not None for one in crosswalk.alignments)
    assert run("frameworks", "validate", "eigen--ander.yaml").code == 0
    assert run("frameworks", "format", "--check", "eigen--ander.yaml").code == 0
    assert run("align", *both).code == 2


def test_a_workbook_is_reviewed_and_becomes_a_crosswalk(
    run: Run, tmp_path: Path, both: tuple[str, str]
) -> None:
    made = run("align", *both, "-o", "nakijken.xlsx")
    assert '--review "nakijken.xlsx"' in made.err
    texts = [
        str(cell.value)
        for row in openpyxl.load_workbook(tmp_path / "nakijken.xlsx")["Lees mij"].iter_rows()
        for cell in row
    ]
    assert any("leest u: een item van ‘Eigen kader’" in text for text in texts)
    assert any("bijna gelijk (hier en daar inwisselbaar)" in text for text in texts)
    assert any("vergeleek de woorden van twee kaders" in text for text in texts)
    assert any("leeg telt als verwant. Geëvalueerd gebruikt u hier niet" in text for text in texts)
    assert not any("las de fiches" in text for text in texts)

    agreed = {"Besluit": "akkoord", "Niveau": "deel van", "Nagekeken door": "An"}
    fill_in(
        tmp_path / "nakijken.xlsx",
        agreed,
        {"Besluit": "niet akkoord"},
        added={"Code": "s2", "Kader": "ander", "Kaderitem": "wonen"},
    )
    code, out, err = run("align", *both, "--review", "nakijken.xlsx", "-o", "c.yaml")

    assert (code, out) == (0, "c.yaml\n")
    assert err == "2 bevestigde koppelingen geschreven.\n"
    crosswalk = read_crosswalk(tmp_path / "c.yaml")
    assert crosswalk.status is EditionStatus.CURRENT
    assert [(one.subject, one.predicate, one.justification) for one in crosswalk.alignments] == [
        ("s1", Predicate.BROAD, Justification.REVIEW),
        ("s2", Predicate.RELATED, Justification.MANUAL),
    ]
    assert "An" not in (tmp_path / "c.yaml").read_text(encoding="utf-8").split()


def test_what_is_not_understood_stays_undecided_and_keeps_the_draft(
    run: Run, tmp_path: Path, both: tuple[str, str]
) -> None:
    run("align", *both, "-o", "nakijken.xlsx")
    book = tmp_path / "nakijken.xlsx"
    fill_in(book, {"Besluit": "akkoord"}, {"Besluit": "akord"})

    code, _, err = run("align", *both, "--review", book, "-o", "c.yaml")

    assert code == 0
    assert "‘akord’ is niet begrepen in de kolom Besluit" in err
    assert "1 voorstellen wachten nog op een besluit" in err
    assert read_crosswalk(tmp_path / "c.yaml").status is EditionStatus.DRAFT


def test_a_kind_of_kinship_that_is_not_understood_is_told_and_read_as_related(
    run: Run, tmp_path: Path, both: tuple[str, str]
) -> None:
    run("align", *both, "-o", "nakijken.xlsx")
    book = tmp_path / "nakijken.xlsx"
    fill_in(book, {"Besluit": "akkoord", "Niveau": "B"}, {"Besluit": "niet akkoord"})

    code, _, err = run("align", *both, "--review", book, "-o", "c.yaml")

    assert code == 0
    assert "‘B’ is niet begrepen in de kolom Niveau" in err
    alignments = read_crosswalk(tmp_path / "c.yaml").alignments
    assert [alignment.predicate for alignment in alignments] == [Predicate.RELATED]


def test_an_edition_that_is_not_shipped_must_be_named(
    run: Run, tmp_path: Path, both: tuple[str, str]
) -> None:
    run("align", *both, "-o", "nakijken.xlsx")

    code, _, err = run("align", "--review", "nakijken.xlsx")

    assert code == 2
    assert "‘eigen@1’ bestaat niet. Het is gebruikt in dit werkboek" in err
    assert not (tmp_path / "eigen--ander.yaml").exists()


def test_shipped_editions_are_found_by_themselves(run: Run, tmp_path: Path) -> None:
    run("align", "dlr-sw", "competentiekader", "-o", "nakijken.xlsx")
    read = read_alignments(tmp_path / "nakijken.xlsx")

    assert (read.subject.id, read.target.id) == ("dlr-sw", "competentiekader")
    assert read.issues == ()


def test_the_other_direction_is_advised_where_only_the_subject_has_a_vocabulary(
    run: Run, tmp_path: Path, both: tuple[str, str]
) -> None:
    bare: Framework = framework(
        item("b", label="Schuldhulpverlening en budgetbegeleiding bij schulden"), id="kaal"
    )
    (tmp_path / "kaal.yaml").write_text(edition_text(bare), encoding="utf-8")

    _, _, err = run("align", both[1], "kaal.yaml", "-o", "x.xlsx")

    assert "kaal@1 heeft geen indicatoren. In de andere richting" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["align", "dlr-sw"], "Geef twee kaders"),
        (["align", "dlr-sw", "dlr-sw"], "tweemaal hetzelfde kader"),
        (
            ["align", "dlr-sw", "krachtlijnen", "-o", "x.csv"],
            "Gebruik een naam op .xlsx, .yaml of .yml.",
        ),
        (["align", "--review", "leeg.json"], "geen nakijkbestand van twee kaders"),
        (
            ["align", "eigen.yaml", "ander.yaml", "--review", "n.xlsx", "-o", "c.txt"],
            ".yaml of .yml",
        ),
        (["align", "eigen.yaml", "ander.yaml", "--review", "n.xlsx"], "rij akkoord, en in Niveau"),
    ],
)
def test_wrong_use_gives_one_dutch_message(
    run: Run, tmp_path: Path, both: tuple[str, str], words: list[str], message: str
) -> None:
    run("align", *both, "-o", "n.xlsx")
    course_list = tmp_path / "lijst.csv"
    course_list.write_text("Code;Titel\nA;Armoede\n", encoding="utf-8")
    run("map", course_list, "--framework", both[1], "-o", "leeg.json")

    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert message in err

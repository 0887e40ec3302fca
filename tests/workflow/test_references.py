from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from swcompetence.errors import (
    InputFileError,
    NothingToWeighError,
    ReferenceMismatchError,
    UnknownReferenceError,
)
from swcompetence.model import ReferenceKind, Severity
from swcompetence.registry import get_framework
from swcompetence.report.document.reference import reference_notes, reference_table
from swcompetence.report.forms.reference_template import FORM
from swcompetence.workflow.references import (
    derive_reference,
    list_references,
    merge_files,
    open_reference,
    render_form,
    render_reference,
)

KADER = get_framework("ocmw-praktijk")
LEEFLOON, SCHULDHULP = (KADER.item_ref(KADER.item(name)) for name in ("leefloon_rmi", "schuldhulp"))
VACANCIES = "vacatures-ocmw-denderkant.xlsx"


def filled(path: Path, points: Mapping[str, object], organisation: str = "OCMW Denderkant") -> Path:
    """Fill in the shipped form as a respondent would."""
    path.write_bytes(render_form(KADER, path))
    book = openpyxl.load_workbook(path)
    for row in book[FORM]:
        if row[0].value == "OCMW of Sociaal Huis":
            row[1].value = organisation
        if row[0].value == "Ingevuld door (mag leeg)":
            row[1].value = "Een Naam"
        if row[5].value in points:
            row[2].value = points[str(row[5].value)]  # type: ignore[assignment]
    book.save(path)
    return path


@pytest.fixture
def forms(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "formulieren"
    folder.mkdir()
    return [
        filled(folder / "1.xlsx", {"leefloon_rmi": 6, "schuldhulp": 2}),
        filled(folder / "2.xlsx", {"leefloon_rmi": 2, "schuldhulp": "2"}, "OCMW Scheldezoom"),
    ]


def test_forms_go_out_come_back_and_become_one_reference(forms: list[Path]) -> None:
    reference = merge_files(forms, KADER, title="Bevraging Dender")
    by_item = {one.item: one for one in reference.weights}
    leefloon = by_item[LEEFLOON]

    assert (leefloon.share, leefloon.low, leefloon.high) == (0.625, 0.5, 0.75)
    assert reference.title == "Bevraging Dender"
    assert reference.sources == ("OCMW Denderkant", "OCMW Scheldezoom")
    assert "Een Naam" not in reference.to_json()


def test_a_folder_of_forms_is_a_reference_too(forms: list[Path]) -> None:
    (forms[0].parent / "~$1.xlsx").write_bytes(b"slot")
    opened = open_reference(str(forms[0].parent), KADER)

    assert opened.share(SCHULDHULP) == 0.375
    assert opened == merge_files(forms[::-1], KADER).model_copy(update={"issues": opened.issues})


@pytest.mark.parametrize("name", ["x.yaml", "x.yml", "x.json"])
def test_a_saved_reference_is_opened_again_as_it_was(
    name: str, forms: list[Path], tmp_path: Path
) -> None:
    reference = merge_files(forms, KADER)
    path = tmp_path / name
    path.write_bytes(render_reference(reference, path))

    assert open_reference(str(path), KADER) == reference


def test_a_form_in_yaml_counts_as_one_in_a_workbook(forms: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "vorm.yaml"
    text = render_form(KADER, path).decode()
    path.write_text(text.replace("leefloon_rmi:", "leefloon_rmi: 4"), encoding="utf-8")

    assert open_reference(str(path), KADER).share(LEEFLOON) == 1
    assert merge_files([*forms, path], KADER).share(LEEFLOON) == 0.75


def test_a_form_given_twice_counts_once_and_an_empty_one_not(
    forms: list[Path], tmp_path: Path
) -> None:
    empty = filled(tmp_path / "leeg.xlsx", {})
    again = tmp_path / "kopie.xlsx"
    again.write_bytes(forms[0].read_bytes())
    reference = merge_files([*forms, again, empty], KADER)
    told = {issue.code: str(issue.where) for issue in reference.issues}

    assert reference.share(LEEFLOON) == 0.625
    assert told["reference-form-copied"] == "kopie.xlsx"
    assert told["reference-form-empty"] == "leeg.xlsx"


def test_empty_forms_alone_give_no_reference(tmp_path: Path) -> None:
    empty = filled(tmp_path / "leeg.xlsx", {})
    other = filled(tmp_path / "leeg2.xlsx", {}, "OCMW Scheldezoom")

    for paths in ([empty], [empty, other]):
        with pytest.raises(NothingToWeighError):
            merge_files(paths, KADER)


def test_names_are_resolved_and_mistakes_told(tmp_path: Path, checkout: Path) -> None:
    assert open_reference("Gelijk", KADER).kind is ReferenceKind.EQUAL
    assert open_reference("podmi-2014", KADER).kind is ReferenceKind.TIME_USE
    with pytest.raises(UnknownReferenceError, match="Bedoelde u ‘podmi-2014’"):
        open_reference("podmi", KADER)
    with pytest.raises(InputFileError, match="bestaat niet"):
        open_reference("weg.yaml", KADER)
    with pytest.raises(InputFileError, match="geen enkel formulier"):
        open_reference(str(tmp_path), KADER)
    with pytest.raises(InputFileError, match="geen kolom ‘Punten’"):
        open_reference(str(checkout / "curricula" / VACANCIES), KADER)
    with pytest.raises(ReferenceMismatchError, match="krachtlijnen@2018"):
        open_reference("podmi-2014", get_framework("krachtlijnen"))


def test_the_time_use_says_what_it_did_not_measure_and_how_unsure_it_is() -> None:
    reference = dict(list_references())["podmi-2014"]
    shares = {row[0].text: row[1].value for row in reference_table(reference, KADER).rows}
    notes = list(reference_notes(reference, KADER))
    items = {KADER.item_ref(item) for item in KADER.mapping_items}

    assert {one.item for one in reference.weights} | set(reference.not_measured) == items
    assert "Huisbezoek" in notes[0]
    assert "Huisbezoek" not in shares
    assert 0 not in shares.values()
    assert next(iter(shares)) == KADER.item("leefloon_rmi").label
    assert reference.share(KADER.item_ref(KADER.item("energie"))) == pytest.approx(8.4 / 91.5, 1e-4)
    leefloon = next(one for one in reference.weights if one.item == LEEFLOON)
    assert leefloon.low == 0
    assert leefloon.high == pytest.approx(28.5 / 91.5, 1e-4)
    for limit in ("heel België", "2016", "legende", "anders dan 0"):
        assert limit in reference.about


def test_the_example_vacancies_give_a_reference(checkout: Path) -> None:
    seen: list[int] = []
    derived = derive_reference(
        [checkout / "curricula" / VACANCIES],
        KADER,
        progress=lambda _course, total: seen.append(total),
    )
    shares = [one.share for one in derived.reference.weights]

    assert (derived.texts, derived.without_item) == (19, 1)
    assert seen == [19] * 19
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert sum(share > 0 for share in shares) > 20
    assert [issue.code for issue in derived.reference.issues] == ["reference-text-without-item"]


def test_texts_in_files_and_folders_are_one_list(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "a.txt").write_text("Schuldhulpverlener\nBudgetbeheer.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kok", encoding="utf-8")
    derived = derive_reference([tmp_path / "map", tmp_path / "b.txt"], KADER)

    assert (derived.texts, derived.without_item) == (2, 1)
    assert derived.reference.share(SCHULDHULP) == 1
    assert derived.reference.sources == ("teksten (2 teksten, waarvan 1 met minstens één item)",)


def test_vacancies_of_one_name_at_two_employers_stay_two_and_doubts_are_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "v.csv"
    path.write_text(
        "Functie;Werkgever;Taken\nBegeleider;OCMW X;budgetbeheer en schuldbemiddeling\n"
        "Begeleider;OCMW Y;lokaal opvanginitiatief (LOI)\n",
        encoding="utf-8",
    )
    derived = derive_reference([path], KADER)

    assert derived.texts == 2
    assert all(issue.severity is not Severity.ERROR for issue in derived.reference.issues)
    assert "no-credits-column" not in {issue.code for issue in derived.reference.issues}


def test_other_programmes_are_read_as_course_lists(poor_list: Path, rich_list: Path) -> None:
    derived = derive_reference([poor_list, rich_list], KADER, kind=ReferenceKind.CURRICULA)

    assert derived.reference.title == "Andere opleidingen (2)"
    assert all(one.low is not None for one in derived.reference.weights)


def test_a_form_is_no_list_of_vacancies(forms: list[Path]) -> None:
    with pytest.raises(InputFileError, match="reference merge"):
        derive_reference(forms, KADER)


def test_other_formats_are_not_written() -> None:
    reference = open_reference("gelijk", KADER)

    with pytest.raises(InputFileError, match="YAML of JSON"):
        render_reference(reference, Path("x.xlsx"))
    with pytest.raises(InputFileError, match="werkboek of YAML"):
        render_form(KADER, Path("x.docx"))

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.errors import InputFileError
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.lists.outcomes import read_outcomes
from swcompetence.exchange.new_edition import DraftItem, EditionFacts, placed, slug_of
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.data.edition_text import edition_text
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.model import Framework, Item, Place, Provenance
from swcompetence.report.forms.empty_list import render_outcome_template

FACTS = EditionFacts(publisher="Hogeschool Scheldezoom", read_on=dt.date(2026, 11, 1))
GIVEN = FACTS.model_copy(update={"version": "2026-27"})


def table(*rows: list[str]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode()


def read(*rows: list[str], facts: EditionFacts = GIVEN, name: str = "olr.csv") -> Imported:
    return read_outcomes(table(*rows), name, facts)


def tree(edition: Framework) -> list[tuple[str, str | None, str]]:
    return [(one.id, one.parent, one.level) for one in edition.items]


def codes(read_one: Imported) -> list[str]:
    return [issue.code for issue in read_one.issues]


def test_the_example_list_becomes_an_edition_that_can_be_written_and_read(checkout: Path) -> None:
    path = checkout / "curricula" / "olr-scheldezoom.xlsx"
    read_one = read_outcomes(path.read_bytes(), path.name, FACTS)
    edition = read_one.framework
    assert edition.ref == "olr-scheldezoom@2026-27"
    assert edition.title.startswith("Opleidingsspecifieke leerresultaten")
    assert [one.id for one in edition.mapping_items] == [f"olr-{n}" for n in range(1, 13)]
    assert edition.levels == ("groep", "leerresultaat")
    first = edition.item("olr-1")
    assert first.label.startswith("Bouwt een werkrelatie op")
    assert first.provenance is Provenance.VERIFIED
    assert first.sources[0].locator == "OLR 2026-27!5"
    assert edition.sources[0].locator == path.name
    assert edition.licence.id == "NOASSERTION"
    assert codes(read_one) == [
        "column-unknown", "rows-read", "label-shortened", "version-guessed",
    ]  # fmt: skip
    assert parse_model(edition_text(edition), Framework, "olr.yaml") == edition


def test_the_template_can_be_read_and_is_the_same_every_time() -> None:
    content = render_outcome_template()
    assert content == render_outcome_template()
    read_one = read_outcomes(content, "olr-2026-27.xlsx", FACTS)
    assert [one.id for one in read_one.framework.mapping_items] == ["voorbeeld-1", "voorbeeld-2"]
    assert codes(read_one) == ["sheet-not-used", "rows-read", "version-guessed"]


def test_a_single_column_is_enough() -> None:
    read_one = read(["Leerresultaten"], ["Luistert naar mensen."], ["Schrijft helder."])
    assert tree(read_one.framework) == [
        ("luistert-naar-mensen", None, "leerresultaat"),
        ("schrijft-helder", None, "leerresultaat"),
    ]
    assert codes(read_one) == ["rows-read", "code-missing"]


def test_a_code_in_the_parent_column_makes_a_part_and_a_name_makes_a_group() -> None:
    read_one = read(
        ["Code", "Leerresultaat", "Hoort bij"],
        ["1", "Handelt", ""],
        ["1.1", "Luistert", "1"],
        ["2", "Denkt", "Hoofd"],
        ["3", "Weet", "hoofd"],
    )
    assert tree(read_one.framework) == [
        ("1", None, "leerresultaat"),
        ("1.1", "1", "deelresultaat"),
        ("groep-hoofd", None, "groep"),
        ("2", "groep-hoofd", "leerresultaat"),
        ("3", "groep-hoofd", "leerresultaat"),
    ]
    assert read_one.framework.levels == ("groep", "leerresultaat", "deelresultaat")
    assert read_one.framework.mapping_level == "leerresultaat"


def test_groups_whose_names_begin_alike_stay_apart() -> None:
    long = "werken met mensen in "
    edition = read(
        ["Code", "OLR", "Cluster"], ["a", "A", f"{long}armoede"], ["b", "B", f"{long}nood"]
    ).framework
    assert [one.label for one in edition.items if one.level == "groep"] == [
        "werken met mensen in armoede", "werken met mensen in nood",
    ]  # fmt: skip
    assert edition.item("a").parent != edition.item("b").parent


def test_a_heading_groups_the_rows_below_it() -> None:
    read_one = read(
        ["Code", "Leerresultaat", "Toelichting"],
        ["Domein 1: mensen", "", ""],
        ["OLR 1", "Luistert", "Met aandacht."],
        ["Domein 2: recht", "Domein 2: recht", "Domein 2: recht"],
        ["OLR 2", "Opent rechten", ""],
        ["OLR 3", "", ""],
    )
    assert [(one.id, one.parent) for one in read_one.framework.mapping_items] == [
        ("olr-1", "groep-domein-1-mensen"),
        ("olr-2", "groep-domein-2-recht"),
    ]
    assert codes(read_one) == ["group-heading", "group-heading", "label-missing", "rows-read"]


def test_leerresultaat_is_the_code_where_the_text_stands_beside_it() -> None:
    edition = read(
        ["Leerresultaat", "Omschrijving van het leerresultaat", "Toelichting"],
        ["OLR 1", "Luistert", "Met aandacht."],
        ["OLR 2", "Schrijft", ""],
    ).framework
    assert [(one.id, one.label, one.definition) for one in edition.items] == [
        ("olr-1", "Luistert", "Met aandacht."), ("olr-2", "Schrijft", None),
    ]  # fmt: skip


def test_name_text_and_explanation_come_together() -> None:
    edition = read(
        ["Nr", "Titel", "Omschrijving", "Toelichting (intern)"],
        ["1", "Luisteren", "Luistert naar mensen.", "Met aandacht."],
    ).framework
    assert edition.items[0].label == "Luisteren"
    assert edition.items[0].definition == "Luistert naar mensen.\nMet aandacht."


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Luistert. " + "En dan nog veel meer. " * 8, "Luistert"),
        ("woord " * 40, ("woord " * 20).strip() + "…"),
        ("x" * 130, "x" * 120 + "…"),
    ],
)
def test_a_long_text_is_the_definition_and_its_beginning_the_label(text: str, label: str) -> None:
    read_one = read(["Code", "Leerresultaat"], ["1", text])
    one = read_one.framework.items[0]
    assert (one.label, one.definition) == (label, text.strip())
    assert "label-shortened" in codes(read_one)


def test_a_level_without_a_place_in_the_tree_becomes_a_note() -> None:
    read_one = read(
        ["Code", "Leerresultaat", "Niveau", "Opmerking"],
        ["1", "Luistert", "gevorderd", "Nieuw."],
        ["2", "Schrijft", "basis", ""],
        ["3", "Leest", "", ""],
    )
    notes = [one.note for one in read_one.framework.items]
    assert notes == [
        "Niveau volgens de lijst: gevorderd.\nNieuw.", "Niveau volgens de lijst: basis.", None,
    ]  # fmt: skip
    assert read_one.framework.levels == ("leerresultaat",)
    assert "level-as-note" in codes(read_one)


def test_levels_that_follow_the_tree_are_levels() -> None:
    rows = (
        ["Code", "Leerresultaat", "Ouder", "Niveau"],
        ["1", "Handelt", "", "rol"],
        ["1.1", "Luistert", "1", "competentie"],
        ["1.2", "Spreekt", "1", "competentie"],
    )
    read_one = read(*rows)
    assert read_one.framework.levels == ("rol", "competentie")
    assert read_one.framework.mapping_level == "competentie"
    assert "mapping-level-guessed" in codes(read_one)
    other = read(*rows, facts=GIVEN.model_copy(update={"mapping_depth": 1}))
    assert other.framework.mapping_level == "rol"


def test_levels_in_a_ring_are_no_levels() -> None:
    edition = read(
        ["Code", "Leerresultaat", "Ouder", "Niveau"],
        ["1", "A", "", "x"], ["2", "B", "1", "y"], ["3", "C", "2", "x"],
        facts=GIVEN.model_copy(update={"mapping_depth": 2}),
    ).framework  # fmt: skip
    assert edition.levels == ("leerresultaat", "deelresultaat", "deelresultaat 2")
    assert edition.mapping_level == "deelresultaat"


def test_double_codes_reserved_codes_and_unknown_columns_are_named() -> None:
    read_one = read(
        ["Code", "Leerresultaat", "Leerresultaten", "Kleur"],
        ["a", "Luistert", "x", "rood"],
        ["A", "Schrijft", "", ""],
        ["geen", "Leest", "", ""],
        ["", "Denkt", "", ""],
        ["b", "", "", ""],
    )
    assert [one.id for one in read_one.framework.items] == ["a", "a-2", "geen-2", "denkt"]
    assert codes(read_one) == [
        "column-not-used", "column-unknown", "label-missing", "rows-read",
        "code-duplicate", "code-duplicate", "code-missing",
    ]  # fmt: skip
    places = [str(issue.where) for issue in read_one.issues if issue.code == "label-missing"]
    assert places == ["olr.csv, olr!6"]


def test_given_facts_win_and_a_year_without_any_sign_is_that_of_reading() -> None:
    facts = EditionFacts(
        publisher="Hogeschool", read_on=dt.date(2026, 11, 1), id="Eigen OLR", version="2026 27",
        title="Titel", about="Over.", valid_from=dt.date(2026, 9, 21),
    )  # fmt: skip
    edition = read(["Leerresultaat"], ["Luistert"], facts=facts).framework
    assert (edition.ref, edition.title, edition.about) == ("eigen-olr@2026-27", "Titel", "Over.")
    assert edition.valid_from == dt.date(2026, 9, 21)
    bare = read(["Leerresultaat"], ["Luistert"], facts=FACTS, name="漢.csv").framework
    assert bare.ref == "kader@2026"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["Naam van de docent", "Kleur"], ["An", "rood"]], "geen lijst van leerresultaten"),
        ([["Code", "Leerresultaat"]], "geen enkel leerresultaat"),
        ([["Code", "Leerresultaat"], ["Domein 1", ""]], "geen enkel leerresultaat"),
    ],
)
def test_a_file_without_outcomes_is_refused(rows: list[list[str]], why: str) -> None:
    with pytest.raises(InputFileError, match=why):
        read(*rows)


@pytest.mark.parametrize(
    "name",
    [
        *("Leerdoel", "Leeruitkomst", "Doelstelling", "Eindkwalificatie", "Eindterm", "Indicator"),
        *("Leerplandoel", "Kerncompetentie", "Beoogde leerresultaten", "Learning goal", "DLR"),
    ],
)
def test_an_outcome_has_every_name_that_it_has_in_a_course_list(name: str) -> None:
    edition = read(["Code", name, "Toelichting"], ["1", "Luistert", ""], ["2", "Schrijft", ""])
    assert [item.label for item in edition.framework.items] == ["Luistert", "Schrijft"]


LONG = [["Nr", "Vaardigheid", "Toelichting"], ["1", "Luistert naar mensen", "goed"]]


def test_a_list_whose_longest_texts_would_stay_unread_is_refused_by_name() -> None:
    with pytest.raises(InputFileError, match=r"‘Vaardigheid’ .B1.*‘Toelichting’") as error:
        read(*LONG)
    assert "--profile" in error.value.advice


@pytest.mark.parametrize("name", ["Vaardigheid", "B"])
def test_a_profile_says_what_the_columns_hold(name: str) -> None:
    profile = ColumnProfile(id="olr", title="OLR", columns={name: Column.OUTCOMES})
    item = read_outcomes(table(*LONG), "olr.csv", FACTS, profile=profile).framework.items[0]
    assert (item.id, item.label, item.definition) == ("1", "Luistert naar mensen", "goed")


@given(st.text(max_size=30))
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    slug = slug_of(text)
    if slug:
        Item(id=slug, level="x", label="x", provenance=Provenance.UNVERIFIED)
    assert slug_of(slug) == slug


@given(st.lists(st.tuples(st.text("ab1.", max_size=3), st.text("ab1.", max_size=3)), max_size=9))
def test_any_list_of_codes_and_parents_becomes_a_tree(pairs: list[tuple[str, str]]) -> None:
    drafts = [
        DraftItem(label=f"label {n}", code=code, parent=parent, where=Place(cell=str(n)))
        for n, (code, parent) in enumerate(pairs)
    ]
    items, _ = placed(drafts)
    seen: set[str] = set()
    for one in items:
        assert one.parent is None or one.parent in seen
        assert one.id not in seen
        seen.add(one.id)
    assert sorted(one.draft.label for one in items) == sorted(d.label for d in drafts)

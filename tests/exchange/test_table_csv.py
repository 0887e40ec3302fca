import csv
import datetime as dt
import io

from generated import frameworks, held, mappings
from hypothesis import given
from samples import course, framework, item, link, mapping

from swcompetence.exchange.exported import NOT_IN_FORMAT
from swcompetence.exchange.lists.outcomes import read_outcomes
from swcompetence.exchange.lists.table_csv import (
    FRAMEWORK_COLUMNS,
    MAPPING_COLUMNS,
    TABLE_KEEPS,
    framework_csv,
    mapping_csv,
)
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.model import Decision, Framework, Mapping, Tie, TieContext, Treatment
from swcompetence.registry import list_frameworks
from swcompetence.review.rows import link_rows

FACTS = EditionFacts(publisher="Hogeschool Scheldezoom", read_on=dt.date(2026, 11, 1))


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(frameworks(is_legible=True))
def test_what_the_table_holds_comes_back_and_the_rest_is_accounted_for(edition: Framework) -> None:
    exported = framework_csv(edition)
    back = read_outcomes(exported.content, "kader.csv", FACTS).framework
    assert held(back, TABLE_KEEPS) == held(edition, TABLE_KEEPS)
    if any(one.level == edition.mapping_level for one in edition.items):
        assert back.mapping_level == edition.mapping_level
    assert {loss.code for loss in exported.losses} == {NOT_IN_FORMAT}


def test_every_shipped_framework_comes_back_from_its_table() -> None:
    for edition in list_frameworks():
        back = read_outcomes(framework_csv(edition).content, "kader.csv", FACTS).framework
        assert held(back, TABLE_KEEPS) == held(edition, TABLE_KEEPS)
        assert back.mapping_level == edition.mapping_level


def test_a_row_of_an_edition_says_what_a_person_wants_to_know() -> None:
    edition = framework(
        item("a", label="=Som", sources=[{"source": "s", "locator": "blz. 2"}, "s"],
             provenance="verified", alt_labels=["optelling", "totaal"],
             deprecated={"since": "2", "why": "Dubbel.", "replaced_by": ["b"]}),
        item("b"),
        sources=[{"id": "s", "title": "Een bron"}],
    )  # fmt: skip
    header, first, second = rows_of(framework_csv(edition).content)
    assert header == list(FRAMEWORK_COLUMNS)
    assert first == [
        "proef", "1", "a", "", "thema", "ja", "'=Som", "", "optelling\ntotaal", "",
        "gelezen in de bron", "Een bron (blz. 2)\nEen bron", "sinds 2: Dubbel.; vervangen door b",
    ]  # fmt: skip
    assert second[-3:] == ["niet nagekeken in een bron", "", ""]


def test_a_text_that_no_cell_takes_is_cut_with_an_account() -> None:
    edition = framework(item("a", definition="x" * 40_000), item("b"))
    exported = framework_csv(edition)
    assert "langere teksten ingekort (1 item: a)." in exported.losses[-1].message
    assert len(rows_of(exported.content)[1][7]) == 32_767


@given(mappings())
def test_a_mapping_has_one_row_a_link(given_one: tuple[Mapping, Framework]) -> None:
    one, edition = given_one
    rows = rows_of(mapping_csv(one, [edition]).content)
    assert [row[-1] for row in rows[1:]] == [link.id for link in one.links]
    assert {len(row) for row in rows} == {len(MAPPING_COLUMNS)}


def test_a_row_of_a_mapping_shows_link_evidence_and_decisions() -> None:
    said = (
        Decision.model_validate(
            {"verdict": "accept", "tie": "explicit", "level": "V", "assessed": True,
             "reviewer": "An", "date": "2026-10-01", "note": "Zie\nweek 3."}
        ),
        Decision.model_validate({"verdict": "reject", "reviewer": "Bo"}),
        Decision.model_validate({"verdict": "accept", "reviewer": "Bo", "date": "2026-10-02"}),
    )  # fmt: skip
    edition = framework()
    sure = link("SW1", "proef:a", status="confirmed").model_copy(update={"decisions": said})
    none = link("SW1", "proef:geen", proposed=False, kind=None)
    one = mapping(sure, none, courses=(course("SW1", "+Vak", 4.5),), edition=edition)
    exported = mapping_csv(one, [edition])
    header, first, second = rows_of(exported.content)
    assert header == list(MAPPING_COLUMNS)
    assert first[:6] == ["lijst", "", "SW1", "'+Vak", "4,5", ""]
    assert first[6:16] == [
        "proef", "1", "a", "Zzqa", "bevestigd", "0,5", "niet gemeten", "0,5", "onderwerp", "‘Vak’",
    ]  # fmt: skip
    assert first[16:23] == [
        "akkoord\nakkoord", "ja\n", "V\n", "ja\n", "An\nBo", "2026-10-01\n2026-10-02",
        "Zie week 3.\n",
    ]  # fmt: skip
    assert second[8:15] == [
        "",
        "niets uit dit kader past",
        "mogelijk",
        "0,5",
        "niet gemeten",
        "0,5",
        "",
    ]
    assert "Eerdere, herziene besluiten" in exported.losses[-1].message


def test_the_estimate_is_that_of_the_workbook() -> None:
    edition = framework(item("a"), item("b"), id="ocmw-praktijk")
    facts = {"mention": 0.875, "treatment": Treatment.TOUCHED}
    tied = {"tie": Tie.EXPLICIT, "tie_context": TieContext.LOCAL_GOVERNMENT}
    links = [
        link("SW1", "ocmw-praktijk:a").model_copy(update=facts | tied),
        link("SW1", "ocmw-praktijk:b"),
    ]
    made = mapping(*links, courses=(course("SW1", "Vak"),), edition=edition)

    exported = mapping_csv(made, [edition])
    header, *rows = rows_of(exported.content)

    shown = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["Kans op vermelding"], row["Inschatting"]) for row in shown] == [
        ("0,875", "terloops\nlokaal bestuur"),
        ("0,5", "onderwerp\ncontext niet bepaald"),
    ]
    assert [row.estimate for row in link_rows(made, [edition])] == [
        row["Inschatting"] for row in shown
    ]
    assert "staat enkel in de tabel voor programma's" in exported.losses[0].message

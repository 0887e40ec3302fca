import datetime as dt

import pytest
from samples import framework, item

from swcompetence.errors import EditionError, InputFileError
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.exchange.skos.reading import read_skos
from swcompetence.exchange.skos.writing import skos_jsonld, skos_turtle
from swcompetence.files.data.edition_text import edition_text
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.model import EditionStatus, Framework, Provenance

NAME = "begrippen.ttl"
FACTS = EditionFacts(publisher="Hogeschool Scheldezoom", read_on=dt.date(2026, 11, 1))
UNSAID = EditionFacts(publisher="", read_on=dt.date(2026, 11, 1))
PREFIXES = """\
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://data.example/Begrippen/> .
"""
FOREIGN = """
<https://data.example/Begrippen> a skos:ConceptScheme ;
    dct:title "Begrippen"@nl, "Terms"@en ; dct:description "Een proef."@nl ;
    dct:publisher [ foaf:name "Gemeente Denderkant" ] ;
    dct:created "2024-05" ; owl:versionInfo "3 : bis" ;
    dct:license <http://creativecommons.org/licenses/by/4.0/> ;
    skos:hasTopConcept :werk .
:werk a skos:Concept ; skos:prefLabel "Work"@en, "Werk"@nl-BE ; skos:notation "1.10" ;
    skos:narrower :zoeken .
:wonen a skos:Concept ; skos:prefLabel " Wonen \\n en leven " ; skos:notation "1.9" ;
    skos:altLabel "Huisvesting"@nl, "Housing"@en ;
    skos:definition [ rdf:value "Ergens thuis."@nl ] ;
    skos:scopeNote "Ruim."@nl ; skos:editorialNote "Nakijken."@nl ;
    skos:inScheme <https://data.example/Begrippen> .
:zoeken a skos:Concept ; skos:prefLabel "Work hunting"@en ; skos:broader :werk, :wonen ;
    skos:inScheme <https://data.example/Begrippen> ; skos:related :wonen ;
    skos:exactMatch <https://elders.example/x> ; dct:creator "Iemand" ;
    owl:deprecated true ; dct:isReplacedBy :wonen, <https://elders.example/y> .
"""


def read(turtle: str, facts: EditionFacts = FACTS) -> Imported:
    found = read_skos(f"{PREFIXES}{turtle}".encode(), NAME, facts)
    assert parse_model(edition_text(found.framework), Framework, NAME) == found.framework
    return found


def messages(found: Imported) -> str:
    return "\n".join(one.message for one in found.issues)


def test_a_scheme_of_another_program_becomes_an_edition_with_its_origin() -> None:
    edition, issues = read(FOREIGN, UNSAID)

    assert edition.ref == "begrippen@3-bis"
    assert (edition.title, edition.publisher) == ("Begrippen", "Gemeente Denderkant")
    assert (edition.valid_from, edition.about) == (dt.date(2024, 5, 1), "Een proef.")
    assert edition.licence.id == "CC-BY-4.0"
    assert edition.levels == ("niveau 1", "niveau 2")
    assert edition.mapping_level == "niveau 1"
    assert [(one.id, one.parent, one.label) for one in edition.items] == [
        ("1.9", None, "Wonen en leven"),
        ("1.10", None, "Werk"),
        ("zoeken", "1.10", "Work hunting"),
    ]
    home = edition.items[0]
    assert (home.alt_labels, home.definition) == (("Huisvesting",), "Ergens thuis.")
    assert home.note == "Nakijken.\n\nRuim."
    assert home.provenance is Provenance.VERIFIED
    assert home.sources[0].locator == "https://data.example/Begrippen/wonen"
    assert edition.sources[0].url == "https://data.example/Begrippen"
    gone = edition.items[2].deprecated
    assert gone is not None
    assert (gone.since, gone.replaced_by) == ("3-bis", ("1.9",))
    assert [one.code for one in issues] == [
        "not-in-edition", "level-from-depth", "mapping-level-guessed",
        *["not-in-edition"] * 4, "language-other",
    ]  # fmt: skip


def test_everything_without_a_place_is_told() -> None:
    told = messages(read(FOREIGN))

    for said in (
        "meer dan één ruimer begrip houden het eerste: zoeken (1)",
        "koppelingenbestand: exactMatch (1x)",
        "zonder plaats in een kader: creator (1x), related (1x)",
        "andere talen zijn niet ingelezen: en (3x)",
        "De URI's staan als vindplaats",
        "gelezen in een andere taal: en (1x)",
    ):
        assert said in told


def test_what_the_caller_knows_wins() -> None:
    facts = FACTS.model_copy(
        update={"id": "eigen", "version": "2027", "title": "Eigen titel", "mapping_depth": 9}
    )

    edition = read(FOREIGN, facts).framework

    assert (edition.ref, edition.title) == ("eigen@2027", "Eigen titel")
    assert edition.publisher == "Hogeschool Scheldezoom"
    assert edition.mapping_level == "niveau 2"


def test_a_bare_list_of_concepts_is_an_edition_too() -> None:
    edition, issues = read(
        ':b a skos:Concept ; rdfs:label "B" . :a a skos:Concept ; rdfs:label "A" .'
    )

    assert edition.ref == "begrippen@2026"
    assert [one.id for one in edition.items] == ["a", "b"]
    assert edition.licence.id == "NOASSERTION"
    assert {"version-guessed", "licence-missing"} <= {one.code for one in issues}


def test_a_scheme_without_maker_asks_for_one() -> None:
    bare = ':a a skos:Concept ; skos:prefLabel "A"@nl .'

    with pytest.raises(InputFileError, match="wie de uitgever is"):
        read(bare, UNSAID)
    assert read(f"<> a skos:ConceptScheme . {bare}").framework.id == "begrippen"


def test_a_maker_or_day_that_says_little_is_read_as_it_is() -> None:
    edition = read(
        '<https://data.example/s/> a skos:ConceptScheme ; dct:creator <https://data.example/wie> ;'
        ' dct:issued "2024-13-45", "ooit" ; dct:modified "2025-02-03T10:00:00" ;'
        " owl:deprecated true ."
        ' :a a skos:Concept ; skos:prefLabel "A"@nl .',
        UNSAID,
    ).framework  # fmt: skip

    assert edition.publisher == "https://data.example/wie"
    assert edition.valid_from == dt.date(2025, 2, 3)
    assert (edition.id, edition.version) == ("s", "2025")
    assert edition.status is EditionStatus.SUPERSEDED


def test_a_ring_is_cut_and_told() -> None:
    edition, issues = read(
        ':a a skos:Concept ; skos:prefLabel "A" ; skos:broader :b .'
        ':b a skos:Concept ; skos:prefLabel "B" ; skos:broader :a .'
    )

    assert [(one.id, one.parent) for one in edition.items] == [("a", None), ("b", "a")]
    assert "parent-loop" in {one.code for one in issues}


def test_names_and_codes_that_are_not_one_each_are_told() -> None:
    found = read(
        ':a a skos:Concept ; skos:prefLabel "B"@nl, "A"@nl ; skos:notation "1" .'
        ':b a skos:Concept ; skos:prefLabel "B" ; skos:notation "1" .'
        '<https://data.example/Elders/b> a skos:Concept ; skos:prefLabel "Ook B" .'
        ":c a skos:Concept ."
    )

    assert [one.id for one in found.framework.items] == [
        "a", "https-data.example-begrippen-b", "https-data.example-elders-b",
    ]  # fmt: skip
    assert (found.framework.items[0].label, found.framework.items[0].alt_labels) == ("A", ("B",))
    assert {"code-duplicate", "label-duplicate", "label-missing"} <= {
        one.code for one in found.issues
    }


SCHEMES = """
<x:klein> a skos:ConceptScheme . <x:groot> a skos:ConceptScheme .
:a a skos:Concept ; skos:prefLabel "A" ; skos:inScheme <x:klein>, <x:groot> .
:b a skos:Concept ; skos:prefLabel "B" ; skos:topConceptOf <x:groot> .
"""


def test_of_several_schemes_the_largest_is_read() -> None:
    large = read(SCHEMES)

    assert [item.id for item in large.framework.items] == ["a", "b"]
    assert "andere schema's, die niet ingelezen zijn: x:klein" in messages(large)


@pytest.mark.parametrize(
    ("content", "options", "why"),
    [
        (b"@prefix skos: <nergens", {}, "geen leesbaar bestand in turtle\\."),
        (b"\xff\xfe", {}, "geen leesbaar bestand"),
        (b"{", {"form": "json-ld"}, "geen leesbaar bestand in json-ld\\."),
        (b"", {}, "geen enkel skos:Concept"),
        (b'{"@context": "https://schema.org/"}', {"form": "json-ld"}, "haalt daar niets op"),
        (b'[{"@context": [{}, "https://x.example/"]}]', {"form": "json-ld"}, "niets op"),
        (b'{"@context": {"@import": "https://x.example/"}}', {"form": "json-ld"}, "niets op"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    content: bytes, options: dict[str, str], why: str
) -> None:
    with pytest.raises(InputFileError, match=why):
        read_skos(content, NAME, FACTS, **options)  # type: ignore[arg-type]  # a form or a scheme


OWN = framework(
    item("b", "budget*", label="Budget"),
    item("a", level="deel", parent="b", alt_labels=["Twee", "Een"]),
    item("c", deprecated={"since": "1", "why": "Dubbel.", "replaced_by": ["b", "a"]}),
)


def changed(old: str, new: str) -> bytes:
    turtle = skos_turtle(OWN).content.decode()
    assert old in turtle
    return turtle.replace(old, new).encode()


def test_a_concept_that_was_renamed_elsewhere_stays_renamed() -> None:
    edition = read_skos(changed('"Budget"@nl', '"Geld"@nl'), NAME, UNSAID).framework

    assert [one.label for one in edition.items] == ["Geld", "Zzqa", "Zzqc"]
    assert edition.items[0].indicators == OWN.items[0].indicators


def test_own_lists_give_order_and_say_nothing_that_skos_does_not() -> None:
    edition = read_skos(changed('"Twee"@nl', '"Drie"@nl'), NAME, UNSAID).framework
    assert edition.items[1].alt_labels == ("Een", "Drie")

    turned = read_skos(
        changed("dct:isReplacedBy item:a,\n        item:b", "dct:isReplacedBy item:a"), NAME, UNSAID
    )
    assert turned.framework.items[2].deprecated is not None
    assert turned.framework.items[2].deprecated.replaced_by == ("a",)


def test_a_concept_that_was_added_elsewhere_fits_in() -> None:
    extra = (
        "\nitem:d a skos:Concept ; skos:inScheme <https://swcompetence.example/framework/proef> ;"
        ' skos:broader item:b ; skos:prefLabel "Nieuw"@nl .\n'
    )
    edition, issues = read_skos(skos_turtle(OWN).content + extra.encode(), NAME, UNSAID)

    assert [one.id for one in edition.items] == ["b", "a", "c", "d"]
    assert (edition.items[3].level, edition.items[3].provenance) == ("deel", Provenance.UNVERIFIED)
    assert issues == ()


def test_levels_that_do_not_fit_the_tree_follow_the_depth() -> None:
    edition, issues = read_skos(changed('swc:level "deel"', 'swc:level "weg"'), NAME, UNSAID)

    assert edition.levels == ("niveau 1", "niveau 2")
    assert [one.code for one in issues] == ["level-from-depth", "mapping-level-guessed"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('swc:status "current"', 'swc:status "weg"', "status"),
        ('swc:indicators ( "budget*" )', 'swc:indicators ( "(open" )', "items.0.indicators.0"),
        ('swc:provenance "unverified"', 'swc:provenance "verified"', "zonder bron"),
    ],
)
def test_own_terms_that_make_no_edition_are_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(EditionError, match=why):
        read_skos(changed(old, new), NAME, UNSAID)


def test_a_list_that_runs_in_a_circle_is_refused() -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    ring = f"\n_:r <{rdf}first> 'x' ; <{rdf}rest> _:r .\n"
    turtle = changed('swc:indicators ( "budget*" )', "swc:indicators _:r")

    with pytest.raises(InputFileError, match="loopt rond"):
        read_skos(turtle + ring.encode(), NAME, UNSAID)


def test_a_source_that_was_removed_elsewhere_stays_away() -> None:
    sources = [{"id": "x", "title": "X"}, {"id": "a", "title": "A", "accessed": "2026-01-02"}]
    used = item("a", provenance="derived", sources=[{"source": "x", "locator": "blz. 2"}, "a", "x"])
    edition = framework(used, sources=sources)
    jsonld = skos_jsonld(edition).content

    assert read_skos(jsonld, NAME, UNSAID, form="json-ld") == Imported(edition, ())
    turtle = skos_turtle(edition).content.decode()
    first = "dct:source <https://swcompetence.example/edition/proef/1/source/a>"
    second = (
        ",\n        <https://swcompetence.example/edition/proef/1/source/x> ;\n    skos:inScheme"
    )
    assert first + second in turtle
    one = turtle.replace(first + second, f"{first} ;\n    skos:inScheme")
    assert [
        use.source for use in read_skos(one.encode(), NAME, UNSAID).framework.items[0].sources
    ] == ["a"]

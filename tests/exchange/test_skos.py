import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from generated import frameworks
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.term import Node
from samples import framework, item

from swcompetence.errors import MissingLibraryError, NotABaseError, UnknownItemError
from swcompetence.exchange.exported import Exported, Imported
from swcompetence.exchange.names import licence_id, licence_url
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.exchange.skos.reading import SkosForm, read_skos
from swcompetence.exchange.skos.writing import skos_jsonld, skos_turtle
from swcompetence.model import Crosswalk, Framework
from swcompetence.registry import get_framework, list_crosswalks, list_frameworks

UNSAID = EditionFacts(publisher="", read_on=dt.date(2026, 11, 1))

SHAPES = Path(__file__).parent / "skos_shapes.ttl"
SHIPPED = list_frameworks()
CROSSWALKS = list_crosswalks()
PREFIXES = """\
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://swcompetence.example/framework/proef/> .
"""
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=25)
WAYS: tuple[tuple[Callable[..., Exported], SkosForm], ...] = (
    (skos_turtle, "turtle"),
    (skos_jsonld, "json-ld"),
)


def each(edition: Framework) -> str:
    return str(edition.ref)


def of(edition: Framework) -> list[Crosswalk]:
    return [one for one in CROSSWALKS if one.subject == edition.ref]


def verdict(turtle: bytes) -> str:
    """Give what pySHACL has against a graph; nothing where it holds to our shapes."""
    pyshacl = pytest.importorskip("pyshacl", reason="pySHACL is niet geïnstalleerd")
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    ok, _, text = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    return "" if ok else str(text)


@pytest.mark.parametrize("edition", SHIPPED, ids=each)
def test_the_judge_accepts_every_shipped_edition_with_its_crosswalks(edition: Framework) -> None:
    assert verdict(skos_turtle(edition, of(edition)).content) == ""


@pytest.mark.parametrize("edition", SHIPPED, ids=each)
def test_turtle_and_json_ld_make_the_same_statements(edition: Framework) -> None:
    turtle = rdflib.Graph().parse(data=skos_turtle(edition, of(edition)).content, format="turtle")
    other = rdflib.Graph().parse(data=skos_jsonld(edition, of(edition)).content, format="json-ld")

    assert len(turtle) == len(other)
    assert _named_only(turtle) == _named_only(other)


def _named_only(graph: rdflib.Graph) -> set[tuple[Node, ...]]:
    """Leave out what hangs on nodes without a name, which have other names in every reading."""
    return {one for one in graph if not any(isinstance(node, rdflib.BNode) for node in one)}


@pytest.mark.parametrize("edition", SHIPPED, ids=each)
def test_a_shipped_edition_comes_back_whole(edition: Framework) -> None:
    for write, form in WAYS:
        assert read_skos(write(edition).content, "kader.ttl", UNSAID, form=form) == Imported(
            edition, ()
        )


@given(frameworks(most_items=6))
@settings(max_examples=40)
def test_any_edition_comes_back_whole_and_its_bytes_are_always_the_same(edition: Framework) -> None:
    turtle = skos_turtle(edition).content

    assert skos_turtle(edition).content == turtle
    assert read_skos(turtle, "kader.ttl", UNSAID) == Imported(edition, ())
    jsonld = skos_jsonld(edition).content
    assert read_skos(jsonld, "kader.jsonld", UNSAID, form="json-ld") == Imported(edition, ())


@given(frameworks(most_items=5, deepest=3))
@settings(max_examples=10)
def test_the_judge_accepts_any_edition(edition: Framework) -> None:
    assert verdict(skos_turtle(edition).content) == ""


@given(st.lists(ANY_TEXT, min_size=4, max_size=4), st.lists(ANY_TEXT, max_size=3))
@settings(max_examples=60)
def test_tabs_quotes_and_line_ends_come_back_as_they_were(
    texts: list[str], alts: list[str]
) -> None:
    one, two, three, four = texts
    fact = {"fact": four, "provenance": "unverified"}
    edition = framework(
        item("a", label=one, definition=two, note=three, alt_labels=[*alts, one]),
        item("b", level="deel", parent="a", deprecated={"since": four, "why": one}),
        item("c", label=four, legal_basis=[fact, fact]),
        title=three,
        about=two,
    )

    for write, form in WAYS:
        assert (
            read_skos(write(edition).content, "kader.ttl", UNSAID, form=form).framework == edition
        )


def test_a_deep_tree_comes_back() -> None:
    levels = [f"niveau {n}" for n in range(40)]
    items = [
        item(f"i{n}", level=levels[n], parent=f"i{n - 1}" if n else None, indicators=["begin*"])
        for n in range(40)
    ]
    deep = framework(*items, levels=levels, mapping_level="niveau 39")

    assert read_skos(skos_turtle(deep).content, "diep.ttl", UNSAID) == Imported(deep, ())
    assert verdict(skos_turtle(deep).content) == ""


def test_concepts_keep_their_uri_in_the_next_edition_and_the_scheme_says_which_it_is() -> None:
    names: list[set[str]] = []
    for version in ("1", "2"):
        turtle = skos_turtle(framework(version=version)).content
        graph = rdflib.Graph().parse(data=turtle, format="turtle")
        names.append({str(one) for one in graph.subjects(rdflib.RDF.type)})
        scheme = rdflib.URIRef("https://swcompetence.example/framework/proef")
        assert str(graph.value(scheme, rdflib.OWL.versionInfo)) == version

    assert names[0] == names[1]


def test_what_a_person_sees_of_a_concept() -> None:
    names = {"label": "Schuldhulp", "alt_labels": ["Budgethulp"]}
    gone = {"since": "1", "why": "Dubbel.", "replaced_by": ["a"]}
    edition = framework(
        item("a", **names, definition="Uitleg.", note="Let op."),
        item("b", "budget*", level="deel", parent="a", deprecated=gone),
    )
    lines = skos_turtle(edition).content.decode()

    for said in (
        'skos:prefLabel "Proefkader"@nl', 'skos:prefLabel "Schuldhulp"@nl',
        'skos:altLabel "Budgethulp"@nl', 'skos:notation "a"',
        'skos:definition "Uitleg."@nl', 'skos:scopeNote "Let op."@nl', "skos:narrower item:b",
        "skos:broader item:a", "owl:deprecated true", "dct:isReplacedBy item:a",
        'skos:historyNote "Dubbel."@nl', 'swc:indicators ( "budget*" )', 'owl:versionInfo "1"',
        'dct:issued "2026-01-01"^^xsd:date', "creativecommons.org/publicdomain/zero/1.0/",
        "skos:topConceptOf <https://swcompetence.example/framework/proef>",
    ):  # fmt: skip
        assert said in lines


def test_a_crosswalk_becomes_mapping_relations_and_says_what_it_loses() -> None:
    edition = get_framework("competentiekader")
    exported = skos_turtle(edition, CROSSWALKS)
    graph = rdflib.Graph().parse(data=exported.content, format="turtle")
    relations = [
        (one.subject, str(one.predicate).partition(":")[2], one.object)
        for crosswalk in of(edition)
        for one in crosswalk.alignments
    ]
    found = [
        (str(s).rpartition("/")[2], str(p).rpartition("#")[2], str(o).rpartition("/")[2])
        for s, p, o in graph
        if str(p).endswith("Match")
    ]

    assert sorted(found) == sorted(relations)
    messages = " ".join(loss.message for loss in exported.losses)
    assert messages.count("een SSSOM-bestand wel") == len(of(edition))
    assert messages.count("niet over competentiekader@2026.1") == len(CROSSWALKS) - len(of(edition))
    back = read_skos(exported.content, "kader.ttl", UNSAID)
    assert back.framework == edition
    assert [issue.code for issue in back.issues] == ["not-in-edition"]
    assert "koppelingenbestand: closeMatch (12x)" in back.issues[0].message


def test_a_crosswalk_about_an_unknown_item_is_refused() -> None:
    crosswalk = of(get_framework("competentiekader"))[0]
    bare = framework(id="competentiekader", version="2026.1")

    with pytest.raises(UnknownItemError):
        skos_turtle(bare, [crosswalk])


def test_what_skos_has_no_term_for_is_told() -> None:
    (loss,) = skos_jsonld(framework(item("a", "budget*"))).losses

    assert loss.code == "skos-own-terms"
    assert "koppelniveau" in loss.message
    assert "indicatoren (items)" in loss.message


@pytest.mark.parametrize("base", ["kader", "https://x.example/a", "https://x.example/ /"])
def test_a_base_that_is_no_beginning_is_refused(base: str) -> None:
    for write in (skos_turtle, skos_jsonld):
        with pytest.raises(NotABaseError):
            write(framework(), base=base)


def test_another_base_comes_back_too() -> None:
    edition = framework(item("a", "budget*"))
    turtle = skos_turtle(edition, base="https://hogeschool.example/id#").content

    assert read_skos(turtle, "kader.ttl", UNSAID) == Imported(edition, ())


def test_an_address_that_is_no_iri_comes_back_as_it_was() -> None:
    urls = ["https://x.example/met spatie", "https://x.example/a/../b", "https://x.example/é?q=1#f"]
    sources = [{"id": f"b{n}", "title": "Bron", "url": url} for n, url in enumerate(urls)]
    edition = framework(sources=sources)

    for write, form in WAYS:
        assert (
            read_skos(write(edition).content, "kader.ttl", UNSAID, form=form).framework == edition
        )


def test_the_json_ld_needs_nothing_from_the_web() -> None:
    document = json.loads(skos_jsonld(framework()).content)

    assert isinstance(document["@context"], dict)
    assert document["@graph"][0]["version"] == "1"


def test_without_rdflib_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    content = skos_jsonld(framework()).content
    for name in [one for one in sys.modules if one.startswith("swcompetence.exchange.skos.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [one for one in sys.modules if one.partition(".")[0] == "rdflib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rdflib", None)

    with pytest.raises(MissingLibraryError, match=r"pip install swcompetence\[rdf\]") as caught:
        skos_turtle(framework())
    assert (caught.value.library, caught.value.extra) == ("rdflib", "rdf")
    with pytest.raises(MissingLibraryError, match="SKOS lezen"):
        read_skos(content, "kader.jsonld", UNSAID, form="json-ld")


@pytest.mark.parametrize(
    ("spdx", "url"),
    [
        ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("EUPL-1.2", "https://spdx.org/licenses/EUPL-1.2"),
        ("CC-BY-2.0-BE", "https://spdx.org/licenses/CC-BY-2.0-BE"),
        ("https://x.example/terms", "https://x.example/terms"),
        ("eigen licentie", "https://spdx.org/licenses/eigen%20licentie"),
    ],
)
def test_a_licence_has_one_url(spdx: str, url: str) -> None:
    assert licence_url(spdx) == url
    assert licence_id(url) == spdx


def test_no_licence_has_no_url() -> None:
    assert licence_url("NOASSERTION") is None


GOOD = skos_turtle(
    framework(
        item("a", alt_labels=["Ander"]),
        item("b", level="deel", parent="a", deprecated={"since": "1", "why": "Dubbel."}),
        item("c"),
    )
).content.decode()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ('x:a skos:prefLabel "Tweede naam"@nl .', "UniqueLang"),
        ('x:z a skos:Concept ; skos:notation "z" .', "QualifiedValueShape"),
        ('x:c skos:altLabel "Zzqc"@nl .', "Disjoint"),
        ("x:a skos:broader x:b . x:b skos:narrower x:a .", "stands below itself"),
        ("x:b skos:broader x:c . x:c skos:narrower x:b .", "MaxCount"),
        ("x:c skos:broader x:a . x:a skos:narrower x:c .", "Xone"),
        ("x:c skos:narrower x:a .", "Equals"),
        ("<https://swcompetence.example/framework/proef> skos:hasTopConcept x:b .", "Equals"),
        ("x:a dct:isReplacedBy x:c .", "OrConstraint"),
        ("x:b dct:isReplacedBy x:weg .", "ClassConstraint"),
        ("x:c skos:inScheme x:ander .", "ClassConstraint"),
        ('x:c skos:notation "a" .', "one concept"),
        ("x:a skos:related x:b .", "S27"),
        ("x:a skos:exactMatch x:q ; skos:relatedMatch x:q .", "Disjoint"),
        ("x:a a skos:ConceptScheme .", "Not"),
        ('<https://swcompetence.example/framework/proef> owl:versionInfo "2" .', "MaxCount"),
        ("x:a dct:source x:nergens .", "ClassConstraint"),
        ("x:a owl:deprecated false .", "InConstraint"),
    ],
)
def test_the_judge_refuses_a_graph_that_breaks_a_rule(wrong: str, why: str) -> None:
    assert why in verdict(f"{PREFIXES}{GOOD}\n{wrong}".encode())


def test_the_judge_accepts_the_graph_that_the_wrong_ones_are_made_of() -> None:
    assert verdict(f"{PREFIXES}{GOOD}".encode()) == ""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swcompetence.errors import EditionError
from swcompetence.files.data import strict_yaml
from swcompetence.files.data.edition_text import format_edition
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.model import Crosswalk, Framework

# ruff: noqa: E501 - the editions below show where our lines break

HEAD = """\
# Proefkader.
#   Ingesprongen, en met een  dubbele spatie.

# Na een witregel.
"""

LOOSE = """\
revision: 1
id: proef
version: "2018"
about: |-
  Een tekst die te lang is voor één regel van honderdtwintig tekens, en die dus gevouwen wordt op een plaats waar een spatie staat.

  En een tweede alinea.
title: 'Proefkader: kort'
publisher: Niemand
status: current
completeness: complete
valid_until: null
valid_from: 2026-01-01
last_checked_on: 2026-11-01
licence:
  attribution: Niemand
  id: CC0-1.0
levels:
  - thema
  - deel
mapping_level: thema
sources:
  - id: kort
    title: "Kort"
  - {id: lang, title: "Een titel die met het adres erbij niet meer op één regel past", url: "https://example.org/een/lang/pad/naar/een/document/dat/ergens/staat"}
changelog:
  - note: Eerste uitgave.
    revision: 1
    date: 2026-01-01
items:
  - label: Huis
    id: huis
    level: thema
    provenance: derived
    sources:
      - source: kort
      - {source: lang, locator: "art. 1, 2"}
    indicators:
      - {phrase: huis}
      - {phrase: "(klein)? huis", strength: strong}
      - {phrase: "huis + tuin", kind: pair}
      - {phrase: LAC, kind: abbreviation, case_sensitive: true}
      - {kind: abbreviation, phrase: HIS, case_sensitive: false}
      - {not_near: [te, "a, b"], phrase: '*huis', strength: weak, where: title, note: "nee: #1"}
    not_in: ["van huis uit", '(in)? huis']
    legal_basis:
      - {fact: Wet, provenance: unverified}
    deprecated: {since: "2.0", replaced_by: [huis.deel], why: Te ruim}
  - {id: huis.deel, parent: huis, level: deel, label: Deel, provenance: unverified, definition: "2026"}
"""

CANONICAL = """\
schema_version: 1
id: proef
version: "2018"
revision: 1
title: "Proefkader: kort"
about: >-
  Een tekst die te lang is voor één regel van honderdtwintig tekens, en die dus gevouwen wordt op een plaats waar een
  spatie staat.


  En een tweede alinea.
publisher: Niemand
status: current
valid_from: 2026-01-01
last_checked_on: 2026-11-01
licence: {id: CC0-1.0, attribution: Niemand}
levels: [thema, deel]
mapping_level: thema
sources:
- {id: kort, title: Kort}
- id: lang
  title: Een titel die met het adres erbij niet meer op één regel past
  url: https://example.org/een/lang/pad/naar/een/document/dat/ergens/staat
changelog:
- {revision: 1, date: 2026-01-01, note: Eerste uitgave.}
items:
- id: huis
  level: thema
  label: Huis
  provenance: derived
  sources: [kort, {source: lang, locator: "art. 1, 2"}]
  legal_basis:
  - {fact: Wet, provenance: unverified}
  indicators:
  - huis
  - (klein)? huis
  - huis + tuin
  - {phrase: LAC, kind: abbreviation}
  - {phrase: HIS, kind: abbreviation, case_sensitive: false}
  - {phrase: "*huis", strength: weak, where: title, not_near: [te, "a, b"], note: "nee: #1"}
  not_in: [van huis uit, "(in)? huis"]
  deprecated: {since: "2.0", why: Te ruim, replaced_by: [huis.deel]}
- id: huis.deel
  parent: huis
  level: deel
  label: Deel
  definition: "2026"
  provenance: unverified
"""

CROSSWALK = """\
# Kop.
schema_version: 1
subject: proef@1
object: ander@2
revision: 1
title: Proef en ander
about: Verzonnen.
licence: {id: CC0-1.0, attribution: Niemand}
last_checked_on: 2026-11-01
changelog:
- {revision: 1, date: 2026-01-01, note: Eerste uitgave.}
alignments:
- subject: a
  predicate: skos:closeMatch
  object: b
  justification: semapv:ManualMappingCuration
  provenance: derived
  why: Beide gaan over hetzelfde.
"""


def read(text: str) -> Framework:
    return parse_model(text, Framework, "kader.yaml")


def test_an_edition_is_written_in_one_way() -> None:
    assert format_edition(LOOSE) == CANONICAL
    assert format_edition(CANONICAL) == CANONICAL
    assert read(LOOSE) == read(CANONICAL)


def test_the_comments_at_the_top_are_kept_as_they_are() -> None:
    assert format_edition(f"\ufeff\n{HEAD}\n\n{LOOSE}") == HEAD + CANONICAL


def test_line_ends_of_windows_become_ours() -> None:
    assert format_edition((HEAD + LOOSE).replace("\n", "\r\n")) == HEAD + CANONICAL


def test_a_crosswalk_is_written_in_one_way() -> None:
    loose = CROSSWALK.replace("predicate: skos:closeMatch", 'predicate: "skos:closeMatch"')
    loose = loose.replace("changelog:", "sources: []\nchangelog:")

    assert format_edition(loose) == CROSSWALK
    assert parse_model(CROSSWALK, Crosswalk, "") == parse_model(loose, Crosswalk, "")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: Kort}", "title: Kort} # WEG"),
        ("  - huis\n", "  - huis\n  # WEG\n"),
        ("about: >-\n", "about: >-  # WEG\n"),
        ("licence: {id: CC0-1.0,", "licence: {id: CC0-1.0, #WEG\n "),
        ("publisher: Niemand\n", "\n# WEG\npublisher: Niemand\n"),
        ("  En een tweede alinea.\n", "  En een tweede alinea.\n# WEG\n"),
        ("  provenance: unverified\n", "  provenance: unverified\n# WEG"),
    ],
)
def test_a_comment_that_would_be_lost_is_refused_with_its_line(right: str, wrong: str) -> None:
    text = HEAD + CANONICAL.replace(right, wrong)
    assert read(text) == read(CANONICAL)
    (line,) = [number for number, one in enumerate(text.split("\n"), start=1) if "WEG" in one]

    with pytest.raises(EditionError) as caught:
        format_edition(text, name="map/kader.yaml")

    (problem,) = caught.value.problems
    assert problem.startswith(f"map/kader.yaml:{line}: commentaar buiten de kop")


def test_every_lost_comment_is_named() -> None:
    with pytest.raises(EditionError) as caught:
        format_edition(CANONICAL.replace("  - huis\n", "  # een\n  - huis\n  # twee\n"))

    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("text", ["a # b", "#a", "a: #b", "a#b", "- # b"])
def test_a_hash_in_a_value_is_no_comment(text: str) -> None:
    edition = read(LOOSE).model_copy(update={"title": text, "about": f"{text}\n{text}"})
    written = format_edition(dump(edition))

    assert read(written) == edition


def test_a_file_with_mistakes_is_refused_with_its_mistakes() -> None:
    with pytest.raises(EditionError, match=r"mijn.yaml:3: versie: deze sleutel bestaat hier niet"):
        format_edition(LOOSE.replace("version:", "versie:"), name="mijn.yaml")


def dump(edition: Framework) -> str:
    """Write an edition in a way that is right, and not ours."""
    return yaml.safe_dump(edition.model_dump(mode="json"), width=50)


NASTY = st.text(
    st.one_of(
        st.sampled_from(" :#?*-'\"\\,[]{}&!|>%@`~=<.\n\t\r\xa0\xad\u200b\u2028\x85é€a1bn0"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=20,
)
LONG = st.lists(st.one_of(NASTY, st.sampled_from(["woord", "woorden", ""])), max_size=40).map(
    " ".join
)
RESERVED = st.sampled_from(
    "no/Yes/null/~/2018/2.10/1e3/0x1F/1_000/12:30:45/2026-01-01/.inf/-.INF/.NaN/-1/=/<</true/---"
    "/.../y/a?/a:/#a// /- a/? a/a: b/a #b".split("/")
)
TEXT = st.one_of(NASTY, LONG, RESERVED)
PHRASES = st.sampled_from(
    "huis/*huis/huis*/(klein)? huis/brug ... slaan/a + b/(a|b c) d + *e/no/2018/b's/60 7".split("/")
)


@st.composite
def indicators(draw: st.DrawFn) -> dict[str, object]:
    phrase = draw(PHRASES)
    kinds = ["term", "abbreviation", "synonym"]
    facts = {
        "phrase": phrase,
        "kind": "pair" if " + " in phrase else draw(st.sampled_from(kinds)),
        "strength": draw(st.sampled_from(["strong", "weak"])),
        "where": draw(st.sampled_from(["anywhere", "title"])),
        "case_sensitive": draw(st.booleans()),
        "not_near": draw(st.lists(TEXT, max_size=2)),
        "note": draw(st.none() | TEXT),
    }
    left_out = draw(st.sets(st.sampled_from(["strength", "where", "case_sensitive", "note"])))
    return {key: value for key, value in facts.items() if key not in left_out}


@st.composite
def items(draw: st.DrawFn, number: int) -> dict[str, object]:
    sourced = st.sampled_from(["s0", {"source": "s0", "locator": "p. 1"}, {"source": "s0"}])
    deprecation = st.fixed_dictionaries(
        {"since": TEXT, "why": TEXT, "replaced_by": st.sampled_from([[], ["i0"]])}
    )
    fact = st.fixed_dictionaries(
        {"fact": TEXT, "provenance": st.just("unverified"), "note": st.none() | TEXT}
    )
    return {
        "id": f"i{number}",
        "parent": draw(st.sampled_from([None, "i0"])) if number else None,
        "level": "deel" if number else "thema",
        "label": draw(TEXT),
        "alt_labels": draw(st.lists(TEXT, max_size=3)),
        "definition": draw(st.none() | TEXT),
        "provenance": "unverified",
        "sources": draw(st.lists(sourced, max_size=12)),
        "legal_basis": draw(st.lists(fact, max_size=2)),
        "note": draw(st.none() | TEXT),
        "indicators": draw(st.lists(indicators(), max_size=4)),
        "not_in": draw(st.lists(PHRASES, max_size=30)),
        "deprecated": draw(st.none() | deprecation),
    }


@st.composite
def editions(draw: st.DrawFn) -> Framework:
    partial = draw(st.booleans())
    source = {"id": "s0", "title": draw(TEXT), "url": draw(st.none() | TEXT), "accessed": None}
    return Framework.model_validate(
        {
            "id": "proef",
            "version": draw(st.sampled_from(["2018", "2026.1", "1e3", "a", "no"])),
            "revision": 1,
            "title": draw(TEXT),
            "about": draw(TEXT),
            "publisher": draw(TEXT),
            "status": draw(st.sampled_from(["draft", "current"])),
            "completeness": "partial" if partial else "complete",
            "missing": draw(TEXT) if partial else None,
            "valid_from": draw(st.dates()),
            "last_checked_on": draw(st.dates()),
            "licence": {"id": draw(TEXT), "attribution": draw(TEXT)},
            "levels": ["thema", "deel"],
            "mapping_level": "thema",
            "sources": [source],
            "changelog": [{"revision": 1, "date": draw(st.dates()), "note": draw(TEXT)}],
            "items": [draw(items(number)) for number in range(draw(st.integers(1, 3)))],
        }
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions())
def test_any_edition_keeps_its_values_and_its_form(edition: Framework) -> None:
    text = format_edition(dump(edition))

    assert read(text) == edition
    assert format_edition(text) == text


@pytest.fixture
def pure_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Framework]:
    """Read as on a machine where PyYAML has no C part."""
    strict = strict_yaml._StrictLoader
    pure = type(
        "Pure",
        (yaml.SafeLoader,),
        {
            "yaml_implicit_resolvers": strict.yaml_implicit_resolvers,
            "construct_mapping": yaml.SafeLoader.construct_mapping,
        },
    )

    def read_pure(text: str) -> Framework:
        with monkeypatch.context() as patch:
            patch.setattr(strict_yaml, "_StrictLoader", pure)
            return read(text)

    return read_pure


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(edition=editions())
def test_the_pure_loader_reads_the_same(
    edition: Framework, pure_read: Callable[[str], Framework]
) -> None:
    assert pure_read(format_edition(dump(edition))) == edition


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions())
def test_a_common_yaml_reader_reads_the_same(edition: Framework) -> None:
    found = yaml.safe_load(format_edition(dump(edition)))

    assert Framework.model_validate(found) == edition


def test_the_shipped_files_are_in_their_canonical_form(checkout: Path) -> None:
    found = sorted((checkout / "frameworks").glob("*/*.yaml"))
    files = [path for path in found if path.parent.name != "references"]
    texts = {path: path.read_text(encoding="utf-8") for path in files}

    assert files
    assert [
        path.name for path, text in texts.items() if format_edition(text, name=str(path)) != text
    ] == []


def test_a_list_that_does_not_fit_takes_a_line_an_entry() -> None:
    edition = read(LOOSE)
    words = tuple(f"woord{number}" for number in range(30))
    first = edition.items[0].model_copy(update={"not_in": words, "alt_labels": words[:15]})
    text = format_edition(dump(edition.model_copy(update={"items": (first, edition.items[1])})))

    assert "  not_in:\n  - woord0\n  - woord1\n" in text
    assert f"  alt_labels: [{', '.join(words[:15])}]\n" in text


def test_an_entry_or_a_block_that_does_not_fit_takes_a_line_a_key() -> None:
    edition = read(LOOSE)
    why = "omdat het zo is " * 9 + "en niet anders"
    first = edition.items[0]
    assert first.deprecated is not None
    gone = first.deprecated.model_copy(update={"why": why})
    fact = first.legal_basis[0].model_copy(update={"fact": why, "note": "ja"})
    first = first.model_copy(update={"deprecated": gone, "legal_basis": (fact,)})
    text = format_edition(dump(edition.model_copy(update={"items": (first, edition.items[1])})))

    assert '  deprecated:\n    since: "2.0"\n    why: >-\n      omdat' in text
    assert "  legal_basis:\n  - fact: >-\n      omdat" in text
    assert "\n    provenance: unverified\n    note: ja\n" in text
    assert all(len(line) <= 120 for line in text.splitlines())

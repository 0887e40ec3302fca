import datetime as dt
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import course, framework, item, link
from samples import mapping as a_mapping_of

from swcompetence import propose
from swcompetence.errors import EditionError, InputFileError, NotABaseError, UnknownItemError
from swcompetence.exchange.import_codes import IMPORT_CODES
from swcompetence.exchange.sssom.crosswalk import crosswalk_tsv
from swcompetence.exchange.sssom.reading import ImportedCrosswalk, read_crosswalk_tsv
from swcompetence.exchange.sssom.sssom import ledger_tsv
from swcompetence.exchange.sssom.text import header_lines
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.model import (
    Alignment,
    Crosswalk,
    Decision,
    FrameworkRef,
    Justification,
    Mapping,
    Place,
    Predicate,
    Provenance,
    Verdict,
)
from swcompetence.registry import get_framework, list_crosswalks, list_frameworks
from swcompetence.review import ReviewedLink, merge

SHIPPED = list_crosswalks()
CURRICULA = Path(__file__).parents[2] / "curricula"
LISTS = ["bachelor-sociaal-werk-scheldezoom", "graduaat-maatschappelijk-werk-denderkant"]
SCHEMA = Path(__file__).parents[3] / "shared" / "formats" / "sssom.schema.json"
NAME = "koppelingen.sssom.tsv"


def each(crosswalk: Crosswalk) -> str:
    return f"{crosswalk.subject}--{crosswalk.object}"


class Verdicts(NamedTuple):
    """What sssom-pydantic made of a file."""

    rows: int
    errors: list[Any]
    title: str | None


def judged(text: str) -> Verdicts:
    judge = pytest.importorskip("sssom_pydantic", reason="sssom-pydantic is niet geïnstalleerd")
    mappings, _, about, errors = judge.read(io.StringIO(text), return_errors=True)
    return Verdicts(len(mappings), errors, about.title)


@pytest.mark.parametrize("crosswalk", SHIPPED, ids=each)
def test_the_judge_reads_every_row_of_a_shipped_crosswalk(crosswalk: Crosswalk) -> None:
    text = crosswalk_tsv(crosswalk, list_frameworks()).content.decode()

    assert judged(text) == (len(crosswalk.alignments), [], crosswalk.title)


@pytest.mark.parametrize("name", LISTS)
def test_the_judge_reads_every_row_of_the_ledger_of_an_example_list(name: str) -> None:
    editions = [get_framework(name) for name in ("krachtlijnen", "ocmw-praktijk")]
    mapping = propose(read_course_list(CURRICULA / f"{name}.xlsx")[0], editions)
    reviewed = merge(mapping, _decisions(mapping))
    rows = sum(len(one.decisions) for one in reviewed.links)

    assert rows > 100
    assert judged(ledger_tsv(reviewed, editions))[:2] == (rows, [])


def _decisions(mapping: Mapping) -> list[ReviewedLink]:
    """Give every verdict in turn, by two readers."""
    verdicts = list(Verdict)
    return [
        ReviewedLink(
            course=link.course,
            item=link.item,
            decision=Decision(
                verdict=verdicts[(number + turn) % 3],
                reviewer=reviewer,
                date=dt.date(2026, 11, 5),
                note='Nagekeken: "ja"\tof nee' if number % 7 == 0 else None,
            ),
            place=Place(),
        )
        for turn, reviewer in enumerate(["An", "Bert|Cas"])
        for number, link in enumerate(mapping.links)
    ]


@pytest.mark.parametrize("crosswalk", SHIPPED, ids=each)
def test_a_crosswalk_comes_back_but_for_what_is_told(crosswalk: Crosswalk) -> None:
    exported = crosswalk_tsv(crosswalk, list_frameworks())
    back, issues = read_crosswalk_tsv(exported.content, NAME)

    assert issues == ()
    assert back == projected(crosswalk)
    assert {loss.code for loss in exported.losses} == {"not-in-format"}


def projected(crosswalk: Crosswalk) -> Crosswalk:
    """Give what SSSOM holds of a crosswalk."""
    uri = "/".join([crosswalk.subject.replace("@", "/"), crosswalk.object.replace("@", "/")])
    file = {
        "id": "sssom",
        "title": crosswalk.title,
        "url": f"https://swcompetence.example/crosswalk/{uri}",
        "locator": NAME,
    }
    urls = [one.url for one in crosswalk.sources if one.url]
    others = [{"id": f"sssom-{n}", "title": url, "url": url} for n, url in enumerate(urls, 1)]
    change = {
        "revision": crosswalk.revision,
        "date": max(one.date for one in crosswalk.changelog),
        "note": f"Ingelezen uit het SSSOM-bestand {NAME}.",
    }
    in_order = sorted(crosswalk.alignments, key=lambda one: (one.subject, one.object))
    data = crosswalk.model_dump() | {
        "sources": [file, *others],
        "changelog": [change],
        "alignments": sorted(in_order, key=lambda one: (one.subject, one.predicate, one.object)),
    }
    return Crosswalk.model_validate(data)


def a_crosswalk(*alignments: Alignment, **facts: object) -> Crosswalk:
    return Crosswalk.model_validate(
        {
            "subject": "proef@1",
            "object": "ander@2026-27",
            "revision": 3,
            "title": "Proef en ander",
            "about": "Verzonnen.",
            "licence": {"id": "CC0-1.0", "attribution": "Niemand"},
            "last_checked_on": "2026-11-01",
            "changelog": [{"revision": 1, "date": "2026-01-01", "note": "Eerste uitgave."}],
            "alignments": alignments or (an_alignment("a", "b"),),
            **facts,
        }
    )


def an_alignment(subject: str, other: str, why: str = "Hetzelfde.", **facts: object) -> Alignment:
    return Alignment.model_validate(
        {
            "subject": subject,
            "object": other,
            "why": why,
            "predicate": "skos:closeMatch",
            "justification": "semapv:ManualMappingCuration",
            "provenance": "derived",
            **facts,
        }
    )


def lines(crosswalk: Crosswalk) -> list[str]:
    return crosswalk_tsv(crosswalk).content.decode().split("\n")


def test_a_row_says_what_and_why() -> None:
    editions = [framework(item("a")), framework(item("b"), id="ander", version="2026-27")]
    text = crosswalk_tsv(a_crosswalk(), editions).content.decode()

    assert text.split("\n")[-2].split("\t") == [
        "framework:proef/a", "Zzqa", "skos:closeMatch", "framework:ander/b", "Zzqb",
        "semapv:ManualMappingCuration", "Hetzelfde.", "derived",
    ]  # fmt: skip


def test_the_header_says_which_editions_and_which_licence() -> None:
    head = [line[1:] for line in lines(a_crosswalk()) if line.startswith("#")]
    metadata = yaml.safe_load("\n".join(head))

    assert metadata["mapping_set_id"] == (
        "https://swcompetence.example/crosswalk/proef/1/ander/2026-27"
    )
    assert metadata["mapping_set_version"] == "3"
    assert metadata["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert (metadata["subject_source"], metadata["subject_source_version"]) == (
        "framework:proef",
        "1",
    )
    assert metadata["object_source_version"] == "2026-27"
    assert metadata["creator_label"] == ["Niemand"]
    assert metadata["mapping_date"] == dt.date(2026, 11, 1)
    assert metadata["publication_date"] == dt.date(2026, 1, 1)


def test_the_order_of_the_alignments_changes_no_byte() -> None:
    pairs = [an_alignment("b", "x"), an_alignment("a", "y"), an_alignment("a", "x")]

    assert lines(a_crosswalk(*pairs)) == lines(a_crosswalk(*pairs[::-1]))


def test_a_status_that_the_format_does_not_know_is_told() -> None:
    losses = crosswalk_tsv(a_crosswalk(status="superseded")).losses

    assert "deze koppelingen zijn ‘superseded’" in " ".join(loss.message for loss in losses)


def test_an_unknown_licence_stays_unknown() -> None:
    unknown = a_crosswalk(licence={"id": "NOASSERTION", "attribution": "Niemand"})
    exported = crosswalk_tsv(unknown)

    assert b"license: https://w3id.org/sssom/license/unspecified" in exported.content
    assert read_crosswalk_tsv(exported.content, NAME).crosswalk.licence == unknown.licence


def test_an_item_or_base_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownItemError):
        crosswalk_tsv(a_crosswalk(), [framework(item("weg"))])
    with pytest.raises(NotABaseError):
        crosswalk_tsv(a_crosswalk(), base="kader")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)
WITH_BREAKS = st.one_of(
    CELLS, st.sampled_from(["\ttab", 'a"b', "één\n# twee\n", "=1+1", "'=1", "\n", "a\r\nb", '"'])
)


@st.composite
def crosswalks(draw: st.DrawFn) -> Crosswalk:
    ids = st.from_regex(r"[a-z0-9]{1,4}([_.-][a-z0-9]{1,3})?", fullmatch=True)
    pairs = draw(st.lists(st.tuples(ids, ids), min_size=1, max_size=6, unique=True))
    found = [
        an_alignment(
            subject,
            other,
            draw(WITH_BREAKS),
            predicate=draw(st.sampled_from(list(Predicate))),
            justification=draw(st.sampled_from(list(Justification))),
            provenance=draw(st.sampled_from([Provenance.DERIVED, Provenance.UNVERIFIED])),
        )
        for subject, other in pairs
    ]
    return a_crosswalk(*found, title=draw(CELLS), about=draw(WITH_BREAKS))


@given(crosswalks())
@settings(max_examples=60)
def test_any_crosswalk_comes_back_and_is_read_by_the_judge(crosswalk: Crosswalk) -> None:
    content = crosswalk_tsv(crosswalk).content
    back = read_crosswalk_tsv(content, NAME).crosswalk

    assert judged(content.decode())[:2] == (len(crosswalk.alignments), [])
    assert sorted(back.alignments, key=str) == sorted(crosswalk.alignments, key=str)
    assert (back.title, back.about) == (crosswalk.title, crosswalk.about)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_header_text_is_yaml_and_comes_back(text: str) -> None:
    head = "".join(line[1:] for line in header_lines({"title": text, "see_also": [text]}))

    assert yaml.load(head, yaml.BaseLoader) == {"title": text, "see_also": [text]}  # noqa: S506


FOREIGN = """\
#curie_map:
#  HP: http://purl.example/obo/HP_
#  kader: https://data.example/kader/
#mapping_set_id: https://data.example/sets/1
#license: https://creativecommons.org/licenses/by/4.0/
#creator_id: orcid:0000-0001
#subject_source: kader:Zorg
#subject_source_version: "v 2"
#object_source: https://purl.example/obo/hp.owl
#mapping_date: 2024-03-02
subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tconfidence
kader:A.1\tEen\tskos:exactMatch\t\tHP:0001\tsemapv:LexicalMatching\t0.9
kader:A.1\tEen\thttp://www.w3.org/2004/02/skos/core#broadMatch\t\tHP:0002\tsemapv:LogicalReasoning\t
kader:A.1\tEen\tskos:closeMatch\t\tHP:0002\tsemapv:LexicalMatching\t
kader:A.2\tTwee\tskos:exactMatch\tNot\tHP:0001\tsemapv:ManualMappingCuration\t
kader:A.3\tDrie\towl:sameAs\t\tHP:0003\tsemapv:ManualMappingCuration\t
kader:A.4\tVier\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t
kader:A.5\tVijf\tskos:exactMatch\t\t\tsemapv:ManualMappingCuration\t
"""


def read(text: str, **options: Any) -> ImportedCrosswalk:
    found = read_crosswalk_tsv(text.encode(), NAME, **options)
    assert {one.code for one in found.issues} <= set(IMPORT_CODES)
    return found


def test_a_file_of_another_program_is_read_and_the_rest_is_told() -> None:
    crosswalk, issues = read(FOREIGN)

    assert (crosswalk.subject, crosswalk.object) == ("zorg@v-2", "hp@1")
    assert [(one.subject, one.predicate.name, one.object) for one in crosswalk.alignments] == [
        ("a.1", "EXACT", "0001"), ("a.1", "BROAD", "0002"),
    ]  # fmt: skip
    assert crosswalk.alignments[1].justification is Justification.UNSPECIFIED
    assert crosswalk.alignments[0].why.startswith("Overgenomen uit")
    assert crosswalk.licence.id == "CC-BY-4.0"
    assert crosswalk.licence.attribution == "orcid:0000-0001"
    assert crosswalk.last_checked_on == dt.date(2024, 3, 2)
    told = "\n".join(one.message for one in issues)
    for said in (
        "een ontkende koppeling (predicate_modifier Not) (1x)", "onbekend verband owl:sameAs (1x)",
        "er past niets (sssom:NoTermFound) (1x)", "een van de twee items ontbreekt (1x)",
        "hetzelfde paar komt al voor (1x)", "Van hp noemt het bestand geen versie; hp@1 geldt",
        "Kolommen zonder plaats in een koppelingenbestand: confidence",
        "semapv:LogicalReasoning (1x)",
    ):  # fmt: skip
        assert said in told


def test_rows_about_other_frameworks_stay_out() -> None:
    cells = ("framework:derde/x", "skos:closeMatch", "framework:ander/b", "semapv:MappingReview")
    other = "\t".join([*cells, "Ja.", "derived"]) + "\n"
    more = a_crosswalk(an_alignment("a", "b"), an_alignment("a", "c"))

    back, issues = read(crosswalk_tsv(more).content.decode() + other)

    assert len(back.alignments) == 2
    assert "tussen andere kaders (derde en ander) (1x)" in issues[0].message


def test_the_caller_names_the_editions() -> None:
    back, _ = read(FOREIGN, subject=FrameworkRef("zorg@2"), target=FrameworkRef("hp@2024"))

    assert (back.subject, back.object) == ("zorg@2", "hp@2024")


def test_a_byte_order_mark_and_other_line_ends_do_no_harm() -> None:
    text = "\ufeff" + crosswalk_tsv(a_crosswalk()).content.decode().replace("\n", "\r\n")

    assert read(text).crosswalk.alignments == a_crosswalk().alignments


def test_a_file_without_a_day_or_maker_takes_the_day_of_reading() -> None:
    bare = "\n".join(
        line
        for line in FOREIGN.split("\n")
        if not line.startswith(("#mapping_date", "#creator", "#license", "#mapping_set"))
    )
    crosswalk = read(bare, read_on=dt.date(2026, 1, 2)).crosswalk

    assert crosswalk.last_checked_on == dt.date(2026, 1, 2)
    assert (crosswalk.title, crosswalk.licence.id) == (NAME, "NOASSERTION")
    with pytest.raises(InputFileError, match="geen dag"):
        read(bare)


HEADER = "#curie_map:\n#  x: https://x.example/\n#mapping_date: 2026-01-01\n"
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
ROW = "x:a\tskos:exactMatch\tx:b\tsemapv:MappingReview\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Deze kolommen ontbreken: subject_id"),
        (b"\xff\xfe", "geen UTF-8"),
        (f"#[a: \n{COLUMNS}{ROW}".encode(), "geen leesbare YAML"),
        (f"#tekst\n{COLUMNS}{ROW}".encode(), "geen gegevens"),
        (f"{HEADER}{COLUMNS}{ROW}y:a\tskos:exactMatch\tx:b\tz:w\n".encode(), "prefixen niet: y"),
        (f"{HEADER}{COLUMNS}x:a\tskos:exactMatch\n".encode(), "Rij 1 heeft 2 cellen"),
        (f"{HEADER}subject_id\t{COLUMNS}x:a\t{ROW}".encode(), "twee keer: subject_id"),
        (f"{HEADER}{COLUMNS.replace('object_id', 'doel')}{ROW}".encode(), "ontbreken: object_id"),
        (f"{HEADER}{COLUMNS}{ROW.replace('skos:exactMatch', 'x:anders')}".encode(), "SKOS"),
        (f"{HEADER}{COLUMNS}".encode(), "geen enkele bruikbare koppeling"),
        (f"{HEADER}{COLUMNS}{'x' * 200_000}\ta\tb\tc\n".encode(), "niet leesbaar"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(InputFileError, match=why):
        read_crosswalk_tsv(content, NAME)


def test_a_file_that_makes_no_crosswalk_is_refused_with_what_is_wrong() -> None:
    with pytest.raises(EditionError, match="met zichzelf verbonden"):
        read(f"{HEADER}{COLUMNS}{ROW}")
    wrong = crosswalk_tsv(a_crosswalk()).content.decode().replace("\tderived", "\tzeker")
    with pytest.raises(EditionError, match=r"alignments\.0\.provenance"):
        read(wrong)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("framework:proef/a", "onbekend:proef/a"),
        ("framework:proef/a", "geen curie"),
        ("skos:closeMatch", "lijkt:op"),
        ("semapv:ManualMappingCuration", ""),
    ],
)
def test_the_judge_refuses_a_row_that_breaks_the_standard(old: str, new: str) -> None:
    head, columns, row, end = crosswalk_tsv(a_crosswalk()).content.decode().rsplit("\n", 3)
    rows, errors, _ = judged("\n".join([head, columns, row.replace(old, new), end]))

    assert (rows, len(errors)) == (0, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [("\t0.5\t", "\t1.5\t"), ("\tNot\t", "\tNiet\t"), ("2026-11-05", "5 november")],
)
def test_the_judge_refuses_a_ledger_that_breaks_the_standard(old: str, new: str) -> None:
    edition = framework(item("a"), item("b"))
    bare = a_mapping_of(
        link("SW1", "proef:a"), link("SW1", "proef:b"), courses=(course(),), edition=edition
    )
    text = ledger_tsv(merge(bare, _decisions(bare)), [edition])

    assert old in text
    assert judged(text)[:2] == (4, [])
    rows, errors, _ = judged(text.replace(old, new))
    assert rows + len(errors) == 4
    assert errors


@pytest.mark.skipif(not SCHEMA.is_file(), reason="het schema van SSSOM is hier niet")
@pytest.mark.parametrize("crosswalk", SHIPPED, ids=each)
def test_a_crosswalk_follows_the_schema_of_sssom(crosswalk: Crosswalk) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is niet geïnstalleerd")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    text = crosswalk_tsv(crosswalk, list_frameworks()).content.decode()
    head = "\n".join(line[1:] for line in text.split("\n") if line.startswith("#"))
    metadata = yaml.load(head, yaml.BaseLoader)  # noqa: S506 - it makes texts only
    columns, *rows = [one.split("\t") for one in text.split("\n") if one and one[0] != "#"]
    mappings = [dict(zip(columns[:-1], row, strict=False)) for row in rows]
    validator = jsonschema.Draft201909Validator(
        {"$ref": "#/$defs/MappingSet", "$defs": schema["$defs"]},
        format_checker=jsonschema.FormatChecker(),
    )

    assert [e.message for e in validator.iter_errors({**metadata, "mappings": mappings})] == []
    wrong = {**mappings[0], "mapping_justification": "semapv:Zomaar"}
    assert list(validator.iter_errors({**metadata, "mappings": [wrong]}))

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import course, framework, item, link
from samples import mapping as a_mapping_of
from schema_judge import schema_errors

from swcompetence import propose
from swcompetence.errors import NotABaseError, UnknownItemError
from swcompetence.exchange.csv_text import unguarded
from swcompetence.exchange.sssom import crosswalk_tsv, header_lines, ledger_tsv
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.model import (
    Alignment,
    Crosswalk,
    Decision,
    Justification,
    Mapping,
    Place,
    Predicate,
    Provenance,
    Verdict,
)
from swcompetence.registry import get_framework, list_crosswalks, list_frameworks
from swcompetence.review.merge import ReviewedLink, merge

SHIPPED = list_crosswalks()
CURRICULA = Path(__file__).parents[2] / "curricula"
LISTS = ["bachelor-sociaal-werk-scheldezoom", "graduaat-maatschappelijk-werk-denderkant"]


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
                verdict=verdicts[(number + 2 * turn) % len(verdicts)],
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
def test_every_row_of_a_shipped_crosswalk_says_what_its_alignment_says(
    crosswalk: Crosswalk,
) -> None:
    exported = crosswalk_tsv(crosswalk, list_frameworks())

    assert alignments_in(exported.content) == sorted(map(told, crosswalk.alignments))
    assert {loss.code for loss in exported.losses} == {"not-in-format"}


def alignments_in(content: bytes) -> list[tuple[str, ...]]:
    """Read the rows below the header, as a spreadsheet would."""
    body = re.sub(r"\A(#[^\n]*\n)+", "", content.decode())
    rows = csv.DictReader(io.StringIO(body, newline=""), delimiter="\t")
    return sorted(
        (
            row["subject_id"].rpartition("/")[2],
            row["predicate_id"],
            row["object_id"].rpartition("/")[2],
            row["mapping_justification"],
            row["provenance"],
            unguarded(row["comment"]),
        )
        for row in rows
    )


def told(alignment: Alignment) -> tuple[str, ...]:
    return (
        alignment.subject,
        alignment.predicate,
        alignment.object,
        alignment.justification,
        alignment.provenance,
        alignment.why,
    )


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


def test_an_item_or_base_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownItemError):
        crosswalk_tsv(a_crosswalk(), [framework(item("weg"))])
    with pytest.raises(NotABaseError):
        crosswalk_tsv(a_crosswalk(), base="kader")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"]), min_size=1, max_size=20)
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

    assert judged(content.decode()) == (len(crosswalk.alignments), [], crosswalk.title)
    assert alignments_in(content) == sorted(map(told, crosswalk.alignments))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_header_text_is_yaml_and_comes_back(text: str) -> None:
    head = "".join(line[1:] for line in header_lines({"title": text, "see_also": [text]}))

    assert yaml.load(head, yaml.BaseLoader) == {"title": text, "see_also": [text]}  # noqa: S506


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


@pytest.mark.parametrize("crosswalk", SHIPPED, ids=each)
def test_a_crosswalk_follows_the_schema_of_sssom(crosswalk: Crosswalk) -> None:
    text = crosswalk_tsv(crosswalk, list_frameworks()).content.decode()
    head = "\n".join(line[1:] for line in text.split("\n") if line.startswith("#"))
    metadata = yaml.load(head, yaml.BaseLoader)  # noqa: S506 - it makes texts only
    columns, *rows = [one.split("\t") for one in text.split("\n") if one and one[0] != "#"]
    mappings = [dict(zip(columns[:-1], row, strict=False)) for row in rows]
    errors = schema_errors("sssom-1.1-mapping-set", {**metadata, "mappings": mappings})
    assert errors == []

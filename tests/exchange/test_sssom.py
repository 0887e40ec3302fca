from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from samples import course, framework, item, link, mapping
from schema_judge import schema_errors

from swcompetence.exchange.ooapi import LinkChoice
from swcompetence.exchange.sssom import header_lines, ledger_tsv
from swcompetence.model import Decision, ItemRef, Mapping, Place, Treatment, Verdict
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.workflow.exporting import ExportChoices, export

EDITION = framework(item("a"), item("b"))
SCHEMA = "sssom-1.1-mapping-set"
BUILT_IN = {"owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd", "linkml"}
MULTIVALUED = {"reviewer_label"}
NUMBERS = {"confidence", "reviewer_agreement"}
Row = dict[str, str]


def said(of: str, verdict: str, reviewer: str | None, ref: str, **facts: object) -> ReviewedLink:
    decision = Decision.model_validate({"verdict": verdict, "reviewer": reviewer, **facts})
    return ReviewedLink(course=of, item=ItemRef(ref), decision=decision, place=Place())


def a_mapping(*decisions: ReviewedLink) -> Mapping:
    bare = mapping(
        link("SW1", "proef:a").model_copy(update={"confidence": 0.8625, "mention": 0.9}),
        link("SW1", "proef:b").model_copy(update={"confidence": 0.25, "mention": 0.4}),
        courses=(course("SW1", "Vak: één"), course("SW 2/b", "=Vak")),
        edition=EDITION,
    )
    return merge(bare.model_copy(update={"date": dt.date(2026, 11, 1)}), decisions)


REVIEWED = a_mapping(
    said("SW1", "accept", "An", "proef:a", level="V", assessed=True, date=dt.date(2026, 11, 5)),
    said("SW1", "reject", "Bert", "proef:b", note='past niet\nzegt "zij"\tdus', final=True),
    said("SW1", "unsure", "An", "proef:b", date=dt.date(2026, 11, 6)),
    said("SW 2/b", "accept", None, "proef:geen"),
)


def strict_read(text: str) -> tuple[dict[str, object], list[Row]]:
    """Read SSSOM/TSV as its specification says, and refuse everything that it forbids."""
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    head, body = re.fullmatch(r"((?:#[^\n]*\n)+)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]  # no match fails the test
    lines = [line[1:] for line in head.splitlines()]
    assert not any(
        line.startswith(("%", "---")) or re.search(r"(^|\s)[&*!]\w", line) for line in lines
    )
    metadata = yaml.load("\n".join(lines), yaml.BaseLoader)  # noqa: S506 - it makes texts only
    table = list(csv.reader(io.StringIO(body, newline=""), delimiter="\t", strict=True))
    columns, rows = table[0], table[1:]
    assert len(set(columns)) == len(columns)
    assert all(len(row) == len(columns) for row in rows)
    if rows:
        assert all(any(row[at] for row in rows) for at in range(len(columns))), "empty column"
    known = BUILT_IN | set(metadata.get("curie_map", ()))
    records = [
        {name: cell for name, cell in zip(columns, row, strict=True) if cell} for row in rows
    ]
    for record in records:
        for slot, value in record.items():
            if slot.endswith(("_id", "_source")) or slot == "mapping_justification":
                assert re.fullmatch(r"[A-Za-z_][\w.-]*:\S+", value), value
                assert value.partition(":")[0] in known
        if "review_date" in record:
            assert "reviewer_label" in record
    for one in metadata.get("extension_definitions", []):
        assert one["slot_name"] in columns
        assert one["property"].partition(":")[0] in known
    return metadata, records


def found(rows: list[Row], **facts: str) -> Row:
    (row,) = [row for row in rows if facts.items() <= row.items()]
    return row


def test_every_decision_is_one_row() -> None:
    _, rows = strict_read(ledger_tsv(REVIEWED))

    assert len(rows) == sum(len(one.decisions) for one in REVIEWED.links) == 4


def test_proposals_come_along_when_asked_for_with_the_confidence_of_the_program() -> None:
    bare = a_mapping(said("SW1", "accept", "An", "proef:a"))
    touched = [
        one.model_copy(update={"treatment": Treatment.TOUCHED}) if not one.decisions else one
        for one in bare.links
    ]
    mixed = bare.model_copy(update={"links": tuple(touched)})
    metadata, rows = strict_read(ledger_tsv(mixed, [EDITION], with_proposals=True))

    assert len(rows) == 2
    row = found(rows, object_id="framework:proef/b")
    assert (row["confidence"], row["treatment"]) == ("0.4", "touched")
    assert row["mapping_justification"] == "semapv:CompositeMatching"
    assert not row.keys() & {"reviewer_label", "reviewer_agreement", "in_force"}
    assert "Zonder reviewer_label" in str(metadata["comment"])
    (with_them,) = export(
        mixed, "sssom", frameworks=[EDITION], choices=ExportChoices(links=LinkChoice.PROPOSED)
    )
    (without,) = export(mixed, "sssom", frameworks=[EDITION])
    assert (len(with_them.exported.losses), len(without.exported.losses)) == (0, 1)


def test_an_accepted_proposal() -> None:
    _, rows = strict_read(ledger_tsv(REVIEWED, [EDITION]))

    row = found(rows, object_id="framework:proef/a")
    assert row == {
        "subject_id": "curriculum:lijst/SW1",
        "subject_label": "Vak: één",
        "predicate_id": "swc:addresses",
        "object_id": "framework:proef/a",
        "object_label": "Zzqa",
        "mapping_justification": "semapv:ManualMappingCuration",
        "reviewer_label": "An",
        "mapping_tool": "swcompetence",
        "mapping_tool_version": "0",
        "mapping_date": "2026-11-01",
        "review_date": "2026-11-05",
        "confidence": "0.863",
        "reviewer_agreement": "1",
        "in_force": "true",
        "level": "V",
        "assessed": "true",
        "treatment": "core",
    }


def test_what_a_course_touches_on_is_a_link_told_as_such() -> None:
    reviewed = a_mapping(said("SW1", "touched", "An", "proef:a", tie="explicit"))

    _, (row,) = strict_read(ledger_tsv(reviewed))

    assert "predicate_modifier" not in row
    facts = {slot: row[slot] for slot in ("reviewer_agreement", "treatment", "tie", "confidence")}
    assert facts == {
        "reviewer_agreement": "1",
        "treatment": "touched",
        "tie": "explicit",
        "confidence": "0.9",
    }


def test_a_rejected_proposal_is_a_denial_that_its_reviewer_stands_behind() -> None:
    _, rows = strict_read(ledger_tsv(REVIEWED))

    row = found(rows, predicate_modifier="Not")
    assert row["object_id"] == "framework:proef/b"
    assert row["reviewer_agreement"] == "1"
    assert row["confidence"] == "0.6"
    assert row["comment"] == 'past niet\nzegt "zij"\tdus'
    assert row["final"] == "true"


def test_doubt_is_no_agreement_and_no_denial() -> None:
    _, rows = strict_read(ledger_tsv(REVIEWED))

    row = found(rows, reviewer_agreement="0")
    assert "predicate_modifier" not in row
    assert row["confidence"] == "0.25"


def test_nothing_fits_is_no_term_found_in_that_framework() -> None:
    metadata, rows = strict_read(ledger_tsv(REVIEWED))

    row = found(rows, object_id="sssom:NoTermFound")
    assert row["subject_id"] == "curriculum:lijst/SW%202%2Fb"
    assert row["reviewer_label"] == "zonder naam"
    assert not {"confidence", "mapping_tool", "review_date"} & row.keys()
    assert metadata["object_source"] == "framework:proef"
    assert metadata["object_source_version"] == "1"


def test_what_all_rows_share_stands_in_the_header() -> None:
    one = a_mapping(said("SW1", "accept", "An", "proef:a"))

    metadata, (row,) = strict_read(ledger_tsv(one))

    shared = {"mapping_tool", "mapping_tool_version", "mapping_date", "subject_source"}
    assert shared <= metadata.keys()
    assert not shared & row.keys()


def test_a_revised_decision_is_kept_and_no_longer_in_force() -> None:
    one = a_mapping(
        said("SW1", "accept", "An", "proef:a", date=dt.date(2026, 11, 1)),
        said("SW1", "reject", "An", "proef:a", date=dt.date(2026, 11, 2)),
    )

    _, rows = strict_read(ledger_tsv(one))

    assert [(row.get("predicate_modifier"), row["in_force"]) for row in rows] == [
        (None, "false"),
        ("Not", "true"),
    ]


def test_the_set_says_what_it_is() -> None:
    metadata, _ = strict_read(ledger_tsv(REVIEWED, base="https://hogeschool.be/"))

    assert list(metadata)[:6] == [
        "sssom_version", "curie_map", "mapping_set_id", "mapping_set_version",
        "mapping_set_title", "license",
    ]  # fmt: skip
    assert metadata["sssom_version"] == "1.1"
    assert metadata["mapping_set_id"] == "https://hogeschool.be/ledger/lijst"
    assert metadata["mapping_set_version"] == "2026-11-06"
    assert str(metadata["license"]).startswith("https://")
    assert metadata["curie_map"] == {
        "curriculum": "https://hogeschool.be/curriculum/",
        "framework": "https://hogeschool.be/framework/",
        "swc": "https://hogeschool.be/terms/",
    }


def test_without_decisions_there_is_a_header_and_nothing_else() -> None:
    metadata, rows = strict_read(ledger_tsv(a_mapping()))

    assert rows == []
    assert "extension_definitions" not in metadata


def test_the_order_of_links_and_rounds_does_not_change_a_byte() -> None:
    turned = REVIEWED.model_copy(update={"links": REVIEWED.links[::-1]})

    assert ledger_tsv(turned) == ledger_tsv(REVIEWED)


def test_a_new_decision_adds_one_line_and_moves_none() -> None:
    more = merge(REVIEWED, [said("SW1", "accept", "Zoë", "proef:a", date=dt.date(2026, 11, 5))])

    before, after = (ledger_tsv(one).split("\n") for one in (REVIEWED, more))

    assert [line for line in after if line in before] == before
    assert len(after) == len(before) + 1


def test_a_formula_cannot_run_and_a_name_stays_one_name() -> None:
    one = a_mapping(said("SW 2/b", "accept", "An|Bert\\", "proef:a", note="@SUM(A1)"))

    _, (row,) = strict_read(ledger_tsv(one))

    assert row["subject_label"] == "'=Vak"
    assert row["comment"] == "'@SUM(A1)"
    assert row["reviewer_label"] == "An\\|Bert\\\\"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["SW1", "SW 2/b"]),
            st.sampled_from([one.value for one in Verdict]),
            st.text(max_size=12),
            st.text(max_size=20),
        ),
        max_size=5,
    )
)
def test_any_name_and_note_gives_a_file_that_reads_back(
    given_: list[tuple[str, str, str, str]],
) -> None:
    one = a_mapping(*(said(c, v, name, "proef:a", note=note) for c, v, name, note in given_))

    _, rows = strict_read(ledger_tsv(one))

    assert len(rows) == sum(len(x.decisions) for x in one.links)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])))
def test_any_header_value_is_read_back_as_the_same_text(text: str) -> None:
    value = text.replace("\x85", "").replace("\ufeff", "")
    lines = [line[1:] for line in header_lines({"title": value})]

    assert (yaml.safe_load("".join(lines)) or {}).get("title", "") == value


def test_the_ledger_follows_the_schema_of_sssom() -> None:
    metadata, rows = strict_read(ledger_tsv(REVIEWED, [EDITION]))
    own = {one["slot_name"] for one in metadata["extension_definitions"]}  # type: ignore[attr-defined]  # a list of dicts
    mappings = [
        {
            slot: [value] if slot in MULTIVALUED else float(value) if slot in NUMBERS else value
            for slot, value in row.items()
            if slot not in own
        }
        for row in rows
    ]
    assert schema_errors(SCHEMA, {**metadata, "mappings": mappings}) == []


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        ({"reviewer_agreement": 2}, "/mappings/0/reviewer_agreement"),
        ({"no_slot": "x"}, "/mappings/0"),
        ({"mapping_justification": "semapv:Zomaar"}, "/mappings/0/mapping_justification"),
        ({"review_date": "5 november"}, "/mappings/0/review_date"),
        ({"reviewer_label": "An"}, "/mappings/0/reviewer_label"),
        ({"predicate_modifier": "Niet"}, "/mappings/0/predicate_modifier"),
        ({"object_id": "geen curie"}, "/mappings/0/object_id"),
        ({"confidence": 1.5}, "/mappings/0/confidence"),
    ],
)
def test_the_schema_of_sssom_refuses_a_wrong_mapping(spoil: dict[str, object], where: str) -> None:
    right = {
        "subject_id": "a:b",
        "predicate_id": "skos:exactMatch",
        "object_id": "c:d",
        "mapping_justification": "semapv:MappingReview",
        "reviewer_label": ["An"],
        "review_date": "2026-11-05",
    }
    mapping_set = {"mapping_set_id": "https://hs.example/1", "license": "CC0-1.0"}

    assert schema_errors(SCHEMA, {**mapping_set, "mappings": [right]}) == []
    errors = schema_errors(SCHEMA, {**mapping_set, "mappings": [right | spoil]})
    assert {error.split(": ")[0] for error in errors} == {where}


def test_the_schema_of_sssom_asks_who_reviewed_and_what_the_set_is_called() -> None:
    nameless = {
        "subject_id": "a:b",
        "predicate_id": "skos:exactMatch",
        "object_id": "c:d",
        "mapping_justification": "semapv:MappingReview",
        "review_date": "2026-11-05",
    }

    assert len(schema_errors(SCHEMA, {"license": "CC0-1.0", "mappings": [nameless]})) == 2

"""Whatever text a file of another system holds: what `import` writes, `validate` accepts."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swcompetence.analysis.edition.lint import lint
from swcompetence.errors import SwCompetenceError
from swcompetence.exchange.exported import legible
from swcompetence.exchange.lms.moodle import MOODLE_COLUMNS
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.files.data.data_files import read_framework
from swcompetence.files.data.edition_text import edition_text
from swcompetence.model import Severity
from swcompetence.workflow.importing import import_framework

Rows = Sequence[tuple[str, str, str, str]]
FACTS = EditionFacts(publisher="Hogeschool", read_on=dt.date(2026, 11, 22))
ODD = [
    *("", " ", "\u00a0", "\u00ad", "\u200b", "\ufeff", "\x07", "\x1b[31m", "\u202e", "\u2028"),
    *("\x85", "\t", "\n", "\r\n", "=1+1", "'=1", "-", "- a", "#", ":", "~", "null", "ja", "01"),
    *("1.0", "1e5", "2026-01-01", "geen", "&nbsp;", "<b>", "</p>", "'", '"', "{", "[", "漢", "🙂"),
    *("\ufffe", "\ufffd", "\U000e0001", "x" * 200, "woord " * 60, "OLR 1", "OLR 1", "a + b"),
]
TEXTS = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=8)), max_size=4).map("".join)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=5)
"""Code, name, explanation and group."""


def table(rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode()


def outcomes(rows: Rows) -> bytes:
    return table([("Code", "Leerresultaat", "Toelichting", "Groep"), *rows], ";")


def matrix(rows: Rows) -> bytes:
    head = ["Code", "Opleidingsonderdeel", "SP", *(f"{code} {name}" for code, name, *_ in rows)]
    courses = [[f"SW{number}", f"Vak {number}", "6", *("X" for _ in rows)] for number in range(3)]
    return table([head, *courses], ";")


def moodle(rows: Rows) -> bytes:
    blank = [""] * len(MOODLE_COLUMNS)
    head = ["", rows[0][0], rows[0][1], rows[0][2], *blank[4:12], "1", "competency,outcome"]
    lines = [[group, code, name, about, *blank[4:]] for code, name, about, group in rows]
    return table([MOODLE_COLUMNS, head, *lines], ",")


def case(rows: Rows) -> bytes:
    code, name, about, group = rows[0]
    document = {"identifier": "d", "title": name, "creator": about, "version": code, "uri": group}
    items = [
        {"identifier": f"i{number}", "fullStatement": name, "humanCodingScheme": code}
        | {"notes": about, "CFItemType": group, "conceptKeywords": [group, about]}
        for number, (code, name, about, group) in enumerate(rows)
    ]
    tree = [
        {"associationType": "isChildOf", "originNodeURI": {"identifier": f"i{number + 1}"}}
        | {"destinationNodeURI": {"identifier": f"i{number}"}}
        for number in range(len(rows) - 1)
    ]
    licence = {"licenseURI": {"identifier": "l", "title": group}, "description": group}
    package = {"CFDocument": document | licence, "CFItems": items, "CFAssociations": tree}
    return json.dumps(package).encode()


def skos(rows: Rows) -> bytes:
    terms = {"@vocab": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/"}
    scheme = {"@id": "x:s", "@type": "ConceptScheme", "prefLabel": rows[0][1]}
    concepts = [
        {"@id": f"x:{number}", "@type": "Concept", "inScheme": {"@id": "x:s"}}
        | {"prefLabel": name, "notation": code, "definition": about, "altLabel": group}
        | ({"broader": {"@id": f"x:{number - 1}"}} if number else {})
        for number, (code, name, about, group) in enumerate(rows)
    ]
    scheme |= {"dct:publisher": rows[0][3], "dct:license": rows[0][2]}
    return json.dumps({"@context": terms, "@graph": [scheme, *concepts]}).encode()


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from texts_in(part)
        case list():
            for part in value:
                yield from texts_in(part)


@pytest.mark.parametrize(
    ("kind", "write"),
    [
        ("olr", outcomes),
        ("matrix", matrix),
        ("moodle", moodle),
        ("case", case),
        ("skos-json", skos),
    ],
)
@given(rows=ROWS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_import_writes_validate_accepts(
    kind: str, write: Callable[[Rows], bytes], rows: Rows, tmp_path: Path
) -> None:
    source, target = tmp_path / "bron", tmp_path / "kader.yaml"
    source.write_bytes(write(rows))
    try:
        edition = import_framework(source, FACTS, source_format=kind).framework
    except SwCompetenceError:  # refused with a reason: nothing is written
        return

    target.write_bytes(edition_text(edition).encode())
    back = read_framework(target)

    assert back == edition
    assert [found for found in lint(back) if found.severity is Severity.ERROR] == []
    data = back.model_dump(mode="json")
    assert list(texts_in(legible(data))) == list(texts_in(data))
    assert all([back.title, back.publisher, back.licence.id, *back.levels])
    assert all(item.label for item in back.items)


@pytest.mark.parametrize("write", [outcomes, matrix, moodle, case, skos])
def test_a_plain_source_comes_in_whole(write: Callable[[Rows], bytes], tmp_path: Path) -> None:
    source = tmp_path / "bron"
    source.write_bytes(write([("1", "Luistert", "Echt", ""), ("2", "Onderhandelt", "Goed", "")]))

    edition = (
        import_framework(source, FACTS).framework
        if write is not matrix
        else (import_framework(source, FACTS, source_format="matrix").framework)
    )

    assert [(item.id, item.label) for item in edition.items] == [
        ("1", "Luistert"),
        ("2", "Onderhandelt"),
    ]

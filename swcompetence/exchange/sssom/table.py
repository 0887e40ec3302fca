"""Reads SSSOM/TSV, also of other programs: the header, and the rows with what the header shares."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from swcompetence.errors import InputFileError

BUILT_IN = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "linkml": "https://w3id.org/linkml/",
}
"""Prefixes that every SSSOM file knows (SSSOM 1.1, IRI prefixes)."""
_SHARED = (
    "subject_source", "subject_source_version", "object_source", "object_source_version",
    "mapping_date",
)  # fmt: skip
"""The slots that we read, of those that the header may hold for all rows (propagatable slots)."""
_NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_CURIE = re.compile(r"([A-Za-z_][\w.-]*):(?!//)(\S*)")
_ADVICE = "Geef een SSSOM-bestand (.sssom.tsv) met de metadata in de kop."


class SssomTable(NamedTuple):
    """A mapping set."""

    header: Mapping[str, Any]
    prefixes: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    """Cells that say something, by slot; what the header says for all rows stands in each."""

    def uri(self, curie: str) -> str:
        """Spell a CURIE out; another text stays as it is."""
        found = _CURIE.fullmatch(curie)
        known = self.prefixes.get(found[1]) if found else None
        return f"{known}{found[2]}" if found and known is not None else curie


def read_sssom_table(content: bytes, name: str) -> SssomTable:
    """Read a mapping set; a byte order mark and other line ends do no harm.

    Raises:
        InputFileError: it is no SSSOM/TSV: another encoding, a header that is no YAML, a column
            that lacks, rows of another length, or a prefix that the header does not declare.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputFileError(name, "Dit is geen UTF-8.", _ADVICE) from error
    lines = text.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _header([line[1:] for line in lines[:count]], name)
    columns, cells = _cells("\n".join(lines[count:]), name)
    shared = {
        slot: str(header[slot]) for slot in _SHARED if header.get(slot) and slot not in columns
    }
    given = header.get("curie_map")
    prefixes = {**BUILT_IN, **(given if isinstance(given, dict) else {})}
    rows = tuple(
        {**shared, **{slot: one for slot, one in zip(columns, row, strict=True) if one}}
        for row in cells
    )
    table = SssomTable(header, prefixes, columns, rows)
    unknown = sorted(set(_undeclared(table)))
    if unknown:
        raise InputFileError(
            name,
            f"De kop (curie_map) verklaart deze prefixen niet: {', '.join(unknown)}.",
            "Vul ze aan in de kop.",
        )
    return table


def _header(lines: list[str], name: str) -> Mapping[str, Any]:
    try:
        # BaseLoader makes texts only, never objects.
        header = yaml.load("\n".join(lines), yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        raise InputFileError(name, "De kop is geen leesbare YAML.", _ADVICE) from error
    if header is None:
        return {}
    if not isinstance(header, dict):
        raise InputFileError(name, "De kop bevat geen gegevens.", _ADVICE)
    return header


def _cells(text: str, name: str) -> tuple[tuple[str, ...], list[list[str]]]:
    try:
        table = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t") if row]
    except csv.Error as error:
        raise InputFileError(name, f"De tabel is niet leesbaar ({error}).", _ADVICE) from error
    columns = tuple(one.strip() for one in table[0]) if table else ()
    missing = [one for one in _NEEDED if one not in columns]
    if missing:
        raise InputFileError(name, f"Deze kolommen ontbreken: {', '.join(missing)}.", _ADVICE)
    twice = sorted({one for one in columns if columns.count(one) > 1})
    if twice:
        raise InputFileError(name, f"Kolommen staan er twee keer: {', '.join(twice)}.", _ADVICE)
    for number, row in enumerate(table[1:], start=1):
        if len(row) != len(columns):
            reason = (
                f"Rij {number} heeft {len(row)} cellen; de tabel heeft {len(columns)} kolommen."
            )
            raise InputFileError(name, reason, _ADVICE)
    return columns, table[1:]


def _undeclared(table: SssomTable) -> Iterator[str]:
    for row in table.rows:
        for slot in ("subject_id", "predicate_id", "object_id"):
            found = _CURIE.fullmatch(row.get(slot, ""))
            if found and found[1] not in table.prefixes:
                yield found[1]

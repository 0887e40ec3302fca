"""The formats that can be written and read, in words; nothing heavy, so that help is fast."""

from __future__ import annotations

EXPORT_FORMATS: dict[str, str] = {
    "moodle": "competentiekader voor Moodle (CSV)",
    "canvas": "leerresultaten voor Canvas (CSV)",
    "case": "CASE 1.1 of 1.0 (JSON), voor OpenSALT en andere registers",
    "skos": "SKOS in Turtle, voor vocabulaires op het web",
    "skos-json": "SKOS in JSON-LD",
    "ooapi": "OOAPI (JSON): leerresultaten, en opleidingsonderdelen",
    "sssom": "SSSOM (TSV): crosswalks, of besluiten bij koppelingen",
    "csv": "gewone tabel voor Excel, of met --locale invariant voor programma's",
    "jsonl": "dezelfde tabel als JSON-regels, voor programma's",
}
"""Name -> what it is, in one Dutch line."""
IMPORT_FORMATS: dict[str, str] = {
    "olr": "lijst van leerresultaten (Excel, .ods of .csv)",
    "matrix": "matrix opleidingsonderdelen x competenties: elke competentie een item",
    "case": "CASE 1.0 of 1.1 (JSON), zoals OpenSALT het uitvoert",
    "moodle": "competentiekader van Moodle (CSV)",
    "skos": "SKOS in Turtle",
    "skos-json": "SKOS in JSON-LD",
}
"""Name -> what it is, in one Dutch line."""

"""The JSON Schemas of what other programs read and write, made from the models."""

from __future__ import annotations

import json

from pydantic import BaseModel

from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.route import Route
from swcompetence.errors import UnknownFormatError
from swcompetence.exchange.exported import json_bytes
from swcompetence.exchange.names import checked_base
from swcompetence.files.data.edition_schema import edition_schema, model_schema
from swcompetence.files.data.mapping_lines import MappingLine
from swcompetence.model import (
    BoardNotes,
    Crosswalk,
    Mapping,
    Reference,
    ReferenceForm,
)
from swcompetence.report.findings.report_json import report_schema
from swcompetence.review.carriers import DecisionFile

SCHEMAS: dict[str, str] = {
    "framework": "een editie van een kader (YAML)",
    "crosswalk": "koppelingen tussen de items van twee kaders (YAML)",
    "mapping": "koppelingen tussen opleidingsonderdelen en kaders (JSON van ‘map’)",
    "mapping-lines": "een regel daarvan als stroom: een lijst, of een opleidingsonderdeel (JSONL)",
    "decisions": "besluiten van een lesgever (JSON uit de pagina ‘nakijken.html’)",
    "reference": "een referentie: welk aandeel elk thema inneemt (YAML of JSON)",
    "reference-form": "een ingevuld referentieformulier (YAML)",
    "board": "wat een opleidingscommissie bij een rapport noteerde (JSON)",
    "gap-report": "een hiatenrapport (JSON van ‘report’)",
    "comparison": "twee of meer lijsten vergeleken (JSON van ‘compare’)",
    "route": "een studieroute (JSON van ‘route’)",
}
"""Name -> what a file of that form is, in one Dutch line."""
_MODELS: dict[str, tuple[type[BaseModel], str]] = {
    "crosswalk": (Crosswalk, "Crosswalk between two competency framework editions"),
    "mapping": (Mapping, "Mapping of courses onto competency frameworks"),
    "mapping-lines": (
        MappingLine,
        "Line of a mapping: a list, or one of its courses",
    ),
    "decisions": (DecisionFile, "Decisions of a lecturer on the links of a mapping"),
    "reference": (Reference, "Reference: the share of every theme"),
    "reference-form": (ReferenceForm, "Reference form of one respondent"),
    "board": (BoardNotes, "Notes of a programme board"),
    "comparison": (Comparison, "Comparison of course lists"),
    "route": (Route, "Route of a student through a programme"),
}


def json_schema(name: str, base: str | None = None) -> str:
    """Give the JSON Schema (2020-12) of one format, as JSON text that ends with a line end.

    Who publishes it gives the base of its address, and its `$id` is that address:
    `https://formaten.hogeschool.example/mapping.schema.json`. Else it has none, so that its address
    is where it lies and its `$id` never leads nowhere.

    It accepts what this version reads: keys that it does not know in a mapping, in decisions and in
    a gap report, and no others.

    Raises:
        UnknownFormatError: there is no such schema; names what there is.
        NotABaseError: the base is no beginning of URIs.
    """
    if base is not None:
        address = f"{checked_base(base)}{name}.schema.json"
        return json_bytes({"$id": address, **json.loads(json_schema(name))}).decode()
    if name == "framework":
        return edition_schema()
    if name == "gap-report":
        return report_schema()
    if name not in _MODELS:
        raise UnknownFormatError(name, SCHEMAS)
    kind, title = _MODELS[name]
    is_open = kind in {Mapping, MappingLine, DecisionFile}
    return model_schema(kind, title, is_open=is_open)

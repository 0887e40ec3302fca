"""From an edition, a crosswalk or a mapping to the files of other systems, and their schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel

from swcompetence.errors import InputFileError, UnknownFormatError, UnknownFrameworkError
from swcompetence.exchange.case.writing import CaseVersion, case_json
from swcompetence.exchange.exported import Exported, json_bytes, left_out
from swcompetence.exchange.formats import EXPORT_FORMATS
from swcompetence.exchange.lists.table_csv import framework_csv, mapping_csv, rows_csv, rows_jsonl
from swcompetence.exchange.lms.canvas import canvas_csv
from swcompetence.exchange.lms.moodle import moodle_csv
from swcompetence.exchange.names import BASE, checked_base
from swcompetence.exchange.ooapi import LinkChoice, ooapi_json
from swcompetence.exchange.skos.writing import skos_jsonld, skos_turtle
from swcompetence.exchange.sssom import crosswalk_tsv, ledger_tsv
from swcompetence.files.data.data_files import read_crosswalk
from swcompetence.model import BoardNotes, Crosswalk, Framework, Mapping, Reference, ReferenceForm
from swcompetence.registry import frameworks_of, get_framework, list_crosswalks, resolve_frameworks
from swcompetence.workflow.opening import open_mapping

ENDINGS = {
    "moodle": "-moodle.csv",
    "canvas": "-canvas.csv",
    "case": ".case.json",
    "skos": ".ttl",
    "skos-json": ".jsonld",
    "ooapi": ".ooapi.json",
    "sssom": ".sssom.tsv",
    "csv": ".csv",
    "jsonl": "-tabel.jsonl",
}
"""Format -> how the name of its file ends."""
_ALIGNMENTS = re.compile(r"^alignments *:", re.MULTILINE)
_BOOKS = frozenset({".xlsx", ".xlsm", ".ods", ".json", ".jsonl"})
_YAML = frozenset({".yaml", ".yml"})


class ExportChoices(NamedTuple):
    """What a user may choose beside the format."""

    base: str = BASE
    """Beginning of the URIs."""
    case_version: CaseVersion = "1.1"
    crosswalks: tuple[Crosswalk, ...] = ()
    """More crosswalks of the edition than the shipped ones."""
    links: LinkChoice = LinkChoice.CONFIRMED
    """Which links of a mapping count in OOAPI, and stand in SSSOM."""
    locale: Literal["nl", "invariant"] = "nl"
    """Whom a table in CSV is for: Excel in Dutch, or programs."""


_DEFAULT = ExportChoices()


class ExportSource(NamedTuple):
    """What is exported."""

    value: Framework | Crosswalk | Mapping
    name: str
    """Beginning of the names of the files."""
    folder: Path
    """Beside the file that it comes from, else the current folder."""
    frameworks: tuple[Framework, ...] = ()
    """For a mapping: the editions that its links point into; for a crosswalk: those given."""


class ExportedFile(NamedTuple):
    """A file to write."""

    path: Path
    """Where it goes unless the user says otherwise."""
    exported: Exported


def open_source(text: str, frameworks: Sequence[str] = ()) -> ExportSource:
    """Open what a user wants to export.

    Args:
        text: a framework (`id`, `id@version` or the path of an edition), the path of a crosswalk,
            or of a mapping: the workbook or JSON that `map` or `review` wrote.
        frameworks: for a mapping or a crosswalk, editions that are not shipped.

    Raises:
        InputFileError: a file cannot be read.
        EditionError: a YAML file with mistakes.
        UnknownFrameworkError: an edition is not at hand.
    """
    path = Path(text)
    suffix = path.suffix.lower()
    if suffix in _BOOKS:
        mapping, _ = open_mapping(path)
        return ExportSource(mapping, path.stem, path.parent, frameworks_of(mapping, frameworks))
    # A crosswalk holds alignments and an edition does not.
    is_yaml = suffix in _YAML and path.is_file()
    if is_yaml and _ALIGNMENTS.search(path.read_bytes().decode(errors="replace")):
        editions = resolve_frameworks(frameworks) if frameworks else ()
        return ExportSource(read_crosswalk(path), path.stem, path.parent, editions)
    edition = resolve_frameworks([text])[0]
    is_file = path.is_file()
    name = path.stem if is_file else f"{edition.id}-{edition.version}"
    return ExportSource(edition, name, path.parent if is_file else Path())


def export_as(
    source: ExportSource, target_format: str, choices: ExportChoices = _DEFAULT
) -> tuple[ExportedFile, ...]:
    """Write what was opened in another format; one file, or for SSSOM one each crosswalk.

    Raises:
        UnknownFormatError: there is no such format, or not for this; names what there is.
        NotABaseError: the base is no beginning of URIs.
        InputFileError: the edition has no crosswalk to write.
        MissingLibraryError: a library that the format needs is not installed.
    """
    checked_base(choices.base)
    writers = _writers(source, choices)
    if target_format not in writers:
        known = {name: EXPORT_FORMATS[name] for name in writers}
        what = "koppelingen" if isinstance(source.value, Mapping) else "een crosswalk"
        raise UnknownFormatError(
            target_format, known, what if target_format in EXPORT_FORMATS else ""
        )
    return tuple(
        ExportedFile(source.folder / f"{name}{ENDINGS[target_format]}", exported)
        for name, exported in writers[target_format]()
    )


def export(
    value: Framework | Crosswalk | Mapping,
    target_format: str,
    *,
    frameworks: Sequence[Framework] = (),
    choices: ExportChoices = _DEFAULT,
) -> tuple[ExportedFile, ...]:
    """Write an edition, a crosswalk or a mapping in the format of another system.

    Args:
        value: what to write.
        target_format: a name of the table of formats, such as `case` or `moodle`.
        frameworks: for a mapping or a crosswalk, its editions that are not shipped.
        choices: the beginning of URIs, the version of CASE and the like.

    Returns:
        One file, or for SSSOM one for each crosswalk: its name, its bytes, and what the format
        could not hold. Nothing is written to disk.

    Raises:
        UnknownFormatError: there is no such format, or not for this; names what there is.
        NotABaseError: the base is no beginning of URIs.
        InputFileError: the edition has no crosswalk to write.
        MissingLibraryError: a library that the format needs is not installed.
    """
    if isinstance(value, Mapping):
        name = value.curricula[0].id
        editions = frameworks_of(value) if not frameworks else tuple(frameworks)
    elif isinstance(value, Crosswalk):
        name, editions = f"{value.subject.id}--{value.object.id}", tuple(frameworks)
    else:
        name, editions = f"{value.id}-{value.version}", ()
    return export_as(ExportSource(value, name, Path(), editions), target_format, choices)


_Writer = Callable[[], Sequence[tuple[str, Exported]]]


def _writers(source: ExportSource, choices: ExportChoices) -> dict[str, _Writer]:
    """Give what each format that fits the source would write, in the order of the list."""
    value, name, is_dutch = source.value, source.name, choices.locale == "nl"

    def single(write: Callable[[], Exported]) -> _Writer:
        return lambda: [(name, write())]

    if isinstance(value, Mapping):
        editions = source.frameworks
        return {
            "ooapi": single(
                lambda: ooapi_json(editions, value, links=choices.links, base=choices.base)
            ),
            "sssom": single(lambda: _ledger(value, editions, choices)),
            "csv": single(
                lambda: mapping_csv(value, editions) if is_dutch else rows_csv(value, editions)
            ),
            "jsonl": single(lambda: rows_jsonl(value, editions)),
        }
    if isinstance(value, Crosswalk):
        return {"sssom": single(lambda: _crosswalk(value, source.frameworks, choices.base))}
    # A given crosswalk goes before a shipped one between the same editions.
    given = {(walk.subject, walk.object) for walk in choices.crosswalks}
    shipped = [walk for walk in list_crosswalks() if walk.subject == value.ref]
    shipped = [walk for walk in shipped if (walk.subject, walk.object) not in given]
    walks = (*choices.crosswalks, *shipped)
    return {
        "moodle": single(lambda: moodle_csv(value)),
        "canvas": single(lambda: canvas_csv(value)),
        "case": single(
            lambda: case_json(
                value,
                walks,
                base=choices.base,
                version=choices.case_version,
                others=[t for walk in walks if (t := _at_hand(walk.object))],
            )
        ),
        "skos": single(lambda: skos_turtle(value, walks, base=choices.base)),
        "skos-json": single(lambda: skos_jsonld(value, walks, base=choices.base)),
        "ooapi": single(lambda: ooapi_json([value], base=choices.base)),
        "sssom": lambda: list(_each_crosswalk(value, walks, choices.base)),
        "csv": single(lambda: framework_csv(value) if is_dutch else rows_csv(value)),
        "jsonl": single(lambda: rows_jsonl(value)),
    }


def _at_hand(ref: str) -> Framework | None:
    try:
        return get_framework(ref)
    except UnknownFrameworkError:
        return None


def _each_crosswalk(
    edition: Framework, walks: Sequence[Crosswalk], base: str
) -> Iterator[tuple[str, Exported]]:
    outgoing = [walk for walk in walks if walk.subject == edition.ref]
    if not outgoing:
        known = ", ".join(f"{walk.subject} naar {walk.object}" for walk in list_crosswalks())
        raise InputFileError(
            str(edition.ref),
            "Van dit kader zijn er geen crosswalks naar een ander.",
            f"Geef er een mee met --crosswalk, of kies er een: {known}.",
        )
    for walk in outgoing:
        yield f"{walk.subject.id}--{walk.object.id}", _crosswalk(walk, [edition], base)


def _ledger(mapping: Mapping, editions: Sequence[Framework], choices: ExportChoices) -> Exported:
    has_proposals = choices.links is LinkChoice.PROPOSED
    left = sum(not (link.decisions or (has_proposals and link.proposed)) for link in mapping.links)
    what = "besluiten en voorstellen" if has_proposals else "besluiten"
    rest = "mogelijke koppelingen" if has_proposals else "koppelingen zonder besluit"
    remark = f"SSSOM bevat {what}; {rest} staan er niet in: {left}"
    text = ledger_tsv(mapping, editions, base=choices.base, with_proposals=has_proposals)
    return Exported(text.encode(), (left_out(remark),) if left else ())


def _crosswalk(walk: Crosswalk, editions: Iterable[Framework], base: str) -> Exported:
    ends = (*editions, *(_at_hand(ref) for ref in (walk.subject, walk.object)))
    editions_by_ref = {edition.ref: edition for edition in reversed(ends) if edition is not None}
    return crosswalk_tsv(walk, tuple(editions_by_ref.values()), base=base)


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
    from swcompetence.analysis.comparison.comparison import Comparison
    from swcompetence.analysis.route import Route
    from swcompetence.files.data.edition_schema import edition_schema, model_schema
    from swcompetence.files.data.mapping_lines import MappingLine
    from swcompetence.report.findings.report_json import report_schema
    from swcompetence.review.carriers import DecisionFile

    if name == "framework":
        return edition_schema()
    if name == "gap-report":
        return report_schema()
    models: dict[str, tuple[type[BaseModel], str]] = {
        "crosswalk": (Crosswalk, "Crosswalk between two competency framework editions"),
        "mapping": (Mapping, "Mapping of courses onto competency frameworks"),
        "mapping-lines": (MappingLine, "Line of a mapping: a list, or one of its courses"),
        "decisions": (DecisionFile, "Decisions of a lecturer on the links of a mapping"),
        "reference": (Reference, "Reference: the share of every theme"),
        "reference-form": (ReferenceForm, "Reference form of one respondent"),
        "board": (BoardNotes, "Notes of a programme board"),
        "comparison": (Comparison, "Comparison of course lists"),
        "route": (Route, "Route of a student through a programme"),
    }
    if name not in models:
        raise UnknownFormatError(name, SCHEMAS)
    kind, title = models[name]
    return model_schema(kind, title, is_open=name in {"mapping", "mapping-lines", "decisions"})

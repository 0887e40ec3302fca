"""Reads and writes references and forms as YAML; JSON is read by the same rules."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from pathlib import Path

from swcompetence.files.data.edition_text import block_lines, model_data
from swcompetence.files.data.yaml_file import parse_model, yaml_entries, yaml_text
from swcompetence.model import Framework, Model, Reference, ReferenceForm

REFERENCES_FOLDER = "references"
"""Folder beside the editions in which references lie."""
_HEAD = """\
# Referentie: hoeveel van de praktijk elk item inneemt, volgens wat bij `title` en `about` staat.
# De gewichten (`share`) tellen samen op tot 1. Wat bij `not_measured` staat, heeft geen referentie.
# Er bestaat geen officiële norm: noem deze referentie bij elk cijfer dat erop rust.
"""
_FORM_HEAD = """\
# Formulier: hoeveel van het werk in uw OCMW gaat naar elk thema? Geef 0 tot 10 punten.
# 0 = komt bij ons niet voor, 10 = vraagt het meeste werk; 8 punten is dubbel zoveel werk als 4.
# Een thema dat leeg blijft, telt als 0. Schrijf geen namen van personen.
"""
_IS_FORM = re.compile(
    r"""^[\s{]*["']?schema["']?\s*:\s*["']?swcompetence/reference-form@""", re.MULTILINE
)
"""A file that says it is a form; any other is read as a reference."""


def read_reference(path: Path | Traversable) -> Reference | ReferenceForm:
    """Read a reference, or a form in YAML that somebody filled in.

    Raises:
        InputFileError: the file cannot be read.
        EditionError: the file has mistakes; names all of them with their line.
    """
    text = yaml_text(path, "Geef een referentie (YAML of JSON) of een ingevuld formulier.")
    if _IS_FORM.search(text):
        return parse_model(text, ReferenceForm, str(path))
    return parse_model(text, Reference, str(path))


def shipped_references(folder: Traversable) -> dict[str, Traversable]:
    """Give name -> file of the references in a folder; one that is not there holds none."""
    return {entry.name.removesuffix(".yaml"): entry for entry in yaml_entries(folder)}


def reference_text(reference: Reference) -> str:
    """Write a reference as YAML that a person can edit; reading it gives the same value."""

    def filled(value: Model) -> list[str]:
        return [name for name in type(value).model_fields if getattr(value, name) not in (None, ())]

    return _HEAD + "\n".join(block_lines(model_data(reference, filled))) + "\n"


def blank_form_text(framework: Framework) -> str:
    """Write an empty form in YAML, each item with its name as comment."""
    lines = [
        "schema: swcompetence/reference-form@1",
        f"framework: {framework.ref}",
        "organisation:   # uw OCMW of Sociaal Huis",
        "role:   # uw functie, geen naam",
        "date:   # zoals 2026-11-22",
        "remark:",
        "points:",
    ]
    width = max(len(item.id) for item in framework.mapping_items) + 5
    group = None
    for item in framework.mapping_items:
        if (above := framework.group(item)) is not group and above is not None:
            group = above
            lines.append(f"  # {group.label}")
        lines.append(f"  {item.id}:".ljust(width) + f"# {item.label}")
    return _FORM_HEAD + "\n".join(lines) + "\n"

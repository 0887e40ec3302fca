"""Reads a CASE package, 1.0 or 1.1, of our own or of another program, as an edition."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from swcompetence.errors import EditionError, InputFileError
from swcompetence.exchange.case.account import account
from swcompetence.exchange.case.facts import facts_of, own_facts
from swcompetence.exchange.case.items import items_of
from swcompetence.exchange.case.levels import levels_of
from swcompetence.exchange.case.model import Package
from swcompetence.exchange.case.tree import tree_of
from swcompetence.exchange.case.v1p0 import as_1_1
from swcompetence.exchange.exported import Imported
from swcompetence.exchange.lists.new_edition import EditionFacts
from swcompetence.model import Framework, Issue, Place

_ADVICE = "Geef een CASE-pakket (CFPackage) in JSON, zoals OpenSALT er een uitvoert."


def read_case_json(content: bytes, name: str, facts: EditionFacts | None = None) -> Imported:
    """Read the edition that a package holds.

    A package that says it is CASE 1.1 must be so to the letter. Any other is read as 1.0, whose
    looseness is mended first (see `as_1_1`).

    Args:
        content: the file.
        name: name of the file, for the messages.
        facts: what the caller knows better than the file; None takes everything from the file.

    Raises:
        InputFileError: the file is no JSON or no package.
        EditionError: the package breaks the rules of CASE, or what our own extension says does
            not make an edition; names everything that is wrong.
    """
    package, mended = _package(content, name)
    where = Place(file=name)
    own = own_facts(package.cf_document)
    told, guessed = facts_of(package, own, facts, where)
    tree = tree_of(package)
    depth = facts.mapping_depth if facts else None
    names, of_items, guesses = levels_of(package, tree, own, depth, where)
    found = items_of(package, tree, of_items, own)
    data = {**own, **told, **names, "items": found.items}
    issues = (*mended, *guessed, *guesses, *account(package, tree, found, where))
    return Imported(_edition(data, name), issues)


def _package(content: bytes, name: str) -> tuple[Package, tuple[Issue, ...]]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        reason = f"Dit is geen leesbare JSON in UTF-8 ({type(error).__name__})."
        raise InputFileError(name, reason, _ADVICE) from error
    if not isinstance(data, dict) or not isinstance(data.get("CFDocument"), dict):
        raise InputFileError(name, "Er staat geen CFDocument in.", _ADVICE)
    mended: list[Issue] = []
    if data["CFDocument"].get("caseVersion") != "1.1":
        data, mended = as_1_1(data)
    try:
        package = Package.model_validate_json(json.dumps(data))
    except ValidationError as error:
        raise EditionError(name, [_problem(one) for one in error.errors()]) from error
    if not package.cf_items:
        raise InputFileError(name, "Er staat geen enkel CFItem in.", _ADVICE)
    return package, tuple(mended)


def _edition(data: dict[str, Any], name: str) -> Framework:
    try:
        return Framework.model_validate(data)
    except ValidationError as error:
        raise EditionError(name, [_problem(one) for one in error.errors()]) from error


def _problem(detail: ErrorDetails) -> str:
    path = ".".join(str(step) for step in detail["loc"]) or "het bestand"
    kind = detail["type"]
    if kind == "missing":
        return f"{path}: ontbreekt"
    if kind == "extra_forbidden":
        return f"{path}: deze sleutel bestaat hier niet"
    if kind in {"enum", "literal_error", "string_pattern_mismatch"}:
        return f"{path}: ‘{detail['input']}’ mag hier niet staan"
    if kind.endswith("_type"):
        return f"{path}: hier hoort iets anders ({kind.removesuffix('_type')})"
    return f"{path}: {detail['msg'].removeprefix('Value error, ')}"

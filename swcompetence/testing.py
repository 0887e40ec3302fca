"""For packages that add frameworks: one assertion for their own tests.

from swcompetence.testing import assert_valid_framework

def test_our_framework():
    assert_valid_framework("our_package/our-framework/2026.yaml")
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from swcompetence.analysis.edition.lint import lint
from swcompetence.errors import SwCompetenceError
from swcompetence.files.data.data_files import read_framework
from swcompetence.files.data.edition_text import edition_text
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.matching.items.search import search
from swcompetence.model import Framework, Severity
from swcompetence.registry import builtin_root, edition_files, get_framework

__all__ = ["assert_valid_framework"]

_SHOWN = 20


def assert_valid_framework(framework: Framework | Path | str) -> None:
    """Assert that an edition can be used: everything that is wrong with it in one message.

    It can be read (as `swcompetence frameworks validate` does, without errors of its lint), its
    items have different ids, every item that courses are linked to is found by its own label,
    writing it as YAML and reading that gives the same edition, and its id is not one of ours.

    Args:
        framework: an edition, or the path of its YAML file.

    Raises:
        AssertionError: names every problem, those of the data in Dutch.

    >>> from swcompetence import get_framework
    >>> assert_valid_framework(get_framework("krachtlijnen"))
    """
    edition = framework if isinstance(framework, Framework) else _read(Path(framework))
    problems = list(_problems(edition))
    if problems:
        shown = [f"  - {problem}" for problem in problems[:_SHOWN]]
        more = [f"  ... and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
        raise AssertionError("\n".join([f"{edition.ref} is not a valid framework:", *shown, *more]))


def _read(path: Path) -> Framework:
    try:
        return read_framework(path)
    except SwCompetenceError as error:
        raise AssertionError(f"{path} is not a valid framework:\n{error}") from error


def _problems(edition: Framework) -> Iterator[str]:
    try:
        Framework.model_validate(edition.model_dump())
    except ValidationError as error:
        yield from (fault["msg"].removeprefix("Value error, ") for fault in error.errors())
        return
    if _takes_our_id(edition):
        yield f"the id {edition.id!r} is that of a framework of swcompetence; choose another"
    for issue in lint(edition):
        if issue.severity is Severity.ERROR:
            yield f"{issue.where.cell}: {issue.message}"
    for item in edition.mapping_items:
        hits = search([edition], item.label, len(edition.items))
        if all(hit.item != item.id or hit.missing for hit in hits):
            yield f"{item.id}: not found by its own label {item.label!r}"
    yield from _round_trip(edition)


def _takes_our_id(edition: Framework) -> bool:
    versions = edition_files(builtin_root()).get(edition.id, {})
    is_ours = edition.version in versions and get_framework(edition.ref) == edition
    return bool(versions) and not is_ours


def _round_trip(edition: Framework) -> Iterator[str]:
    try:
        read = parse_model(edition_text(edition), Framework, str(edition.ref))
    except SwCompetenceError as error:
        yield f"written as YAML it cannot be read: {error}"
        return
    changed = [
        name for name in Framework.model_fields if getattr(read, name) != getattr(edition, name)
    ]
    if changed:
        yield f"written as YAML and read again it differs in: {', '.join(changed)}"

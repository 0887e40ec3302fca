"""Find, list and resolve framework editions: shipped ones and files given by path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rapidfuzz import process

from swcompetence.errors import DuplicateFrameworkError, InputFileError, UnknownFrameworkError
from swcompetence.files.framework_file import read_framework
from swcompetence.model import Completeness, EditionStatus, Framework, FrameworkRef

__all__ = [
    "builtin_root",
    "default_frameworks",
    "get_framework",
    "list_frameworks",
    "resolve_frameworks",
    "shipped",
]

_NEAR = 60
_SUFFIXES = (".yaml", ".yml")


def shipped(folder: str) -> Traversable:
    """Give a data folder of this package, installed or in a checkout."""
    inside = files("swcompetence") / folder
    if inside.is_dir():
        return inside
    return Path(__file__).resolve().parent.parent / folder


def builtin_root() -> Traversable:
    """Give the folder with the editions that travel with this package."""
    return shipped("frameworks")


@lru_cache(maxsize=1)
def _editions() -> dict[str, dict[str, Traversable]]:
    """Give framework id -> version -> file, from the names alone: nothing is parsed yet."""
    found: dict[str, dict[str, Traversable]] = {}
    for folder in sorted(builtin_root().iterdir(), key=lambda entry: entry.name):
        if folder.is_dir():
            versions = {
                entry.name.removesuffix(".yaml"): entry
                for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
                if entry.name.endswith(".yaml")
            }
            if versions and folder.name != "crosswalks":
                found[folder.name] = versions
    return found


@lru_cache(maxsize=32)
def _load(framework: str, version: str) -> Framework:
    return read_framework(_editions()[framework][version])


def list_frameworks() -> tuple[Framework, ...]:
    """Give every shipped edition, by id and version."""
    return tuple(
        _load(framework, version)
        for framework, versions in _editions().items()
        for version in versions
    )


def default_frameworks() -> tuple[Framework, ...]:
    """Give the editions that a course list is mapped onto by default: current and complete."""
    return tuple(
        edition
        for edition in list_frameworks()
        if edition.status is EditionStatus.CURRENT and edition.completeness is Completeness.COMPLETE
    )


def get_framework(ref: str) -> Framework:
    """Give an edition by reference; `id` gives the current edition, `id@version` a fixed one.

    Raises:
        UnknownFrameworkError: there is none; names what there is and the nearest names.

    >>> get_framework("ocmw-praktijk").version
    '2026.1'
    """
    known = [f"{name}@{version}" for name, versions in _editions().items() for version in versions]
    try:
        wanted = FrameworkRef(ref)
    except ValueError:
        raise UnknownFrameworkError(ref, known) from None
    versions = _editions().get(wanted.id, {})
    if wanted.version is not None:
        if wanted.version in versions:
            return _load(wanted.id, wanted.version)
    else:
        loaded = [_load(wanted.id, version) for version in versions]
        current = [one for one in loaded if one.status is EditionStatus.CURRENT]
        if current:
            return max(current, key=lambda one: one.valid_from)
    near = process.extract(ref, [*_editions(), *known], score_cutoff=_NEAR, limit=2)
    raise UnknownFrameworkError(ref, known, [name for name, _, _ in near])


def resolve_frameworks(wanted: Sequence[str]) -> tuple[Framework, ...]:
    """Give the editions that a user asked for, by reference or by path; none asked: the default.

    Raises:
        UnknownFrameworkError: a reference that leads nowhere.
        InputFileError: a path that leads nowhere.
        EditionError: a file with mistakes.
        DuplicateFrameworkError: the same framework id twice.
    """
    chosen = [_from_path(one) if _is_path(one) else get_framework(one) for one in wanted]
    _refuse_doubles(chosen)
    return tuple(chosen) or default_frameworks()


def _is_path(wanted: str) -> bool:
    return wanted.endswith(_SUFFIXES) or "/" in wanted or "\\" in wanted


def _from_path(wanted: str) -> Framework:
    path = Path(wanted)
    if not path.is_file():
        raise InputFileError(
            path, "Dit bestand bestaat niet.", "Geef het pad naar een kader (YAML), of een id."
        )
    return read_framework(path)


def _refuse_doubles(chosen: Iterable[Framework]) -> None:
    seen: dict[str, str] = {}
    for one in chosen:
        if one.id in seen:
            raise DuplicateFrameworkError(one.id, [seen[one.id], one.ref])
        seen[one.id] = one.ref

"""Find, list and resolve editions and crosswalks: shipped, from other packages, or a file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources.abc import Traversable
from pathlib import Path

from rapidfuzz import process

from swcompetence.errors import (
    InputFileError,
    UnknownCrosswalkError,
    UnknownFrameworkError,
)
from swcompetence.files.data.data_files import read_crosswalks, read_framework, shipped
from swcompetence.files.data.framework_plugins import PLUGIN_GROUP, read_plugins
from swcompetence.files.data.reference_file import REFERENCES_FOLDER
from swcompetence.files.data.yaml_file import yaml_text
from swcompetence.model import (
    Completeness,
    Crosswalk,
    EditionStatus,
    Framework,
    FrameworkRef,
    Issue,
    Mapping,
    refuse_doubles,
)
from swcompetence.model.framework import OWN_MARK, choose_edition, dated

_NEAR = 60
"""Least likeness of references for 'did you mean'."""
_SUFFIXES = (".yaml", ".yml")
_NO_DEFAULT = re.compile(r"^(?:status: (?!current)|completeness: partial)", re.MULTILINE)
"""Tells of most editions that are no default that they are not, without loading them."""
_OTHER_DATA = frozenset({"crosswalks", REFERENCES_FOLDER})
"""Folders beside the editions that hold something else."""


def builtin_root() -> Traversable:
    """Give the folder with the editions that travel with this package."""
    return shipped("frameworks")


def edition_files(root: Traversable) -> dict[str, dict[str, Traversable]]:
    """Give framework id -> version -> file, from the names alone: nothing is parsed."""
    editions: dict[str, dict[str, Traversable]] = {}
    for folder in sorted(root.iterdir(), key=lambda entry: entry.name):
        if folder.is_dir():
            versions = {
                entry.name.removesuffix(".yaml"): entry
                for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
                if entry.name.endswith(".yaml")
            }
            if versions and folder.name not in _OTHER_DATA:
                editions[folder.name] = versions
    return editions


@lru_cache(maxsize=1)
def _editions() -> dict[str, dict[str, Traversable]]:
    return edition_files(builtin_root())


@lru_cache(maxsize=32)
def _load(framework: str, version: str) -> Framework:
    return read_framework(_editions()[framework][version])


def _shipped_frameworks() -> tuple[Framework, ...]:
    editions = _editions().items()
    return tuple(_load(name, version) for name, versions in editions for version in versions)


def _added() -> tuple[tuple[Framework, ...], tuple[Issue, ...]]:
    """Read what other packages add: their editions, and what is wrong with the rest.

    Any package may add frameworks through the entry-point group `swcompetence.frameworks`, under
    ids of its own. Read anew at each call.
    """
    return read_plugins(entry_points(group=PLUGIN_GROUP), _editions().keys())


def plugin_issues() -> tuple[Issue, ...]:
    """Give what is wrong with the editions of other packages; those are not in any list."""
    return _added()[1]


def list_frameworks() -> tuple[Framework, ...]:
    """Give every edition by id and version: the shipped ones, then those of other packages.

    >>> [edition.ref for edition in list_frameworks() if edition.id == "krachtlijnen"]
    ['krachtlijnen@2018']
    """
    return (*_shipped_frameworks(), *_added()[0])


def lending_frameworks() -> tuple[Framework, ...]:
    """Give the editions that lend indicators: the current shipped ones, partial ones too."""
    return tuple(e for e in _shipped_frameworks() if e.status is EditionStatus.CURRENT)


def default_frameworks() -> tuple[Framework, ...]:
    """Give the editions that a course list is mapped onto by default: current and complete.

    Only shipped ones: installing a package never changes what a report is about.
    """
    return tuple(
        edition
        for name, versions in _editions().items()
        for version, file in versions.items()
        if not _NO_DEFAULT.search(yaml_text(file))
        and (edition := _load(name, version)).status is EditionStatus.CURRENT
        and edition.completeness is Completeness.COMPLETE
    )


def get_framework(ref: str, *, on: dt.date | None = None) -> Framework:
    """Give an edition by reference; `id` gives the current edition, `id@version` a fixed one.

    Of a framework that has only drafts, such as one that another package is making, `id` gives the
    newest.

    Args:
        ref: `id` or `id@version`.
        on: give the edition that is valid on this day instead; `id@version` must be valid then.

    Raises:
        UnknownFrameworkError: there is none; names what there is and the nearest names, or for a
            day the editions with their dates.

    >>> get_framework("ocmw-praktijk").version
    '2026.2'
    >>> import datetime
    >>> get_framework("krachtlijnen", on=datetime.date(2020, 1, 1)).version
    '2018'
    """
    try:
        asked = FrameworkRef(ref)
    except ValueError:
        raise UnknownFrameworkError(ref, _known()) from None
    offered = _offered(asked)
    if asked.version is not None and on is None:
        chosen = next(iter(offered), None)
    else:
        chosen = choose_edition(offered, on=on)
        if chosen is None and on is None:  # of a framework in the making, its newest draft
            drafts = [edition for edition in offered if edition.status is EditionStatus.DRAFT]
            chosen = max(drafts, key=lambda edition: edition.valid_from, default=None)
    if chosen is not None:
        return chosen
    if offered and on is not None:
        editions = _offered(FrameworkRef(asked.id))
        raise UnknownFrameworkError(f"{ref} op {on}", [dated(edition) for edition in editions])
    known = _known()
    ids = dict.fromkeys(FrameworkRef(name).id for name in known)
    near = process.extract(ref, [*ids, *known], score_cutoff=_NEAR, limit=2)
    raise UnknownFrameworkError(ref, known, [name for name, _, _ in near])


def shipped_original(edition: Framework) -> Framework | None:
    """Give the shipped edition whose reference an edition bears, or that it is an own copy of.

    >>> copy = get_framework("krachtlijnen").model_copy(update={"version": "2018+eigen"})
    >>> shipped_original(copy).ref
    'krachtlijnen@2018'
    """
    version = edition.version.removesuffix(OWN_MARK)
    is_shipped = version in _editions().get(edition.id, {})
    return _load(edition.id, version) if is_shipped else None


def _offered(asked: FrameworkRef) -> list[Framework]:
    """Give the editions that a reference may mean; other packages are read for their ids only."""
    shipped_versions = _editions().get(asked.id)
    if shipped_versions is not None:
        return [_load(asked.id, v) for v in shipped_versions if asked.version in (None, v)]
    added = [edition for edition in _added()[0] if edition.id == asked.id]
    return [edition for edition in added if asked.version in (None, edition.version)]


def _known() -> list[str]:
    ours = [f"{name}@{version}" for name, versions in _editions().items() for version in versions]
    return [*ours, *(edition.ref for edition in _added()[0])]


@lru_cache(maxsize=1)
def list_crosswalks() -> tuple[Crosswalk, ...]:
    """Give every shipped crosswalk.

    >>> sorted({str(crosswalk.subject) for crosswalk in list_crosswalks()})
    ['competentiekader@2026.1', 'ocmw-praktijk@2026.2']
    """
    return read_crosswalks(builtin_root() / "crosswalks")


def get_crosswalk(subject: str, target: str) -> Crosswalk:
    """Give the crosswalk from one edition to another; an id alone stands for its current edition.

    Raises:
        UnknownCrosswalkError: there is none; names what there is.
        UnknownFrameworkError: an id without version that is no framework.

    >>> get_crosswalk("competentiekader", "dlr-sw").object
    'dlr-sw@2016'
    """
    start, end = (ref if "@" in ref else get_framework(ref).ref for ref in (subject, target))
    for crosswalk in list_crosswalks():
        if (crosswalk.subject, crosswalk.object) == (start, end):
            return crosswalk
    known = [f"{crosswalk.subject} naar {crosswalk.object}" for crosswalk in list_crosswalks()]
    raise UnknownCrosswalkError(start, end, known)


def resolve_frameworks(names: Sequence[str]) -> tuple[Framework, ...]:
    """Give the editions that a user asked for, by reference or by path; none asked: the default.

    Raises:
        UnknownFrameworkError: a reference that leads nowhere.
        InputFileError: a path that leads nowhere.
        EditionError: a file with mistakes.
        DuplicateFrameworkError: the same framework id twice.
    """
    chosen: list[Framework] = []
    for name in names:
        if not name.endswith(_SUFFIXES) and "/" not in name and "\\" not in name:
            chosen.append(get_framework(name))
        elif Path(name).is_file():
            chosen.append(read_framework(Path(name)))
        else:
            advice = "Geef het pad naar een kader (YAML), of een id."
            raise InputFileError(Path(name), "Dit bestand bestaat niet.", advice)
    refuse_doubles(chosen)
    return tuple(chosen) or default_frameworks()


def frameworks_of(mapping: Mapping, extra: Sequence[str] = ()) -> tuple[Framework, ...]:
    """Give the editions that a mapping points into.

    Args:
        mapping: the mapping.
        extra: references or paths of editions that are not shipped.

    Raises:
        UnknownFrameworkError: an edition of the mapping is not at hand.
    """
    given = {edition.ref: edition for edition in (resolve_frameworks(extra) if extra else ())}
    editions = []
    for used in mapping.frameworks:
        try:
            editions.append(given.get(used.ref) or get_framework(used.ref))
        except UnknownFrameworkError as error:
            raise UnknownFrameworkError(
                used.ref,
                error.known,
                advice="Het is gebruikt in dit bestand; geef het mee met --framework PAD.",
            ) from None
    return tuple(editions)

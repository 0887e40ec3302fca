"""Builds an edition from items that came from elsewhere, such as a college's own outcomes."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from swcompetence.errors import EditionError
from swcompetence.exchange.draft_items import PlacedItem, slug_of
from swcompetence.exchange.names import UNKNOWN_LICENCE
from swcompetence.model import (
    Change,
    EditionStatus,
    Framework,
    Issue,
    Item,
    Licence,
    Model,
    Place,
    Provenance,
    Source,
    SourceUse,
)
from swcompetence.model.issue import info, warning
from swcompetence.model.sourcing import is_web_address

_SOURCE = "lijst"
_YEAR = re.compile(r"(20\d\d)\s*[-–/]\s*((?:20)?\d\d)(?!\d)")
_NOT_IN_ID = re.compile(r"[._-]+")
_NOT_IN_VERSION = re.compile(r"[\s:@]+")


class EditionFacts(Model):
    """What the caller knows about the edition; a file of outcomes says little about itself."""

    publisher: str
    """The college or body whose items they are; empty where the file says it."""
    read_on: dt.date
    """The day on which the file is read."""
    id: str | None = None
    """Lower-case words with hyphens; None derives it from the file."""
    version: str | None = None
    """For example the academic year `2026-27`; None derives it from the file."""
    title: str | None = None
    about: str | None = None
    valid_from: dt.date | None = None
    """None stands for the day of reading."""
    mapping_depth: int | None = Field(default=None, ge=1)
    """Depth of the items that courses are linked to, 1 at the top; None derives it."""

    def over_those_of_the_file(self) -> dict[str, object]:
        """Give what an edition takes from the caller as it stands, whatever its file says."""
        given = self.model_dump(exclude={"read_on", "mapping_depth", "version"})
        return {fact: value for fact, value in given.items() if value}


def edition_of(data: dict[str, Any], name: str) -> Framework:
    """Make an edition of what a file says.

    Raises:
        EditionError: it makes none; names everything that is wrong.
    """
    try:
        return Framework.model_validate(data)
    except ValidationError as error:
        raise EditionError(name, problems_in(error)) from error


def problems_in(error: ValidationError) -> list[str]:
    """Say in Dutch what is wrong, each with its place."""
    return list(map(_problem, error.errors()))


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


class Levels(Model):
    """The levels of an edition from top to bottom, and the level of every item."""

    names: tuple[str, ...]
    mapping_level: str
    of_items: tuple[str, ...]
    """In the order of the items."""


def edition_id(text: str) -> str:
    """Make the id of a framework of a name; empty if nothing is left."""
    return _NOT_IN_ID.sub("-", slug_of(text))


def edition_version(text: str) -> str:
    """Make a version of what a file calls it; empty if nothing is left."""
    return _NOT_IN_VERSION.sub("-", text.strip())


def version_or_year(
    version: str | None, year: str, what: str, where: Place
) -> tuple[str, list[Issue]]:
    """Give the version, which is that year where nobody says it."""
    if named := edition_version(version or ""):
        return named, []
    text = f"{what} noemt geen versie; het kader kreeg versie {year}. Geef ze zelf mee."
    return year, [info("version-guessed", text, where)]


def unknown_licence(
    attribution: str, what: str, where: Place
) -> tuple[dict[str, str], list[Issue]]:
    """Give the licence of a file that names none."""
    text = f"{what} noemt geen licentie. Vraag de uitgever wat mag voor u het kader verspreidt."
    licence = {"id": UNKNOWN_LICENCE, "attribution": attribution}
    return licence, [warning("licence-missing", text, where)]


def file_source(
    source: str, title: str, address: str | None, where: Place, read_on: dt.date
) -> dict[str, object]:
    """Give the file as the source of its items; a name that is no web address is a note."""
    is_on_web = address is not None and is_web_address(address)
    place: dict[str, object] = {"url" if is_on_web else "note": address}
    return {"id": source, "title": title, "locator": where.file, "accessed": read_on, **place}


def said_levels(
    parents: Mapping[str, str | None], said: Mapping[str, str], names: Sequence[str]
) -> dict[str, str] | None:
    """Give the level of every item, parents first; without one it is that below its parent.

    None where there are no names, or an item fits nowhere below its parent.
    """
    levels: dict[str, str] = {}
    for item, parent in parents.items():
        above = names.index(levels[parent]) if parent is not None else -1
        level = said.get(item) or next(iter(names[above + 1 :]), "")
        if level not in names or names.index(level) <= above:
            return None
        levels[item] = level
    return levels


def levels_by_depth(parents: Mapping[str, str | None]) -> tuple[list[str], dict[str, str]]:
    """Make a level of every depth of a tree, parents first: their names, and that of each item."""
    depths: dict[str | None, int] = {None: 0}
    for item, parent in parents.items():
        depths[item] = depths[parent] + 1
    names = [f"niveau {number}" for number in range(1, max(depths.values()) + 1)]
    return names, {item: names[depths[item] - 1] for item in parents}


def chosen_mapping_level(
    names: Sequence[str], of_items: Iterable[str], said: object, depth: int | None, where: Place
) -> tuple[str, list[Issue]]:
    """Choose the level that courses are linked to, with an issue where that is a guess.

    The depth that the caller says goes before the level that the file names. It is 1 at the top;
    beyond the last level it means the last.
    """
    if depth is not None:
        return names[min(depth, len(names)) - 1], []
    if isinstance(said, str) and said in names:
        return said, []
    if len(names) == 1:
        return names[0], []
    count = Counter(of_items)
    chosen = max(names, key=lambda name: (count[name], names.index(name)))
    text = (
        f"Opleidingsonderdelen worden gekoppeld aan het niveau ‘{chosen}’, dat de meeste items"
        " telt. Geef een ander niveau op als dat niet klopt."
    )
    return chosen, [warning("mapping-level-guessed", text, where)]


def with_file_facts(
    facts: EditionFacts,
    file: str,
    *,
    framework: str = "",
    version: str = "",
    hints: Sequence[str] = (),
) -> tuple[EditionFacts, tuple[Issue, ...]]:
    """Fill in what the caller left open: from what the file says, else from its name.

    Hints are texts of the file that may name an academic year, the surest first.
    """
    stem = PurePath(file).stem
    issues: tuple[Issue, ...] = ()
    said = facts.version or version
    if not said:
        years = filter(None, map(_YEAR.search, (*hints, stem)))
        said = next((f"{year[1]}-{year[2][-2:]}" for year in years), str(facts.read_on.year))
        text = (
            f"Er is geen versie opgegeven; het kader kreeg versie {said}. Geef de versie mee,"
            " bijvoorbeeld het academiejaar, als dat niet klopt."
        )
        issues = (info("version-guessed", text, Place(file=file)),)
    filled = {
        "id": edition_id(facts.id or framework or stem) or "kader",
        "version": edition_version(said),
        "title": facts.title or f"Leerresultaten {facts.publisher}",
        "about": facts.about
        or f"Leerresultaten van {facts.publisher}, ingelezen uit het bestand {file}. De teksten"
        " zijn van de instelling; ze zijn overgenomen zonder ze te beoordelen.",
        "valid_from": facts.valid_from or facts.read_on,
    }
    return facts.model_copy(update=filled), issues


def new_edition(
    items: Sequence[PlacedItem], levels: Levels, facts: EditionFacts, file: str
) -> Framework:
    """Build the edition; every item is verified against its row in the file, which is the source.

    Raises:
        pydantic.ValidationError: the facts do not fit an edition (the id or version given).
    """
    title = facts.title or facts.publisher
    return Framework(
        id=facts.id or "kader",
        version=facts.version or "1",
        revision=1,
        title=title,
        about=facts.about or title,
        publisher=facts.publisher,
        status=EditionStatus.CURRENT,
        valid_from=facts.valid_from or facts.read_on,
        last_checked_on=facts.read_on,
        licence=Licence(id=UNKNOWN_LICENCE, attribution=facts.publisher),
        levels=levels.names,
        mapping_level=levels.mapping_level,
        sources=(
            Source(
                id=_SOURCE,
                title=f"Lijst van {facts.publisher}",
                locator=file,
                accessed=facts.read_on,
                note="Het bestand is de bron; de licentie is niet bekend.",
            ),
        ),
        changelog=(
            Change(revision=1, date=facts.read_on, note=f"Ingelezen uit het bestand {file}."),
        ),
        items=tuple(_item(item, level) for item, level in zip(items, levels.of_items, strict=True)),
    )


def _item(item: PlacedItem, level: str) -> Item:
    draft = item.draft
    inside = draft.where.model_copy(update={"file": None})
    return Item(
        id=item.id,
        parent=item.parent,
        level=level,
        label=draft.label,
        alt_labels=draft.alt_labels,
        definition=draft.definition,
        provenance=Provenance.VERIFIED,
        sources=(SourceUse(source=_SOURCE, locator=str(inside) or None),),
        note=draft.note,
    )

"""Read the editions that other packages add; whatever is wrong with one of them is an issue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import EntryPoint
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from swcompetence.errors import EditionError
from swcompetence.files.data.data_files import read_framework
from swcompetence.files.data.reference_file import REFERENCES_FOLDER
from swcompetence.model import Framework, FrameworkRef, Issue, Place
from swcompetence.model.issue import warning
from swcompetence.phrasing import single_spaced, visible

PLUGIN_GROUP = "swcompetence.frameworks"
"""Entry-point group; the value is a package with edition files.

They lie as `<id>/<version>.yaml` or directly in the package folder.
"""
PLUGIN_ISSUE_CODES: dict[str, str] = {
    "plugin-edition-twice": "Twee uitbreidingen bieden dezelfde editie aan; de eerste telt.",
    "plugin-edition-unreadable": "Een editie van een uitbreiding heeft fouten.",
    "plugin-id-reserved": "Een uitbreiding gebruikt het id van een meegeleverd kader.",
    "plugin-unusable": "Een uitbreiding met kaders kan niet geladen worden.",
    "plugin-without-editions": "Een uitbreiding met kaders bevat geen YAML-bestanden.",
}
"""Code -> what it means, in one Dutch sentence."""

_SUFFIXES = (".yaml", ".yml")
_LONGEST = 300
"""Characters of somebody else's error that a message repeats."""
_SHOWN = 3
"""Mistakes of one file that a message tells."""


def read_plugins(
    providers: Iterable[EntryPoint], reserved: Collection[str]
) -> tuple[tuple[Framework, ...], tuple[Issue, ...]]:
    """Read the editions of all providers, in the order of their names.

    Of a reserved framework id, which is ours, no version is taken from another package.
    """
    editions: dict[FrameworkRef, Framework] = {}
    givers: dict[FrameworkRef, str] = {}
    issues: list[Issue] = []
    # Each under the name by which a person installed it.
    named = [(p.dist.name if p.dist is not None else p.name, p.value, p) for p in providers]
    for name, _, provider in sorted(named, key=lambda provider: provider[:2]):
        for offer in _offers(name, provider):
            if isinstance(offer, Issue):
                issues.append(offer)
                continue
            edition, place = offer
            start = f"De uitbreiding ‘{name}’ biedt {edition.ref} aan, maar"
            if edition.id in reserved:
                message = (
                    f"{start} ‘{edition.id}’ is een meegeleverd kader. Deze editie is overgeslagen;"
                    " vraag de maker om een eigen id."
                )
                issues.append(warning("plugin-id-reserved", message, place))
            elif edition.ref in editions:
                message = (
                    f"{start} die editie komt al uit ‘{givers[edition.ref]}’. Deze tweede is"
                    " overgeslagen; verwijder een van beide."
                )
                issues.append(warning("plugin-edition-twice", message, place))
            else:
                editions[edition.ref], givers[edition.ref] = edition, name
    return tuple(editions[ref] for ref in sorted(editions)), tuple(issues)


def _offers(name: str, provider: EntryPoint) -> Iterator[tuple[Framework, Place] | Issue]:
    """Give each edition of a provider with its place, or what is wrong instead."""
    try:
        entries = list(_edition_files(_package_folder(provider.module)))
    except Exception as error:  # noqa: BLE001 - another's package never stops our own work
        reason = visible(single_spaced(f"{type(error).__name__}: {error}"))[:_LONGEST]
        yield warning(
            "plugin-unusable",
            f"De uitbreiding ‘{name}’ kan niet geladen worden ({reason}). Ze is overgeslagen; meld"
            " dit aan de maker.",
            Place(file=provider.value),
        )
        return
    if not entries:
        yield warning(
            "plugin-without-editions",
            f"De uitbreiding ‘{name}’ bevat geen kaders (YAML-bestanden).",
            Place(file=provider.value),
        )
    for file in entries:
        place = Place(file=str(file))
        try:
            yield read_framework(file), place
        except Exception as error:  # noqa: BLE001 - another's data never stops our own work
            problems = error.problems if isinstance(error, EditionError) else (str(error),)
            first = visible("; ".join(problem[:_LONGEST] for problem in problems[:_SHOWN]))
            more = f"; en nog {len(problems) - _SHOWN}" if len(problems) > _SHOWN else ""
            yield warning(
                "plugin-edition-unreadable",
                f"Een editie van de uitbreiding ‘{name}’ heeft fouten en is overgeslagen:"
                f" {first}{more}. Meld dit aan de maker.",
                place,
            )


def _package_folder(module: str) -> Traversable:
    """Give the folder of a package; none of its code is run, so that it can neither stop nor hang.

    Raises:
        ModuleNotFoundError: there is no such package.
    """
    first, *inside = module.split(".")
    spec = find_spec(first)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folder: Traversable = Path(location)
        if spec and not folder.is_dir():  # in a zip
            package = ModuleType(first)
            package.__spec__ = spec
            folder = files(package)
        folder = folder.joinpath(*inside)
        if folder.is_dir():
            return folder
    raise ModuleNotFoundError(f"‘{module}’ is geen pakket met YAML-bestanden")


def _edition_files(root: Traversable, *, is_top: bool = True) -> Iterator[Traversable]:
    """Give the YAML files in a folder and in the folders directly below it, by name."""
    for entry in sorted(root.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__")):
            continue
        if entry.name.endswith(_SUFFIXES) and entry.is_file():
            yield entry
        elif is_top and entry.is_dir() and entry.name not in {"crosswalks", REFERENCES_FOLDER}:
            yield from _edition_files(entry, is_top=False)

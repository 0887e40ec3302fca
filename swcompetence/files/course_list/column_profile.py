"""How to read the columns of one kind of course list, written down so that a person can edit it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from rapidfuzz import process

from swcompetence.errors import InputFileError, did_you_mean
from swcompetence.files.course_list.header_names import Column, normalise
from swcompetence.files.data.yaml_file import parse_model, yaml_entries, yaml_text
from swcompetence.model import Model
from swcompetence.phrasing import single_spaced

_NEAR = 60
"""Least rapidfuzz score for 'did you mean' on the id of a profile."""
_ALL = "all"
LETTERS = re.compile(r"[A-Z]{1,3}")


def _names(value: object) -> object:
    """Read `all` as no names, and one name as a list of one."""
    if value == _ALL:
        return ()
    return (value,) if isinstance(value, str) else value


class ColumnProfile(Model):
    """What the columns of a list hold, and what the list itself does not say."""

    schema_version: Literal[1] = 1
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1)
    about: str = ""
    college: str | None = None
    programme: str | None = None
    academic_year: str | None = Field(default=None, pattern=r"^20\d\d-\d\d$")
    nominal_credits: float | None = Field(default=None, gt=0)
    sheets: Annotated[tuple[str, ...], BeforeValidator(_names)] = ()
    """Names of the sheets to read; none for `all`: every sheet that holds a list."""
    header_row: int | None = Field(default=None, ge=0)
    """Row of the header, the last one where it takes several; 0 where the list has no header."""
    may_lack_columns: bool = False
    """Whether this is a family of lists, each with some of the columns."""
    columns: dict[str, Column]
    """Header text, or column letter -> field, or `ignore`."""

    @model_validator(mode="after")
    def _different_names(self) -> Self:
        names: dict[str, str] = {}
        for name in self.columns:
            key = normalise(name) if not LETTERS.fullmatch(name) else name
            if not key:
                raise ValueError(f"‘{name}’ is geen kop en geen kolomletter")
            if key in names:
                raise ValueError(f"‘{names[key]}’ en ‘{name}’ zijn dezelfde kop")
            names[key] = name
        return self

    def names_of(self, column: Column) -> tuple[str, ...]:
        """Give the columns that should hold a field."""
        return tuple(name for name, field in self.columns.items() if field is column)

    def takes_sheet(self, name: str) -> bool:
        """Say whether a sheet is to be read."""
        return not self.sheets or _sheet_key(name) in set(map(_sheet_key, self.sheets))

    def missing_sheets(self, names: list[str]) -> tuple[str, ...]:
        """Give the sheets to read that a file with these sheets does not have."""
        there = set(map(_sheet_key, names))
        return tuple(name for name in self.sheets if _sheet_key(name) not in there)


def _sheet_key(name: str) -> str:
    return single_spaced(name).casefold()


def read_profile(path: Path) -> ColumnProfile:
    """Read a profile, with the errors of `find_profile`."""
    advice = (
        "Geef het pad naar een YAML-bestand in UTF-8, of de naam van een meegeleverd profiel"
        " (swcompetence inspect --profiles)."
    )
    return parse_model(yaml_text(path, advice, kind="profiel"), ColumnProfile, str(path))


def shipped_profiles() -> tuple[ColumnProfile, ...]:
    """Give the profiles of the known families of lists, by id."""
    return tuple(
        parse_model(entry.read_text(encoding="utf-8"), ColumnProfile, entry.name)
        for entry in yaml_entries(files("swcompetence.files") / "profiles")
    )


def find_profile(name: str) -> ColumnProfile:
    """Give the profile that a user asked for: the id of a shipped one, or the path of a file.

    Raises:
        InputFileError: neither exists.
        EditionError: the file has mistakes.
    """
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return read_profile(Path(name))
    by_id = {profile.id: profile for profile in shipped_profiles()}
    if name in by_id:
        return by_id[name]
    near = [match[0] for match in process.extract(name, list(by_id), score_cutoff=_NEAR, limit=1)]
    raise InputFileError(
        name,
        f"Dit profiel bestaat niet.{did_you_mean(near)}",
        f"Meegeleverd zijn: {', '.join(by_id)}. Een eigen profiel geeft u met het pad naar een"
        " YAML-bestand.",
    )

"""How much a file may hold before reading it is refused, and how to allow more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError

from swcompetence.errors import InputFileError
from swcompetence.model import Model

LIMIT_NAMES: dict[str, str] = {
    "bestand-mb": "file_mb",
    "onderdelen": "entries",
    "uitgepakt-mb": "unpacked_mb",
    "verhouding": "ratio",
    "rijen": "rows",
    "kolommen": "columns",
    "cellen": "cells",
    "tekst-mb": "text_mb",
    "geheugen-mb": "memory_mb",
    "seconden": "seconds",
}
"""Name of a limit in messages and on the command line -> field of `ReadLimits`."""

ONLY_LIST = "Bewaar enkel het blad met de opleidingsonderdelen in een nieuwe werkmap."


class ReadLimits(Model):
    """Limits far above any course list and far below a memory problem.

    >>> ReadLimits().raised(["rijen=300000"]).rows
    300000
    """

    file_mb: float = Field(default=50, gt=0)
    """Size of the file."""
    entries: int = Field(default=5_000, gt=0)
    """Parts of a zipped workbook."""
    unpacked_mb: float = Field(default=300, gt=0)
    """Bytes that come out of a zipped workbook, and characters in all cells together."""
    ratio: float = Field(default=200, gt=0)
    """Unpacked bytes for one packed byte, once more than 10 MB came out."""
    rows: int = Field(default=200_000, gt=0)
    """Number of the last row of a sheet that holds something."""
    columns: int = Field(default=256, gt=0)
    """Columns of a sheet; what stands further to the right is left out and told."""
    cells: int = Field(default=2_000_000, gt=0)
    """Cells of a sheet: rows times columns, merged cells counted one by one."""
    text_mb: float = Field(default=5, gt=0)
    """Million characters in the texts of all courses together: a large list holds one."""
    memory_mb: int = Field(default=2_000, gt=0)
    """Memory of the process that reads .xls, .xlsb and .ods (not enforced on Windows)."""
    seconds: float = Field(default=120, gt=0)
    """Time that this process may take."""

    def raised(self, settings: Iterable[str]) -> Self:
        """Give the limits with some of them set, each as `naam=waarde`.

        Raises:
            InputFileError: a name or a value is unknown.
        """
        values = self.model_dump()
        for setting in settings:
            name, _, value = setting.partition("=")
            if name.strip() not in LIMIT_NAMES:
                raise _unusable(setting, f"‘{name}’ is geen grens.")
            values[LIMIT_NAMES[name.strip()]] = value.strip().replace(",", ".")
            try:
                type(self).model_validate(values)
            except ValidationError as error:
                raise _unusable(setting, f"‘{value}’ is geen getal boven nul.") from error
        return type(self).model_validate(values)


LIMITS = ReadLimits()
"""The limits that hold where a caller gives none."""


def _unusable(setting: str, reason: str) -> InputFileError:
    known = ", ".join(
        f"{name}={_plain(getattr(LIMITS, field))}" for name, field in LIMIT_NAMES.items()
    )
    return InputFileError(
        f"--limit {setting}", reason, f"De grenzen en hun gewone waarde: {known}."
    )


def _plain(value: float) -> str:
    """Write a number as a person types it, never as 2e+06."""
    return str(int(value)) if float(value).is_integer() else str(value)


def over_limit(
    path: Path, limits: ReadLimits, name: str, reason: str, advice: str = ONLY_LIST
) -> InputFileError:
    """Build the error for a file that passes a limit: which one, and how to raise it."""
    allowed = getattr(limits, LIMIT_NAMES[name])
    return InputFileError(
        path,
        f"{reason} (grens ‘{name}’: {_plain(allowed)}).",
        f"{advice} Vertrouwt u het bestand, verhoog dan de grens: --limit"
        f" {name}={_plain(allowed * 4)}",
    )

"""Trouble in data is a value: what, where and what to do, never a silent drop."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.model.base import Model


class Severity(StrEnum):
    """How much an issue matters to the result."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Place(Model):
    """A place in a file that a person can look up."""

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    """Address such as `B7`, or `7` for a whole row."""

    def __str__(self) -> str:
        """Give the place as a person writes it: file, sheet!cell."""
        inside = "!".join(part for part in (self.sheet, self.cell) if part)
        return ", ".join(part for part in (self.file, inside) if part)


_NOWHERE = Place()


class Issue(Model):
    """One observation about input data."""

    code: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """Stable kebab-case code; docs/messages.md lists them."""
    severity: Severity
    message: str
    """Dutch: what was seen, what was done with it, what to do."""
    where: Place = Place()


def info(code: str, message: str, where: Place = _NOWHERE, cell: str | int | None = None) -> Issue:
    """Give an issue that only tells what was done; `cell` is an address or a row of the sheet."""
    return _issue(Severity.INFO, code, message, where, cell)


def warning(
    code: str, message: str, where: Place = _NOWHERE, cell: str | int | None = None
) -> Issue:
    """Give an issue that a person should look at."""
    return _issue(Severity.WARNING, code, message, where, cell)


def error(code: str, message: str, where: Place = _NOWHERE) -> Issue:
    """Give an issue without which nothing could be read."""
    return Issue(code=code, severity=Severity.ERROR, message=message, where=where)


def _issue(
    severity: Severity, code: str, message: str, where: Place, cell: str | int | None
) -> Issue:
    place = where if cell is None else where.model_copy(update={"cell": str(cell)})
    return Issue(code=code, severity=severity, message=message, where=place)

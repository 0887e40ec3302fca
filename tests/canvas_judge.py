"""Canvas' own rules for importing outcomes, as a reader that gives the tree it would make.

Read from `lib/outcomes/csv_importer.rb` and `lib/outcomes/import.rb` of Canvas.
"""

from itertools import pairwise
from typing import NamedTuple

_REQUIRED = frozenset({"title", "vendor_guid", "object_type"})
_OPTIONAL = frozenset(
    {"canvas_id", "course_id", "description", "friendly_description", "display_name"}
    | {"parent_guids", "calculation_method", "calculation_int", "mastery_points", "workflow_state"}
)
_METHODS = frozenset({"decaying_average", "n_mastery", "highest", "latest", "", None})


class Refused(Exception):  # noqa: N818 - it is the verdict
    """Canvas refuses the file or a row of it."""


class Row(NamedTuple):
    """A group or an outcome as Canvas stores it."""

    kind: str
    title: str
    parents: tuple[str, ...]
    ratings: tuple[tuple[float, str | None], ...]


def import_in_canvas(content: bytes) -> dict[str, Row]:
    """Give the groups and outcomes that Canvas makes of a file, by their vendor_guid.

    Raises:
        Refused: the file or one of its rows is not accepted.
    """
    text = content.decode("utf-8").removeprefix("\ufeff")
    header = text.split("\n", 1)[0]
    rows = _ruby_rows(text, ";" if header.count(";") > header.count(",") else ",")
    if len(rows) < 2:
        raise Refused("no outcomes data")
    names = _columns(rows[0])
    found: dict[str, Row] = {}
    for row in rows[1:]:
        if not all(cell is None or not cell.strip() for cell in row):
            guid, stored = _row(dict(zip(names, row, strict=False)), row[len(names) :], found)
            found[guid] = stored
    return found


def _ruby_rows(text: str, separator: str) -> list[list[str | None]]:
    """Read CSV as Ruby does: an unquoted empty cell is nil, a stray quotation mark is an error."""
    ending = "\r\n" if "\r\n" in text.split("\n", 1)[0] + "\n" else "\n"
    rows: list[list[str | None]] = []
    row: list[str | None] = []
    at = 0
    while at < len(text):
        cell, at = _cell(text, at, separator, ending)
        row.append(cell)
        if text.startswith(separator, at):
            at += 1
            continue
        if at < len(text) and not text.startswith(ending, at):
            raise Refused("malformed CSV")
        at += len(ending)
        rows.append(row)
        row = []
    return rows


def _cell(text: str, at: int, separator: str, ending: str) -> tuple[str | None, int]:
    if text.startswith('"', at):
        parts, at = [], at + 1
        while True:
            close = text.find('"', at)
            if close < 0:
                raise Refused("unclosed quotation mark")
            parts.append(text[at:close])
            at = close + 1
            if not text.startswith('"', at):
                return '"'.join(parts), at
            at += 1
    stops = [place for place in (text.find(separator, at), text.find(ending, at)) if place >= 0]
    end = min(stops, default=len(text))
    bare = text[at:end]
    if '"' in bare or "\n" in bare or "\r" in bare:
        raise Refused("illegal quoting")
    return bare or None, end


def _columns(header: list[str | None]) -> list[str]:
    end = header.index("ratings") if "ratings" in header else len(header)
    names = [name or "" for name in header[:end]]
    if any(name for name in header[end + 1 :]):
        raise Refused("fields after ratings")
    if not set(names) >= _REQUIRED:
        raise Refused("missing required fields")
    if not set(names) <= _REQUIRED | _OPTIONAL:
        raise Refused("invalid fields")
    return names


def _row(
    cells: dict[str, str | None], rest: list[str | None], known: dict[str, Row]
) -> tuple[str, Row]:
    guid, title, kind = (cells[name] or "" for name in ("vendor_guid", "title", "object_type"))
    if not guid.strip() or not title.strip() or len(guid) > 255 or len(title) > 255:
        raise Refused("vendor_guid or title missing or too long")
    if any(sign.isspace() for sign in guid) or ":" in guid:
        raise Refused("white space or colon in vendor_guid")
    if guid in known:
        raise Refused("vendor_guid appears twice")
    if cells.get("workflow_state") not in (None, "", "active", "deleted"):
        raise Refused("workflow_state")
    parents = tuple((cells.get("parent_guids") or "").split())
    if any(parent not in known or known[parent].kind != "group" for parent in parents):
        raise Refused("parent not found before this row")
    ratings = _ratings(rest)
    if kind == "group":
        calculated = cells.get("calculation_method") or cells.get("calculation_int")
        if calculated or ratings or cells.get("mastery_points"):
            raise Refused("a group has no ratings or calculation")
        if len(parents) > 1:
            raise Refused("a group has one parent")
    elif kind == "outcome":
        _check_calculation(cells)
    else:
        raise Refused("object_type")
    return guid, Row(kind, title, parents, ratings)


def _check_calculation(cells: dict[str, str | None]) -> None:
    method, number = cells.get("calculation_method"), cells.get("calculation_int")
    if method not in _METHODS or (method in ("highest", "latest") and number):
        raise Refused("calculation")
    _number(cells.get("mastery_points") or "0")


def _ratings(cells: list[str | None]) -> tuple[tuple[float, str | None], ...]:
    while cells and cells[-1] is None:
        cells = cells[:-1]
    ratings: list[tuple[float, str | None]] = []
    for place in range(0, len(cells), 2):
        points = cells[place]
        if not points:
            raise Refused("points for a rating missing")
        ratings.append((_number(points), cells[place + 1] if place + 1 < len(cells) else None))
    if any(one[0] < other[0] for one, other in pairwise(ratings)):
        raise Refused("points rise")
    return tuple(ratings)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Refused(f"no number: {text}") from None

"""Moodle's own rules for importing a framework, as a reader that gives the tree it would make.

Read from `admin/tool/lpimportcsv/classes/framework_importer.php`, `lib/csvlib.class.php` and
`competency/classes/competency_framework.php` of Moodle. What Moodle drops without a word is a
refusal here.
"""

import json
import re
from typing import NamedTuple

_TAXONOMIES = frozenset(
    {"behaviour", "competency", "concept", "domain", "indicator", "level"}
    | {"outcome", "practice", "proficiency", "skill", "value"}
)
_FORMATS = frozenset({"0", "1", "2", "4"})
_NUMBER = re.compile(r"[ \t\n\r\v\f]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[ \t\n\r\v\f]*")
_LONGEST = 100


class Refused(Exception):  # noqa: N818 - it is the verdict
    """Moodle refuses the file, or would lose a part of it."""


class Node(NamedTuple):
    """A competency as Moodle stores it."""

    id_number: str
    name: str
    description: str
    children: tuple["Node", ...]


class MoodleTree(NamedTuple):
    """A framework as Moodle stores it."""

    id_number: str
    name: str
    description: str
    scale: tuple[str, ...]
    children: tuple[Node, ...]

    def parents(self) -> dict[str, str | None]:
        """Give the parent of every competency."""
        found: dict[str, str | None] = {}
        waiting: list[tuple[Node, str | None]] = [(node, None) for node in self.children]
        while waiting:
            node, parent = waiting.pop()
            found[node.id_number] = parent
            waiting += [(child, node.id_number) for child in node.children]
        return found


def php_rows(text: str, delimiter: str = ",") -> list[list[str]]:
    """Read CSV as PHP's `fgetcsv` does: a backslash keeps the next quotation mark from closing."""
    rows: list[list[str]] = []
    row: list[str] = []
    at, end = 0, len(text)
    while at < end:
        cell, at = _quoted(text, at) if text[at] == '"' else ("", at)
        start = at
        while at < end and text[at] not in (delimiter, "\n"):
            at += 1
        row.append(cell + text[start:at])
        if at >= end or text[at] == "\n":
            rows.append(row)
            row = []
        elif at + 1 == end:
            rows.append([*row, ""])
        at += 1
    return [row for row in rows if row != [""]]


def _quoted(text: str, at: int) -> tuple[str, int]:
    """Read from an opening quotation mark on; give the text and the place after the closing one."""
    parts: list[str] = []
    at += 1
    while at < len(text):
        sign = text[at]
        if sign == "\\" and at + 1 < len(text):
            parts.append(text[at : at + 2])
            at += 2
        elif sign == '"' and text[at + 1 : at + 2] == '"':
            parts.append('"')
            at += 2
        elif sign == '"':
            return "".join(parts), at + 1
        else:
            parts.append(sign)
            at += 1
    raise Refused("a quotation mark is never closed")


def import_in_moodle(content: bytes) -> MoodleTree:
    """Give the framework that Moodle makes of a file.

    Raises:
        Refused: Moodle says no, or would silently drop, cut or overwrite something.
    """
    text = content.decode("utf-8").removeprefix("\ufeff")
    rows = php_rows(re.sub("\r\n?", "\n", text).strip(" \t\n\r\0\x0b"))
    if not rows:
        raise Refused("empty file")
    if len({len(row) for row in rows}) != 1:
        raise Refused("rows of different length")
    if len(rows[0]) != 14:
        raise Refused("not fourteen columns")
    frameworks = [row for row in rows[1:] if row[12] not in ("", "0")]
    if len(frameworks) != 1:
        raise Refused(f"{len(frameworks)} framework rows")
    head = frameworks[0]
    flat = _flat([row for row in rows[1:] if row is not head])
    _check_framework(head)
    tree = MoodleTree(
        _name(head[1]), _name(head[2]), head[3], tuple(head[5].split(",")), _children(flat, "", ())
    )
    lost = flat.keys() - tree.parents().keys()
    if lost:
        raise Refused(f"unreachable competencies: {sorted(lost)}")
    return tree


def _flat(rows: list[list[str]]) -> dict[str, list[str]]:
    flat: dict[str, list[str]] = {}
    for row in rows:
        if row[1] in flat:
            raise Refused(f"idnumber {row[1]} overwrites another")
        if row[1] in ("", "0") or row[2] in ("", "0"):
            raise Refused("a competency without idnumber or name is dropped")
        if row[4] not in _FORMATS:
            raise Refused(f"description format {row[4]}")
        flat[row[1]] = row
    return flat


def _check_framework(head: list[str]) -> None:
    if not head[1] or not head[2]:
        raise Refused("a framework without idnumber or name")
    if head[13] and not set(head[13].split(",")) <= _TAXONOMIES | {""}:
        raise Refused(f"taxonomy {head[13]}")
    try:
        first, *steps = json.loads(head[6])
        has_scale = "scaleid" in first
        has_default = any(step["scaledefault"] for step in steps)
        is_reachable = any(step["proficient"] for step in steps)
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("scale configuration") from error
    if not (has_scale and has_default and is_reachable):
        raise Refused("scale without a default or a proficient value")
    if {step["id"] for step in steps} - set(range(1, len(head[5].split(",")) + 1)):
        raise Refused("scale configuration of another scale")


def _children(flat: dict[str, list[str]], parent: str, above: tuple[str, ...]) -> tuple[Node, ...]:
    found = []
    for id_number, row in flat.items():
        if _equal(row[0], parent):
            if id_number in above:
                raise Refused("competencies below themselves")
            if _name(row[1]) != row[1] or _name(row[2]) != row[2]:
                raise Refused(f"{row[1]}: a name is cut off or loses its tags")
            below = _children(flat, id_number, (*above, id_number))
            found.append(Node(id_number, row[2], row[3], below))
    return tuple(found)


def _equal(one: str, other: str) -> bool:
    """Compare as PHP's `==` does: two texts that are numbers are compared as numbers."""
    numbers = _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)
    if numbers and one != other and float(one) == float(other):
        raise Refused(f"PHP takes {one} and {other} for the same number")
    return one == other


def _name(text: str) -> str:
    """Strip tags and cut off, as `clean_param(PARAM_TEXT)` and `shorten_text` do."""
    bare = re.sub(r"<(?!\s).*?(>|$)", "", text, flags=re.DOTALL)
    return bare if len(bare) <= _LONGEST else bare[: _LONGEST - 3] + "..."

"""The canonical form of edition and crosswalk files: one way to write each.

So every difference between two versions of a file is a difference in what it says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import yaml

from swcompetence.errors import EditionError
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.files.data.yaml_lines import Data, block_lines
from swcompetence.model import Crosswalk, Framework, Indicator, IndicatorKind, Model, SourceUse

_ALWAYS_WRITTEN = frozenset({"schema_version"})
"""Fields that are written although they have their default value."""
_SHORTHAND: dict[type[Model], str] = {Indicator: "phrase", SourceUse: "source"}
"""What stands for the whole value when everything else has its default."""
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_BREAKS = frozenset("\n\r\x85\u2028\u2029")
_ALIGNMENTS = re.compile(r"^alignments *:", re.MULTILINE)
"""What a crosswalk has and an edition has not."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#")


def format_edition(text: str, *, name: str = "kader.yaml") -> str:
    """Write an edition or a crosswalk in its canonical form, with the same values.

    The comment lines at the top are kept as they are.

    Args:
        text: the file.
        name: file name for the messages.

    Raises:
        EditionError: the file has mistakes, or comments that would be lost; names each line.
    """
    text = text.removeprefix("\ufeff")
    value = parse_model(text, Crosswalk if _ALIGNMENTS.search(text) else Framework, name)
    head, rest = _split_head(text)
    _refuse_comments(rest, name, len(head))
    while head and not head[0].strip():
        del head[0]
    while head and not head[-1].strip():
        del head[-1]
    data = _data(value)
    body = block_lines(data) if isinstance(data, dict) else ()
    return "\n".join([*head, *body, ""])


def edition_text(value: Framework | Crosswalk) -> str:
    """Write an edition or a crosswalk that was built in memory, in its canonical form."""
    return "\n".join([*block_lines(edition_data(value)), ""])


def edition_data(value: Model) -> dict[str, Data]:
    """Give an edition, a crosswalk or a part of one as the plain data that its file holds.

    What its model fills in by itself is left out, so reading the data gives the same value again.
    """
    return {key: _data(getattr(value, key)) for key in _told_fields(value)}


def _split_head(text: str) -> tuple[list[str], str]:
    """Cut off the comment and blank lines at the top."""
    head: list[str] = []
    start = 0
    for found in _LINE_BREAK.finditer(text):
        line = text[start : found.start()]
        if line.strip() and not line.lstrip(" \t").startswith("#"):
            break
        head.append(line)
        start = found.end()
    return head, text[start:]


def _refuse_comments(text: str, name: str, lines_before: int) -> None:
    lines = [lines_before + line for line in _comment_lines(text)]
    if lines:
        why = "commentaar buiten de kop zou verloren gaan; verplaats het of maak er een note van"
        raise EditionError(name, [f"{name}:{line}: {why}" for line in lines])


def _comment_lines(text: str) -> Iterable[int]:
    """Give the lines that hold a comment: a `#` that stands in no value."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    outside = list(text)
    for token in yaml.scan(text, Loader=loader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in {"|", ">"}:
                found = _LINE_BREAK.search(text, start)
                start = found.start() if found else end
            outside[start:end] = [c if c in _BREAKS else "x" for c in text[start:end]]
    bare = "".join(outside)
    for number, line in enumerate(_LINE_BREAK.split(bare), start=1):
        if _COMMENT.search(line):
            yield number


def _data(value: object) -> Data:
    """Give a value as plain data, without what its model fills in by itself."""
    if isinstance(value, Model):
        data: dict[str, Data] = {key: _data(getattr(value, key)) for key in _told_fields(value)}
        short = _SHORTHAND.get(type(value))
        return data[short] if short and list(data) == [short] else data
    if isinstance(value, tuple):
        return [_data(one) for one in value]
    if value is None or isinstance(value, str | float | int | dt.date):
        return str(value) if isinstance(value, str) else value
    raise TypeError(type(value))  # pragma: no cover - the models hold nothing else


def _told_fields(value: Model) -> list[str]:
    """Give the fields that differ from their default, in the order of the model."""
    told = [
        key
        for key, field in type(value).model_fields.items()
        if field.is_required()
        or key in _ALWAYS_WRITTEN
        or getattr(value, key) != field.get_default(call_default_factory=True)
    ]
    return _told_of_indicator(value, told) if isinstance(value, Indicator) else told


def _told_of_indicator(one: Indicator, told: list[str]) -> list[str]:
    """Leave out what follows from the phrase (a pair) or from the kind (an abbreviation)."""
    told = [key for key in told if key != "kind" or one.kind is not IndicatorKind.PAIR]
    if one.kind is IndicatorKind.ABBREVIATION:
        told = [key for key in told if key != "case_sensitive"]
        if not one.case_sensitive:
            told.insert(told.index("kind") + 1, "case_sensitive")
    return told

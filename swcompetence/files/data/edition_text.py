"""The canonical form of edition and crosswalk files: one way to write each.

So every difference between two versions of a file is a difference in what it says.
"""

from __future__ import annotations

import re

import yaml

from swcompetence.errors import EditionError
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.files.data.yaml_lines import Data, block_lines, model_data
from swcompetence.model import Crosswalk, Framework, Indicator, IndicatorKind, Model

_ALWAYS_WRITTEN = frozenset({"schema_version"})
"""Fields that are written although they have their default value."""
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_BREAKS = frozenset("\n\r\x85\u2028\u2029")
_ALIGNMENTS = re.compile(r"^alignments *:", re.MULTILINE)
"""What a crosswalk has and an edition has not."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#")


def format_edition(text: str, *, name: str = "kader.yaml") -> str:
    """Write an edition or a crosswalk in its canonical form, with the same values.

    The comment lines at the top are kept as they are; the messages name the file `name`.

    Raises:
        EditionError: the file has mistakes, or comments that would be lost; names each line.
    """
    text = text.removeprefix("\ufeff")
    kind: type[Framework | Crosswalk] = Crosswalk if _ALIGNMENTS.search(text) else Framework
    value = parse_model(text, kind, name)
    head, rest = _split_head(text)
    if lines := [len(head) + line for line in _comment_lines(rest)]:
        why = "commentaar buiten de kop zou verloren gaan; verplaats het of maak er een note van"
        raise EditionError(name, [f"{name}:{line}: {why}" for line in lines])
    while head and not head[0].strip():
        del head[0]
    while head and not head[-1].strip():
        del head[-1]
    return "\n".join([*head, edition_text(value)])


def edition_text(value: Framework | Crosswalk) -> str:
    """Write an edition or a crosswalk that was built in memory, in its canonical form."""
    return "\n".join([*block_lines(edition_data(value)), ""])


def edition_data(value: Model) -> dict[str, Data]:
    """Give an edition, a crosswalk or a part of one as the plain data that its file holds.

    What its model fills in by itself is left out, so reading the data gives the same value again.
    """
    return model_data(value, _written)


def _split_head(text: str) -> tuple[list[str], str]:
    """Cut off the comment and blank lines at the top."""
    head: list[str] = []
    start = 0
    for line_end in _LINE_BREAK.finditer(text):
        line = text[start : line_end.start()]
        if line.strip() and not line.lstrip(" \t").startswith("#"):
            break
        head.append(line)
        start = line_end.end()
    return head, text[start:]


def _comment_lines(text: str) -> list[int]:
    """Give the lines that hold a comment: a `#` that stands in no value."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    outside = list(text)
    for token in yaml.scan(text, Loader=loader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in {"|", ">"}:
                line_end = _LINE_BREAK.search(text, start)
                start = line_end.start() if line_end else end
            outside[start:end] = [c if c in _BREAKS else "x" for c in text[start:end]]
    lines = enumerate(_LINE_BREAK.split("".join(outside)), start=1)
    return [number for number, line in lines if _COMMENT.search(line)]


def _written(value: Model) -> list[str]:
    """Give the fields that differ from their default, in the order of the model."""
    names = [
        name
        for name, field in type(value).model_fields.items()
        if field.is_required()
        or name in _ALWAYS_WRITTEN
        or getattr(value, name) != field.get_default(call_default_factory=True)
    ]
    if not isinstance(value, Indicator):
        return names
    # A pair follows from the phrase; that the case matters, from being an abbreviation.
    if value.kind is IndicatorKind.PAIR:
        names.remove("kind")
    if value.kind is IndicatorKind.ABBREVIATION:
        names = [name for name in names if name != "case_sensitive"]
        if not value.case_sensitive:
            names.insert(names.index("kind") + 1, "case_sensitive")
    return names

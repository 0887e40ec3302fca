"""The canonical form of edition and crosswalk files: one way to write each.

So every difference between two versions of a file is a difference in what it says. Only what every
YAML reader takes for the same text stands unquoted: the C and the pure loader of PyYAML differ
about `?` and `:` inside braces, and others read `2018` or `no` as no text at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from swcompetence.errors import EditionError
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.model import Crosswalk, Framework, Indicator, IndicatorKind, Model, SourceUse

_ALWAYS_WRITTEN = frozenset({"schema_version"})
"""Fields that are written although they have their default value."""
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_BREAKS = frozenset("\n\r\x85\u2028\u2029")
_ALIGNMENTS = re.compile(r"^alignments *:", re.MULTILINE)
"""What a crosswalk has and an edition has not."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#")
Data = str | int | float | dt.date | None | list["Data"] | dict[str, "Data"]
"""What an edition is made of once its shorthands are applied; fractions stand in references."""
_SHORTHAND: dict[type[Model], str] = {Indicator: "phrase", SourceUse: "source"}
"""What stands for the whole value when everything else is left out."""
_FLOW_WIDTH = 140
"""Widest line that holds a list or a mapping in brackets."""
_TEXT_WIDTH = 120
"""Widest line of a folded text."""
_INDICATORS = frozenset({"indicators", "ocmw", "local_government"})
_ONE_LINE_EACH = _INDICATORS | {"legal_basis"}
"""Lists whose entries never share a line, however short."""
_ALWAYS_ONE_LINE = _INDICATORS
"""Lists whose entries never take two lines, however long."""
_ALWAYS_BLOCK = frozenset({"items", "alignments"})
"""Lists whose entries always take several lines, however short."""
_INDICATOR_CHARS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""Characters that have a meaning in YAML at the beginning of a value."""
_SPLITS_BLOCK = re.compile(r":(?: |$)| #")
_SPLITS_FLOW = re.compile(r"[,\[\]{}?:#]")
_NUMBER_LIKE = re.compile(r"[-+.\d][-+._:xo\da-f]*|[-+]?\.(?:inf|nan)", re.IGNORECASE)
_NO_TEXTS = frozenset("~ = << null true false yes no on off y n".split()) | {""}
"""Words that some reader takes for something else."""
_SINGLE_SPACE = re.compile(r"(?<=\S) (?=\S)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


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
    import yaml  # noqa: PLC0415 - who only writes needs no reader

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


def model_data(value: Model, written: Callable[[Model], Iterable[str]]) -> dict[str, Data]:
    """Give a value as plain data: of every model in it the fields that `written` names."""
    fields = type(value).model_fields
    return {
        fields[name].alias or name: _plain_data(getattr(value, name), written)
        for name in written(value)
    }


def _plain_data(value: object, written: Callable[[Model], Iterable[str]]) -> Data:
    if isinstance(value, Model):
        data = model_data(value, written)
        short = _SHORTHAND.get(type(value))
        return data[short] if short and list(data) == [short] else data
    if isinstance(value, tuple):
        return [_plain_data(entry, written) for entry in value]
    if value is None or isinstance(value, str | float | int | dt.date):
        return str(value) if isinstance(value, str) else value
    raise TypeError(type(value))  # pragma: no cover - the models hold nothing else


def flow_text(value: Data) -> str:
    """Write a value on one line, as it may stand inside brackets.

    >>> print(flow_text({"phrase": "(het)? huis", "not_near": ["te", "a"], "strength": "weak"}))
    {phrase: "(het)? huis", not_near: [te, a], strength: weak}
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow_text(entry)}' for key, entry in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow_text(entry) for entry in value)}]"
    return _scalar(value, _SPLITS_FLOW)


def block_lines(data: dict[str, Data], indent: int = 0) -> Iterator[str]:
    """Write a mapping, one key after the other."""
    pad = " " * indent
    for key, value in data.items():
        if isinstance(value, list) and value:
            yield from _list_lines(key, value, indent)
        elif isinstance(value, dict):
            one_line = f"{pad}{key}: {flow_text(value)}"
            if len(one_line) <= _FLOW_WIDTH:
                yield one_line
            else:
                yield f"{pad}{key}:"
                yield from block_lines(value, indent + 2)
        elif isinstance(value, list):
            yield f"{pad}{key}: []"
        else:
            one_line = f"{pad}{key}: {scalar_text(value)}"
            is_long = isinstance(value, str) and (len(one_line) > _TEXT_WIDTH or "\n" in value)
            folded = list(_folded(str(value), f"{pad}  ")) if is_long else []
            yield from [f"{pad}{key}: >-", *folded] if len(folded) > 1 else [one_line]


def _list_lines(key: str, entries: list[Data], indent: int) -> Iterator[str]:
    pad = " " * indent
    one_line = f"{pad}{key}: {flow_text(entries)}"
    # Mappings at the top never share a line.
    may_share = key not in _ONE_LINE_EACH | _ALWAYS_BLOCK and (
        indent > 0 or not any(isinstance(entry, dict) for entry in entries)
    )
    if len(one_line) <= _FLOW_WIDTH and may_share:
        yield one_line
        return
    yield f"{pad}{key}:"
    for entry in entries:
        if not isinstance(entry, dict):
            yield f"{pad}- {flow_text(entry) if isinstance(entry, list) else scalar_text(entry)}"
            continue
        one_line = f"{pad}- {flow_text(entry)}"
        fits = len(one_line) <= _FLOW_WIDTH and key not in _ALWAYS_BLOCK
        if fits or key in _ALWAYS_ONE_LINE:
            yield one_line
            continue
        for number, line in enumerate(block_lines(entry, indent + 2)):
            yield line if number else f"{pad}- {line[indent + 2 :]}"


def _folded(text: str, pad: str) -> Iterator[str]:
    """Fold a text; nothing where folding would change it."""
    lines = text.split("\n")
    if any(line != line.strip() or not line.isprintable() for line in lines):
        return
    if not (lines[0] and lines[-1]):
        return
    for number, line in enumerate(lines):
        if number:
            yield ""
        words = _SINGLE_SPACE.split(line) if line else []
        while words:
            taken = words.pop(0)
            while words and len(pad) + len(taken) + 1 + len(words[0]) <= _TEXT_WIDTH:
                taken += f" {words.pop(0)}"
            yield f"{pad}{taken}"


def scalar_text(value: str | float | dt.date | None) -> str:
    """Write a value that is no list or mapping, as it stands behind a key or a dash.

    >>> print(scalar_text("2026.1"), scalar_text("a: b"), scalar_text(dt.date(2026, 11, 29)))
    "2026.1" "a: b" 2026-11-29
    """
    return _scalar(value, _SPLITS_BLOCK)


def _scalar(value: str | float | dt.date | None, splits: re.Pattern[str]) -> str:
    if isinstance(value, str) and not _is_plain(value, splits):
        if value.isprintable() and ('"' in value or "\\" in value):
            return "'" + value.replace("'", "''") + "'"
        return f'"{"".join(map(_escaped, value))}"'
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def _is_plain(text: str, splits: re.Pattern[str]) -> bool:
    """Say whether any reader takes the bare text for this text."""
    is_clean = text == text.strip() and text.isprintable() and text[:1] not in _INDICATOR_CHARS
    is_text = text.casefold() not in _NO_TEXTS and not _NUMBER_LIKE.fullmatch(text)
    return is_clean and is_text and not splits.search(text)


def _escaped(char: str) -> str:
    """Write a character inside double quotes; one that cannot be seen as its number."""
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    number = ord(char)
    if number <= 0xFF:  # noqa: PLR2004 - what \x can hold
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - \u

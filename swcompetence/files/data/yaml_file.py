"""Reads values of a model from YAML files, or from what a build made of them."""

from __future__ import annotations

import hashlib
import re
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from swcompetence.errors import EditionError, InputFileError
from swcompetence.model.indicator import BUILT

M = TypeVar("M", bound=BaseModel)

_KINDS = {
    "date": "hier hoort een datum van de vorm 2026-11-22",
    "string_pattern": "hier mogen alleen kleine letters, cijfers, punt, streepje en _ staan",
    "string": "hier hoort tekst",
    "int": "hier hoort een geheel getal",
    "bool": "hier hoort true of false",
    "tuple": "hier hoort een lijst",
    "list": "hier hoort een lijst",
    "too_short": "de lijst is leeg",
    "greater_than": "het getal is te klein",
    "less_than": "het getal is te groot",
    "float": "hier hoort een getal",
    "finite": "hier hoort een getal",
    "model": "hier horen sleutels met waarden",
    "dict": "hier horen sleutels met waarden",
    "json_invalid": "dit is geen geldige JSON",
}
"""The beginning of pydantic's error types, in words."""
_NEAR = 70
"""Least rapidfuzz score for 'did you mean' on a key."""
_DIGEST = 16
"""Hexadecimal digits."""
_BUILT = re.compile(rf".+\.[0-9a-f]{{{_DIGEST}}}\.json")


def yaml_text(
    path: Path | Traversable,
    advice: str = "Geef het pad naar een YAML-bestand in UTF-8.",
    *,
    kind: str = "bestand",
) -> str:
    """Give the text of a YAML file; `kind` is its Dutch name.

    Raises:
        InputFileError: the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        reason, advice = f"dit {kind} bestaat niet.", "Controleer de naam en de map."
        raise InputFileError(str(path), reason, advice) from error
    except UnicodeDecodeError as error:
        reason = f"Dit {kind} kan niet gelezen worden: het is geen tekst in UTF-8."
        raise InputFileError(str(path), reason, advice) from error
    except OSError as error:
        raise InputFileError(str(path), f"Dit {kind} kan niet gelezen worden.", advice) from error


def read_model(path: Path | Traversable, model: type[M]) -> M:
    """Read one value of a model from a YAML file.

    Raises:
        InputFileError: the file cannot be read.
        EditionError: the file has mistakes; names all of them with their line.
    """
    text = yaml_text(path)
    built = built_path(path, text) if isinstance(path, Path) else None
    if built and built.is_file():
        return model.model_validate_json(built.read_bytes(), context=BUILT)
    return parse_model(text, model, str(path))


def built_path(path: Path, text: str) -> Path:
    """Give the place of the JSON that a build made of a YAML file, which loads much faster.

    Its name holds a digest of the text, so that a file that somebody edits is read itself.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    return path.with_name(f"{path.stem}.{digest[:_DIGEST]}.json")


def is_built(path: Path) -> bool:
    """Say whether a file is one that a build made, of this text or an older one."""
    return _BUILT.fullmatch(path.name) is not None


def yaml_entries(folder: Traversable) -> list[Traversable]:
    """Give the YAML files in a folder, by name; a folder that is not there holds none."""
    if not folder.is_dir():
        return []
    entries = (entry for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return sorted(entries, key=lambda entry: entry.name)


def parse_model(text: str, model: type[M], name: str) -> M:
    """Read one value of a model from YAML text; the messages name the file `name`.

    Raises:
        EditionError: with every mistake of the file, each as `file:line: what`.
    """
    from swcompetence.files.data.strict_yaml import (  # noqa: PLC0415 - a built file needs no YAML
        line_of,
        parse_yaml,
    )

    root, data = parse_yaml(text, name)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors()
        problems = [f"{name}:{line_of(root, d['loc'])}: {problem_in(d, model)}" for d in details]
        raise EditionError(name, problems) from error


def problem_in(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Say in Dutch what pydantic has against a value of a model, after the place of the value."""
    path = ".".join(str(step) for step in detail["loc"]) or "het bestand"
    kind = detail["type"]
    if kind == "missing":
        return f"{path}: ontbreekt"
    if kind == "extra_forbidden":
        keys = list(dict.fromkeys(key for part in models_in(model) for key in part.model_fields))
        near = process.extractOne(str(detail["loc"][-1]), keys, score_cutoff=_NEAR)
        hint = f"; bedoelde u ‘{near[0]}’?" if near else ""
        return f"{path}: deze sleutel bestaat hier niet{hint}"
    if kind in {"enum", "literal_error"}:
        expected = detail["ctx"]["expected"].replace(" or ", " of ")
        is_not = "is geen van" if "," in expected or " of " in expected else "is niet"
        return f"{path}: ‘{detail['input']}’ {is_not} {expected}"
    if kind == "value_error":  # in words of our own
        return f"{path}: {detail['msg'].removeprefix('Value error, ')}"
    dutch = (words for start, words in _KINDS.items() if kind.startswith(start))
    return f"{path}: {next(dutch, 'deze waarde past hier niet')}"


def models_in(kind: type[BaseModel]) -> list[type[BaseModel]]:
    """Collect a model and the models inside it."""
    models: dict[type[BaseModel], None] = {}
    pending: list[Any] = [kind]
    while pending:
        annotation = pending.pop()
        if not isinstance(annotation, type) or get_origin(annotation) is not None:
            pending += get_args(annotation)
        elif issubclass(annotation, BaseModel) and annotation not in models:
            models[annotation] = None
            pending += [field.annotation for field in annotation.model_fields.values()]
    return list(models)

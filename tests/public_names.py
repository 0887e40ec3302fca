"""The public interface as text: every name with its signature, every format with its digest.

`python tests/public_names.py > tests/api/public_names.txt` writes the committed list anew.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
from collections.abc import Iterator
from enum import Enum

from pydantic import BaseModel

import swcompetence
import swcompetence.errors
import swcompetence.testing
from swcompetence.workflow.exporting import SCHEMAS, json_schema

_DIGEST = 16
_FUNCTION = re.compile(r"<function .+? at 0x[0-9a-f]+>")


def listed() -> str:
    """Give the list, one fact a line."""
    lines: list[str] = []
    for module in (swcompetence, swcompetence.testing):
        for name in sorted(module.__all__):
            lines += _described(f"{module.__name__}.{name}", getattr(module, name))
    for name, error in vars(swcompetence.errors).items():
        if isinstance(error, type) and issubclass(error, swcompetence.SwCompetenceError):
            lines.append(f"class swcompetence.errors.{name}{_signature(error.__init__)}")
    lines += [f"schema {name} {_schema_digest(name)}" for name in SCHEMAS]
    return "\n".join(lines) + "\n"


def _described(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, type):
        yield f"{name}{_signature(value)}"
        return
    yield f"class {name}"
    if issubclass(value, Enum):
        yield from (f"  {one.name} = {one.value!r}" for one in value)
    elif issubclass(value, BaseModel):
        kinds = inspect.get_annotations(value)
        for field, facts in value.model_fields.items():
            yield f"  {field}: {kinds[field]}" + ("" if facts.is_required() else " (optional)")
    for field in getattr(value, "_fields", ()):  # of a named tuple
        yield f"  {field}: {inspect.get_annotations(value)[field].__forward_arg__}"
    for member, found in list(vars(value).items()):
        plain = inspect.unwrap(getattr(found, "__func__", found))
        if member.startswith("_") or member == "model_config":
            continue
        if inspect.isfunction(plain):
            yield f"  {member}{_signature(plain)}"
        elif isinstance(found, property) or type(found).__name__ == "cached_property":
            yield f"  {member} (property)"


def _signature(value: object) -> str:
    assert callable(value)
    told = str(inspect.signature(value)).replace("'", "")
    return _FUNCTION.sub("<function>", told)


def _schema_digest(name: str) -> str:
    """Give the digest of a schema without its descriptions."""
    told = json.dumps(_bare(json.loads(json_schema(name))), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGEST]


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if k != "description" or isinstance(v, dict)}
    return [_bare(one) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":
    print(listed(), end="")  # noqa: T201 - its output is the file

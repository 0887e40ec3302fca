"""The JSON Schema of edition files, for editors and for programs that read them without us."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from swcompetence.files.data.yaml_file import models_in
from swcompetence.model import Framework, Indicator, Model, SourceUse

SCHEMA_NAME = "framework.schema.json"
"""The file beside the edition folders."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHORTHANDS: dict[type[Model], str] = {
    Indicator: "A strong term, or a pair where it holds ` + `, anywhere in the text.",
    SourceUse: "The id of the source.",
}
"""Models that may stand in YAML as a plain string, and what that string is."""

_Schema = dict[str, Any]  # Any: a JSON Schema is JSON of any depth


class _Untitled(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes from field names."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Say no: the key itself is title enough."""
        del schema
        return False


def edition_schema() -> str:
    """Give the JSON Schema of an edition file, as JSON text that ends with a line end."""
    return model_schema(Framework, "Competency framework edition")


def model_schema(
    kind: type[BaseModel],
    title: str,
    *,
    mode: Literal["validation", "serialization"] = "validation",
    is_open: bool = False,
) -> str:
    """Give the JSON Schema (2020-12) of a model, as JSON text that ends with a line end.

    It has no `$id`: its address is where it lies. `mode` is `validation` for what may be read,
    `serialization` for what is always written. An open schema is that of a JSON format: it names
    itself in `schema`, and keys that this version does not know are left.
    """
    schema: _Schema = kind.model_json_schema(
        mode=mode, schema_generator=_Untitled, ref_template="#/$defs/{model}"
    )
    definitions: dict[str, _Schema] = schema.pop("$defs", {})
    docs = _field_docs(kind)
    for class_name, definition in [*definitions.items(), (kind.__name__, schema)]:
        definition.pop("title", None)
        if is_open and definition.get("additionalProperties") is False:
            del definition["additionalProperties"]
        for field, text in docs.get(class_name, {}).items():
            if field in definition["properties"]:
                definition["properties"][field]["description"] = text
    if is_open and "properties" in schema:
        schema["required"] = list(dict.fromkeys(["schema", *schema.get("required", ())]))
    for model, meaning in _SHORTHANDS.items():
        if model.__name__ in definitions:
            plain = {"type": "string", "minLength": 1, "description": meaning}
            definitions[model.__name__] = {"anyOf": [plain, definitions[model.__name__]]}
    head = {"$schema": _DIALECT, "title": title}
    whole = {**head, **schema, "$defs": dict(sorted(definitions.items()))}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _field_docs(kind: type[BaseModel]) -> dict[str, dict[str, str]]:
    """Give class name -> field -> the text below the field in the source, also of a base."""
    modules = dict.fromkeys(base.__module__ for m in models_in(kind) for base in m.__mro__[:-1])
    trees = [ast.parse(inspect.getsource(sys.modules[name])) for name in modules]
    classes = {n.name: n for tree in trees for n in tree.body if isinstance(n, ast.ClassDef)}

    def docs(name: str) -> dict[str, str]:
        body, bases = (classes[name].body, classes[name].bases) if name in classes else ([], [])
        inherited = [docs(base.id) for base in bases if isinstance(base, ast.Name)]
        return dict(pair for part in inherited for pair in part.items()) | dict(_docs_in(body))

    return {name: docs(name) for name in classes}


def _docs_in(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for pair in pairwise(body):
        match pair:
            case (
                ast.AnnAssign(target=ast.Name(id=field)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield field, inspect.cleandoc(text)

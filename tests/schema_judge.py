"""Holds a written file against one of the schemas in `data/schemas`."""

import json
from pathlib import Path
from typing import Any

import pytest

_SCHEMAS = Path(__file__).parent / "data" / "schemas"


def schema_errors(name: str, data: Any) -> list[str]:
    """Give what a schema has against a file, each with its place: `/CFItems/0: ...`."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is niet geïnstalleerd")
    schema = json.loads((_SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [
        f"{''.join(f'/{step}' for step in error.absolute_path)}: {error.message}"
        for error in checker.iter_errors(data)
    ]

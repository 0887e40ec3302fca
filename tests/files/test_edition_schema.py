import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from swcompetence.files.data.edition_schema import SCHEMA_NAME, edition_schema
from swcompetence.registry import list_frameworks

SCHEMA: dict[str, Any] = json.loads(edition_schema())


def as_json(path: Path) -> Any:
    """Read an edition as a program without our code does; JSON has no dates."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(found, default=str))


def edition_files(checkout: Path) -> list[Path]:
    return [checkout / "frameworks" / one.id / f"{one.version}.yaml" for one in list_frameworks()]


def test_the_committed_schema_is_current(checkout: Path) -> None:
    committed = (checkout / "frameworks" / SCHEMA_NAME).read_text(encoding="utf-8")

    assert committed == edition_schema(), (
        f"schrijf frameworks/{SCHEMA_NAME} opnieuw met de uitkomst van edition_schema()"
    )


def test_the_schema_says_what_it_is() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in SCHEMA
    assert SCHEMA["title"]
    assert SCHEMA["additionalProperties"] is False


def test_models_and_fields_are_described_as_in_the_code() -> None:
    revision = SCHEMA["properties"]["revision"]
    strong_alone = SCHEMA["$defs"]["Indicator"]["anyOf"][1]

    assert revision["description"] == "Our transcription of that edition."
    assert strong_alone["properties"]["note"]["description"].startswith("Why it stands here")
    assert all(
        "description" in definition
        for name, definition in SCHEMA["$defs"].items()
        if name not in {"Indicator", "SourceUse"}
    )


def test_only_the_schema_itself_has_a_title() -> None:
    definitions = list(SCHEMA["$defs"].values())
    fields = [
        field for one in [SCHEMA, *definitions] for field in one.get("properties", {}).values()
    ]

    assert [one for one in [*definitions, *fields] if "title" in one] == []


@pytest.mark.parametrize("name", ["Indicator", "SourceUse"])
def test_a_plain_string_may_stand_for_the_whole(name: str) -> None:
    plain, whole = SCHEMA["$defs"][name]["anyOf"]

    assert plain["type"] == "string"
    assert whole["type"] == "object"


def test_every_shipped_edition_is_valid(checkout: Path) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="het pakket jsonschema is niet geïnstalleerd"
    )
    validator = jsonschema.Draft202012Validator(SCHEMA)

    problems = [
        f"{path.parent.name}: {error.json_path}: {error.message}"
        for path in edition_files(checkout)
        for error in validator.iter_errors(as_json(path))
    ]

    assert problems == []


def test_a_misspelt_key_and_a_missing_one_are_not_valid(checkout: Path) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="het pakket jsonschema is niet geïnstalleerd"
    )
    edition = as_json(edition_files(checkout)[0])
    edition["titel"] = edition.pop("title")

    errors = list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(edition))

    assert {error.validator for error in errors} == {"additionalProperties", "required"}

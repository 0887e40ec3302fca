"""The JSON that a build makes of the shipped files says what their YAML says."""

import shutil
from pathlib import Path

import pytest

from swcompetence.files.data.data_files import build_shipped, read_framework
from swcompetence.files.data.yaml_file import parse_model, read_model


@pytest.fixture
def data(checkout: Path, tmp_path: Path) -> Path:
    """Give a copy of the data folder that nobody built yet."""
    return shutil.copytree(
        checkout / "frameworks",
        tmp_path / "frameworks",
        ignore=lambda _, names: [
            name
            for name in names
            if name.count(".") > 1 and "schema" not in name and name.endswith(".json")
        ],
    )


def test_every_built_file_holds_what_its_source_holds(data: Path) -> None:
    built = build_shipped(data)
    assert len(built) == len([*data.glob("*/*.yaml"), *data.glob("*.yaml")]) - len(
        [*data.glob("references/*.yaml")]
    )
    for path, value in built.items():
        name = path.name.rsplit(".", 2)[0]
        source = path.with_name(f"{name}.yaml")
        kind = type(value)
        assert read_model(source, kind) == value == parse_model(source.read_text("utf-8"), kind, "")
        assert kind.model_validate_json(path.read_bytes()) == value


def test_what_was_built_is_what_is_read(data: Path) -> None:
    built = next(path for path in build_shipped(data) if path.parent.name == "krachtlijnen")
    built.write_text(built.read_text("utf-8").replace("krachtlijnen", "uit-json", 1), "utf-8")
    assert read_framework(data / "krachtlijnen" / "2018.yaml").id == "uit-json"


def test_a_source_that_somebody_edits_is_read_itself_until_it_is_built_again(data: Path) -> None:
    first = set(build_shipped(data))
    source = data / "krachtlijnen" / "2018.yaml"
    source.write_text(source.read_text("utf-8").replace("\ntitle: ", "\ntitle: Eigen ", 1), "utf-8")
    assert read_framework(source).title.startswith("Eigen ")
    second = set(build_shipped(data))
    assert read_framework(source).title.startswith("Eigen ")
    (old,), (new,) = first - second, second - first
    assert not old.exists()
    assert new.exists()
    assert (data / "framework.schema.json").exists()

import json
from pathlib import Path
from typing import Any

import pytest
from samples import course, link, mapping

from swcompetence.errors import InputFileError
from swcompetence.files.data.data_files import read_mapping


def test_a_mapping_that_was_written_is_read_back(tmp_path: Path) -> None:
    koppelingen = mapping(link("SW1", "proef:a"), courses=(course(content="Één tekst."),))
    path = tmp_path / "uit.json"
    path.write_text(koppelingen.to_json(), encoding="utf-8")

    assert read_mapping(path) == koppelingen


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Dit is geen koppelingsbestand: het bestand: dit is geen geldige JSON."),
        (b"{", "Dit is geen koppelingsbestand: het bestand: dit is geen geldige JSON."),
        (b"\xff\xfe{}", "Dit is geen tekst in UTF-8."),
        (b"PK\x03\x04", "Dit is geen koppelingsbestand: het bestand: dit is geen geldige JSON."),
        (b"{}", "Dit is geen koppelingsbestand: het bestand: ‘schema’ ontbreekt."),
        (b"[]", "Dit is geen koppelingsbestand: het bestand: hier horen sleutels met waarden."),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "uit.json"
    path.write_bytes(content)
    with pytest.raises(InputFileError) as caught:
        read_mapping(path)

    assert reason in str(caught.value)
    assert caught.value.advice == "Geef een bestand dat ‘swcompetence map’ gemaakt heeft."


@pytest.mark.parametrize(
    ("texts", "where"),
    [({"content": 5}, "curricula.0.courses.0.fields.content"), ([], None), (["x"], "fields")],
)
def test_texts_of_another_kind_are_told_with_their_place(
    tmp_path: Path, texts: object, where: str | None
) -> None:
    data = json.loads(mapping(courses=(course(),)).to_json())
    data["curricula"][0]["courses"][0]["fields"] = texts
    path = tmp_path / "uit.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    if where is None:
        assert read_mapping(path).courses == (course(),)
        return

    with pytest.raises(InputFileError, match=where):
        read_mapping(path)


def test_a_mapping_of_another_version_says_so(tmp_path: Path) -> None:
    path = tmp_path / "uit.json"
    path.write_text(mapping().to_json().replace("mapping@2", "mapping@3"), encoding="utf-8")

    with pytest.raises(
        InputFileError, match="schema: ‘swcompetence/mapping@3’ is niet 'swcompetence/mapping@2'"
    ):
        read_mapping(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="kan niet gelezen worden"):
        read_mapping(tmp_path / "weg.json")


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (("links", 0, "confidence"), "veel", "links.0.confidence: hier hoort een getal."),
        (("links", 0, "confidence"), 3, "links.0.confidence: het getal is te groot."),
        (("links", 0, "proposed"), "soms", "links.0.proposed: hier hoort true of false."),
        (("links", 0, "status"), "weg", "links.0.status: ‘weg’ is geen van 'open', "),
        (("links", 0, "mention"), 0.0, "links.0: mention 0.0 is kleiner dan confidence "),
        (("curricula",), {}, "curricula: hier hoort een lijst."),
        (("date",), "gisteren", "date: hier hoort een datum van de vorm 2026-11-22."),
    ],
)
def test_a_wrong_value_is_told_in_dutch(
    tmp_path: Path, place: tuple[str | int, ...], value: object, reason: str
) -> None:
    data = json.loads(mapping(link("SW1", "proef:a"), courses=(course(),)).to_json())
    holder: Any = data
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    path = tmp_path / "uit.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(InputFileError) as caught:
        read_mapping(path)
    assert f"Dit is geen koppelingsbestand: {reason}" in str(caught.value)

import datetime as dt
from enum import StrEnum

import pytest

from swcompetence.errors import EditionError
from swcompetence.files.data.yaml_file import parse_model
from swcompetence.model import Model


class Colour(StrEnum):
    RED = "rood"


class Part(Model):
    name: str
    colour: Colour | None = None


class Whole(Model):
    version: str = ""
    count: int = 0
    ready: bool = False
    since: dt.date | None = None
    parts: tuple[Part, ...] = ()
    names: dict[str, str] = {}


def problems(text: str) -> list[str]:
    with pytest.raises(EditionError) as caught:
        parse_model(text, Whole, "kader.yaml")
    assert caught.value.path == "kader.yaml"
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("version: no", Whole(version="no")),
        ("version: on", Whole(version="on")),
        ("version: 2.10", Whole(version="2.10")),
        ("version: 010", Whole(version="010")),
        ("version: 1_000", Whole(version="1_000")),
        ("version: 0x10", Whole(version="0x10")),
        ("version: 12:30", Whole(version="12:30")),
        ("version: 1e3", Whole(version="1e3")),
        ("version: .inf", Whole(version=".inf")),
        ("version: 2018-05-24", Whole(version="2018-05-24")),
        ("version: Null", Whole(version="Null")),
        ("version: TRUE", Whole(version="TRUE")),
        ("version: '2018'", Whole(version="2018")),
        ("version: =", Whole(version="=")),
        ("since: 2018-05-24", Whole(since=dt.date(2018, 5, 24))),
        ("since: null", Whole()),
        ("since: ~", Whole()),
        ("since:", Whole()),
        ("count: 12\nready: true", Whole(count=12, ready=True)),
        ("{}", Whole()),
        ("\ufeffcount: 1", Whole(count=1)),
        ("names: {no: yes, 'y': n}", Whole(names={"no": "yes", "y": "n"})),
    ],
)
def test_a_word_stays_the_word_that_stands_there(text: str, value: Whole) -> None:
    assert parse_model(text, Whole, "kader.yaml") == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "count: 1\nready: true\ncount: 2",
            "kader.yaml:3: de sleutel ‘count’ staat er twee keer (ook op regel 1)",
        ),
        (
            "parts:\n- name: a\n  name: b",
            "kader.yaml:3: de sleutel ‘name’ staat er twee keer (ook op regel 2)",
        ),
        ("count: 1\n? [a, b]\n: 2", "kader.yaml:2: een lijst of een blok kan geen sleutel zijn"),
        ("{a: 1}: 2", "kader.yaml:1: een lijst of een blok kan geen sleutel zijn"),
    ],
)
def test_a_key_is_a_word_that_stands_there_once(text: str, problem: str) -> None:
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("count: 1\n\tready: true", "kader.yaml:2: "),
        ("count: [1", "kader.yaml:"),
        ("count: 1\n---\ncount: 2", "kader.yaml:2: "),
        ("count: 1\nready: !!python/name:os.system x", "kader.yaml:2: "),
        ("version: *nergens", "kader.yaml:1: "),
        ("version: \x00", "kader.yaml: geen geldige YAML"),
    ],
)
def test_a_text_that_is_no_yaml_says_where(text: str, where: str) -> None:
    (problem,) = problems(text)

    assert problem.startswith(where)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "vesion: a",
            "kader.yaml:1: vesion: deze sleutel bestaat hier niet; bedoelde u ‘version’?",
        ),
        ("xyzzy: a", "kader.yaml:1: xyzzy: deze sleutel bestaat hier niet"),
        (
            "parts:\n- name: a\n- colour: rood",
            "kader.yaml:3: parts.1.name: ontbreekt",
        ),
        (
            "parts:\n- name: a\n  color: rood",
            "kader.yaml:3: parts.0.color: deze sleutel bestaat hier niet; bedoelde u ‘colour’?",
        ),
        ("<<: {count: 1}", "kader.yaml:1: <<: deze sleutel bestaat hier niet"),
    ],
)
def test_a_key_that_does_not_belong_gets_a_suggestion(text: str, problem: str) -> None:
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("count: 1\n\nversion: 2018", "kader.yaml:3: version: "),
        ("count: a", "kader.yaml:1: count: "),
        ("since: 24 mei", "kader.yaml:1: since: "),
        ("parts:\n- name: a\n\n- name: b\n  colour: blauw", "kader.yaml:5: parts.1.colour: "),
        ("parts:\n- tekst", "kader.yaml:2: parts.0: "),
        ("parts: tekst", "kader.yaml:1: parts: "),
        ("names:\n  a: b\n  c: [d]", "kader.yaml:3: names.c: "),
        ("", "kader.yaml:1: het bestand: "),
        ("- a", "kader.yaml:1: het bestand: "),
    ],
)
def test_a_wrong_value_is_named_with_its_line(text: str, where: str) -> None:
    (problem,) = problems(text)

    assert problem.startswith(where)


def test_every_mistake_is_named_at_once() -> None:
    assert [
        problem.split(": ")[0]
        for problem in problems("count: a\nready: misschien\nextra: 1\nparts:\n- name: [b]")
    ] == ["kader.yaml:1", "kader.yaml:2", "kader.yaml:5", "kader.yaml:3"]


def test_the_message_counts_the_mistakes() -> None:
    with pytest.raises(EditionError, match=r"^kader\.yaml: 2 fouten\n  kader\.yaml:1: count"):
        parse_model("count: a\nready: 7", Whole, "kader.yaml")
    with pytest.raises(EditionError, match=r"^kader\.yaml: 1 fout\n"):
        parse_model("count: a", Whole, "kader.yaml")

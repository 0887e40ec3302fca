"""What a user may hand to the public functions, and what they say of anything else."""

from __future__ import annotations

import inspect
import pickle
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel

import swcompetence
from swcompetence import Course, Curriculum, get_framework, map_lists, propose, propose_many
from swcompetence.errors import checked

FUNCTIONS = [
    name for name in swcompetence.__all__ if inspect.isfunction(getattr(swcompetence, name))
]
NOTHING = Curriculum(id="lijst")


class Wrong:
    """Is of no type that anything takes."""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_argument_of_another_type_is_named(name: str) -> None:
    call = getattr(swcompetence, name)
    hints = typing.get_type_hints(call)
    for parameter in inspect.signature(call).parameters.values():
        if hints[parameter.name] is object:
            continue
        required = [
            other.name
            for other in inspect.signature(call).parameters.values()
            if other.default is other.empty and other.name != parameter.name
        ]
        with pytest.raises(TypeError, match=f"{name}\\(\\) takes as '"):
            call(**dict.fromkeys(required, Wrong()), **{parameter.name: Wrong()})
        if not required:
            with pytest.raises(TypeError, match=f"{name}\\(\\) takes as '{parameter.name}' "):
                call(**{parameter.name: Wrong()})


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        ((NOTHING, "ocmw-praktijk"), {}, "'frameworks' Sequence[Framework], not str"),
        ((NOTHING, ["ocmw-praktijk"]), {}, "'frameworks' Sequence[Framework], not list of str"),
        (([NOTHING, 1], []), {}, "'curriculum' Curriculum | Sequence[Curriculum], not list of int"),
        (("lijst.xlsx", []), {}, "'curriculum' Curriculum | Sequence[Curriculum], not str"),
        ((NOTHING, []), {"matcher": "evidence"}, "'matcher' Matcher | None, not str"),
        ((NOTHING, []), {"jobs": "2"}, "'jobs' int, not str"),
        ((NOTHING, []), {"date": "2026-11-29"}, "'date' dt.date | None, not str"),
        ((NOTHING, []), {"progress": 3}, "'progress' Callable[[Course], None], not int"),
    ],
)
def test_propose_names_what_it_cannot_take(
    arguments: tuple[object, ...], options: dict[str, object], said: str
) -> None:
    call: typing.Any = propose
    with pytest.raises(TypeError) as caught:
        call(*arguments, **options)

    assert str(caught.value) == f"propose() takes as {said}"


def test_a_value_is_not_taken_for_its_fields_nor_a_stream_for_any_stream(tmp_path: Path) -> None:
    editions = (get_framework("krachtlijnen"),)
    many: typing.Any = propose_many
    for jobs in (1, 2):
        with pytest.raises(TypeError, match=r"takes as 'curricula' .*, not Curriculum$"):
            many(NOTHING, editions, jobs=jobs)
        with pytest.raises(TypeError, match=r"takes as 'curricula' .*, not generator of tuple$"):
            list(many(((NOTHING, []) for _ in range(2)), editions, jobs=jobs))
        courses = iter((Course(id="A", code="A", title="Vak"),))
        with pytest.raises(
            TypeError, match=r"takes as 'curricula' .*, not tuple_iterator of Course"
        ):
            list(many(courses, editions, jobs=jobs))
    partitions: typing.Any = swcompetence.map_partitions
    with pytest.raises(TypeError, match=r"takes as 'curricula' .*, not Curriculum$"):
        partitions(Idle(), NOTHING, editions, tmp_path)


class Idle:
    """Is a client of a cluster that takes work and does none."""

    def submit(self, *_: typing.Any, **__: typing.Any) -> None: ...

    def gather(self, _: typing.Any) -> None: ...


@pytest.mark.parametrize("name", ["ReconciliationService", "EvidenceMatcher"])
def test_what_is_made_of_frameworks_names_what_it_cannot_be_made_of(name: str) -> None:
    with pytest.raises(TypeError) as caught:
        getattr(swcompetence, name)("x")

    assert str(caught.value) == f"{name}() takes as 'frameworks' Sequence[Framework], not str"


def test_a_call_that_misses_or_doubles_an_argument_names_it() -> None:
    call: typing.Any = propose
    with pytest.raises(TypeError, match="frameworks"):
        call(NOTHING)
    with pytest.raises(TypeError, match="anders"):
        call(NOTHING, [], anders=1)
    with pytest.raises(TypeError, match=r"'paths' Sequence\[str \| Path\], not str"):
        map_lists("lijst.xlsx")


def test_what_users_write_is_taken(poor_list: Path) -> None:
    vak = Course(id="A", code="A", title="Vak", fields={"content": "Een huisbezoek."})
    editions = (get_framework("krachtlijnen"),)

    assert vak.fields["content"] == vak.fields[swcompetence.CourseField.CONTENT]
    one = propose([Curriculum(id="lijst", courses=(vak,))], list(editions))
    stream = list(propose_many(iter([Curriculum(id="lijst", courses=(vak,))]), editions))
    assert tuple(link for judged in stream for link in judged.links) == one.links
    curriculum, _ = swcompetence.read_course_list(str(poor_list), programme_credits=180)
    assert curriculum.nominal_credits == 180
    for wrong in (0, -3, float("nan")):
        with pytest.raises(ValueError, match=r"^programme_credits must be more than 0, not "):
            swcompetence.read_course_list(poor_list, programme_credits=wrong)


def test_public_functions_pickle_and_keep_their_signature() -> None:
    for name in FUNCTIONS:
        call = getattr(swcompetence, name)
        assert pickle.loads(pickle.dumps(call)) is call  # noqa: S301 - our own
        assert call.__doc__


def test_who_annotates_a_call_finds_the_type_of_each_argument_and_answer() -> None:
    pending: list[object] = [
        hint
        for name in FUNCTIONS
        for hint in typing.get_type_hints(getattr(swcompetence, name)).values()
    ]
    seen: set[type] = set()
    while pending:
        hint = pending.pop()
        parts = typing.get_args(hint)
        pending += [part for some in parts for part in (some if isinstance(some, list) else [some])]
        if isinstance(hint, type) and hint.__module__.startswith("swcompetence") and not parts:
            if hasattr(hint, "_fields") and hint not in seen:
                pending += typing.get_type_hints(hint).values()
            seen.add(hint)

    assert {kind.__name__ for kind in seen} <= set(swcompetence.__all__)
    assert {swcompetence.Course, swcompetence.Framework} <= seen


def test_literals_and_things_that_are_walked_once_are_judged_as_far_as_can_be() -> None:
    @checked
    def take(kind: typing.Literal["a", "b"], parts: typing.Iterable[int] = ()) -> int:
        return sum(parts) if kind == "a" else 0

    assert take("a", iter([1, 2])) == 3
    call: typing.Any = take
    with pytest.raises(TypeError, match=r"'kind' .*, not 'c'$"):
        call("c")
    with pytest.raises(TypeError, match=r"'kind' .*, not int$"):
        call(1)


def test_every_public_value_comes_back_from_its_dump_and_has_a_hash(poor_list: Path) -> None:
    editions = swcompetence.list_frameworks()
    mapping = map_lists([poor_list])
    pending: list[object] = [mapping, swcompetence.build_report(mapping), *editions]
    pending += swcompetence.list_crosswalks()
    seen: set[type] = set()
    while pending:
        value = pending.pop()
        if isinstance(value, BaseModel):
            if type(value) not in seen:
                seen.add(type(value))
                assert type(value).model_validate(value.model_dump()) == value
                assert type(value).model_validate_json(value.model_dump_json()) == value
                assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own
                assert hash(value) == hash(value.model_copy())
            pending += [getattr(value, name) for name in type(value).model_fields]
        elif isinstance(value, tuple):
            pending += value
    assert {Course, swcompetence.Link, swcompetence.GapReport, swcompetence.Item} <= seen


def test_a_course_stays_as_it_was_made() -> None:
    vak = Course(id="A", code="A", title="Vak", fields={"content": "Een tekst."})
    fields: typing.Any = vak.fields
    for change in (
        lambda: fields.__setitem__("content", "x"),
        lambda: fields.update(content="x"),
        lambda: fields.pop("content"),
        fields.clear,
    ):
        with pytest.raises(TypeError, match="frozen"):
            change()
    assert {vak: 1}[Course(id="A", code="A", title="Vak", fields={"content": "Een tekst."})] == 1

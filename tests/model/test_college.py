from pathlib import Path

import pytest
from pydantic import ValidationError
from typed import Run

from swcompetence.files.course_list.list_identity import college_in
from swcompetence.files.data.data_files import PLATFORMS_FILE, shipped_platforms
from swcompetence.model import Provenance
from swcompetence.model.college import Platforms
from swcompetence.registry import builtin_root, edition_files

FACTS: dict[str, object] = {
    "title": "Proef",
    "about": "Verzonnen.",
    "last_checked_on": "2026-11-01",
    "sources": [{"id": "bron", "title": "Bron"}],
}


def college(college_id: str, **facts: object) -> dict[str, object]:
    return {
        "id": college_id,
        "name": f"Hogeschool {college_id}",
        "provenance": "unverified",
    } | facts


def platforms(*colleges: dict[str, object]) -> Platforms:
    data = {**FACTS, "platforms": [{"id": "noord", "name": "Noord", "colleges": colleges}]}
    return Platforms.model_validate(data)


def test_a_college_is_known_by_any_of_its_names_however_written() -> None:
    known = platforms(college("zee", also=["Zee & Dijk"]))

    for name in ("zee", "Hogeschool Zee", "HOGESCHOOL  ZEE", "zee-dijk"):
        assert known.of(name) is known.platforms[0]
    assert [known.of(name) for name in ("Zee Zuid", "", None)] == [None, None, None]


@pytest.mark.parametrize(
    ("colleges", "problem"),
    [
        ([college("a"), college("a")], "‘a’ staat er twee keer"),
        ([college("a", also=["Zee"]), college("b", also=["zee"])], "‘zee’ staat er twee keer"),
        ([college("a", sources=["elders"])], "bron ‘elders’ staat niet in sources"),
        ([college("a", provenance="verified")], "zonder bron kan provenance alleen"),
    ],
)
def test_mistakes_are_named(colleges: list[dict[str, object]], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        platforms(*colleges)


def test_six_platforms_and_eleven_colleges_are_shipped_each_with_a_source() -> None:
    shipped = shipped_platforms()
    colleges = [one for platform in shipped.platforms for one in platform.colleges]

    assert len(shipped.platforms) == 6
    assert len(colleges) == 11
    assert all(one.sources for one in colleges)
    assert all(one.note for one in colleges if one.provenance is not Provenance.VERIFIED)


def test_the_names_that_the_list_reader_gives_are_on_a_platform() -> None:
    for name in ("AP Hogeschool", "lijst ehb 2024", "ucll", "Hogeschool Gent", "pxl", "kdg"):
        assert shipped_platforms().of(college_in(name)) is not None


def test_a_list_is_known_by_every_name_of_a_college_that_is_no_other_word() -> None:
    colleges = [one for platform in shipped_platforms().platforms for one in platform.colleges]
    for college in colleges:
        for name in (college.id, college.name, *college.also):
            known = None if len(name) < 3 else college.name
            assert college_in(f"opleidingen_{name.upper()}_2024") == known, name

    assert college_in("Bezoek aan de stad Gent") is None


def test_the_platforms_are_no_edition(run: Run, checkout: Path) -> None:
    assert PLATFORMS_FILE.removesuffix(".yaml") not in edition_files(builtin_root())

    code, out, _ = run("frameworks", "validate", checkout / "frameworks")

    assert code == 0
    assert PLATFORMS_FILE not in out


def test_priorities_of_a_platform_need_a_source() -> None:
    platform = {"id": "noord", "name": "Noord", "colleges": [college("zee")], "priorities": ["x"]}

    with pytest.raises(ValidationError, match="noord: prioriteiten zonder bron"):
        Platforms.model_validate({**FACTS, "platforms": [platform]})
    sourced = {**platform, "priorities_source": "bron"}
    assert Platforms.model_validate({**FACTS, "platforms": [sourced]}).platforms[0].priorities


def test_every_shipped_platform_has_its_priorities() -> None:
    assert all(platform.priorities for platform in shipped_platforms().platforms)

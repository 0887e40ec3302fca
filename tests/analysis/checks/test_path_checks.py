"""What a student can miss: electives, tracks and courses with very many links, by hand."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programmes import KADER, confirmed, judged, placed, proposed, run
from samples import framework, item, mapping

from swcompetence.analysis.checks.check import CheckLimits, Outcome
from swcompetence.analysis.checks.narrowest_path import Meeting, narrowest_path
from swcompetence.model import Course, Link

MUST, FREE, UNSAID = (
    placed("M", compulsory=True),
    placed("K", compulsory=False),
    placed("O", compulsory=None),
)
COURSES = (MUST, FREE, UNSAID)


def test_an_item_in_electives_only_is_found() -> None:
    found = run(
        confirmed("K", "inkomen"),
        proposed("M", "inkomen"),
        confirmed("K", "wonen"),
        confirmed("M", "wonen"),
        proposed("K", "zorg"),
        courses=COURSES,
    )["enkel-in-keuze"]

    assert [(row.item, row.confirmed, row.proposed, row.remark) for row in found.rows] == [
        (
            "proef:inkomen",
            1,
            1,
            (
                "enkel bevestigd in keuzeopleidingsonderdelen (1); in 1 verplicht"
                " opleidingsonderdeel staat enkel een open voorstel"
            ),
        ),
        ("proef:zorg", 0, 1, "enkel voorgesteld in keuzeopleidingsonderdelen (1)"),
    ]
    assert (found.judged, found.not_judged) == (3, ())


def test_a_course_of_which_the_list_does_not_say_leaves_the_question_open() -> None:
    links = (confirmed("K", "inkomen"), confirmed("O", "inkomen"), confirmed("M", "wonen"))
    found = run(*links, courses=COURSES)["enkel-in-keuze"]
    taken = run(*links, courses=COURSES, limits=CheckLimits(unstated_is_compulsory=True))

    assert found.outcome is Outcome.PARTLY
    assert [row.remark for row in found.not_judged] == [
        "de lijst zegt van 1 opleidingsonderdeel niet of het verplicht is"
    ]
    assert taken["enkel-in-keuze"].outcome is Outcome.NOTHING
    assert taken["enkel-in-keuze"].rule.endswith("Wat de lijst openlaat, telt als verplicht.")


def test_without_links_electives_are_not_judged() -> None:
    assert run(courses=COURSES)["enkel-in-keuze"].reason == (
        "er zijn geen koppelingen en geen voorstellen"
    )


TRACKS = (
    placed("G", compulsory=True, track="Gemeenschappelijk"),
    placed("H", compulsory=True, track="Hulpverlening"),
    placed("S", compulsory=True, track="Samenleving"),
    placed("K", compulsory=False),
    placed("O", compulsory=None, track="Samenleving"),
)


def test_an_item_that_a_track_can_miss_is_found_with_the_tracks() -> None:
    found = run(
        confirmed("H", "inkomen"),
        confirmed("K", "inkomen"),
        confirmed("H", "wonen"),
        confirmed("S", "wonen"),
        confirmed("G", "zorg"),
        courses=TRACKS,
    )

    rows = found["te-missen-in-traject"].rows
    assert [(row.item, row.remark) for row in rows] == [
        ("proef:inkomen", "te missen in traject Samenleving")
    ]
    assert found["te-missen-in-traject"].judged == 3
    assert found["enkel-in-keuze"].outcome is Outcome.NOTHING


def test_what_nobody_has_to_take_stands_with_the_electives_and_not_with_the_tracks() -> None:
    found = run(confirmed("K", "inkomen"), courses=TRACKS)

    assert len(found["enkel-in-keuze"].rows) == 1
    assert found["te-missen-in-traject"].outcome is Outcome.NOT_JUDGED


def test_a_track_with_a_course_that_the_list_leaves_open_is_named_beside() -> None:
    found = run(
        confirmed("O", "inkomen"), confirmed("O", "wonen"), confirmed("G", "wonen"), courses=TRACKS
    )["te-missen-in-traject"]

    assert [row.remark for row in found.rows] == [
        "te missen in traject Hulpverlening; niet te beoordelen in traject Samenleving"
    ]


def test_tracks_are_not_judged_where_all_depends_on_an_unsaid_common_course() -> None:
    courses = (placed("O"), placed("H", compulsory=True, track="Hulpverlening"))
    found = run(confirmed("O", "zorg"), courses=courses)["te-missen-in-traject"]

    assert found.in_words.startswith("niet te beoordelen: de lijst zegt niet welke")
    assert len(found.not_judged) == 1


WIDE = framework(*(item(f"i{number}") for number in range(10)))


def over_mapped(
    linked: int, *, of: int = 10, limits: CheckLimits | None = None
) -> tuple[str, list[str]]:
    edition = framework(*(item(f"i{number}") for number in range(of)))
    links = [confirmed("M", f"i{n}") if n % 2 else proposed("M", f"i{n}") for n in range(linked)]
    found = run(*links, courses=COURSES, edition=edition, limits=limits)["veel-koppelingen"]
    return found.outcome.value, [row.remark for row in found.rows]


def test_a_course_with_very_many_links_is_found() -> None:
    assert over_mapped(8) == ("gevonden", ["8 van de 10 kaderitems: 4 bevestigd, 4 voorgesteld"])
    assert over_mapped(7) == ("niets gevonden", [])
    assert over_mapped(8, of=32) == ("niets gevonden", [])
    assert over_mapped(9, of=35)[0] == "gevonden"
    assert over_mapped(7, of=7) == ("niet te beoordelen", [])
    assert over_mapped(0) == ("niet te beoordelen", [])


def test_the_limits_of_very_many_links_can_be_set_and_stand_in_the_rule() -> None:
    limits = CheckLimits(many_items_share=0.125, many_items_least=2)
    found = run(
        confirmed("M", "i0"), confirmed("M", "i1"), courses=COURSES, edition=WIDE, limits=limits
    )["veel-koppelingen"]

    [row] = found.rows
    assert str(found.key(row)) == "veel-koppelingen|proef|M"
    assert (row.framework, row.confirmed, row.proposed) == ("Proefkader", 2, 0)
    assert "meer dan 12,5 %" in found.rule
    assert "minstens 2" in found.rule


@pytest.mark.parametrize("track", ["Gemeenschappelijk", "alle trajecten", "  ", None])
def test_common_courses_make_no_track(track: str | None) -> None:
    made = mapping(
        confirmed("A", "inkomen"),
        courses=(placed("A", track=track, compulsory=True),),
        edition=KADER,
    )
    [path] = narrowest_path(*judged(made)).paths

    assert path.track is None
    assert path.of(Meeting.SURE)[0].confirmed == ("A",)


def test_the_narrowest_path_tells_every_item_of_every_track() -> None:
    links = (
        confirmed("H", "inkomen"),
        proposed("G", "wonen"),
        confirmed("K", "wonen"),
        confirmed("O", "zorg"),
    )
    found = narrowest_path(*judged(mapping(*links, courses=TRACKS, edition=KADER)))

    assert [(path.track, path.courses, path.credits) for path in found.paths] == [
        ("Hulpverlening", ("G", "H"), 10),
        ("Samenleving", ("G", "S"), 10),
    ]
    assert [[one.meeting for one in path.items] for path in found.paths] == [
        [Meeting.SURE, Meeting.IF_CONFIRMED, Meeting.MISSABLE],
        [Meeting.MISSABLE, Meeting.IF_CONFIRMED, Meeting.UNDETERMINED],
    ]
    wonen, zorg = found.paths[1].items[1:]
    assert (wonen.proposed, wonen.avoidable, zorg.unstated) == (("G",), ("K",), ("O",))
    assert found.unstated == ("O",)


def test_a_track_is_the_same_however_its_name_is_written() -> None:
    courses = (
        placed("H", compulsory=True, track="Hulpverlening"),
        placed("H2", compulsory=True, track=" hulpverlening"),
        placed("S", compulsory=True, track="Samenleving"),
    )
    made = mapping(confirmed("H2", "inkomen"), courses=courses, edition=KADER)
    found = narrowest_path(*judged(made)).paths

    assert [(path.track, path.courses) for path in found] == [
        ("Hulpverlening", ("H", "H2")),
        ("Samenleving", ("S",)),
    ]
    assert [path.items[0].meeting for path in found] == [Meeting.SURE, Meeting.MISSABLE]


def test_the_narrowest_path_of_a_list_that_says_nothing_is_open_unless_the_caller_decides() -> None:
    made = mapping(confirmed("O", "inkomen"), courses=(UNSAID,), edition=KADER)
    asked = narrowest_path(*judged(made))
    taken = narrowest_path(*judged(made), unstated_is_compulsory=True)

    assert [one.meeting for one in asked.paths[0].items] == [
        Meeting.UNDETERMINED,
        Meeting.ABSENT,
        Meeting.ABSENT,
    ]
    assert taken.paths[0].items[0].meeting is Meeting.SURE


_PLACES = list(itertools.product(("1", "2", None), ("H", "S", "alle", None), (True, False, None)))


@st.composite
def _programmes(draw: st.DrawFn) -> tuple[list[Course], list[Link]]:
    places = draw(st.lists(st.sampled_from(_PLACES), min_size=1, max_size=5))
    courses = [
        placed(f"C{number}", phase, track=track, compulsory=compulsory)
        for number, (phase, track, compulsory) in enumerate(places)
    ]
    made = []
    for one, to in itertools.product(courses, ("inkomen", "wonen", "zorg")):
        kind = draw(st.sampled_from(("none", "proposed", "I", "V", "B", "unknown")))
        if kind == "proposed":
            made.append(proposed(one.id, to))
        elif kind != "none":
            level = None if kind == "unknown" else kind
            assessed = draw(st.sampled_from((True, False, None)))
            made.append(confirmed(one.id, to, level, assessed=assessed))
    return courses, made


@given(_programmes(), st.randoms(use_true_random=False))
def test_the_order_of_courses_and_links_does_not_matter(
    programme: tuple[list[Course], list[Link]], shuffler: object
) -> None:
    courses, links = programme
    limits = CheckLimits(many_items_least=2, top_level_least=1)
    one = run(*links, courses=tuple(courses), limits=limits)
    shuffle = shuffler.shuffle  # type: ignore[attr-defined] # a random.Random
    shuffle(courses)
    shuffle(links)
    other = run(*links, courses=tuple(courses), limits=limits)

    for code, check in one.items():
        mixed = other[code]
        assert (mixed.judged, mixed.outcome, mixed.rule) == (
            check.judged,
            check.outcome,
            check.rule,
        )
        assert {str(check.key(row)) for row in check.rows} == {
            str(mixed.key(row)) for row in mixed.rows
        }
        assert {str(check.key(row)) for row in check.not_judged} == {
            str(mixed.key(row)) for row in mixed.not_judged
        }

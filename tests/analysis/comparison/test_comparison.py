"""Small lists beside each other, with everything that can differ between them."""

from __future__ import annotations

from typing import Any

import pytest
from evidence import evident
from samples import course, framework, item, link, mapping

from swcompetence.analysis.comparison.build import MappedList, compare
from swcompetence.analysis.comparison.comparison import Cause, Comparison, ItemState
from swcompetence.analysis.comparison.steps import SameCourse, Transition
from swcompetence.analysis.finding import Finding
from swcompetence.errors import NotOneCurriculumError
from swcompetence.model import Course, Crosswalk, Framework, Link, Mapping, Part, SourceFile

CONFIRMED, PROPOSED, _, TRACE, _, NOT_FOUND = Finding


def entry(
    name: str,
    *links: Link,
    courses: tuple[Course, ...] = (course("c1"),),
    edition: Framework | None = None,
    platform: str | None = None,
    **facts: object,
) -> MappedList:
    used = edition or framework(item("a"), item("b"))
    one = mapping(*links, courses=courses, edition=used, nominal=180)
    curriculum = one.curricula[0].model_copy(update={"id": name, **facts})
    return MappedList(name, one.model_copy(update={"curricula": (curriculum,)}), (used,), platform)


def states(comparison: Comparison, item_id: str, framework_id: str = "proef") -> list[ItemState]:
    rows = [row for one in comparison.frameworks for row in one.items]
    return list(next(r for r in rows if r.item == f"{framework_id}:{item_id}").states)


def crosswalk(*alignments: tuple[str, str, str]) -> Crosswalk:
    return Crosswalk.model_validate(
        {
            "subject": "ander@2",
            "object": "proef@1",
            "revision": 1,
            "title": "t",
            "about": "a",
            "licence": {"id": "CC0-1.0", "attribution": "Niemand"},
            "last_checked_on": "2026-11-01",
            "changelog": [{"revision": 1, "date": "2026-01-01", "note": "n"}],
            "alignments": [
                {
                    "subject": subject,
                    "predicate": f"skos:{predicate}Match",
                    "object": target,
                    "justification": "semapv:ManualMappingCuration",
                    "provenance": "derived",
                    "why": "w",
                }
                for subject, predicate, target in alignments
            ],
        }
    )


def kinds(comparison: Comparison) -> set[str]:
    return {one.kind for one in comparison.cautions}


def test_every_item_has_a_finding_and_courses_in_every_list() -> None:
    two = (course("c1", "Een", 4), course("c2", "Twee", None))
    old = entry(
        "oud", link("c1", "proef:a", status="confirmed"), link("c2", "proef:a"), courses=two
    )
    new = entry("nieuw", link("c1", "proef:a", proposed=False))

    first, second = states(compare([old, new]), "a")

    assert (first.finding, first.confirmed, first.proposed) == (CONFIRMED, ("c1",), ("c2",))
    assert (second.finding, second.traces, second.via) == (TRACE, ("c1",), ())


def test_links_that_came_and_went_are_told_with_their_cause() -> None:
    before = ("gelijk", "herschreven", "weg", "kwijt")
    after = ("gelijk2", "herschreven2", "nieuw", "kwijt2")
    old = entry(
        "oud",
        link("gelijk", "proef:a"),
        link("herschreven", "proef:a"),
        link("weg", "proef:a"),
        link("kwijt", "proef:b", status="confirmed"),
        courses=tuple(course(name, name) for name in before),
    )
    new = entry(
        "nieuw",
        link("gelijk2", "proef:a", status="confirmed"),
        link("herschreven2", "proef:b"),
        link("nieuw", "proef:a"),
        courses=tuple(course(name, name) for name in after),
    )
    pairs = tuple(
        SameCourse(name, f"{name}2", is_guess=name == "herschreven")
        for name in ("gelijk", "herschreven", "kwijt")
    )

    step = compare([old, new], transitions=[Transition(0, 1, pairs)]).steps[0]

    told = [(one.item.item, one.course, one.is_confirmed, one.cause) for one in step.gained]
    assert told == [
        ("a", "nieuw", False, Cause.NEW_COURSE),
        ("b", "herschreven2", False, Cause.OTHER_TEXT),
    ]
    told = [(one.item.item, one.course, one.is_confirmed, one.cause) for one in step.lost]
    assert told == [
        ("a", "herschreven", False, Cause.OTHER_TEXT),
        ("a", "weg", False, Cause.GONE_COURSE),
        ("b", "kwijt", True, Cause.SAME_TEXT),
    ]
    assert step.kept_links == 1
    assert (step.same_courses, step.changed_courses) == (2, 1)
    assert [one.code for one in step.new_courses] == ["nieuw"]
    assert [one.code for one in step.gone_courses] == ["weg"]
    changes = [(one.item.item, one.old, one.new) for one in step.items]
    assert changes == [("a", PROPOSED, CONFIRMED), ("b", CONFIRMED, PROPOSED)]


def test_a_course_that_was_split_keeps_the_link_if_one_half_has_it() -> None:
    old = entry("oud", link("c", "proef:a"), courses=(course("c"),))
    new = entry("nieuw", link("c2", "proef:a"), courses=(course("c1"), course("c2")))
    pairs = (SameCourse("c", "c1", is_guess=False), SameCourse("c", "c2", is_guess=False))

    step = compare([old, new], transitions=[Transition(0, 1, pairs)]).steps[0]

    assert (step.kept_links, step.gained, step.lost) == (1, (), ())


def test_kept_and_gained_links_are_all_links_of_the_new_list() -> None:
    old = entry("oud", link("c1", "proef:a"), link("c1", "proef:b"))
    new = entry("nieuw", link("c1", "proef:b"))
    pairs = (SameCourse("c1", "c1", is_guess=False),)

    step = compare([old, new], transitions=[Transition(0, 1, pairs)]).steps[0]

    assert step.kept_links + len(step.gained) == 1
    assert step.kept_links + len(step.lost) == 2


def test_an_older_edition_is_read_along_the_items_that_replaced_its_own() -> None:
    gone = {"since": "2", "why": "samengevoegd", "replaced_by": ["samen"]}
    newer = framework(
        item("blijft"),
        item("samen"),
        item("vers"),
        item("x", deprecated=gone),
        item("y", deprecated=gone),
        version="2",
        valid_from="2027-01-01",
    )
    older = framework(item("blijft"), item("x"), item("y"), item("zoek"))
    old = entry(
        "oud",
        link("c1", "proef:x", status="confirmed"),
        link("c1", "proef:y"),
        link("c2", "proef:y"),
        courses=(course("c1", "Een", 3), course("c2", "Twee", 4)),
        edition=older,
    )

    comparison = compare([old, entry("nieuw", edition=newer)])

    assert [one.ref for one in comparison.frameworks] == ["proef@2"]
    merged = states(comparison, "samen")[0]
    assert (merged.finding, merged.confirmed, merged.proposed) == (CONFIRMED, ("c1",), ("c2",))
    assert merged.via == ("proef:x", "proef:y")
    assert states(comparison, "blijft")[0].finding is NOT_FOUND
    assert states(comparison, "vers")[0].finding is None
    bridge = comparison.bridges[0]
    assert (bridge.place, bridge.unbridged, bridge.unasked) == (0, ("proef:zoek",), ("proef:vers",))
    assert {pair.how for pair in bridge.counted} == {"gebleven", "vervangen"}
    assert {"bridge", "frameworks"} <= kinds(comparison)


def test_an_item_that_one_list_cannot_speak_about_is_in_no_step() -> None:
    newer = framework(item("a"), item("vers"), version="2", valid_from="2027-01-01")
    old, new = entry("oud"), entry("nieuw", link("c1", "proef:vers"), edition=newer)

    step = compare([old, new], transitions=[Transition(0, 1, ())]).steps[0]

    assert (step.gained, step.items) == ((), ())


def test_other_frameworks_are_bridged_by_exact_and_close_matches_only() -> None:
    other = framework(item("m"), item("n"), item("o"), id="ander", version="2")
    walk = crosswalk(("m", "close", "a"), ("n", "broad", "b"), ("o", "related", "b"))
    one = entry("een", link("c1", "ander:m"), link("c1", "ander:n"), edition=other)
    two = entry("twee", link("c1", "proef:b", status="confirmed"))

    comparison = compare([one, two], crosswalks=[walk])

    assert states(comparison, "a")[0].finding is PROPOSED
    assert states(comparison, "a")[0].via == ("ander:m",)
    assert states(comparison, "b")[0].finding is None
    assert states(comparison, "n", "ander")[1].finding is None
    assert states(comparison, "m", "ander")[1].finding is NOT_FOUND
    hows = [{pair.how for pair in bridge.approximate} for bridge in comparison.bridges]
    assert {"ruimer", "verwant"} in hows
    assert {"enger", "verwant"} in hows
    text = " ".join(one.text for one in comparison.cautions if one.kind == "bridge")
    assert "ander:n (ruimer: proef:b)" in text


def test_a_crosswalk_makes_no_links_come_or_go() -> None:
    other = framework(item("m"), id="ander", version="2")
    one, two = entry("een", link("c1", "ander:m"), edition=other), entry("twee")
    pairs = (SameCourse("c1", "c1", is_guess=False),)

    step = compare(
        [one, two],
        transitions=[Transition(0, 1, pairs)],
        crosswalks=[crosswalk(("m", "exact", "a"))],
    ).steps[0]

    assert (step.kept_links, step.gained, step.lost, step.items) == (0, (), (), ())


def test_without_a_crosswalk_nothing_can_be_said() -> None:
    other = framework(item("m"), id="ander", version="2")

    comparison = compare([entry("een", edition=other), entry("twee")])

    assert states(comparison, "a")[0].finding is None
    assert comparison.frameworks[1].count(0, None) == 2
    assert comparison.bridges == ()
    assert "frameworks" in kinds(comparison)


def test_platforms_count_the_newest_list_of_each_programme_from_four_colleges_on() -> None:
    sure, open_ = link("c1", "proef:a", status="confirmed"), link("c1", "proef:a")
    lists = [
        entry("oud", sure, platform="Noord", college="A"),
        entry("nieuw", open_, platform="Noord", college="A"),
        *(entry(f"buur {name}", sure, platform="Noord", college=name) for name in "BCD"),
        entry("ver"),
    ]

    comparison = compare(lists, transitions=[Transition(0, 1, ())])

    assert [(line.name, line.lists) for line in comparison.platforms] == [
        ("Noord", (1, 2, 3, 4)),
        (None, (5,)),
    ]
    north, none = comparison.frameworks[0].items[0].platforms
    assert north is not None
    assert (north.confirmed, north.proposed, north.comparable) == (3, 1, 4)
    assert none is None
    fewer = compare(lists[:-2]).frameworks[0].items[0].platforms
    assert fewer == (None,)


PRACTICE = framework(item("a"), id="ocmw-praktijk", anchors={"ocmw": ["ocmw*"]})
SHEET = "Studenten leren wat een huisbezoek vraagt"


def year(name: str, text: str, *links: tuple[str, str | None], **facts: Any) -> MappedList:
    """Give a list of one course with links to the theme: words, and the word that ties it."""
    of = course("c1", "Vak", 6, content=text)
    ties = [
        evident(
            of,
            "ocmw-praktijk:a",
            words,
            tie="explicit" if anchor else "general",
            tie_context="ocmw" if anchor else None,
            tie_evidence=evident(of, "ocmw-praktijk:a", anchor).evidence if anchor else (),
        )
        for words, anchor in links
    ]
    return entry(name, *ties, courses=(of,), edition=PRACTICE, **facts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{SHEET} in een OCMW", ("OCMW",)),
        (f"{SHEET} in een OCMW en oefenen dat met een cliënt", None),
        (f"{SHEET} in een OCMW, in het OCMW", ("OCMW", "OCMW")),
    ],
)
def test_a_year_that_only_added_the_word_says_so(text: str, words: tuple[str, ...] | None) -> None:
    old, new = year("oud", SHEET, ("huisbezoek", None)), year("nu", text, ("huisbezoek", "OCMW"))
    pairs = (SameCourse("c1", "c1", is_guess=True),)
    (step,) = compare([old, new], transitions=[Transition(0, 1, pairs)]).steps

    assert [change.words for change in step.context_added] == ([words] if words else [])
    assert compare([new, old], transitions=[Transition(0, 1, pairs)]).steps[0].context_added == ()


def test_a_term_of_the_theme_itself_is_more_than_a_context() -> None:
    new = year("nu", f"{SHEET} in een OCMW", ("OCMW", "OCMW"))
    pairs = (SameCourse("c1", "c1", is_guess=True),)
    old = year("oud", SHEET, ("huisbezoek", None))

    assert compare([old, new], transitions=[Transition(0, 1, pairs)]).steps[0].context_added == ()


def test_content_stands_side_by_side_only_where_it_is_comparable() -> None:
    one = year("een", f"{SHEET} in een OCMW", ("huisbezoek", "OCMW"))
    two = year("twee", SHEET, ("huisbezoek", None))
    told = compare([one, two])

    assert told.not_comparable == ()
    assert [(c.base_credits, c.explicit.high, c.general.high) for c in told.content] == [
        (6, 3, 0),
        (6, 0, 3),
    ]
    assert [side.words_per_credit for side in told.lists] == [9 / 6, 6 / 6]


def test_why_content_is_not_comparable() -> None:
    plain = year("b", SHEET, ("huisbezoek", None))
    done = link("c1", "ocmw-praktijk:a", status="confirmed")
    other = PRACTICE.model_copy(update={"version": "2"})
    hindrances = {
        "framework": entry("a", link("c1", "proef:a")),
        "edition": entry("a", edition=other, courses=(course("c1", "Vak", 6, content=SHEET),)),
        "base": year("a", SHEET, nominal_credits=5),
        "review": entry("a", done, edition=PRACTICE),
    }

    for why, strange in hindrances.items():
        told = compare([plain, strange])
        assert (list(told.not_comparable), told.content) == ([why], ())


def test_equal_lists_that_are_all_reviewed_ask_for_no_caution() -> None:
    reviewed = link("c1", "proef:a", status="confirmed")
    told = course("c1", content="Wat er geleerd wordt.")

    comparison = compare(
        [entry("een", reviewed, courses=(told,)), entry("twee", reviewed, courses=(told,))]
    )

    assert comparison.cautions == ()


def with_track(name: str, track: str) -> Course:
    return course(name).model_copy(update={"track": track})


@pytest.mark.parametrize(
    ("one", "two", "kind", "words"),
    [
        (
            entry("a"),
            entry("b", courses=(course("c1"), course("c2"))),
            "length",
            "a 1 (5 studiepun",
        ),
        (entry("a"), entry("b", nominal_credits=None), "size", "b onbekend"),
        (entry("a"), entry("b", nominal_credits=60), "size", "verschilt"),
        (entry("a"), entry("b", nominal_credits=3), "beyond-nominal", "b 5 tegenover 3"),
        (entry("a"), entry("b", courses=(with_track("c1", "MW"),)), "tracks", "a geen; b MW"),
        (entry("a"), entry("b"), "texts", "a 1 van 1; b 1 van 1"),
        (entry("a"), entry("b", link("c1", "proef:a")), "reviewed", "b 0 van 1"),
        (
            entry("a", link("c1", "proef:a", status="confirmed")),
            entry("b", link("c1", "proef:a")),
            "reviewed",
            "niet even ver nagekeken",
        ),
        (
            entry("a"),
            entry("b", edition=framework(item("a"), item("b"), revision=2)),
            "revisions",
            "b proef@1 herziening 2",
        ),
        (
            entry("a", source=SourceFile(file="l.xlsx", sha256="0")),
            entry("b", source=SourceFile(file="k.xlsx", sha256="0")),
            "same-file",
            "a en b",
        ),
    ],
)
def test_what_differs_is_named(one: MappedList, two: MappedList, kind: str, words: str) -> None:
    told = {caution.kind: caution.text for caution in compare([one, two]).cautions}

    assert words in told[kind]


def test_a_list_as_long_as_its_programme_is_not_beyond_it() -> None:
    assert "beyond-nominal" not in kinds(compare([entry("a"), entry("b", nominal_credits=5)]))


def changed(one: MappedList, **facts: object) -> MappedList:
    return one._replace(mapping=one.mapping.model_copy(update=facts))


def test_another_program_and_a_part_of_a_whole_are_named() -> None:
    tool = entry("b").mapping.tool.model_copy(update={"parameters": "2"})
    part = Part(numbers=(1,), names=("fase 1", "fase 2"), all_courses=("c1", "c2"))

    told = {
        one.kind: one.text
        for one in compare([entry("a"), changed(entry("b"), tool=tool, part=part)]).cautions
    }

    assert "b proef 2" in told["program"]
    assert "verschillende versies van de software" in told["program"]
    assert "b (fase 1)" in told["part"]


def test_a_step_back_in_time_is_named() -> None:
    lists = [entry("nu", academic_year="2025-26"), entry("toen", academic_year="2020-21")]

    assert "order" in kinds(compare(lists, transitions=[Transition(0, 1, ())]))
    assert "order" not in kinds(compare(lists[::-1], transitions=[Transition(0, 1, ())]))


def test_many_names_are_cut_and_counted() -> None:
    older = framework(*(item(f"i{n}") for n in range(11)))
    newer = framework(item("a"), version="2", valid_from="2027-01-01")

    told = compare([entry("oud", edition=older), entry("nieuw", edition=newer)]).cautions

    assert "proef:i7 en nog 3" in next(one.text for one in told if one.kind == "bridge")


def test_a_mapping_of_several_curricula_is_refused() -> None:
    one = entry("a")
    both: Mapping = one.mapping.model_copy(
        update={"curricula": one.mapping.curricula + entry("b", courses=()).mapping.curricula}
    )

    with pytest.raises(NotOneCurriculumError):
        compare([one._replace(mapping=both)])


def test_the_value_survives_json() -> None:
    old, new = entry("oud", link("c1", "proef:a")), entry("nieuw")
    comparison = compare([old, new], transitions=[Transition(0, 1, ())])

    assert Comparison.model_validate_json(comparison.to_json()) == comparison

"""The figures of the shipped examples, computed once more by other means: from the public JSON.

Only the cutting of text is shared with the package; who carries a line, what it is worth and where
it is counted is done here letter by letter.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from swcompetence.analysis.ocmw import OcmwPractice, ocmw_practice
from swcompetence.analysis.text_credits import read_programme
from swcompetence.model import Framework, Mapping
from swcompetence.registry import get_framework
from swcompetence.text import headings_above, language_of, role_weight, split_segments
from swcompetence.workflow.mapping import map_lists
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.references import open_reference

LISTS = (
    "bachelor-sociaal-werk-scheldezoom",
    "graduaat-maatschappelijk-werk-denderkant",
    "graduaat-maatschappelijk-werk-denderkant-nagekeken",
)


@pytest.fixture(scope="module", params=LISTS)
def made(request: pytest.FixtureRequest, checkout: Path) -> tuple[Mapping, Framework, OcmwPractice]:
    path = checkout / "curricula" / f"{request.param}.xlsx"
    if request.param.endswith("nagekeken"):
        mapping, _ = open_mapping(path)
    else:
        mapping = map_lists([path], [get_framework("ocmw-praktijk")])
    used = next(used for used in mapping.frameworks if used.ref.id == "ocmw-praktijk")
    edition = get_framework(used.ref)
    reference = open_reference("podmi-2014", edition)
    return mapping, edition, ocmw_practice(read_programme(mapping), edition, reference)


Line = tuple[str, int, int, str, list[int]]


def taught(course: dict[str, Any]) -> list[Line]:
    """Give field, start, end, text and starts of the headings, the nearest first."""
    title = course["fields"]["title"]
    lines: list[Line] = [("title", 0, len(title), title, [])]
    for field in ("outcomes", "content"):
        text = course["fields"].get(field, "")
        above = headings_above(text, split_segments(text))
        for part in split_segments(text):
            words = "".join(c if c.isalnum() or c in "'’" else " " for c in part.text).split()
            if words and role_weight(part.text) >= 1 and language_of(words) == "nl":
                heads = [head.start for head in above[part.start]][::-1]
                lines.append((field, part.start, part.end, part.text, heads))
    return lines


def is_open(link: dict[str, Any]) -> bool:
    asked = link["proposed"] or link["origin"] != "machine"
    return asked and link["status"] not in {"confirmed", "rejected"}


def owners(lines: list[Line], links: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Give, per line, the links that it goes to."""
    direct: list[list[dict[str, Any]]] = [[] for _ in lines]
    heads: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        pieces = [piece for piece in link["evidence"] if piece["kind"] != "similarity"]
        strong = [piece for piece in pieces if piece["weight"] > 0.3]
        for number, clear in ((1, strong), (2, pieces), (3, None)):
            hit = [
                place
                for place, (field, start, end, *_) in enumerate(lines)
                if (clear is None and place == 0)
                or any(
                    piece["field"] == field
                    and set(range(piece["start"], piece["end"])) & set(range(start, end))
                    for piece in clear or ()
                )
            ]
            for place in hit:
                direct[place].append(link)
                if number == 1:
                    heads[lines[place][0], lines[place][1]].append(link)
            if hit:
                break
    whole = []
    for line, own in zip(lines, direct, strict=True):
        inherited = next((heads[line[0], h] for h in line[4] if (line[0], h) in heads), [])
        whole.append(own or inherited)
    return whole


def recomputed(mapping: Mapping, edition: Framework, base: set[str]) -> dict[str, list[float]]:
    """Give, per tie, low, expected and high."""
    data = json.loads(mapping.to_json())
    known = {str(edition.item_ref(item)) for item in edition.mapping_items}
    courses = [c for c in data["curricula"][0]["courses"] if c["id"] in base]
    copies = Counter(
        text
        for course in courses
        for text in {
            " ".join(part.text.split()).casefold()
            for field, whole in course["fields"].items()
            if field != "title"
            for part in split_segments(whole)
        }
    )
    sums: dict[str, list[float]] = {tie: [0.0, 0.0, 0.0] for tie in ("explicit", "general", "None")}
    for course in courses:
        lines = taught(course)
        links = [
            link
            for link in data["links"]
            if link["course"] == course["id"]
            and link["item"] in known
            and (link["status"] == "confirmed" or is_open(link))
        ]
        weights = []
        for place, line in enumerate(lines):
            number = copies[" ".join(line[3].split()).casefold()]
            long = len("".join(c if c.isalnum() else " " for c in line[3]).split()) >= 4
            weights.append(1 / number if place and long and number >= 3 else 1)
        for weight, here in zip(weights, owners(lines, links), strict=True):
            for link in here:
                ects = course["credits"] * weight / sum(weights) / len(here)
                sure = link["status"] == "confirmed"
                said = {d["tie"] for d in link["decisions"]} - {None}
                tie = said.pop() if len(said) == 1 else link["tie"]
                if sure and not said and edition.item(link["item"].partition(":")[2]).own:
                    tie = "explicit"
                chance = 1 if sure else link["mention"]
                for end, part in enumerate((ects * sure, ects * chance, ects)):
                    sums[str(tie)][end] += part
    return sums


def test_the_share_comes_out_the_same(made: tuple[Mapping, Framework, OcmwPractice]) -> None:
    mapping, edition, practice = made
    share = practice.share
    sums = recomputed(mapping, edition, set(share.base.courses))

    for tie, told in (("explicit", share.explicit), ("general", share.general)):
        assert [told.low, told.expected, told.high] == pytest.approx(sums[tie])
    assert share.explicit.high + share.general.high + share.undetermined.high > 0


def test_the_base_is_the_list_without_placements_and_without_what_is_left_out(
    made: tuple[Mapping, Framework, OcmwPractice],
) -> None:
    mapping, _, practice = made
    base, placed = practice.share.base, practice.share.placements
    out = {left.course for left in base.courses_left_out} | {c.course for c in placed.courses}

    counting = [course for course in mapping.courses if course.id not in out]
    assert base.credits == pytest.approx(sum(course.credits or 0 for course in counting))
    assert base.courses == tuple(course.id for course in counting)


def test_the_findings_are_those_of_the_best_link(
    made: tuple[Mapping, Framework, OcmwPractice],
) -> None:
    mapping, _, practice = made
    links: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for link in json.loads(mapping.to_json())["links"]:
        links[link["item"]].append(link)

    for theme in practice.themes:
        rungs = {"no_trace"}
        for link in links[theme.item]:
            verdicts = {decision["verdict"] for decision in link["decisions"]}
            is_touched = "touched" in verdicts if link["decisions"] else False
            found = any(piece["kind"] != "similarity" for piece in link["evidence"])
            if link["status"] == "confirmed":
                rungs.add("touched" if is_touched else "core_confirmed")
            elif link["status"] == "rejected":
                rungs.add("rejected")
            elif is_open(link):
                rungs.add("touched" if link["treatment"] == "touched" else "core_proposed")
            elif found:
                rungs.add("weak_trace")
        order = ("core_confirmed", "core_proposed", "touched", "weak_trace", "rejected", "no_trace")
        assert theme.finding == min(rungs, key=order.index), theme.item


def test_every_quote_holds_its_term_and_stands_in_the_sheet(
    made: tuple[Mapping, Framework, OcmwPractice],
) -> None:
    mapping, _, practice = made
    courses = {course.id: course for course in mapping.courses}

    for gap in practice.gaps:
        if near := gap.starting_point:
            assert near.term in near.quote
            assert any(near.quote in text for text in courses[near.course].fields.values())

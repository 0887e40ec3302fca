"""A mapping with everything that the page for lecturers shows, about an invented programme."""

from __future__ import annotations

import datetime as dt

from samples import framework, item

from swcompetence.matching import propose
from swcompetence.model import (
    Course,
    CourseGroup,
    Curriculum,
    Decision,
    Framework,
    ItemRef,
    Mapping,
    Place,
    Verdict,
)
from swcompetence.review.merge import ReviewedLink, merge

HOSTILE = (
    '</script><script>document.title = "stuk"</script><!-- <img src=x onerror=alert(1)>'
    " \u2028regel\u2029 \u202eomgekeerd\u202c \U0001f600 & 'aanhaling\" schulden en budget."
)
THEMES = ["schulden", "wonen", "leefloon", "onthaal", "energie"]
PRACTICE: Framework = framework(
    *(
        item(theme, theme, label=f"Thema {theme}", definition=f"Wat een OCMW met {theme} doet.")
        for theme in THEMES
    ),
    id="ocmw-praktijk",
    anchors={"ocmw": ["ocmw"]},
    title="OCMW-praktijk",
)
SKILLS: Framework = framework(
    *(item(skill, skill, label=f"Kunnen {skill}") for skill in ("luisteren", "samenwerken")),
    id="krachtlijnen",
    title="Krachtlijnen",
)
EDITIONS = (SKILLS, PRACTICE)


def _course(code: str, title: str, content: str, **facts: object) -> Course:
    fields = {"title": title, "content": content, "outcomes": "De student leert luisteren."}
    known = {"id": code, "code": code, "title": title, "credits": 4.5, "phase": "1"}
    where = {"sheet": "Lijst", "row": 2, "cells": {"title": "B2", "content": "C2"}}
    return Course.model_validate({**known, "fields": fields, "where": where, **facts})


def _courses() -> list[Course]:
    whole = "Het OCMW helpt bij {0}. Wie {0} heeft, krijgt steun. Studenten leren samenwerken."
    made = [_course(f"SW{n}", f"Vak {n}", whole.format(theme)) for n, theme in enumerate(THEMES, 1)]
    made += [
        _course(f"SW{n}", f"Vak {n}", f"{whole.format(THEMES[n % 5])} {THEMES[(n + 2) % 5]}")
        for n in range(6, 9)
    ]
    variant = "Huren, wonen en huurwaarborg bij het OCMW. Wonen is een recht."
    return [
        *made,
        _course("SW9-NL", "Woonvak", variant, url="https://example.org/fiche?a=1&b=2"),
        _course("SW9-EN", "Woonvak (avond)", variant, url="javascript:alert(1)"),
        _course("SW10", "Vak <b>tien</b>", HOSTILE),
        _course("SW11", "Zonder woorden", "Een gastlezing.", fields={"title": "Zonder woorden"}),
    ]


def review_mapping(*, is_decided: bool = False) -> Mapping:
    """Propose links; where asked for, with an earlier decision and a contradiction."""
    group = CourseGroup(kind="variant", courses=("SW9-NL", "SW9-EN"))
    curriculum = Curriculum(id="lijst", programme="Sociaal werk", courses=tuple(_courses()))
    mapping = propose([curriculum], EDITIONS, date=dt.date(2026, 11, 29))
    grouped = mapping.curricula[0].model_copy(update={"groups": (group,)})
    mapping = mapping.model_copy(update={"curricula": (grouped,)})
    if not is_decided:
        return mapping
    day = dt.date(2026, 1, 5)

    def said(course: str, theme: str, verdict: Verdict, who: str) -> ReviewedLink:
        decision = Decision(verdict=verdict, reviewer=who, date=day)
        item_ref = ItemRef(f"ocmw-praktijk:{theme}")
        return ReviewedLink(course=course, item=item_ref, decision=decision, place=Place())

    return merge(
        mapping,
        [
            said("SW1", "schulden", Verdict.ACCEPT, "Bert Boon"),
            said("SW2", "wonen", Verdict.ACCEPT, "Bert Boon"),
            said("SW2", "wonen", Verdict.REJECT, "Cem Kaya"),
        ],
    )

"""Make the reviewed example: curricula/graduaat-maatschappelijk-werk-denderkant-nagekeken.xlsx.

    python tests/calibration/make_reviewed_example.py

Two invented lecturers went through about half of the proposals, by a rule, so that every figure of
a report has something to show. Run it again when the matcher or an edition changed: the same
program gives the same bytes.
"""

import datetime as dt
import sys
from pathlib import Path

from swcompetence.model import CourseField, Decision, Link, Mapping, Place, Verdict
from swcompetence.registry import default_frameworks
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.workflow.mapping import map_lists, render_mapping

FOLDER = Path(__file__).resolve().parents[2] / "curricula"
SOURCE = FOLDER / "graduaat-maatschappelijk-werk-denderkant.xlsx"
TARGET = FOLDER / "graduaat-maatschappelijk-werk-denderkant-nagekeken.xlsx"
DATE = dt.date(2026, 11, 22)
READERS = {"competentiekader": "A. Peeters", "krachtlijnen": "A. Peeters"}
OTHER_READER = "S. Yılmaz"
SURE = 0.7
"""Confidence from which the readers agree with a proposal."""
NOT_REACHED = 3
"""Every so many-th of those they have not come to yet."""
REJECTED = 4
"""So many of the least certain proposals they reject; of the one after these they doubt."""


def main() -> None:
    """Write the workbook."""
    frameworks = default_frameworks()
    mapping = map_lists([SOURCE], frameworks, date=DATE)
    reviewed = merge(mapping, decisions(mapping))
    TARGET.write_bytes(render_mapping(reviewed, frameworks, TARGET))
    asked = sum(link.proposed for link in mapping.links)
    decided = sum(bool(link.decisions) for link in reviewed.links)
    sys.stderr.write(f"{decided} of {asked} proposals decided, {TARGET.stat().st_size} bytes\n")


def decisions(mapping: Mapping) -> list[ReviewedLink]:
    """Decide: agree where it is certain but for every third, reject and doubt a few."""
    asked = [link for link in mapping.links if link.proposed]
    certain = [link for link in asked if link.confidence >= SURE]
    others = sorted(
        (link for link in asked if link.confidence < SURE),
        key=lambda link: (link.confidence, link.id),
    )
    reached = [link for place, link in enumerate(certain, start=1) if place % NOT_REACHED]
    rejected, doubted = others[:REJECTED], others[REJECTED : REJECTED + 1]
    return [
        *(_said(mapping, link, Verdict.ACCEPT, None) for link in reached),
        *(
            _said(mapping, link, Verdict.REJECT, "Komt enkel zijdelings aan bod.")
            for link in rejected
        ),
        *(
            _said(mapping, link, Verdict.UNSURE, "Na te vragen bij de titularis.")
            for link in doubted
        ),
    ]


def _said(mapping: Mapping, link: Link, verdict: Verdict, note: str | None) -> ReviewedLink:
    """Say it as the reader of the framework; the level follows the phase of the course."""
    course = next(one for one in mapping.courses if one.id == link.course)
    level = {"1": "I", "2": "V", "3": "B"}.get("".join(filter(str.isdigit, course.phase or ""))[:1])
    is_accepted = verdict is Verdict.ACCEPT
    return ReviewedLink(
        course=link.course,
        item=link.item,
        decision=Decision(
            verdict=verdict,
            level=level if is_accepted else None,
            assessed=bool(course.fields.get(CourseField.ASSESSMENT)) if is_accepted else None,
            reviewer=READERS.get(link.item.framework, OTHER_READER),
            date=DATE,
            note=note,
        ),
        place=Place(),
    )


if __name__ == "__main__":
    main()

"""Fit what judges items without indicators, and print what parameters.py should hold.

    python tests/calibration/fit_learned.py SHEETS.xlsx LABELS.jsonl [SHEETS LABELS ...]

The indicators of the labelled editions are taken away, so that their items are known by their own
words alone. Each edition has its own cut, since themes are rarer than competences; the cut of
`competentiekader` goes into the product, because what colleges bring along are learning outcomes.
Printed are precision and recall on programmes that the fit never saw, with that cut.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fit_parameters import (
    CLEAR,
    Programme,
    Row,
    fit,
    measured_frameworks,
    quality,
    read_programmes,
)

from swcompetence.matching.learned import LEARNED_FEATURES
from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.matching.parameters import PARAMETERS
from swcompetence.model import Anchors, Framework, ItemRef
from swcompetence.text import pasted_text

OUTCOMES = "competentiekader"


def without_indicators(edition: Framework) -> Framework:
    """Give an edition as a college would bring it along."""
    items = tuple(
        item.model_copy(update={"indicators": (), "not_in": ()}) for item in edition.items
    )
    return edition.model_copy(update={"items": items, "anchors": Anchors()})


def read_own_words(programmes: Sequence[Programme], frameworks: Sequence[Framework]) -> list[Row]:
    """Give a row for each course and item of whose words it says one, and for each label."""
    matcher = EvidenceMatcher(frameworks)
    ids = {framework.id for framework in frameworks}
    rows = []
    for programme in programmes:
        pasted = pasted_text(programme.curriculum)
        for course in programme.curriculum.courses:
            if course.code not in programme.labels:
                continue
            gold = programme.labels[course.code]
            own = matcher.read(course, pasted).own_words
            for ref in {*own, *(ItemRef(label) for label in gold)}:
                if ref.framework in ids:
                    said = own.get(ref)
                    rows.append(
                        Row(
                            programme.name,
                            ref.framework,
                            said.features if said else None,
                            is_plain=said is not None and said.is_plain,
                            level=gold.get(ref, 0),
                        )
                    )
    return rows


def main() -> None:
    """Print the fitted numbers and what they are worth."""
    editions = [without_indicators(edition) for edition in measured_frameworks()]
    rows = read_own_words(read_programmes(sys.argv[1:]), editions)
    fitted = fit(rows)
    print(dict(zip(LEARNED_FEATURES, fitted.weights, strict=True)))  # noqa: T201
    print(fitted.flatness, fitted.cuts[OUTCOMES], fitted.cuts)  # noqa: T201
    judged = []
    for name in sorted({row.programme for row in rows}):
        parameters = fit([row for row in rows if row.programme != name])
        judged += [
            (parameters.chances(OUTCOMES, row.features) if row.features else (0.0, 0.0), row)
            for row in rows
            if row.programme == name
        ]
    for edition in editions:
        of_edition = [(chances, row) for chances, row in judged if row.framework == edition.id]
        for threshold in (0.3, 0.4, PARAMETERS.core, 0.6):
            found = quality([(chances[0], row) for chances, row in of_edition], threshold)
            print(f"{edition.id}, a subject from {threshold:.2f}: {found}")  # noqa: T201
        asked = [
            row.level > 0
            for (_, mention), row in of_edition
            if mention >= PARAMETERS.mention_alone and row.is_plain
        ]
        labelled = sum(row.level > 0 for _, row in of_edition)
        print(  # noqa: T201
            f"{edition.id}, proposed: {sum(asked) / len(asked):.3f} at least mentioned,"
            f" of {labelled} labels {sum(asked) / labelled:.3f} found"
        )
        for low in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            hits = [
                row.level == CLEAR
                for (confidence, _), row in of_edition
                if low <= confidence < low + 0.1 and row.features and row.level != 1
            ]
            if hits:
                print(f"   {low:.1f}: {sum(hits) / len(hits):.2f} of {len(hits)}")  # noqa: T201


if __name__ == "__main__":
    main()

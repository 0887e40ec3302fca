"""Fit what judges items without indicators, and print what parameters.py should hold.

    python tests/calibration/fit_learned.py SHEETS.xlsx LABELS.jsonl [SHEETS LABELS ...]

The indicators of the labelled editions are taken away, so that their items are known by their own
words alone. Each edition has its own cut, since themes are rarer than competences; the cut of
`competentiekader` goes into the product, because what colleges bring along are learning outcomes.
Printed are precision and recall of subjects on programmes that the fit never saw, with that cut: of
own words alone, with what other editions lend, and with what only those lend that are no kin. The
labels of `dlr-sw` are those of the competences that it was rewritten into.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence

from fit_parameters import (
    ARGUABLE,
    CLEAR,
    Labels,
    Programme,
    Row,
    fit,
    measured_frameworks,
    quality,
    read_programmes,
)

from swcompetence.matching.items.learned import LEARNED_FEATURES
from swcompetence.matching.items.lending import lend_indicators
from swcompetence.matching.matcher import EvidenceMatcher
from swcompetence.matching.parameters import PARAMETERS, Parameters
from swcompetence.model import Anchors, Framework, ItemRef, Predicate
from swcompetence.registry import get_crosswalk, get_framework, lending_frameworks
from swcompetence.text import pasted_text

OUTCOMES = "competentiekader"
KIN = {
    "competentiekader": {"dlr-sw", "krachtlijnen"},
    "dlr-sw": {"competentiekader"},
    "krachtlijnen": {"competentiekader", "ocmw-praktijk"},
    "ocmw-praktijk": {"competentiekader", "krachtlijnen"},
}
"""Editions between which a crosswalk stands."""
BY_TERMS = dataclasses.replace(PARAMETERS, cuts={})
"""As the matcher judges an edition that it has no labels for."""


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


def with_outcomes(programme: Programme) -> Programme:
    """Label the outcomes of `dlr-sw` as the competences that are nearly the same."""
    lines = get_crosswalk(OUTCOMES, "dlr-sw").alignments
    same = {f"{OUTCOMES}:{x.subject}": f"dlr-sw:{x.object}" for x in lines if x.predicate in SAME}
    labels: Labels = {
        course: levels | {same[name]: level for name, level in levels.items() if name in same}
        for course, levels in programme.labels.items()
    }
    return programme._replace(labels=labels)


SAME = frozenset({Predicate.EXACT, Predicate.CLOSE, Predicate.BROAD, Predicate.NARROW})


def judge(
    programmes: Sequence[Programme], framework: Framework, fitted: dict[str, Parameters]
) -> list[tuple[float, Row]]:
    """Give each course and item its confidence; own words by parameters that never saw its list."""
    matcher = EvidenceMatcher([framework])
    judged = []
    for programme in programmes:
        pasted = pasted_text(programme.curriculum)
        for course in programme.curriculum.courses:
            gold = programme.labels.get(course.code)
            reading = matcher.read(course, pasted)
            for ref in map(framework.item_ref, framework.mapping_items) if gold is not None else ():
                own, signals = reading.own_words.get(ref), reading.signals.get(ref)
                chances = [0.0]
                if own and own.is_plain:
                    chances.append(fitted[programme.name].chances(OUTCOMES, own.features)[0])
                if signals and signals.is_plain:
                    chances.append(BY_TERMS.chances(ref.framework, signals.features)[0])
                level = (gold or {}).get(ref, 0)
                row = Row(programme.name, ref.framework, (), is_plain=True, level=level)
                judged.append((max(chances), row))
    return judged


def main() -> None:
    """Print the fitted numbers and what they are worth."""
    programmes = [with_outcomes(programme) for programme in read_programmes(sys.argv[1:])]
    rows = read_own_words(programmes, [without_indicators(e) for e in measured_frameworks()])
    parameters = fit(rows)
    print(dict(zip(LEARNED_FEATURES, parameters.weights, strict=True)))  # noqa: T201
    print(parameters.flatness, parameters.cuts)  # noqa: T201
    fitted = {
        name: fit([row for row in rows if row.programme != name])
        for name in sorted({row.programme for row in rows})
    }
    for edition in (*measured_frameworks(), get_framework("dlr-sw")):
        bare = without_indicators(edition)
        others = [lender for lender in lending_frameworks() if lender.id != edition.id]
        strangers = [lender for lender in others if lender.id not in KIN[edition.id]]
        print(f"{edition.id} as it is: {quality(judge(programmes, edition, fitted), 0.5)}")  # noqa: T201
        for name, lenders in (("own words", []), ("no kin", strangers), ("all", others)):
            lent = lend_indicators(bare, lenders)
            judged = judge(programmes, lent.framework, fitted)
            count = sum(len(item.indicators) for item in lent.framework.items)
            print(f"  {name}, {count} lent: {quality(judged, PARAMETERS.core)}")  # noqa: T201
            for low in range(10):
                hits = [
                    row.level == CLEAR
                    for confidence, row in judged
                    if low <= 10 * confidence < low + 1 and row.level != ARGUABLE
                ]
                if hits and name == "own words":
                    print(f"    {low / 10}: {sum(hits) / len(hits):.2f} of {len(hits)}")  # noqa: T201


if __name__ == "__main__":
    main()

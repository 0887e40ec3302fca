"""Measure how well texts find their goal in frameworks without indicators, beside two peers.

    python tests/calibration/rank_goals.py GOALS.json [GOALS.json ...]

A file is a list of `{"targets": [{"id", "label", "desc", "ind": [text]}], "queries": [{"text",
"gold": [target id]}]}`. Every set becomes a framework in memory (label, definition, an item below
for each `ind`) and every query a course. Printed is the mean reciprocal rank of the first right
goal (MRR), by the order in which `propose` lists its links and by its confidences; a goal that is
not listed counts 0. The peers rank all goals; beside it stands their figure over as many goals
as `propose` lists. The texts are not part of this project, nor is scikit-learn, which a peer needs:
`pip install scikit-learn`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

from swcompetence.matching import PARAMETERS, propose
from swcompetence.model import Course, Curriculum, Framework

Set = Mapping[str, Any]
Ranker = Callable[[Set], list[list[str]]]
"""Gives, for each query, the ids of targets, best first."""


def framework_of(goals: Set) -> Framework:
    """Build an edition whose item `t3` is the fourth target."""
    items: list[dict[str, object]] = []
    for place, target in enumerate(goals["targets"]):
        own = {"id": f"t{place}", "level": "doel", "provenance": "unverified"}
        items.append({**own, "label": target["label"], "definition": target["desc"]})
        items += [
            {**own, "id": f"t{place}.{n}", "level": "deel", "parent": f"t{place}", "label": text}
            for n, text in enumerate(target["ind"])
        ]
    return Framework.model_validate(
        {
            "id": "doelen",
            "version": "1",
            "revision": 1,
            "title": "Doelen",
            "about": "Om te meten.",
            "publisher": "-",
            "status": "draft",
            "valid_from": "2026-01-01",
            "last_checked_on": "2026-01-01",
            "licence": {"id": "-", "attribution": "-"},
            "levels": ["doel", "deel"],
            "mapping_level": "doel",
            "sources": [],
            "changelog": [{"revision": 1, "date": "2026-01-01", "note": "-"}],
            "items": items,
        }
    )


def ours(goals: Set, *, by_confidence: bool) -> list[list[str]]:
    """Rank with `propose`."""
    courses = tuple(
        Course(id=f"q{n}", code=f"q{n}", title=f"q{n}", fields={"content": query["text"]})
        for n, query in enumerate(goals["queries"])
    )
    mapping = propose(Curriculum(id="vragen", courses=courses), [framework_of(goals)])
    ranked: dict[str, list[str]] = {course.id: [] for course in courses}
    links = list(mapping.links)
    if by_confidence:
        links.sort(key=lambda link: (-link.confidence, link.item))
    for link in links:
        place = int(link.item.item.removeprefix("t"))
        ranked[link.course].append(goals["targets"][place]["id"])
    return list(ranked.values())


def char_tfidf(goals: Set) -> list[list[str]]:
    """Rank by the cosine of tf-idf over runs of three to five letters."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    targets = vectors.fit_transform([text_of(target) for target in goals["targets"]])
    queries = vectors.transform([query["text"] for query in goals["queries"]])
    return [by_score(goals, row) for row in (queries @ targets.T).toarray()]


def token_set(goals: Set) -> list[list[str]]:
    """Rank by rapidfuzz's `token_set_ratio`."""
    texts = [text_of(target) for target in goals["targets"]]
    return [
        by_score(goals, [fuzz.token_set_ratio(query["text"], text) for text in texts])
        for query in goals["queries"]
    ]


def text_of(target: Set) -> str:
    """Join all texts of a target."""
    return " ".join([target["label"], target["desc"], *target["ind"]])


def by_score(goals: Set, scores: Sequence[float]) -> list[str]:
    """Order the targets by their scores; equal ones as in the file."""
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    return [goals["targets"][place]["id"] for place in order]


def reciprocal_ranks(sets: Sequence[Set], ranker: Ranker, first: int | None = None) -> list[float]:
    """Give one over the place of the first right goal of each query, 0 where it is not listed."""
    return [
        next((1 / place for place, one in enumerate(ranked[:first], 1) if one in gold), 0.0)
        for goals in sets
        for ranked, gold in zip(
            ranker(goals), [query["gold"] for query in goals["queries"]], strict=True
        )
    ]


def main(arguments: Sequence[str]) -> None:
    """Print the figures of every file."""
    for argument in arguments:
        sets = json.loads(Path(argument).read_text(encoding="utf-8"))
        rows: dict[str, list[float]] = {
            "propose, by order": reciprocal_ranks(sets, lambda s: ours(s, by_confidence=False)),
            "propose, by confidence": reciprocal_ranks(sets, lambda s: ours(s, by_confidence=True)),
        }
        for name, peer in (("char tf-idf", char_tfidf), ("token_set_ratio", token_set)):
            rows[name] = reciprocal_ranks(sets, peer)
            first = PARAMETERS.listed
            rows[f"{name}, best {first}"] = reciprocal_ranks(sets, peer, first)
        sys.stdout.write(f"{argument}: {sum(len(goals['queries']) for goals in sets)} queries\n")
        for name, values in rows.items():
            sys.stdout.write(f"  {name:26}{fmean(values):.3f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Generated frameworks and mappings: texts, trees and facts that nobody would think of."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from hypothesis import strategies as st
from samples import FACTS, course, link, mapping

from swcompetence.exchange.exported import legible
from swcompetence.model import Framework, Mapping

_SIGNS = st.sampled_from(list(" ,;\"'\\|<>&=+-@#%*_`:.éïßИ漢🙂…\u00a0\u2028"))
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co"))
_SLUGS = st.builds(
    lambda words, sign: sign.join(words),
    st.lists(st.text("abcxyz0189", min_size=1, max_size=4), min_size=1, max_size=3),
    st.sampled_from("_.-"),
)
_DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))


def lines(longest: int = 60) -> st.SearchStrategy[str]:
    """Give texts of one line that are not blank and have no blanks at their ends."""
    letters = st.text(st.one_of(_SIGNS, _LETTERS), min_size=1, max_size=longest)
    long = st.lists(letters, min_size=4, max_size=8).map(" woord ".join)
    return st.one_of(letters, long).map(str.strip).filter(lambda text: bool(text.split()))


def texts() -> st.SearchStrategy[str]:
    """Give texts of one or more lines, also long ones."""
    return st.lists(st.one_of(lines(), st.just("")), min_size=1, max_size=5).map(
        lambda parts: "\n".join(parts).strip() or "tekst"
    )


class _Drawn:
    """Draws facts for one edition; texts come from a small pool, which is much faster."""

    def __init__(self, draw: st.DrawFn, deepest: int, *, is_legible: bool) -> None:
        self._draw = draw
        self._lines = draw(st.lists(lines(), min_size=2, max_size=6))
        self._texts = draw(st.lists(texts(), min_size=1, max_size=4))
        if is_legible:
            self._lines = [legible(" ".join(line.splitlines())) for line in self._lines]
            self._texts = [legible(text) for text in self._texts]
        self._texts += self._lines
        self.levels = [f"niveau {n}" for n in range(1, draw(st.integers(1, deepest)) + 1)]
        self.sources: list[str] = draw(st.lists(_SLUGS, max_size=3, unique=True))

    def one(self, values: Collection[Any]) -> Any:
        return self._draw(st.sampled_from(list(values)))

    def line(self) -> Any:
        return self.one(self._lines)

    def text(self) -> Any:
        return self.one([None, *self._texts])

    def item(self, item_id: str, above: list[dict[str, Any]]) -> dict[str, Any]:
        parent = self.one([None, *(one for one in above if one["level"] != self.levels[-1])])
        lowest = self.levels.index(parent["level"]) + 1 if parent else 0
        uses = [
            {"source": source, "locator": self.text()}
            for source in self.sources[: self.one([0, 0, 1, 2])]
        ]
        return {
            "id": item_id,
            "parent": parent and parent["id"],
            "level": self.one(self.levels[lowest:]),
            "label": self.line(),
            "definition": self.text(),
            "provenance": self.one(["verified", "derived"] if uses else ["unverified"]),
            "sources": uses,
            **(self._rare(above) if self.one([True, False]) else {}),
        }

    def _rare(self, above: list[dict[str, Any]]) -> dict[str, Any]:
        gone = {"since": "2026.1", "why": self.line()}
        if above:
            gone["replaced_by"] = [self.one(above)["id"]]
        return {
            "alt_labels": self.one([[], [self.line()]]),
            "legal_basis": self.one([[], [{"fact": self.line(), "provenance": "unverified"}]]),
            "note": self.text(),
            "indicators": self.one([[], ["budget*"], ["schulden + afbetaling"]]),
            "not_in": self.one([[], ["budget van de staat"]]),
            "deprecated": self.one([None, None, gone]),
        }


@st.composite
def frameworks(
    draw: st.DrawFn, *, most_items: int = 8, deepest: int = 5, is_legible: bool = False
) -> Framework:
    """Give valid editions: up to five levels deep, every field used now and then.

    Legible ones have no sign that an import takes away, such as a no-break space.
    """
    drawn = _Drawn(draw, deepest, is_legible=is_legible)
    items: list[dict[str, Any]] = []
    for item_id in draw(st.lists(_SLUGS, min_size=1, max_size=most_items, unique=True)):
        items.append(drawn.item(item_id, items))
    missing = drawn.text()
    start, end = sorted((draw(_DAYS), draw(_DAYS)))
    facts = {
        **FACTS,
        "id": drawn.one(["proef", "olr-scheldezoom", "kader-2"]),
        "version": drawn.one(["1", "2026.1", "2026-27"]),
        "revision": drawn.one(range(1, 10)),
        "title": drawn.line(),
        "about": drawn.text() or "Over dit kader.",
        "publisher": drawn.line(),
        "status": drawn.one(["draft", "current", "superseded", "withdrawn"]),
        "completeness": "complete" if missing is None else "partial",
        "missing": missing,
        "valid_from": start,
        "valid_until": drawn.one([None, end]),
        "last_checked_on": end,
        "levels": drawn.levels,
        "mapping_level": drawn.one(drawn.levels),
        "purpose": drawn.one(["cover", "compare"]),
        "sources": [{"id": one, "title": drawn.line()} for one in drawn.sources],
        "items": items,
    }
    return Framework.model_validate(facts)


@st.composite
def mappings(draw: st.DrawFn) -> tuple[Mapping, Framework]:
    """Give mappings of a few courses onto a generated edition, with that edition."""
    edition = draw(frameworks(most_items=4, deepest=2))
    codes = draw(st.lists(_SLUGS, min_size=1, max_size=3, unique=True))
    courses = tuple(
        course(one, draw(lines()), draw(st.sampled_from([None, 3, 4.5]))) for one in codes
    )
    pairs = [(c, edition.item_ref(item)) for c in codes for item in edition.items]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=5, unique=True))
    links = [
        link(c, item, status=draw(st.sampled_from(["open", "confirmed", "rejected", "unsure"])))
        for c, item in chosen
    ]
    return mapping(*links, courses=courses, edition=edition), edition


def held(framework: Framework, keeps: Collection[str]) -> dict[str, Any]:
    """Give the facts of an edition that a format keeps, to compare before and after.

    `keeps` names them as `swcompetence.exchange.exported.losses_of` does.
    """
    data = framework.model_dump(mode="json")
    items = [
        {fact: value for fact, value in item.items() if f"item.{fact}" in keeps}
        for item in data.pop("items")
    ]
    return {**{fact: value for fact, value in data.items() if fact in keeps}, "items": items}

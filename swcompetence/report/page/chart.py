"""Charts of a page: bars in percentages of the width, each with a text that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.reference.representation import Standing
from swcompetence.analysis.text_share import Presence
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import ItemLine, State
from swcompetence.report.findings.wording import FINDING_WORDS, credits_words, fine_percent

FINDING_TONES = {
    Finding.CONFIRMED: "b",
    Finding.PROPOSED: "v",
    Finding.MENTIONED: "t",
    Finding.NOT_FOUND: "n",
}
STATE_TONES = {
    State.CONFIRMED: "b",
    State.PROPOSED: "v",
    State.MENTIONED: "t",
    State.POSSIBLE: "p",
    State.NONE: "",
}
STANDING_TONES = {
    Standing.NOT_FOUND: "n",
    Standing.MENTIONED: "t",
    Standing.UNDER: "u",
    Standing.IN_PROPORTION: "g",
    Standing.OVER: "o",
    Standing.NOT_COMPARED: "x",
}
_FINDING_LETTERS = {Finding.CONFIRMED: "B", Finding.PROPOSED: "V", Finding.MENTIONED: "T"}
_RANGE_LEGEND = (
    ("b", "laag: bevestigd"),
    ("v", "tot verwacht: voorstellen naar zekerheid"),
    ("p", "tot hoog: alle voorstellen en zwakkere aanwijzingen"),
)
_READABLE = 7
"""Percentage of the width from which a number fits in a bar."""
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


class BarPart(NamedTuple):
    """A stretch of a bar, in percentages of the width."""

    tone: str
    start: str
    width: str
    text: str = ""
    middle: str = ""
    """Where the text stands."""


class Bar(NamedTuple):
    """One bar with its label."""

    label: str
    spoken: str
    """The bar in words."""
    value: str
    """The figure beside the bar."""
    segments: tuple[BarPart, ...]
    tick: str = ""
    """Place of the mark of a reference; empty without one."""
    is_focus: bool = False


class Chart(NamedTuple):
    """Bars on one scale."""

    title: str
    legend: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    ends: tuple[str, str] = ("", "")
    """The scale in words: where it starts and ends; empty where every bar is a whole."""
    kind: str = "chart"


def findings_chart(title: str, groups: Iterable[tuple[str, Sequence[ItemLine]]]) -> Chart:
    """Show per group how many items have each finding; every bar is a whole."""
    bars = []
    for label, items in groups:
        counts = {f: sum(i.coverage.finding is f for i in items) for f in FINDING_WORDS}
        total = len(items) or 1
        segments, start = [], 0
        for finding, count in counts.items():
            if count:
                words = f"{count} {_FINDING_LETTERS.get(finding, '')}"
                stretch = (100 * start / total, 100 * count / total)
                segments.append(_segment(FINDING_TONES[finding], *stretch, words))
                start += count
        spoken = ", ".join(f"{count} {FINDING_WORDS[f]}" for f, count in counts.items())
        value = counted(len(items), "item", "items")
        bars.append(Bar(label, f"{label}: {spoken}", value, tuple(segments)))
    return Chart(
        title=title,
        legend=tuple(
            (
                FINDING_TONES[finding],
                f"{_FINDING_LETTERS[finding]} {words}" if finding in _FINDING_LETTERS else words,
            )
            for finding, words in FINDING_WORDS.items()
        ),
        bars=tuple(bars),
    )


def presence_chart(
    title: str,
    amounts: Iterable[tuple[str, Presence, float | None]],
    *,
    is_share: bool,
    focus: str | None = None,
) -> Chart:
    """Show low, expected and high of several things on one scale, with the bar `focus` in sight.

    An amount: label, presence in ECTS credits, and the credits that a share is taken over.
    """
    rows = [(label, ects, (base or 0) if is_share else 1) for label, ects, base in amounts]
    top = _top(max((ects.high / base for _, ects, base in rows if base), default=0))
    words = fine_percent if is_share else credits_words
    bars = []
    for label, ects, base in rows:
        ends = [end / base for end in (ects.low, ects.expected, ects.high)] if base else []
        low, expected, high = [words(end) for end in ends] or ["onbekend"] * 3
        segments, start = [], 0.0
        for tone, end in zip("bvp", ends, strict=False):
            if end > start:
                segments.append(_segment(tone, 100 * start / top, 100 * (end - start) / top))
                start = end
        spoken = f"{label}: laag {low}, verwacht {expected}, hoog {high}"
        value = f"{expected} ({low} tot {high})" if ends else "onbekend"
        bars.append(Bar(label, spoken, value, tuple(segments), is_focus=label == focus))
    return Chart(
        title=title,
        legend=_RANGE_LEGEND,
        bars=tuple(bars),
        ends=("0", fine_percent(top) if is_share else f"{credits_words(top)} studiepunten"),
    )


def reference_chart(
    title: str, bars: Iterable[tuple[str, float | None, float | None, float, str]], reference: str
) -> Chart:
    """Show shares with the mark of a reference.

    A bar: label, share, share in the reference, expected ECTS credits, and the verdict.
    """
    rows = list(bars)
    top = _top(max((end or 0 for _, *both, _, _ in rows for end in both), default=0))
    return Chart(
        title=title,
        legend=(("s", "aandeel in de fiches"), ("r", f"aandeel in de referentie ‘{reference}’")),
        bars=tuple(
            Bar(
                label=label,
                spoken=f"{label}: aandeel in de fiches {fine_percent(share)}, in de referentie"
                f" {fine_percent(weight)}, {credits_words(ects)} verwachte studiepunten, {verdict}",
                value=f"{fine_percent(share)} ({credits_words(ects)} stp.), {verdict}",
                segments=(_segment("s", 0, 100 * share / top),) if share else (),
                tick=_place(100 * weight / top) if weight is not None else "",
            )
            for label, share, weight, ects, verdict in rows
        ),
        ends=("0", fine_percent(top)),
    )


def _segment(tone: str, start: float, width: float, text: str = "") -> BarPart:
    shown = text.strip() if width >= _READABLE else ""
    return BarPart(tone, _place(start), _place(width), shown, _place(start + width / 2))


def _place(percentage: float) -> str:
    return f"{percentage:.2f}%"


def _top(highest: float) -> float:
    """Give a round end for a scale.

    >>> _top(0.1013), _top(17.2), _top(0)
    (0.15, 20, 0.01)
    """
    if highest <= 0:
        return _STEPS[0]
    step = next((step for step in _STEPS if highest <= 4 * step), _STEPS[-1])
    # A highest bar of exactly some steps must not get one more by a rounding error.
    return round(ceil(highest / step - 1e-9) * step, 6)

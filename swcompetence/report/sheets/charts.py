"""The native charts of a workbook, each with a text that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from xlsxwriter.chart_bar import ChartBar

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.text_share import Presence
from swcompetence.cells import inert
from swcompetence.report.findings.wording import FINDING_WORDS, credits_words
from swcompetence.report.sheets.sheet import Area, Sheet
from swcompetence.report.sheets.style import COUNT_LABEL, FONT, Colour


class Spot(NamedTuple):
    """Where a chart stands on its sheet, and its size in pixels."""

    row: int
    column: int
    width: int
    height: int


class Series(NamedTuple):
    """One series of bars."""

    name: str
    fill: Colour
    ink: Colour
    """Of the label on or beside a bar."""


class ChartKind(NamedTuple):
    """How bars stand, and how their numbers are written."""

    series: tuple[Series, ...]
    subtype: str | None = None
    overlap: int = 0
    label: str | None = None
    """Number format of a label on each bar; None for an axis instead."""
    axis: str = "0"
    is_drawn_backwards: bool = False
    """The last series stands behind, so that a smaller bar lies within a larger one."""


class ChartWords(NamedTuple):
    """What a chart says."""

    title: str
    spoken: str
    """The same figures in words, for who cannot see the chart."""


FINDING_SERIES = ChartKind(
    series=(
        Series(FINDING_WORDS[Finding.CONFIRMED], Colour.BLUE, Colour.WHITE),
        Series(FINDING_WORDS[Finding.PROPOSED], Colour.SKY, Colour.INK),
        Series(FINDING_WORDS[Finding.MENTIONED], Colour.SAND, Colour.UMBER),
        Series(FINDING_WORDS[Finding.NOT_FOUND], Colour.PEACH, Colour.RUST),
    ),
    subtype="percent_stacked",
    overlap=100,
    label=COUNT_LABEL,
)
SHARE_SERIES = ChartKind(
    series=(
        Series("in de fiches (verwacht)", Colour.BLUE, Colour.INK),
        Series("in de referentie", Colour.SAND, Colour.INK),
    ),
    label="0 %",
)
PRESENCE_SERIES = ChartKind(
    series=(
        Series("laag (bevestigd)", Colour.NAVY, Colour.INK),
        Series("verwacht", Colour.STEEL, Colour.INK),
        Series("hoog (met alle aanwijzingen)", Colour.MIST, Colour.INK),
    ),
    overlap=100,
    axis="0.0",
    is_drawn_backwards=True,
)


def insert_bars(
    sheet: Sheet,
    kind: ChartKind,
    places: tuple[Area, Sequence[int]],
    words: ChartWords,
    spot: Spot,
) -> None:
    """Put a bar chart on a sheet.

    `places` holds the table with the figures: its column with names, then one for each series.
    """
    options = {"type": "bar", **({"subtype": kind.subtype} if kind.subtype else {})}
    # The library's type allows for an unknown chart type, which `bar` is not.
    chart = cast("ChartBar", sheet.workbook.add_chart(options))
    area, (names, *columns) = places
    drawn = list(zip(kind.series, columns, strict=True))
    for series, column in reversed(drawn) if kind.is_drawn_backwards else drawn:
        font = {"name": FONT, "size": 9, "bold": True, "color": series.ink}
        labels = {"value": True, "num_format": kind.label, "font": font}
        chart.add_series(
            {
                "name": series.name,
                "categories": f"={area.column(names)}",
                "values": f"={area.column(column)}",
                "fill": {"color": series.fill},
                "border": {"color": Colour.GREY, "width": 0.75},
                "gap": 45,
                "overlap": kind.overlap,
                **({"data_labels": labels} if kind.label else {}),
            }
        )
    plain: dict[str, Any] = {"name": FONT, "size": 9, "color": Colour.INK}
    title = {"name": FONT, "size": 11, "bold": True, "color": Colour.NAVY}
    chart.set_title({"name": words.title, "name_font": title, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": plain, "line": {"color": Colour.LINE}})
    axis: dict[str, Any] = {"visible": False, "major_gridlines": {"visible": False}}
    if kind.label is None:
        lines = {"visible": True, "line": {"color": Colour.LINE, "width": 0.75}}
        axis = {"num_font": plain, "num_format": kind.axis, "min": 0, "major_gridlines": lines}
    chart.set_x_axis(axis)
    chart.set_legend({"position": "bottom", "font": plain})
    chart.set_chartarea({"border": {"color": Colour.LINE}})
    chart.set_size({"width": spot.width, "height": spot.height})
    description = inert(f"Staafdiagram. {words.title}. {words.spoken}")
    place = {"description": description, "object_position": 2}
    sheet.worksheet.insert_chart(spot.row, spot.column, chart, place)


def presence_words(ects: Presence) -> str:
    """Say in words what bars of `PRESENCE_SERIES` show."""
    low, expected, high = map(credits_words, (ects.low, ects.expected, ects.high))
    return f"laag {low}, verwacht {expected}, hoog {high}"

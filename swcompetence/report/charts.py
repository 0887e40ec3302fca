"""The native charts of a workbook, each with a text that says the same."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.workbook import Workbook

from swcompetence.analysis import Finding
from swcompetence.cells import inert
from swcompetence.report.gap_report import FrameworkLines
from swcompetence.report.sheet import Area, Sheet
from swcompetence.report.style import COUNT_LABEL, FONT, Colour
from swcompetence.report.wording import FINDING_WORDS

__all__ = ["Spot", "insert_cluster_chart"]

_TITLE = "Thema's uit de OCMW-praktijk, per cluster"
_FILLS = {
    Finding.CONFIRMED: (Colour.BLUE, Colour.WHITE),
    Finding.PROPOSED: (Colour.SKY, Colour.INK),
    Finding.MENTIONED: (Colour.SAND, Colour.UMBER),
    Finding.NOT_FOUND: (Colour.PEACH, Colour.RUST),
}


class Spot(NamedTuple):
    """Where a chart stands on its sheet, and its size in pixels."""

    row: int
    column: int
    width: int
    height: int


def insert_cluster_chart(
    workbook: Workbook, sheet: Sheet, data: Area, framework: FrameworkLines, spot: Spot
) -> None:
    """Put a stacked bar chart beside the table with the figures of each cluster.

    The table holds clusters in its first column and, from the third on, one finding a column.
    """
    # The library's type allows for an unknown chart type, which `bar` is not.
    chart = cast("ChartBar", workbook.add_chart({"type": "bar", "subtype": "stacked"}))
    for place, (finding, (fill, ink)) in enumerate(_FILLS.items(), 2):
        chart.add_series(
            {
                "name": FINDING_WORDS[finding],
                "categories": f"={data.column(0)}",
                "values": f"={data.column(place)}",
                "fill": {"color": fill},
                "border": {"color": Colour.GREY, "width": 0.75},
                "gap": 45,
                "data_labels": {
                    "value": True,
                    "num_format": COUNT_LABEL,
                    "font": {"name": FONT, "size": 9, "bold": True, "color": ink},
                },
            }
        )
    font: dict[str, Any] = {"name": FONT, "size": 9, "color": Colour.INK}
    title = {"name": FONT, "size": 11, "bold": True, "color": Colour.NAVY}
    chart.set_title({"name": _TITLE, "name_font": title, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": Colour.LINE}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": Colour.LINE}})
    chart.set_size({"width": spot.width, "height": spot.height})
    options = {"description": inert(_description(framework)), "object_position": 2}
    sheet.worksheet.insert_chart(spot.row, spot.column, chart, options)


def _description(framework: FrameworkLines) -> str:
    groups = "; ".join(
        f"{group}: "
        + ", ".join(f"{framework.count(f, group)} {words}" for f, words in FINDING_WORDS.items())
        for group in framework.groups
    )
    return f"Staafdiagram. {_TITLE}. {groups}."

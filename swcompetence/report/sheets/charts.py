"""The native chart of a workbook, with a text that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from xlsxwriter.chart_bar import ChartBar

from swcompetence.cells import inert
from swcompetence.report.sheets.sheet import Area, Sheet
from swcompetence.report.sheets.style import COUNT_LABEL, FONT, Colour, Look

_FILLS = {
    Look.CONFIRMED: (Colour.BLUE, Colour.WHITE),
    Look.PROPOSED: (Colour.STEEL, Colour.INK),
    Look.MENTIONED: (Colour.SAND, Colour.UMBER),
    Look.POSSIBLE: (Colour.MIST, Colour.INK),
    Look.NOT_FOUND: (Colour.PEACH, Colour.RUST),
    Look.REJECTED: (Colour.LINE, Colour.INK),
}
"""Of a bar, and of the number on it."""
_BAR, _FRAME, _WIDEST = 27, 92, 1180
"""Pixels."""


def insert_bars(
    sheet: Sheet,
    names: tuple[Area, int],
    series: Sequence[tuple[str, int, Look]],
    title: str,
    spoken: str,
) -> None:
    """Put bars that each show a whole on a sheet, and go on below them.

    Args:
        sheet: where they stand, from the cursor on.
        names: the table with the figures, and its column with the names of the bars.
        series: name, column of the table and look of each part of a bar.
        title: stands above.
        spoken: the same figures in words, for who cannot see the chart.
    """
    area, labels = names
    # The library's type allows for an unknown chart type, which `bar` is not.
    chart = cast(
        "ChartBar", sheet.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    )
    for name, column, look in series:
        fill, ink = _FILLS[look]
        font = {"name": FONT, "size": 9, "bold": True, "color": ink}
        chart.add_series(
            {
                "name": name,
                "categories": f"={area.column(labels)}",
                "values": f"={area.column(column)}",
                "fill": {"color": fill},
                "border": {"color": Colour.GREY, "width": 0.75},
                "gap": 35,
                "overlap": 100,
                "data_labels": {"value": True, "num_format": COUNT_LABEL, "font": font},
            }
        )
    plain = {"name": FONT, "size": 9, "color": Colour.INK}
    bold = {"name": FONT, "size": 11, "bold": True, "color": Colour.NAVY}
    chart.set_title({"name": title, "name_font": bold, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": plain, "line": {"color": Colour.LINE}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": plain})
    chart.set_chartarea({"border": {"color": Colour.LINE}})
    bars = area.last_row - area.first_row + 1
    height = _FRAME + _BAR * bars
    chart.set_size({"width": min(_WIDEST, sheet.pixels(0) - 4), "height": height})
    place = {"description": inert(f"Staafdiagram. {title}. {spoken}."), "object_position": 2}
    sheet.worksheet.insert_chart(sheet.row, 0, chart, place)
    top = sheet.row
    while sheet.height(top, sheet.row) < height:
        sheet.row += 1

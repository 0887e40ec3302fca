import io

import pytest
from xlsxwriter.workbook import Workbook

from swcompetence.report.sheets.style import Look, Style


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", list(Look))
def test_every_look_has_enough_contrast(look: Look) -> None:
    looks = look.value
    pair = (
        luminance(looks.get("font_color", "#000000")),
        luminance(looks.get("bg_color", "#FFFFFF")),
    )

    assert (max(pair) + 0.05) / (min(pair) + 0.05) >= 4.5


def test_settled_rows_keep_contrast_over_every_background() -> None:
    assert {"font_color", "bg_color"} <= Look.SETTLED.value.keys()


def test_a_format_is_made_once() -> None:
    with Workbook(io.BytesIO()) as workbook:
        workbook.add_worksheet()
        style = Style(workbook)

        assert style[Look.CELL] is style[Look.CELL]
        assert style[Look.CONFIRMED] is not style.tint(Look.CONFIRMED)


def test_lines_are_estimated_for_wrapping_looks_only() -> None:
    text = "een zin van ongeveer veertig tekens lang"

    assert Style.lines(text, Look.CELL, 100) == 1
    assert Style.lines(text, Look.CELL, 20) >= 2
    assert Style.lines(text, Look.PROSE, 20) == 1
    assert Style.lines("een\n\ntwee", Look.CELL, 20) == 3

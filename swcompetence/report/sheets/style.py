"""The looks of every workbook: the only place with colours, fonts and number formats."""

from __future__ import annotations

from enum import Enum, StrEnum, unique
from functools import lru_cache
from textwrap import wrap
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Arial"
"""Metric-compatible with Liberation Sans, so that LibreOffice shows the same lines."""
_SIZE = 10
_UNIT = 7
"""Pixels in one unit of column width."""
_INDENT = 9
_LETTER, _BOLD_LETTER = 0.63, 0.68
"""Pixels of an average letter, per point of its size; a little wide, to be safe."""
COUNT_LABEL = "0;;"
"""Number format of a chart label: a zero stays empty."""
_WRAP = {"text_wrap": True, "valign": "top", "align": "left"}
_CENTRED = {"align": "center", "valign": "vcenter", "indent": 0}


class Colour(StrEnum):
    """The palette: blue against orange, apart for colour-blind eyes and on a grey print."""

    INK = "#1F2933"
    GREY = "#52606D"
    WHITE = "#FFFFFF"
    LINE = "#CBD2D9"
    MIST = "#F0F4F8"
    NAVY = "#12355B"
    BLUE = "#1F5A92"
    STEEL = "#7DB0DC"
    SKY = "#CFE3F5"
    PEACH = "#FBE3D0"
    RUST = "#7A3300"
    SAND = "#F7EBB8"
    CREAM = "#FFF6D9"
    UMBER = "#5C4300"
    MINT = "#DDF0E3"
    FOREST = "#14532D"


_GRID = {"border": 1, "border_color": Colour.LINE}
_CELL = {**_WRAP, **_GRID, "indent": 1}
_NUMBER = {**_GRID, "align": "right", "valign": "top", "indent": 1}
_TOP = {"top": 1, "top_color": Colour.NAVY}
_PALE = {"bg_color": Colour.MIST, "font_color": Colour.INK}
_DARK = {"bold": True, "valign": "vcenter", "bg_color": Colour.NAVY, "font_color": Colour.WHITE}
_HEADER = {**_CELL, **_DARK}
_TURNED = {**_HEADER, **_CENTRED, **_PALE}


def _format(*bases: dict[str, Any], **more: object) -> dict[str, Any]:
    """Give a format as XlsxWriter takes it, what comes later before what comes earlier."""
    return {key: value for base in (*bases, more) for key, value in base.items()}


@unique
class Look(Enum):
    """What a cell is, and how it looks."""

    TITLE = _format(bold=True, font_size=16, font_color=Colour.NAVY)
    PROGRAMME = _format(font_size=11, font_color=Colour.GREY)
    BANNER_OPEN = _format(bold=True, bg_color=Colour.CREAM, font_color=Colour.UMBER)
    BANNER_DONE = _format(bold=True, bg_color=Colour.MINT, font_color=Colour.FOREST)
    HEADING = _format(bold=True, font_size=12, font_color=Colour.NAVY)
    SENTENCE = _format(font_size=14, bold=True, font_color=Colour.NAVY)
    LINK = _format(font_color=Colour.BLUE, underline=1)
    PROSE = _format()
    NOTE = _format(font_size=9, font_color=Colour.GREY)
    QUESTION = _format(_WRAP, bold=True, font_color=Colour.NAVY)
    QUESTION_LINE = _format(bold=True, font_color=Colour.NAVY)
    TEXT = _format(_WRAP)
    HEADER = _format(_HEADER)
    HEADER_NUMBER = _format(_HEADER, align="right")
    HEADER_TURNED = _format(_TURNED, rotation=90, valign="bottom", font_size=9, bold=False)
    HEADER_CREDITS = _format(_GRID, _CENTRED, _PALE, num_format="0.0", font_size=8)
    CELL = _format(_CELL)
    CELL_STRONG = _format(_CELL, bold=True)
    CELL_MINOR = _format(_CELL, font_size=9, font_color=Colour.GREY)
    CELL_LINK = _format(_CELL, font_color=Colour.BLUE, underline=1)
    COUNT = _format(_NUMBER, num_format="0")
    CREDITS = _format(_NUMBER, num_format="0.0;-0.0;0")
    SHARE = _format(_NUMBER, num_format="0 %")
    SHARE_FINE = _format(_NUMBER, num_format="0.0 %;-0.0 %;0 %")
    INDEX = _format(_NUMBER, num_format="0.00;-0.00;0")
    MARK = _format(_GRID, _CENTRED)
    TOTAL = _format(_GRID, _CENTRED, num_format="0", bold=True, bg_color=Colour.MIST)
    TOTAL_LABEL = _format(_CELL, bold=True, bg_color=Colour.MIST)
    INPUT = _format(_CELL, bg_color=Colour.CREAM)
    INPUT_TEXT = _format(_CELL, bg_color=Colour.CREAM, num_format="@")
    INPUT_DATE = _format(_CELL, bg_color=Colour.CREAM, num_format="dd/mm/yyyy")
    CONFIRMED = _format(bold=True, bg_color=Colour.BLUE, font_color=Colour.WHITE)
    PROPOSED = _format(bg_color=Colour.SKY, font_color=Colour.NAVY)
    MENTIONED = _format(bg_color=Colour.SAND, font_color=Colour.UMBER)
    POSSIBLE = _format(font_color=Colour.GREY)
    NOT_FOUND = _format(bg_color=Colour.PEACH, font_color=Colour.RUST)
    SETTLED = _format(font_color=Colour.GREY, bg_color=Colour.MIST)
    FOCUS = _format(bold=True, bg_color=Colour.SKY, font_color=Colour.NAVY)
    GROUP_START = _format(_TOP)
    LEAD = _format(_TOP, bold=True, bg_color=Colour.MIST, font_color=Colour.NAVY)
    UNJUDGED = _format(italic=True, font_color=Colour.GREY)
    REJECTED = _format(_PALE)


NUMBERS = frozenset({Look.COUNT, Look.CREDITS, Look.SHARE, Look.SHARE_FINE, Look.INDEX})
"""Looks of cells that hold a number."""


class Style:
    """Hands out the formats of one workbook by name, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Look, bool], Format] = {}

    def __getitem__(self, look: Look) -> Format:
        """Give the format of a cell."""
        return self._format(look, {"font_name": FONT, "font_size": _SIZE})

    def tint(self, look: Look) -> Format:
        """Give only the colours and weight, for a conditional format."""
        return self._format(look, {})

    @staticmethod
    @lru_cache(maxsize=10_000)  # many rows name the same course or item
    def lines(text: str, look: Look, width: float) -> int:
        """Estimate the lines that a text takes in a column; 1 where the look does not wrap."""
        looks: dict[str, Any] = look.value
        if not looks.get("text_wrap") or looks.get("rotation"):
            return 1
        letter = looks.get("font_size", _SIZE) * (_BOLD_LETTER if looks.get("bold") else _LETTER)
        room = max(1, int((width * _UNIT - _INDENT * looks.get("indent", 0)) / letter))
        # Most lines fit, and need no wrapping.
        return sum(
            1 if len(line) <= room and "\t" not in line else len(wrap(line, room)) or 1
            for line in text.split("\n")
        )

    def _format(self, look: Look, base: dict[str, Any]) -> Format:
        key = (look, bool(base))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**base, **look.value})
        return self._made[key]

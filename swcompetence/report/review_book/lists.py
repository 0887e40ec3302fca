"""The hidden sheet *Lijsten*: the choices of the dropdowns, and names to look codes up in.

It has no headers, so that it is never taken for a list of links.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook

from swcompetence.cells import inert
from swcompetence.model import NOTHING_FITS, Framework, Mapping
from swcompetence.report.review_book.rows import NOTHING_FITS_LABEL
from swcompetence.review.sheet import LEVELS, NO, VERDICT_WORDS, YES, shown_codes
from swcompetence.review.sheet import ReviewColumn as Column

LISTS = "Lijsten"
_NOT_FOUND = "niet gevonden"


class Lists:
    """The lists of one workbook and the references to them."""

    def __init__(
        self, mapping: Mapping, frameworks: Sequence[Framework], levels: dict[str, str] = LEVELS
    ) -> None:
        codes = shown_codes(mapping)
        items = [
            (f.id, name, label)
            for f in frameworks
            for name, label in (
                *((item.id, item.label) for item in f.mapping_items),
                (NOTHING_FITS, NOTHING_FITS_LABEL),
            )
        ]
        self._columns: dict[str, list[str]] = {
            "verdict": list(VERDICT_WORDS.values()),
            "level": list(levels),
            "yes": [YES, NO],
            "code": [codes[course.id] for course in mapping.courses],
            "title": [course.title for course in mapping.courses],
            "ref": [f"{framework}:{name}" for framework, name, _ in items],
            "item": [name for _, name, _ in items],
            "label": [label for _, _, label in items],
            "framework": [framework.id for framework in frameworks],
        }

    def write(self, workbook: Workbook) -> None:
        """Write the sheet, hidden."""
        worksheet = workbook.add_worksheet(LISTS)
        for column, texts in enumerate(self._columns.values()):
            for row, text in enumerate(texts):
                worksheet.write_string(row, column, inert(text))
        worksheet.hide()

    def _range(self, name: str) -> str:
        column = list(self._columns).index(name)
        last = max(len(self._columns[name]), 1) - 1
        cells: str = xl_range_abs(0, column, last, column)
        return f"{LISTS}!{cells}"

    @property
    def decision_choices(self) -> dict[Column, str]:
        """The ranges behind the cells in which a lecturer decides."""
        return {
            Column.VERDICT: self._range("verdict"),
            Column.LEVEL: self._range("level"),
            Column.ASSESSED: self._range("yes"),
            Column.FINAL: self._range("yes"),
        }

    @property
    def naming_choices(self) -> dict[Column, str]:
        """The ranges behind the cells in which a lecturer names a link that was missed."""
        return {
            Column.CODE: self._range("code"),
            Column.FRAMEWORK: self._range("framework"),
            Column.ITEM: self._range("ref"),
        }

    def title_formula(self, code: str) -> str:
        """Give the formula that names the course of a code cell."""
        found = f'INDEX({self._range("title")},MATCH({code}&"",{self._range("code")},0))'
        return f'IF({code}="","",IFERROR({found},"code {_NOT_FOUND}"))'

    def label_formula(self, framework: str, item: str) -> str:
        """Give the formula that names the item of a framework cell and an item cell."""
        tries = (
            (f'{item}&""', "ref"),
            (f'{framework}&":"&{item}', "ref"),
            (f'{item}&""', "item"),
            (f'{item}&""', "label"),
        )
        formula = f'"item {_NOT_FOUND}"'
        for wanted, name in reversed(tries):
            place = f"MATCH({wanted},{self._range(name)},0)"
            formula = f"IFERROR(INDEX({self._range('label')},{place}),{formula})"
        return f'IF({item}="","",{formula})'

"""Begin and finish a workbook: every text stays a text; what XlsxWriter cannot set is set."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook

from swcompetence.cells import inert
from swcompetence.report.sheets.sheet import Head, Sheet
from swcompetence.report.sheets.style import Style

_TEXTS_STAY_TEXTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

_LISTS = "Lijsten"
"""The hidden sheet with the choices of dropdowns, and names to look codes up in."""
_NO_DATE = dt.date(2000, 1, 1)
_LONGEST_TITLE = 255
_PROPERTIES = "docProps/core.xml"
_LANGUAGE = b"<dc:language>nl-BE</dc:language>"
_END_OF_PROPERTIES = b"</cp:coreProperties>"


class Imprint(NamedTuple):
    """What a workbook says of itself in its properties."""

    title: str
    subject: str = ""
    author: str = "swcompetence"
    date: dt.date | None = None


class Book(NamedTuple):
    """A workbook that is being written, with what all its sheets share."""

    workbook: Workbook
    style: Style
    head: Head

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """Begin a sheet after the others."""
        return Sheet(self.workbook, self.style, name, self.head, widths)


class ChoiceLists:
    """The lists of one workbook, each by its name, and the references to them.

    The sheet has no headers, so that it is never taken for one with links or notes.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists

    def write(self, workbook: Workbook) -> None:
        """Write the sheet, hidden."""
        worksheet = workbook.add_worksheet(_LISTS)
        for column, texts in enumerate(self._lists.values()):
            for row, text in enumerate(texts):
                worksheet.write_string(row, column, inert(text))
        worksheet.hide()

    def cells(self, name: str) -> str:
        """Give the reference of a list; an empty one keeps a cell."""
        column = list(self._lists).index(name)
        cells: str = xl_range_abs(0, column, max(len(self._lists[name]), 1) - 1, column)
        return f"{_LISTS}!{cells}"


def workbook_bytes(
    imprint: Imprint, head: Head, write: Callable[[Book], None], **options: object
) -> bytes:
    """Write a workbook in which no text turns into a formula, a number or a link.

    Args:
        imprint: for its properties; a fixed day where it has no date, for the same bytes always.
        head: stands above and below every sheet.
        write: fills it.
        options: further options of XlsxWriter; it adds to what it is given, so never give it a
            value that is used again.
    """
    content = io.BytesIO()
    with Workbook(content, {**_TEXTS_STAY_TEXTS, **options}) as workbook:
        workbook.set_properties(
            {
                "title": inert(imprint.title)[:_LONGEST_TITLE],
                **({"subject": imprint.subject} if imprint.subject else {}),
                "author": imprint.author,
                "created": dt.datetime.combine(imprint.date or _NO_DATE, dt.time(), tzinfo=dt.UTC),
            }
        )
        write(Book(workbook, Style(workbook), head))
    return content.getvalue()


def finished_archive(
    content: bytes, change: Callable[[str, bytes], bytes] = lambda _name, part: part
) -> bytes:
    """Set the document language, which screen readers use.

    `change` is given the name and content of every part, and gives its new content.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            part = change(entry.filename, old.read(entry))
            if entry.filename == _PROPERTIES:
                part = part.replace(_END_OF_PROPERTIES, _LANGUAGE + _END_OF_PROPERTIES)
            new.writestr(entry, part, compress_type=zipfile.ZIP_DEFLATED)
    return result.getvalue()

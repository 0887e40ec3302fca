"""Begin and finish a workbook: every text stays a text; what XlsxWriter cannot set is set."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from xlsxwriter.packager import Packager
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
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The time that every part bears: the first that an archive can tell."""
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


class _Parts(Packager):
    """Hands the parts of a workbook over, so that they are finished before they are packed."""

    def _create_package(self) -> list[Any]:
        self.parts: Any = super()._create_package()  # type: ignore[no-untyped-call]
        return []  # XlsxWriter packs nothing


class _Workbook(Workbook):
    """A workbook that keeps what is made of it."""

    def _get_packager(self) -> Packager:
        self.packager = _Parts()
        return self.packager


def workbook_bytes(
    imprint: Imprint,
    head: Head,
    write: Callable[[Book], None],
    change: Callable[[str, bytes], bytes] = lambda _name, part: part,
    options: Mapping[str, object] = {},
) -> bytes:
    """Write a workbook in which no text turns into a formula, a number or a link.

    The document language is set as well, which screen readers use.

    Args:
        imprint: for its properties; a fixed day where it has no date, for the same bytes always.
        head: stands above and below every sheet.
        write: fills it.
        change: is given the name and content of every part, and gives its new content.
        options: further options of XlsxWriter; it adds to what it is given, so never give it a
            value that is used again.
    """
    with _Workbook(io.BytesIO(), {**_TEXTS_STAY_TEXTS, **options}) as workbook:
        workbook.set_properties(
            {
                "title": inert(imprint.title)[:_LONGEST_TITLE],
                **({"subject": imprint.subject} if imprint.subject else {}),
                "author": imprint.author,
                "created": dt.datetime.combine(imprint.date or _NO_DATE, dt.time(), tzinfo=dt.UTC),
            }
        )
        write(Book(workbook, Style(workbook), head))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for stream, name, _ in workbook.packager.parts:
            text = stream.getvalue()
            part = change(name, text.encode() if isinstance(text, str) else text)
            if name == _PROPERTIES:
                part = part.replace(_END_OF_PROPERTIES, _LANGUAGE + _END_OF_PROPERTIES)
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part)
    return content.getvalue()

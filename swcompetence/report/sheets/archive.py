"""Begin and finish a workbook: every text stays a text; what XlsxWriter cannot set is set."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from xlsxwriter.workbook import Workbook

_TEXTS_STAY_TEXTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

_PROPERTIES = "docProps/core.xml"
_LANGUAGE = b"<dc:language>nl-BE</dc:language>"
_END_OF_PROPERTIES = b"</cp:coreProperties>"


def new_workbook(content: io.BytesIO, **options: object) -> Workbook:
    """Begin a workbook in which no text turns into a formula, a number or a link.

    Args:
        content: what the workbook is written to when it is closed.
        options: further options of XlsxWriter; it adds to what it is given, so never give it a
            value that is used again.
    """
    return Workbook(content, {**_TEXTS_STAY_TEXTS, **options})


def finished_archive(
    content: bytes, change: Callable[[str, bytes], bytes] = lambda _name, part: part
) -> bytes:
    """Set the document language, which screen readers use, and change other parts.

    Args:
        content: the workbook as XlsxWriter made it.
        change: given the name and content of a part, gives its new content.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            part = change(entry.filename, old.read(entry))
            if entry.filename == _PROPERTIES:
                part = part.replace(_END_OF_PROPERTIES, _LANGUAGE + _END_OF_PROPERTIES)
            new.writestr(entry, part, compress_type=zipfile.ZIP_DEFLATED)
    return result.getvalue()

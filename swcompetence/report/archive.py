"""Finish a workbook's archive: set what XlsxWriter cannot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

__all__ = ["finished_archive"]

_PROPERTIES = "docProps/core.xml"
_LANGUAGE = b"<dc:language>nl-BE</dc:language>"
_END_OF_PROPERTIES = b"</cp:coreProperties>"


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

"""Turns the bytes of a text file into text, by its byte order mark or by what is valid."""

from __future__ import annotations

import codecs
import re

from swcompetence.files.course_list.issue_codes import info
from swcompetence.model import Issue, Place

_CERTAIN = {"UTF-8", "UTF-16"}
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")


def decoded(content: bytes) -> tuple[str, str]:
    """Give the text and the name of the encoding it was read with.

    >>> decoded("Coördinator".encode("cp1252"))
    ('Coördinator', 'Windows-1252')
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
    # A text in another encoding hardly ever holds a valid sign of several bytes.
    if text.count("\ufffd") < len(_OUTSIDE_ASCII.findall(text)):
        return text, "beschadigde UTF-8"
    return content.decode("cp1252", errors="replace"), "Windows-1252"


def encoding_issues(encoding: str, where: Place) -> list[Issue]:
    """Tell that the encoding is a guess, where it is."""
    if encoding in _CERTAIN:
        return []
    return [
        info(
            "encoding-guessed",
            f"Het bestand is gelezen als {encoding}. Staan er vreemde tekens in de lijst, bewaar ze"
            " dan als ‘CSV UTF-8’ of als .xlsx.",
            where,
        )
    ]

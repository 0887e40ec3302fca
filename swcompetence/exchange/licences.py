"""Licences as web formats name them, by a URL, and as an edition does, by an SPDX identifier."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

UNKNOWN_LICENCE = "NOASSERTION"
"""What SPDX says where nobody stated a licence."""
_SPDX = "https://spdx.org/licenses/"
_CC_ID = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)")
_CC_URL = re.compile(
    r"https?://creativecommons\.org/licenses/(by(?:-nc)?(?:-sa|-nd)?)/(\d\.\d)(?:/(?:deed\.\w+)?)?"
)
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_CC0_URL = re.compile(r"https?://creativecommons\.org/publicdomain/zero/1\.0(?:/(?:deed\.\w+)?)?")
_SPDX_URL = re.compile(r"https?://spdx\.org/licenses/([^/#?]+?)(?:\.html)?")


def licence_url(spdx: str) -> str | None:
    """Give the URL of a licence, at Creative Commons for its own and else at SPDX; None: unknown.

    >>> licence_url("CC-BY-4.0")
    'https://creativecommons.org/licenses/by/4.0/'
    >>> licence_url("EUPL-1.2")
    'https://spdx.org/licenses/EUPL-1.2'
    """
    if spdx == UNKNOWN_LICENCE:
        return None
    if spdx == "CC0-1.0":
        return _CC0
    parts = _CC_ID.fullmatch(spdx)
    if parts:
        return f"https://creativecommons.org/licenses/{parts[1].lower()}/{parts[2]}/"
    return spdx if re.match("https?://", spdx) else f"{_SPDX}{quote(spdx, safe='')}"


def licence_id(url: str) -> str:
    """Give the SPDX identifier that a URL stands for; a URL that we do not know stays itself.

    >>> licence_id("http://creativecommons.org/licenses/by-sa/4.0/deed.nl")
    'CC-BY-SA-4.0'
    """
    if _CC0_URL.fullmatch(url):
        return "CC0-1.0"
    parts = _CC_URL.fullmatch(url)
    if parts:
        return f"CC-{parts[1].upper()}-{parts[2]}"
    spdx = _SPDX_URL.fullmatch(url)
    return unquote(spdx[1]) if spdx else url

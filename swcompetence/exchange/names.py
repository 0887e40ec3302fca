"""The names that frameworks, editions, items and licences have in other systems.

A name depends on ids alone, so that the same item has the same name in every export and in every
format. An item keeps its name from one edition to the next; only an edition's own name holds the
version. Licences have a URL there, and an SPDX identifier in an edition.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

from swcompetence.errors import NotABaseError
from swcompetence.model import Framework, FrameworkRef, Item

BASE = "https://swcompetence.example/"
"""Beginning of the names of courses, items and terms; names only, they lead to no page.

`.example` is reserved (RFC 2606), so they can never be anyone else's. A college with a place of its
own on the web gives that instead.
"""
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#]")


def checked_base(base: str) -> str:
    """Give a beginning of names back if it is one.

    Raises:
        NotABaseError: it is no full URI that ends with `/` or `#`.
    """
    if not _BASE.fullmatch(base):
        raise NotABaseError(base)
    return base


def framework_uri(framework: Framework | str, base: str = BASE) -> str:
    """Name a framework, whatever its edition.

    >>> framework_uri("krachtlijnen")
    'https://swcompetence.example/framework/krachtlijnen'
    """
    name = framework if isinstance(framework, str) else framework.id
    return f"{base}framework/{name_part(name)}"


def edition_uri(edition: Framework | FrameworkRef, base: str = BASE) -> str:
    """Name one edition of a framework; a reference must hold the version.

    >>> edition_uri(FrameworkRef("krachtlijnen@2018"))
    'https://swcompetence.example/edition/krachtlijnen/2018'
    """
    return f"{base}edition/{name_part(edition.id)}/{name_part(edition.version or '')}"


def edition_part_uri(edition: Framework | FrameworkRef, *parts: str, base: str = BASE) -> str:
    """Name something inside one edition, for formats in which nothing belongs to two editions.

    >>> edition_part_uri(FrameworkRef("krachtlijnen@2018"), "item", "verbindend")
    'https://swcompetence.example/edition/krachtlijnen/2018/item/verbindend'
    """
    return "/".join([edition_uri(edition, base), *map(name_part, parts)])


def item_uri(framework: Framework | str, item: Item | str, base: str = BASE) -> str:
    """Name an item, whatever the edition.

    >>> item_uri("krachtlijnen", "verbindend")
    'https://swcompetence.example/framework/krachtlijnen/verbindend'
    """
    name = item if isinstance(item, str) else item.id
    return f"{framework_uri(framework, base)}/{name_part(name)}"


def curriculum_uri(curriculum: str, base: str = BASE) -> str:
    """Name a curriculum by its id."""
    return f"{base}curriculum/{name_part(curriculum)}"


def course_uri(curriculum: str, course: str, base: str = BASE) -> str:
    """Name a course of a curriculum by the two ids, the first left out of the second."""
    code = course.removeprefix(f"{curriculum}/")
    return f"{curriculum_uri(curriculum, base)}/{name_part(code)}"


def term_uri(term: str, base: str = BASE) -> str:
    """Name a term of our own vocabulary, for what another format has no word for."""
    return f"{base}terms/{name_part(term)}"


def uuid5_of(uri: str) -> str:
    """Give the UUID of a name, in lower case (RFC 9562 version 5, namespace URL).

    >>> uuid5_of("https://swcompetence.example/framework/krachtlijnen")
    '11b50e78-381a-5347-81b2-9e48982be241'
    """
    return str(uuid5(NAMESPACE_URL, uri))


def name_part(text: str) -> str:
    """Write an id so that it can stand between the slashes of a URI."""
    return quote(text, safe="")


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

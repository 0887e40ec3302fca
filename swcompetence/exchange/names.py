"""The names that frameworks, editions and items have in other systems: URIs and UUIDs.

A name depends on ids alone, so that the same item has the same name in every export and in every
format. An item keeps its name from one edition to the next; only an edition's own name holds the
version.
"""

from __future__ import annotations

import re
from urllib.parse import quote
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

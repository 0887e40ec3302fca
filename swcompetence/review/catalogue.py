"""What a review row may speak of: the courses and framework items, by every name they go by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from swcompetence.model import NOTHING_FITS, Framework, ItemRef, Link, Mapping, Table, UsedFramework
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.review.sheet import ReviewRow, shown_codes, squeezed
from swcompetence.review.values import did_you_mean

_VERSION = re.compile(r"@[^:]*(?=:)")


class Unclear(ValueError):  # noqa: N818 - it is an answer, not a failure
    """A name that stands for nothing, or for more than one thing."""

    def __init__(self, code: str, message: str, column: Column) -> None:
        self.code = code
        self.message = message
        self.column = column
        super().__init__(message)


class NamedItem(NamedTuple):
    """An item and its label."""

    ref: ItemRef
    label: str


def named_items(
    mapping: Mapping, frameworks: Sequence[Framework], tables: Sequence[Table]
) -> tuple[NamedItem, ...]:
    """Collect the items that may be meant.

    They come from the links and the editions; without editions, from the list of items that every
    review workbook carries (the sheet with *Kader*, *Kaderitem* and *Naam*).
    """
    known = {used.ref.id for used in mapping.frameworks}
    found = [
        NamedItem(framework.item_ref(item), name)
        for framework in frameworks
        for item in framework.mapping_items
        for name in (item.label, *item.alt_labels)
    ]
    found += [NamedItem(link.item, "") for link in mapping.links]
    if not frameworks:
        found += [item for table in tables for item in _listed(table, known)]
    found += [NamedItem(ItemRef.of(framework, NOTHING_FITS), "") for framework in known]
    return tuple(dict.fromkeys(one for one in found if one.ref.framework in known))


def _listed(table: Table, known: set[str]) -> Iterable[NamedItem]:
    """Read a list of items: a sheet that names them and takes no decisions."""
    wanted = [Column.FRAMEWORK, Column.ITEM, Column.LABEL]
    places: list[int] = []
    for row in table.rows:
        names = [squeezed(cell) for cell in row.values]
        if Column.VERDICT in names:
            return
        if all(column in names for column in wanted):
            places = [names.index(column) for column in wanted]
        elif places:
            framework, item, label = (names[place] for place in places)
            if framework in known and item and " " not in item:
                yield NamedItem(ItemRef.of(framework, item), label)


class Catalogue:
    """Finds the course and the item that a row names."""

    def __init__(self, mapping: Mapping, items: Sequence[NamedItem]) -> None:
        self.link_by_id: dict[str, Link] = {link.id: link for link in mapping.links}
        self._items = items
        self._framework_by_name = {
            _key(name): used.ref.id for used in mapping.frameworks for name in _own_names(used)
        }
        self._courses_by_code: dict[str, set[str]] = {}
        self._courses_by_title: dict[str, set[str]] = {}
        shown = shown_codes(mapping)
        for course in mapping.courses:
            for name in (course.id, shown[course.id], course.code):
                self._courses_by_code.setdefault(_key(name), set()).add(course.id)
            self._courses_by_title.setdefault(_key(course.title), set()).add(course.id)
        self._course_names = [
            name for course in mapping.courses for name in (shown[course.id], course.title)
        ]

    def course(self, row: ReviewRow) -> str:
        """Give the id of the course that a row names by its code, or by title without one."""
        code, title = row[Column.CODE], row[Column.COURSE]
        by_title = self._courses_by_title.get(_key(title), set())
        if code:
            found = self._courses_by_code.get(_key(code), set())
            return self._one_course(found if len(found) <= 1 else found & by_title or found, code)
        if title:
            return self._one_course(by_title, title)
        raise Unclear("review-row-incomplete", "Vul de code in.", Column.CODE)

    def _one_course(self, found: set[str], name: str) -> str:
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Unclear(
                "review-code-unclear",
                f"‘{name}’ past bij meer dan één opleidingsonderdeel"
                f" ({', '.join(sorted(found))}). Vul zowel Code als Opleidingsonderdeel in.",
                Column.CODE,
            )
        raise Unclear(
            "review-code-unknown",
            f"‘{name}’ staat niet in de lijst van opleidingsonderdelen."
            f"{did_you_mean(name, self._course_names)}",
            Column.CODE,
        )

    def item(self, row: ReviewRow) -> ItemRef:
        """Give the item that a row names by id, by `framework:item` or by label."""
        name = row[Column.ITEM] or row[Column.LABEL]
        if not name:
            raise Unclear("review-row-incomplete", "Vul het kaderitem in.", Column.ITEM)
        framework = self._framework(row[Column.FRAMEWORK])
        key = _key(_VERSION.sub("", name))
        found = sorted({one.ref for one in self._items if key in _names(one)})
        if framework is not None:
            found = [ref for ref in found if ref.framework == framework]
        if not found:
            raise self._unknown_item(name, framework)
        # `geen` alone does not say of which framework nothing fits, even if there is but one.
        if len(found) > 1 or (key == NOTHING_FITS and framework is None):
            choices = ", ".join(dict.fromkeys(ref.framework for ref in found))
            raise Unclear(
                "review-framework-missing",
                f"Vul bij ‘{name}’ ook de kolom Kader in. Mogelijk: {choices}.",
                Column.FRAMEWORK,
            )
        return found[0]

    def is_code_of(self, code: str, course: str) -> bool:
        """Say whether a code stands for a course; programs strip leading zeros."""
        key = _key(code)
        found = self._courses_by_code.get(key)
        if found is not None:
            return course in found
        bare = key.lstrip("0")
        return any(
            course in ids and name.lstrip("0") == bare
            for name, ids in self._courses_by_code.items()
        )

    def is_name_of(self, name: str, item: ItemRef) -> bool:
        """Say whether a name stands for an item, perhaps among others."""
        key = _key(_VERSION.sub("", name))
        return any(one.ref == item and key in _names(one) for one in self._items)

    def is_framework_of(self, name: str, item: ItemRef) -> bool:
        """Say whether a name stands for the framework of an item."""
        return self._framework_by_name.get(_key(name)) == item.framework

    def _framework(self, name: str) -> str | None:
        if not name:
            return None
        found = self._framework_by_name.get(_key(name))
        if found is not None:
            return found
        known = tuple(dict.fromkeys(self._framework_by_name.values()))
        raise Unclear(
            "review-framework-unknown",
            f"Het kader ‘{name}’ hoort niet bij deze koppelingen; wel: {', '.join(known)}."
            f"{did_you_mean(name, known)}",
            Column.FRAMEWORK,
        )

    def _unknown_item(self, name: str, framework: str | None) -> Unclear:
        near = [one for one in self._items if framework in {None, one.ref.framework}]
        words = dict.fromkeys(word for one in near for word in (one.ref.item, one.label) if word)
        within = f" van het kader {framework}" if framework else ""
        return Unclear(
            "review-item-unknown",
            f"‘{name}’ is geen kaderitem{within}.{did_you_mean(name, words)} Alle items staan op"
            " het blad Kaders.",
            Column.ITEM,
        )


def _own_names(used: UsedFramework) -> tuple[str, str]:
    return (used.ref.id, used.ref)


def _names(item: NamedItem) -> set[str]:
    return {_key(name) for name in (item.ref.item, item.ref, item.label) if name}


def _key(name: str) -> str:
    return squeezed(name).casefold()

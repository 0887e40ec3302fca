"""What a board may mean by the names in its cells: frameworks, items and courses."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model import NOTHING_FITS, Framework, ItemRef, Mapping
from swcompetence.review.catalogue import named_items
from swcompetence.review.sheet import shown_codes, squeezed
from swcompetence.review.values import did_you_mean


class NotUnderstood(ValueError):  # noqa: N818 - it is an answer, not a failure
    """A cell that stands for nothing known, or for more than one thing."""

    def __init__(self, code: str, message: str, column: str) -> None:
        self.code = code
        self.message = message
        self.column = column
        super().__init__(message)


class BoardNames:
    """Finds frameworks, items and courses by every name that a workbook shows for them."""

    def __init__(self, mapping: Mapping, frameworks: Sequence[Framework]) -> None:
        used = {one.ref.id for one in mapping.frameworks}
        self._frameworks: dict[str, str] = {}
        for one in mapping.frameworks:
            self._frameworks |= {_key(one.ref.id): one.ref.id, _key(one.ref): one.ref.id}
        self._frameworks |= {_key(one.title): one.id for one in frameworks if one.id in used}
        self._items: dict[str, set[ItemRef]] = {}
        self._item_words: dict[str, str] = {}
        for ref, label in named_items(mapping, frameworks, ()):
            if ref.item == NOTHING_FITS:
                continue
            for name in (ref, ref.item, *filter(None, [label])):
                self._items.setdefault(_key(name), set()).add(ref)
            if label:
                self._item_words.setdefault(label, ref.framework)
        self._courses: dict[str, set[str]] = {}
        self._course_words: list[str] = []
        shown = shown_codes(mapping)
        self._course_ids = frozenset(shown)
        for course in mapping.courses:
            codes = dict.fromkeys((course.id, shown[course.id], course.code))
            for name in (*codes, course.title, *(f"{code} {course.title}" for code in codes)):
                self._courses.setdefault(_key(name), set()).add(course.id)
            self._course_words += [shown[course.id], course.title]

    def has_course(self, course: str) -> bool:
        """Say whether this is the id of a course."""
        return course in self._course_ids

    def has_framework(self, framework: str) -> bool:
        """Say whether this is the id of a framework of the mapping."""
        return framework in self._frameworks.values()

    def has_item(self, item: ItemRef) -> bool:
        """Say whether an item exists."""
        return item in self._items.get(_key(item), set())

    def is_item(self, name: str, item: ItemRef) -> bool:
        """Say whether a name stands for an item, perhaps among others."""
        return item in self._items.get(_key(name), set())

    def is_course(self, name: str, course: str) -> bool:
        """Say whether a name stands for a course, perhaps among others."""
        return course in self._courses_named(name)

    def framework(self, name: str, column: str) -> str | None:
        """Give the id of the framework that a cell names by id, edition or title, if any.

        Raises:
            NotUnderstood: there is no such framework.
        """
        if not name:
            return None
        if found := self._frameworks.get(_key(name)):
            return found
        known = tuple(dict.fromkeys(self._frameworks.values()))
        raise NotUnderstood(
            "review-framework-unknown",
            f"Het kader ‘{name}’ hoort niet bij deze koppelingen; wel: {', '.join(known)}."
            f"{did_you_mean(name, known)}",
            column,
        )

    def item(self, name: str, framework: str | None, column: str) -> ItemRef:
        """Give the item that a cell names by label, id or `framework:item`.

        Raises:
            NotUnderstood: there is none, or several frameworks have one of that name.
        """
        found = sorted(self._items.get(_key(name), set()))
        if framework is not None:
            found = [ref for ref in found if ref.framework == framework]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotUnderstood(
                "review-framework-missing",
                f"‘{name}’ staat in meer dan één kader ({', '.join(found)}). Vul ook Kader in.",
                column,
            )
        words = [word for word, of in self._item_words.items() if framework in {None, of}]
        within = f" van het kader {framework}" if framework else ""
        raise NotUnderstood(
            "review-item-unknown",
            f"‘{name}’ is geen kaderitem{within}.{did_you_mean(name, words)}",
            column,
        )

    def course(self, name: str, column: str) -> str:
        """Give the id of the course that a cell names by code, title or both.

        Raises:
            NotUnderstood: there is none, or more than one.
        """
        found = sorted(self._courses_named(name))
        if len(found) == 1:
            return found[0]
        if found:
            raise NotUnderstood(
                "review-code-unclear",
                f"‘{name}’ past bij meer dan één opleidingsonderdeel ({', '.join(found)}). Schrijf"
                " code en titel.",
                column,
            )
        raise NotUnderstood(
            "review-code-unknown",
            f"‘{name}’ staat niet in de lijst van opleidingsonderdelen."
            f"{did_you_mean(name, self._course_words)}",
            column,
        )

    def _courses_named(self, name: str) -> set[str]:
        """Find courses by name; programs strip the zeros that a code begins with."""
        key = _key(name)
        if found := self._courses.get(key):
            return found
        bare = key.lstrip("0")
        stripped = (ids for known, ids in self._courses.items() if known.lstrip("0") == bare)
        return set().union(*stripped) if bare else set()


def _key(name: str) -> str:
    return squeezed(name).casefold()

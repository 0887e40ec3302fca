"""What people mean by what they type in a cell, understood or not at all: never a guess.

Readers of one answer give the value, `None` for an empty cell, and raise `ValueError` with a Dutch
hint for anything else. `side_value` is for cells beside a decision, which never take it away.
`Names` finds the frameworks, items and courses that cells name, and `link_of` the link of a row.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from rapidfuzz import fuzz, process

from swcompetence.errors import did_you_mean
from swcompetence.model import (
    NOTHING_FITS,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Place,
    Table,
    Tie,
    Verdict,
    link_id,
)
from swcompetence.model.issue import warning
from swcompetence.model.mapping import LEVELS, OCMW
from swcompetence.phrasing import single_spaced
from swcompetence.review.sheet import (
    NO,
    NO_SPELLINGS,
    NOTHING_FITS_LABEL,
    VERDICT_SPELLINGS,
    VERDICT_WORDS,
    YES,
    YES_SPELLINGS,
    SheetRow,
    shown_codes,
)
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.text import fold

T = TypeVar("T")

_MEANT = dict.fromkeys(("v", "accoord"), VERDICT_WORDS[Verdict.ACCEPT])
"""What people type for a verdict and is not taken for it, with what to suggest."""
_SEPARATORS = re.compile(r"[\s.,;!_-]+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]*)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d\d)?(\d\d)(?: [\d:.]+)?")
_NAMED = re.compile(r"(\d{1,2})[-. ]{1,2}([a-z]{3,9})[-. ]{1,2}(\d\d)?(\d\d)")
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_SHORT_MARCH = "mrt"
"""The one short name of a month that is not how the whole name begins."""
_FIRST_OF_1900S = 69
"""Years of two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068 (as in POSIX)."""
_NEAR = 72
"""Least likeness of whole names for 'did you mean'."""
_PARTLY = 80
"""Least likeness of parts of names, asked only where no whole name is near."""
_VERSION = re.compile(r"@[^:]*(?=:)")


def suggestion(text: str, words: Iterable[str]) -> str:
    """Give ` Bedoelde u ‘…’?` with the nearest words, or nothing.

    >>> suggestion("akord", ["akkoord", "niet akkoord"])
    ' Bedoelde u ‘akkoord’?'
    """
    # Of words that differ in capitals or accents alone, one is enough.
    choices = {word: folded for folded, word in {fold(word): word for word in words}.items()}
    near = process.extract(fold(text), choices, scorer=fuzz.ratio, limit=2, score_cutoff=_NEAR)
    if not near:
        near = process.extract(fold(text), choices, limit=2, score_cutoff=_PARTLY)
    return did_you_mean([word for _, _, word in near])


def read_verdict(text: str) -> Verdict | None:
    """Read *Besluit*; a dash or a dot is no answer, and no empty cell either.

    >>> read_verdict("Akkoord "), read_verdict("x"), read_verdict("Neen")
    (<Verdict.ACCEPT: 'accept'>, <Verdict.ACCEPT: 'accept'>, <Verdict.REJECT: 'reject'>)
    """
    if not single_spaced(text):
        return None
    bare = _bare(text)
    for verdict, words in VERDICT_SPELLINGS.items():
        if bare in words:
            return verdict
    choices = tuple(VERDICT_WORDS.values())
    raise ValueError(f"Kies {_or(choices)}.{suggestion(_MEANT.get(bare, text), choices)}")


def read_yes(text: str) -> bool | None:
    """Read a cell that takes ja or nee."""
    bare = _bare(text)
    if not bare:
        return None
    if bare in YES_SPELLINGS | NO_SPELLINGS:
        return bare in YES_SPELLINGS
    raise ValueError(f"Kies {_or((YES, NO))}.")


def read_tie(text: str, item: ItemRef) -> Tie | None:
    """Read *OCMW-context*: whether the fiche places a theme in OCMW practice."""
    is_tied = read_yes(text)
    if is_tied is not None and item.framework != OCMW:
        raise ValueError(f"Die kolom telt enkel bij thema's van {OCMW}.")
    return None if is_tied is None else Tie.EXPLICIT if is_tied else Tie.GENERAL


def read_level(text: str, levels: dict[str, str] = LEVELS) -> str | None:
    """Read *Niveau*: a letter, its word, or both as `V (verdieping)`.

    >>> read_level("verdieping"), read_level(" b ")
    ('V', 'B')
    """
    bare = _bare(text)
    if not bare:
        return None
    for letter, word in levels.items():
        if bare in {_bare(letter), _bare(word), _bare(f"{letter} ({word})")}:
            return letter
    named = _or(tuple(f"{letter} ({word})" for letter, word in levels.items()))
    raise ValueError(f"Kies {named}.{suggestion(text, levels.values())}")


def read_date(text: str, today: dt.date | None = None) -> dt.date | None:
    """Read *Datum*: a spreadsheet date or a text with the day first.

    A day that is still to come is a typing error, which would beat every later decision. Tomorrow
    is none, as it may be today elsewhere; without `today` every day will do.

    >>> read_date("3/11/26") == read_date("03-11-2026") == read_date("2026-11-03")
    True
    """
    line = single_spaced(text).casefold()
    if not line:
        return None
    try:
        day = dt.date(*_year_month_day(line))
    except ValueError:
        hint = "Schrijf een bestaande datum als dag/maand/jaar, bijvoorbeeld 03/11/2026."
        raise ValueError(hint) from None
    if today and day - today > dt.timedelta(days=1):
        raise ValueError(
            f"Die dag ligt in de toekomst (vandaag is {today:%d/%m/%Y}). Verbeter de datum."
        )
    return day


def _year_month_day(line: str) -> tuple[int, int, int]:
    if iso := _ISO.fullmatch(line):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if dutch := _DUTCH.fullmatch(line):
        return _year(dutch[3], dutch[4]), int(dutch[2]), int(dutch[1])
    if named := _NAMED.fullmatch(line):
        name = "maart" if named[2] == _SHORT_MARCH else named[2]
        # The name of the month or how it begins, as *nov* or *sept*; no month is a ValueError.
        month = [month.startswith(name) for month in _MONTHS].index(True) + 1
        return _year(named[3], named[4]), month, int(named[1])
    raise ValueError(line)


def _year(century: str | None, digits: str) -> int:
    return int((century or ("19" if int(digits) >= _FIRST_OF_1900S else "20")) + digits)


def side_value(
    text: str, read: Callable[[str], T | None], place: Place, column: str, *, kept: str
) -> tuple[T | None, tuple[Issue, ...]]:
    """Read a cell beside a decision: what is not understood is told, and the decision stands.

    What is `kept` stands all the same, named as a sentence about it begins: *Het besluit*.
    """
    try:
        return read(text), ()
    except ValueError as hint:
        message = (
            f"{place}: ‘{text}’ is niet begrepen in de kolom {column}. {hint} {kept} is overgenomen"
            " zonder deze cel."
        )
        return None, (warning("review-value-unknown", message, place),)


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", fold(text)).replace("(", "").replace(")", "")


def _or(words: tuple[str, ...]) -> str:
    quoted = [f"‘{word}’" for word in words]
    return " of ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


class Unclear(ValueError):  # noqa: N818 - it is an answer, not a failure
    """A cell that stands for nothing known, or for more than one thing."""

    def __init__(self, code: str, message: str, column: str) -> None:
        self.code = code
        self.message = message
        self.column = column
        super().__init__(message)

    def issue(self, row: SheetRow, outcome: str) -> Issue:
        """Tell what is unclear, where, and what became of the row."""
        place = row.place(self.column)
        return warning(self.code, f"{place}: {self.message} {outcome}", place)


class Names:
    """Finds frameworks, items and courses by every name that a workbook shows for them."""

    def __init__(
        self, mapping: Mapping, frameworks: Sequence[Framework], tables: Sequence[Table] = ()
    ) -> None:
        """Collect the names.

        The items are those of the links and the editions; without editions, those of the list that
        every review workbook carries (the sheet with *Kader*, *Kaderitem* and *Naam*).
        """
        used = {edition.ref.id: edition.ref for edition in mapping.frameworks}
        named = [(name, framework) for framework, ref in used.items() for name in (framework, ref)]
        named += [(edition.title, edition.id) for edition in frameworks if edition.id in used]
        self._frameworks = {same_name(name): framework for name, framework in named}
        self._labelled = dict.fromkeys(
            (item, label)
            for item, label in _labelled(mapping, frameworks, () if frameworks else tables)
            if item.framework in used
        )
        self._items: dict[str, set[ItemRef]] = {}
        for item, label in self._labelled:
            for name in filter(None, (item, item.item, label)):
                self._items.setdefault(same_name(name), set()).add(item)
        shown = shown_codes(mapping)
        self._courses = [(course.id, shown[course.id], course.title) for course in mapping.courses]
        self._courses_by_code: dict[str, set[str]] = {}
        self._courses_by_title: dict[str, set[str]] = {}
        for course in mapping.courses:
            for code in {course.id, shown[course.id], course.code}:
                self._courses_by_code.setdefault(same_name(code), set()).add(course.id)
                in_full = same_name(f"{code} {course.title}")
                self._courses_by_title.setdefault(in_full, set()).add(course.id)
            self._courses_by_title.setdefault(same_name(course.title), set()).add(course.id)

    def has_framework(self, framework: str) -> bool:
        """Say whether this is the id of a framework of the mapping."""
        return framework in self._frameworks.values()

    def is_framework_of(self, name: str, item: ItemRef) -> bool:
        """Say whether a name stands for the framework of an item."""
        return self._frameworks.get(same_name(name)) == item.framework

    def framework(self, name: str, column: str) -> str | None:
        """Give the id of the framework that a cell names by id, edition or title, if any.

        Raises:
            Unclear: there is no such framework.
        """
        if not name:
            return None
        if framework := self._frameworks.get(same_name(name)):
            return framework
        known = tuple(dict.fromkeys(self._frameworks.values()))
        message = f"Het kader ‘{name}’ hoort niet bij deze koppelingen; wel: {', '.join(known)}."
        raise Unclear("review-framework-unknown", f"{message}{suggestion(name, known)}", column)

    def items(self, name: str, framework: str | None = None) -> list[ItemRef]:
        """Give the items that a name may stand for: a label, an id or `framework:item`."""
        items = sorted(self._items.get(same_name(_VERSION.sub("", name)), ()))
        return [item for item in items if framework in {None, item.framework}]

    def has_item(self, item: ItemRef) -> bool:
        """Say whether an item exists; that nothing fits is none."""
        return item.item != NOTHING_FITS and item in self.items(item)

    def is_name_of(self, name: str, item: ItemRef) -> bool:
        """Say whether a name may stand for an item; any may where no label of it is known."""
        has_label = any(known == item and label for known, label in self._labelled)
        return item in self.items(name) or not has_label

    def labelled(self, framework: str | None) -> Iterator[tuple[ItemRef, str]]:
        """Give the items of a framework, or of all, each with every label that it has."""
        for item, label in self._labelled:
            if framework in {None, item.framework}:
                yield item, label

    def has_course(self, course: str) -> bool:
        """Say whether this is the id of a course."""
        return any(course == known for known, _, _ in self._courses)

    def with_code(self, code: str) -> set[str]:
        """Give the ids of the courses that a code may stand for."""
        return self._courses_by_code.get(same_name(code), set())

    def with_title(self, title: str) -> set[str]:
        """Give the ids of the courses that a title, or code and title, may stand for."""
        return self._courses_by_title.get(same_name(title), set())

    def courses(self, name: str) -> set[str]:
        """Give the ids of the courses that a code, a title or both may stand for."""
        return self.with_code(name) | self.with_title(name) or _zeros_apart(
            name, (*self._courses_by_code.items(), *self._courses_by_title.items())
        )

    def is_code_of(self, code: str, course: str) -> bool:
        """Say whether a code stands for a course, perhaps among others."""
        return course in (self.with_code(code) or _zeros_apart(code, self._courses_by_code.items()))

    def one_course(self, courses: set[str], name: str, column: str, *, advice: str) -> str:
        """Give the only one of the courses that a name may stand for.

        Raises:
            Unclear: there is none, or more than one.
        """
        if len(courses) == 1:
            return next(iter(courses))
        if courses:
            message = f"‘{name}’ past bij meer dan één opleidingsonderdeel"
            message += f" ({', '.join(sorted(courses))}). {advice}"
            raise Unclear("review-code-unclear", message, column)
        words = [word for _, code, title in self._courses for word in (code, title)]
        message = f"‘{name}’ staat niet in de lijst van opleidingsonderdelen."
        raise Unclear("review-code-unknown", f"{message}{suggestion(name, words)}", column)


def same_name(name: str) -> str:
    """Give the form in which names are compared: white space and capitals do not count."""
    return single_spaced(name).casefold()


def unknown_item(
    name: str, framework: str | None, words: Iterable[str], column: str, *, advice: str = ""
) -> Unclear:
    """Say that a name is no item, with the nearest of these words."""
    within = f" van het kader {framework}" if framework else ""
    message = f"‘{name}’ is geen kaderitem{within}.{suggestion(name, words)}{advice}"
    return Unclear("review-item-unknown", message, column)


def _labelled(
    mapping: Mapping, frameworks: Sequence[Framework], tables: Sequence[Table]
) -> Iterator[tuple[ItemRef, str]]:
    for framework in frameworks:
        for item in framework.mapping_items:
            for label in (item.label, *item.alt_labels):
                yield framework.item_ref(item), label
    for link in mapping.links:
        yield link.item, ""
    for table in tables:
        yield from _listed(table, {edition.ref.id for edition in mapping.frameworks})
    for edition in mapping.frameworks:
        yield ItemRef.of(edition.ref.id, NOTHING_FITS), NOTHING_FITS_LABEL


def _listed(table: Table, frameworks: set[str]) -> Iterator[tuple[ItemRef, str]]:
    """Read a list of items: a sheet that names them and takes no decisions."""
    columns = [Column.FRAMEWORK, Column.ITEM, Column.LABEL]
    places: list[int] = []
    for row in table.rows:
        cells = [single_spaced(cell) for cell in row.values]
        if Column.VERDICT in cells:
            return
        if all(column in cells for column in columns):
            places = [cells.index(column) for column in columns]
        elif places:
            framework, item, label = (cells[place] for place in places)
            if framework in frameworks and item and " " not in item:
                yield ItemRef.of(framework, item), label


def _zeros_apart(name: str, courses: Iterable[tuple[str, set[str]]]) -> set[str]:
    """Find courses whose name differs in the zeros that it begins with: programs strip them."""
    bare = same_name(name).lstrip("0")
    return set().union(*(ids for known, ids in courses if bare and known.lstrip("0") == bare))


def link_of(row: SheetRow, names: Names, links: dict[str, Link]) -> tuple[str, ItemRef]:
    """Give course and item of a row: by its id, else by what its cells name.

    Raises:
        Unclear: the row names nothing known, or its cells contradict its id.
    """
    known = row[Column.ID]
    if not known:
        return _course(row, names), _item(row, names)
    if link := links.get(known):
        _check_cells(row, names, link.course, link.item)
        return link.course, link.item
    # The mapping need not list an id that is the id of what the cells name.
    with suppress(Unclear):
        course, item = _course(row, names), _item(row, names)
        if link_id(course, item) == known:
            return course, item
    message = (
        f"De koppeling-id ‘{known}’ hoort niet bij deze koppelingen. Komt de rij uit een ander"
        " nakijkbestand, geef dan dat bestand mee met --mapping; voegt u zelf een koppeling toe,"
        " laat de id dan leeg."
    )
    raise Unclear("review-link-unknown", message, Column.ID)


def _course(row: SheetRow, names: Names) -> str:
    """Give the id of the course that a row names by its code, or by title without one."""
    code, title = row[Column.CODE], row[Column.COURSE]
    if not (code or title):
        raise Unclear("review-row-incomplete", "Vul de code in.", Column.CODE)
    # Who types a title in *Code* names the course all the same, if only one has it.
    courses = (code and names.with_code(code)) or names.with_title(code or title)
    titled = names.with_title(title) if code else set()
    if courses and titled and not courses & titled:
        raise _apart(row, Column.CODE, Column.COURSE)
    courses = courses & titled or courses
    advice = "Vul zowel Code als Opleidingsonderdeel in."
    return names.one_course(courses, code or title, Column.CODE, advice=advice)


def _item(row: SheetRow, names: Names) -> ItemRef:
    """Give the item that a row names by id, by `framework:item` or by label."""
    column = Column.ITEM if row[Column.ITEM] else Column.LABEL
    name = row[column]
    if not name:
        raise Unclear("review-row-incomplete", "Vul het kaderitem in.", column)
    framework = names.framework(row[Column.FRAMEWORK], Column.FRAMEWORK)
    items = names.items(name, framework)
    if not items:
        known = (word for item, label in names.labelled(framework) for word in (item.item, label))
        words, advice = dict.fromkeys(filter(None, known)), " Alle items staan op het blad Kaders."
        raise unknown_item(name, framework, words, column, advice=advice)
    meant = names.items(row[Column.LABEL])
    if meant and not set(items).intersection(meant):
        raise _apart(row, Column.ITEM, Column.LABEL)
    # `geen` alone does not say of which framework nothing fits, even if there is but one.
    is_bare = same_name(name) in {NOTHING_FITS, NOTHING_FITS_LABEL}
    if len(items) > 1 or (is_bare and framework is None):
        choices = ", ".join(dict.fromkeys(item.framework for item in items))
        message = f"Vul bij ‘{name}’ ook de kolom Kader in. Mogelijk: {choices}."
        raise Unclear("review-framework-missing", message, Column.FRAMEWORK)
    return items[0]


def _apart(row: SheetRow, first: Column, second: Column) -> Unclear:
    """Say that two cells name different things, as in a copied row that is typed over."""
    return Unclear(
        "review-row-mismatch",
        f"{first} ‘{row[first]}’ en {second} ‘{row[second]}’ horen niet bij elkaar. Laat er een van"
        " beide leeg, of gebruik een lege rij onderaan.",
        second,
    )


def _check_cells(row: SheetRow, names: Names, course: str, item: ItemRef) -> None:
    """Refuse a row whose cells went astray from its id, as after sorting some columns only."""
    fits = {
        Column.CODE: names.is_code_of(row[Column.CODE], course),
        Column.COURSE: course in names.with_title(row[Column.COURSE]),
        Column.ITEM: item in names.items(row[Column.ITEM]),
        Column.LABEL: names.is_name_of(row[Column.LABEL], item),
        Column.FRAMEWORK: names.is_framework_of(row[Column.FRAMEWORK], item),
    }
    for column, is_fitting in fits.items():
        if row[column] and not is_fitting:
            raise Unclear(
                "review-row-mismatch",
                f"{column} ‘{row[column]}’ hoort niet bij koppeling-id {row[Column.ID]} van deze"
                " rij. Is maar een deel van de kolommen gesorteerd, maak dat dan ongedaan; bedoelt"
                " u een andere koppeling, schrijf ze dan in een lege rij onderaan.",
                column,
            )

"""Read what lecturers decided out of the sheets of a review workbook: never lost, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from swcompetence.model import (
    NOTHING_FITS,
    Decision,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Place,
    Table,
    Verdict,
    link_id,
)
from swcompetence.model.issue import error, warning
from swcompetence.model.mapping import reviewer_key
from swcompetence.review.merge import ReviewedLink, is_same
from swcompetence.review.names import Names, Unclear, same_name, unknown_item
from swcompetence.review.sheet import (
    LEVELS,
    REVIEW_SHEET,
    VERDICT_WORDS,
    SheetRow,
    columns_twice,
    is_added,
)
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.review.values import read_date, read_level, read_verdict, read_yes, side_value

T = TypeVar("T")

_SHOWN = (Column.LEVEL, Column.ASSESSED, Column.NOTE, Column.FINAL)
"""Filled cells that say that a person worked on a row; names and dates may be filled down."""


def decisions_in(
    tables: Sequence[Table],
    mapping: Mapping,
    frameworks: Sequence[Framework] = (),
    *,
    levels: dict[str, str] = LEVELS,
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Read every decision in these sheets, and everything that could not be understood.

    The editions give the names of items; without them the sheet *Kaders* serves.

    Returns:
        The decisions in file order, and the issues. A row stays undecided where the link, the
        verdict or *Definitief* is not understood; any other cell never takes a verdict away.
    """
    names = Names(mapping, frameworks, tables)
    links = {link.id: link for link in mapping.links}
    rows: list[ReviewedLink] = []
    issues = list(columns_twice(tables, (REVIEW_SHEET,)))
    files = dict.fromkeys(table.file for table in tables)
    for row in REVIEW_SHEET.rows(tables):
        files.pop(row.table.file, None)
        try:
            reviewed, unread = _read_row(row, names, links, levels)
        except Unclear as unclear:
            issues.append(unclear.issue(row, "De rij blijft onbeslist tot dit verbeterd is."))
        else:
            rows += [reviewed] if reviewed else []
            issues += unread
    issues += (
        error(
            "review-sheet-missing",
            f"{file}: er is geen blad met ingevulde rijen onder de kolommen Koppeling-id (of Code"
            " en Kaderitem) en Besluit. Geef het nakijkbestand mee waarin de besluiten staan.",
            Place(file=file),
        )
        for file in files
    )
    kept, differing = _without_repeats(rows)
    return kept, (*issues, *differing, *_contradictions(kept))


def _read_row(
    row: SheetRow, names: Names, links: dict[str, Link], levels: dict[str, str]
) -> tuple[ReviewedLink | None, tuple[Issue, ...]]:
    verdict = _verdict(row)
    if verdict is None:
        return None, ()
    is_final = _value(row, Column.FINAL, read_yes) or False
    course, item = _link_of(row, names, links)
    level, no_level = _beside(row, Column.LEVEL, lambda text: read_level(text, levels))
    assessed, not_assessed = _beside(row, Column.ASSESSED, read_yes)
    date, no_date = _beside(row, Column.DATE, read_date)
    decision = Decision(
        verdict=verdict,
        level=level,
        assessed=assessed,
        reviewer=row[Column.REVIEWER] or None,
        date=date,
        note=row.raw(Column.NOTE) or None,
        final=is_final,
    )
    place = row.place(Column.VERDICT)
    reviewed = ReviewedLink(course=course, item=item, decision=decision, place=place)
    return reviewed, (*no_level, *not_assessed, *no_date)


def _verdict(row: SheetRow) -> Verdict | None:
    """Read the verdict; a row that a person added without one means akkoord."""
    verdict = _value(row, Column.VERDICT, read_verdict)
    if verdict is None and is_added(row):
        return Verdict.ACCEPT
    filled = [column for column in _SHOWN if row[column]]
    if verdict is None and filled:
        raise Unclear(
            "review-verdict-missing",
            f"De kolom {filled[0]} is ingevuld, maar Besluit niet. Kies akkoord, niet akkoord"
            " of twijfel.",
            Column.VERDICT,
        )
    return verdict


def _beside(
    row: SheetRow, column: Column, read: Callable[[str], T | None]
) -> tuple[T | None, tuple[Issue, ...]]:
    return side_value(row[column], read, row.place(column), column, kept="Het besluit")


def _value(row: SheetRow, column: Column, read: Callable[[str], T | None]) -> T | None:
    try:
        return read(row[column])
    except ValueError as hint:
        raise Unclear(
            "review-value-unknown",
            f"‘{row[column]}’ is niet begrepen in de kolom {column}. {hint}",
            column,
        ) from None


def _link_of(row: SheetRow, names: Names, links: dict[str, Link]) -> tuple[str, ItemRef]:
    """Give course and item of a row: by its id, else by what its cells name.

    Raises:
        Unclear: the row names nothing known, or its cells contradict its id.
    """
    known = row[Column.ID]
    if not known:
        return _course(row, names), _item(row, names)
    link = links.get(known)
    if link is not None:
        _check_cells(row, names, link.course, link.item)
        return link.course, link.item
    # The mapping need not list an id that is the id of what the cells name.
    with suppress(Unclear):
        course, item = _course(row, names), _item(row, names)
        if link_id(course, item) == known:
            return course, item
    raise Unclear(
        "review-link-unknown",
        f"De koppeling-id ‘{known}’ hoort niet bij deze koppelingen. Komt de rij uit een ander"
        " nakijkbestand, geef dan dat bestand mee met --mapping; voegt u zelf een koppeling toe,"
        " laat de id dan leeg.",
        Column.ID,
    )


def _course(row: SheetRow, names: Names) -> str:
    """Give the id of the course that a row names by its code, or by title without one."""
    code, title = row[Column.CODE], row[Column.COURSE]
    if not (code or title):
        raise Unclear("review-row-incomplete", "Vul de code in.", Column.CODE)
    courses = names.with_code(code) if code else names.with_title(title)
    if len(courses) > 1:
        courses = courses & names.with_title(title) or courses
    advice = "Vul zowel Code als Opleidingsonderdeel in."
    return names.one_course(courses, code or title, Column.CODE, advice=advice)


def _item(row: SheetRow, names: Names) -> ItemRef:
    """Give the item that a row names by id, by `framework:item` or by label."""
    name = row[Column.ITEM] or row[Column.LABEL]
    if not name:
        raise Unclear("review-row-incomplete", "Vul het kaderitem in.", Column.ITEM)
    framework = names.framework(row[Column.FRAMEWORK], Column.FRAMEWORK)
    items = names.items(name, framework)
    if not items:
        labelled = names.labelled(framework)
        words = dict.fromkeys(
            word for item, label in labelled for word in (item.item, label) if word
        )
        advice = " Alle items staan op het blad Kaders."
        raise unknown_item(name, framework, words, Column.ITEM, advice=advice)
    # `geen` alone does not say of which framework nothing fits, even if there is but one.
    if len(items) > 1 or (same_name(name) == NOTHING_FITS and framework is None):
        choices = ", ".join(dict.fromkeys(item.framework for item in items))
        raise Unclear(
            "review-framework-missing",
            f"Vul bij ‘{name}’ ook de kolom Kader in. Mogelijk: {choices}.",
            Column.FRAMEWORK,
        )
    return items[0]


def _check_cells(row: SheetRow, names: Names, course: str, item: ItemRef) -> None:
    """Refuse a row whose cells went astray from its id, as after sorting some columns only."""
    fits: dict[Column, Callable[[str], bool]] = {
        Column.CODE: lambda code: names.is_code_of(code, course),
        Column.ITEM: lambda name: item in names.items(name),
        Column.FRAMEWORK: lambda name: names.is_framework_of(name, item),
    }
    for column, is_fitting in fits.items():
        if row[column] and not is_fitting(row[column]):
            raise Unclear(
                "review-row-mismatch",
                f"{column} ‘{row[column]}’ hoort niet bij koppeling-id {row[Column.ID]} van deze"
                " rij. Is maar een deel van de kolommen gesorteerd, maak dat dan ongedaan; bedoelt"
                " u een andere koppeling, schrijf ze dan in een lege rij onderaan.",
                column,
            )


def _without_repeats(
    rows: Sequence[ReviewedLink],
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Keep one of the rows that say the same; drop rows of one person that contradict each other.

    Where every row has its own date, the dates tell which is newer, and all are kept.
    """
    groups: dict[tuple[object, ...], list[ReviewedLink]] = {}
    for row in rows:
        key = (row.place.file, row.course, row.item, reviewer_key(row.decision.reviewer))
        group = groups.setdefault(key, [])
        if not any(is_same(row.decision, kept_row.decision) for kept_row in group):
            group.append(row)
    kept: set[int] = set()
    issues: list[Issue] = []
    for group in groups.values():
        dates = {row.decision.date for row in group}
        if len(group) == 1 or (None not in dates and len(dates) == len(group)):
            kept |= {id(row) for row in group}
        else:
            issues.append(_differ(group))
    return tuple(row for row in rows if id(row) in kept), tuple(issues)


def _differ(group: Sequence[ReviewedLink]) -> Issue:
    cells = (f"{row.place.cell} ({VERDICT_WORDS[row.decision.verdict]})" for row in group)
    name = group[0].decision.reviewer or "dezelfde lesgever zonder naam"
    last = group[-1]
    return warning(
        "review-rows-differ",
        f"{last.place.sheet}: {' en '.join(cells)} spreken over dezelfde koppeling, {last.course}"
        f" en {last.item}, van {name}, en verschillen. Schrap er een, of vul in beide de datum in;"
        " tot dan is de koppeling onbeslist.",
        last.place,
    )


def _contradictions(rows: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says that nothing fits and accepts an item of the same framework."""
    accepted: dict[tuple[str, str, str | None], ReviewedLink] = {}
    nothing: list[tuple[tuple[str, str, str | None], ReviewedLink]] = []
    for row in rows:
        if row.decision.verdict is Verdict.ACCEPT:
            subject = (row.course, row.item.framework, reviewer_key(row.decision.reviewer))
            if row.item.item == NOTHING_FITS:
                nothing.append((subject, row))
            else:
                accepted.setdefault(subject, row)
    for subject, row in nothing:
        if subject in accepted:
            yield warning(
                "review-nothing-fits-contradicted",
                f"{row.place}: hier staat dat niets uit {row.item.framework} past bij"
                f" {row.course}, maar {accepted[subject].place.cell} is akkoord met"
                f" {accepted[subject].item.item}. Beide zijn bewaard; verander een van de twee in"
                " ‘niet akkoord’.",
                row.place,
            )


def differing_files(rows: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says one thing in one file and another in the next, without dates."""
    last: dict[tuple[object, ...], ReviewedLink] = {}
    for row in rows:
        reviewer = reviewer_key(row.decision.reviewer)
        earlier = last.get((row.course, row.item, reviewer))
        last[row.course, row.item, reviewer] = row
        if not (reviewer and earlier) or earlier.decision.verdict is row.decision.verdict:
            continue
        dates = {row.decision.date, earlier.decision.date}
        if None not in dates and len(dates) > 1:
            continue
        yield warning(
            "review-files-differ",
            f"{row.decision.reviewer} zegt over {row.course} en {row.item} in {earlier.place}"
            f" ‘{VERDICT_WORDS[earlier.decision.verdict]}’ en in {row.place}"
            f" ‘{VERDICT_WORDS[row.decision.verdict]}’. Beide zijn bewaard; het bestand dat u het"
            " laatst noemde, telt. Vul in beide de datum in als dat niet klopt.",
            row.place,
        )

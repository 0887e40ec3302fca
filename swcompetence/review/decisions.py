"""Read what lecturers decided out of the sheets of a review workbook: never lost, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from swcompetence.model import (
    NOTHING_FITS,
    Decision,
    Framework,
    Issue,
    ItemRef,
    Mapping,
    Place,
    Table,
    Verdict,
    link_id,
)
from swcompetence.model.mapping import reviewer_key
from swcompetence.review.catalogue import Catalogue, Unclear, named_items
from swcompetence.review.issue_codes import error, warning
from swcompetence.review.merge import ReviewedLink, is_same
from swcompetence.review.sheet import LEVELS, VERDICT_WORDS, ReviewRow, review_rows, twice_issues
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.review.values import read_date, read_level, read_verdict, read_yes

T = TypeVar("T")

_UNDECIDED = "De rij blijft onbeslist tot dit verbeterd is."
_SHOWN = (Column.LEVEL, Column.ASSESSED, Column.NOTE, Column.FINAL)
"""Filled cells that say that a person worked on a row; names and dates may be filled down."""


def read_decisions(
    tables: Sequence[Table],
    mapping: Mapping,
    frameworks: Sequence[Framework] = (),
    *,
    levels: dict[str, str] = LEVELS,
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Read every decision in these sheets, and everything that could not be understood.

    Args:
        tables: all sheets of one or more review workbooks.
        mapping: the mapping that the workbooks were made from.
        frameworks: the editions, for the names of items; without them the sheet *Kaders* serves.
        levels: letter and word of each level.

    Returns:
        The decisions in file order, and the issues; a row with an issue stays undecided.
    """
    catalogue = Catalogue(mapping, named_items(mapping, frameworks, tables))
    found: list[ReviewedLink] = []
    issues = list(twice_issues(tables))
    review_files: set[str] = set()
    for row in review_rows(tables):
        review_files.add(row.table.file)
        try:
            reviewed = _read_row(row, catalogue, levels)
        except Unclear as unclear:
            message = f"{row.place(unclear.column)}: {unclear.message} {_UNDECIDED}"
            issues.append(warning(unclear.code, message, row.place(unclear.column)))
        else:
            found += [reviewed] if reviewed else []
    issues += _without_sheet(
        {table.file: None for table in tables if table.file not in review_files}
    )
    kept, differing = without_repeats(found)
    return kept, (*issues, *differing, *contradictions(kept))


def _read_row(row: ReviewRow, catalogue: Catalogue, levels: dict[str, str]) -> ReviewedLink | None:
    decision = _decision(row, levels)
    if decision is None:
        return None
    course, item = link_of(row, catalogue)
    place = row.place(Column.VERDICT)
    return ReviewedLink(course=course, item=item, decision=decision, place=place)


def _decision(row: ReviewRow, levels: dict[str, str]) -> Decision | None:
    """Read the decision cells; a row that a person added without a verdict means akkoord."""
    verdict = _value(row, Column.VERDICT, read_verdict)
    if verdict is None and row.is_added:
        verdict = Verdict.ACCEPT
    if verdict is None:
        filled = [column for column in _SHOWN if row[column]]
        if filled:
            raise Unclear(
                "review-verdict-missing",
                f"De kolom {filled[0]} is ingevuld, maar Besluit niet. Kies akkoord, niet akkoord"
                " of twijfel.",
                Column.VERDICT,
            )
        return None
    return Decision(
        verdict=verdict,
        level=_value(row, Column.LEVEL, lambda text: read_level(text, levels)),
        assessed=_value(row, Column.ASSESSED, read_yes),
        reviewer=row[Column.REVIEWER] or None,
        date=_value(row, Column.DATE, read_date),
        note=row.raw(Column.NOTE) or None,
        final=_value(row, Column.FINAL, read_yes) or False,
    )


def _value(row: ReviewRow, column: Column, read: Callable[[str], T | None]) -> T | None:
    try:
        return read(row[column])
    except ValueError as hint:
        raise Unclear(
            "review-value-unknown",
            f"‘{row[column]}’ is niet begrepen in de kolom {column}. {hint}",
            column,
        ) from None


def _without_sheet(files: Iterable[str]) -> Iterator[Issue]:
    for file in files:
        yield error(
            "review-sheet-missing",
            f"{file}: er is geen blad met ingevulde rijen onder de kolommen Koppeling-id (of Code"
            " en Kaderitem) en Besluit. Geef het nakijkbestand mee waarin de besluiten staan.",
            Place(file=file),
        )


def link_of(row: ReviewRow, catalogue: Catalogue) -> tuple[str, ItemRef]:
    """Give course and item of a row: by its id, else by what its cells name.

    Raises:
        Unclear: the row names nothing known, or its cells contradict its id.
    """
    known = row[Column.ID]
    if not known:
        return catalogue.course(row), catalogue.item(row)
    link = catalogue.link_by_id.get(known)
    if link is None:
        return _of_unlisted(row, catalogue, known)
    _check_cells(row, catalogue, link.course, link.item)
    return link.course, link.item


def _of_unlisted(row: ReviewRow, catalogue: Catalogue, known: str) -> tuple[str, ItemRef]:
    """Accept an id that the mapping does not list where it is the id of what the cells name."""
    try:
        course, item = catalogue.course(row), catalogue.item(row)
    except Unclear:
        pass
    else:
        if link_id(course, item) == known:
            return course, item
    raise Unclear(
        "review-link-unknown",
        f"De koppeling-id ‘{known}’ hoort niet bij deze koppelingen. Komt de rij uit een ander"
        " nakijkbestand, geef dan dat bestand mee met --mapping; voegt u zelf een koppeling toe,"
        " laat de id dan leeg.",
        Column.ID,
    )


def _check_cells(row: ReviewRow, catalogue: Catalogue, course: str, item: ItemRef) -> None:
    """Refuse a row whose cells went astray from its id, as after sorting some columns only."""
    code, name, framework = (
        row[Column.CODE],
        row[Column.ITEM],
        row[Column.FRAMEWORK],
    )
    astray = (
        (Column.CODE, bool(code) and not catalogue.is_code_of(code, course)),
        (Column.ITEM, bool(name) and not catalogue.is_name_of(name, item)),
        (
            Column.FRAMEWORK,
            bool(framework) and not catalogue.is_framework_of(framework, item),
        ),
    )
    for column, is_astray in astray:
        if is_astray:
            raise Unclear(
                "review-row-mismatch",
                f"{column} ‘{row[column]}’ hoort niet bij koppeling-id {row[Column.ID]} van deze"
                " rij. Is maar een deel van de kolommen gesorteerd, maak dat dan ongedaan; bedoelt"
                " u een andere koppeling, schrijf ze dan in een lege rij onderaan.",
                column,
            )


def without_repeats(
    found: Sequence[ReviewedLink],
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Keep one of the rows that say the same; drop rows of one person that contradict each other.

    Where every row has its own date, the dates tell which is newer, and all are kept.
    """
    groups: dict[tuple[object, ...], list[ReviewedLink]] = {}
    for one in found:
        key = (one.place.file, one.course, one.item, reviewer_key(one.decision.reviewer))
        group = groups.setdefault(key, [])
        if not any(is_same(one.decision, other.decision) for other in group):
            group.append(one)
    clear = [group for group in groups.values() if _is_clear(group)]
    kept = {id(one) for group in clear for one in group}
    issues = tuple(_differ(group) for group in groups.values() if not _is_clear(group))
    return tuple(one for one in found if id(one) in kept), issues


def _is_clear(group: Sequence[ReviewedLink]) -> bool:
    dates = {one.decision.date for one in group}
    return len(group) == 1 or (None not in dates and len(dates) == len(group))


def _differ(group: Sequence[ReviewedLink]) -> Issue:
    said = " en ".join(f"{one.place.cell} ({VERDICT_WORDS[one.decision.verdict]})" for one in group)
    name = group[0].decision.reviewer or "dezelfde lesgever zonder naam"
    last = group[-1]
    return warning(
        "review-rows-differ",
        f"{last.place.sheet}: {said} spreken over dezelfde koppeling, {last.course} en {last.item},"
        f" van {name}, en verschillen. Schrap er een, of vul in beide de datum in; tot dan is de"
        " koppeling onbeslist.",
        last.place,
    )


def differing_files(said: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says one thing in one file and another in the next, without dates."""
    last: dict[tuple[object, ...], ReviewedLink] = {}
    for one in said:
        key = (one.course, one.item, reviewer_key(one.decision.reviewer))
        other = last.get(key)
        last[key] = one
        if key[2] is None or other is None or other.decision.verdict is one.decision.verdict:
            continue
        if None not in (dates := {one.decision.date, other.decision.date}) and len(dates) > 1:
            continue
        yield warning(
            "review-files-differ",
            f"{one.decision.reviewer} zegt over {one.course} en {one.item} in {other.place}"
            f" ‘{VERDICT_WORDS[other.decision.verdict]}’ en in {one.place}"
            f" ‘{VERDICT_WORDS[one.decision.verdict]}’. Beide zijn bewaard; het bestand dat u het"
            " laatst noemde, telt. Vul in beide de datum in als dat niet klopt.",
            one.place,
        )


def contradictions(kept: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says that nothing fits and accepts an item of the same framework."""
    accepted = [one for one in kept if one.decision.verdict is Verdict.ACCEPT]
    by_subject: dict[tuple[object, ...], ReviewedLink] = {}
    for one in accepted:
        if one.item.item != NOTHING_FITS:
            by_subject.setdefault(_subject(one), one)
    for one in accepted:
        other = by_subject.get(_subject(one))
        if one.item.item == NOTHING_FITS and other is not None:
            yield warning(
                "review-nothing-fits-contradicted",
                f"{one.place}: hier staat dat niets uit {one.item.framework} past bij"
                f" {one.course}, maar {other.place.cell} is akkoord met {other.item.item}. Beide"
                " zijn bewaard; verander een van de twee in ‘niet akkoord’.",
                one.place,
            )


def _subject(one: ReviewedLink) -> tuple[object, ...]:
    return (one.course, one.item.framework, reviewer_key(one.decision.reviewer))

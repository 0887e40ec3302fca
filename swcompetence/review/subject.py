"""Which link a row of a review workbook is about."""

from __future__ import annotations

from swcompetence.model import ItemRef, link_id
from swcompetence.review.catalogue import Catalogue, Unclear
from swcompetence.review.columns import Column
from swcompetence.review.rows import ReviewRow


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
    code, name, framework = row[Column.CODE], row[Column.ITEM], row[Column.FRAMEWORK]
    astray = (
        (Column.CODE, bool(code) and not catalogue.is_code_of(code, course)),
        (Column.ITEM, bool(name) and not catalogue.is_name_of(name, item)),
        (Column.FRAMEWORK, bool(framework) and not catalogue.is_framework_of(framework, item)),
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

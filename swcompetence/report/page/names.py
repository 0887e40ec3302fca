"""The names that a page gives to items and courses, and where on the page they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from swcompetence.analysis.coverage import Finding
from swcompetence.model import ItemRef
from swcompetence.report.findings.gap_report import GapReport, ItemLine
from swcompetence.report.findings.names import ReadableNames
from swcompetence.report.findings.wording import FINDING_WORDS, credits_words
from swcompetence.report.page.block import Cell, Facts, Line, Stretch
from swcompetence.report.page.chart import FINDING_TONES


class PageNames:
    """Knows the items and the courses of one report."""

    def __init__(self, report: GapReport) -> None:
        self._anchors = {
            line.coverage.item: f"item-{number}" for number, line in enumerate(report.items, 1)
        }
        self._items = {line.coverage.item: line for line in report.items}
        self._codes = {course.id: course.code or course.title for course in report.courses}
        self._names = ReadableNames(report)

    def anchor(self, item: ItemRef | None) -> str:
        """Give the id of the card of an item; empty where the report does not hold it."""
        return self._anchors.get(item, "") if item else ""

    def item(self, item: ItemRef) -> ItemLine | None:
        """Give an item, None where the report does not hold it."""
        return self._items.get(item)

    def label(self, item: ItemRef) -> str:
        """Give the label of an item; its reference where the report does not hold it."""
        line = self._items.get(item)
        return line.coverage.label if line else item

    def course(self, course: str) -> str:
        """Give code and title of a course; its id where these say too little."""
        return self._names.course(course)

    def codes(self, courses: Iterable[str]) -> str:
        """Give the codes of courses on one line; an id where the report does not hold it."""
        return ", ".join(self._codes.get(course, course) for course in courses)

    def item_cell(self, item: ItemRef | None, label: str) -> Cell:
        """Give a cell that leads to the card of an item."""
        return Cell(label, anchor=self.anchor(item))


def finding_cell(finding: Finding) -> Cell:
    """Give the words of a finding as a badge."""
    return Cell(FINDING_WORDS[finding], tone=FINDING_TONES[finding])


def number_cell(number: float | None, words: str | None = None) -> Cell:
    """Give a number that sorts by its value; words only where given."""
    return Cell(f"{number:g}" if words is None else words, sort=number)


def credits_cell(ects: float) -> Cell:
    """Give ECTS credits that sort by their value."""
    return number_cell(ects, credits_words(ects))


def text_line(text: str, **more: str) -> Line:
    """Give a line of plain text."""
    return Line((Stretch(text),), **more)


def text_facts(facts: Mapping[str, str]) -> Facts:
    """Give facts of plain texts, one line each."""
    return Facts(tuple((name, (text_line(text),)) for name, text in facts.items()))

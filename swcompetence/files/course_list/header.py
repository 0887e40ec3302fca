"""What the columns of a list hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from swcompetence.files.course_list.header_names import IGNORED, TEXT_COLUMNS, Column
from swcompetence.files.course_list.headers import Recognised, normalise
from swcompetence.model import TableRow


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of one column."""

    index: int
    """Column, from 0."""
    text: str
    cell: str
    """Address of the header cell."""
    meaning: Recognised | None
    is_spare: bool = False
    """Whether another column gives the same field better."""


@dataclass(frozen=True)
class Header:
    """What the columns of a list hold."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]

    @cached_property
    def _places(self) -> dict[Column, tuple[int, ...]]:
        places: dict[Column, tuple[int, ...]] = {}
        for heading in self.headings:
            if heading.meaning and not heading.is_spare:
                column = heading.meaning.column
                places[column] = (*places.get(column, ()), heading.index)
        return places

    @cached_property
    def text_indexes(self) -> tuple[int, ...]:
        """The columns that hold running text, from left to right."""
        return tuple(sorted(place for column in TEXT_COLUMNS for place in self.indexes(column)))

    @cached_property
    def names(self) -> dict[int, str]:
        """The normalised header text by column."""
        return {heading.index: normalise(heading.text) for heading in self.headings}

    def indexes(self, column: Column) -> tuple[int, ...]:
        """Give the columns that hold this field, from left to right."""
        return self._places.get(column, ())

    @cached_property
    def fact_indexes(self) -> dict[Column, int]:
        """The first column of every field that has one value."""
        return {c: places[0] for c, places in self._places.items() if c not in TEXT_COLUMNS}

    def index(self, column: Column) -> int | None:
        """Give the first column that holds a field."""
        places = self._places.get(column)
        return places[0] if places else None

    def value(self, row: TableRow, column: Column) -> str:
        """Give the text of a field in a row, or nothing."""
        places = self._places.get(column)
        return row.values[places[0]] if places else ""

    @property
    def columns(self) -> frozenset[Column]:
        """The fields that are recognised, ignored ones included."""
        return frozenset(h.meaning.column for h in self.headings if h.meaning)

    @property
    def has_certain_title(self) -> bool:
        """Say whether the title has a name that means nothing else."""
        meanings = [heading.meaning for heading in self.headings if heading.meaning]
        return any(m.column is Column.TITLE and m.rank <= 0 and not m.is_guess for m in meanings)

    @property
    def has_substance(self) -> bool:
        """Say whether there are credits or running texts."""
        return bool(self.columns & {Column.CREDITS, *TEXT_COLUMNS})

    @property
    def is_list(self) -> bool:
        """Say whether these columns are those of a course list."""
        others = self.columns - {Column.TITLE, *IGNORED}
        return self.has_certain_title or (Column.TITLE in self.columns and bool(others))

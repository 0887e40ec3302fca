"""Makes a column profile of what a list was found to hold, for a person to correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.headers import normalise
from swcompetence.files.course_list.inspection import ColumnUse, Inspection, SeenColumn
from swcompetence.files.course_list.list_facts import slug

_LONGEST_NAME = 60
_NOT_READ = {ColumnUse.NOT_USED, ColumnUse.UNKNOWN, ColumnUse.WITHOUT_HEADER}


def drafted_profile(inspection: Inspection, profile: ColumnProfile | None = None) -> ColumnProfile:
    """Write down every column of the sheets that are read; what is not read is `ignore`.

    Args:
        inspection: what was read; where nothing was, every column of every sheet is taken.
        profile: the profile that it was read with; its facts, sheets and header row are kept.
    """
    used = [sheet for sheet in inspection.sheets if sheet.is_used] or inspection.sheets
    columns: dict[str, Column] = {}
    taken: set[str] = set()
    for sheet in used:
        for name, column in _named(sheet.columns):
            if (key := normalise(name)) not in taken:
                taken.add(key)
                columns[name] = column
    file = inspection.source.file
    drafted = ColumnProfile(
        id=slug(PurePath(file).stem),
        title=f"Kolommen van {file}",
        columns=columns,
    )
    if profile is None:
        return drafted
    kept = ("college", "programme", "academic_year", "nominal_credits", "sheets", "header_row")
    return drafted.model_copy(update={name: getattr(profile, name) for name in kept})


def _named(columns: Sequence[SeenColumn]) -> Iterable[tuple[str, Column]]:
    """Name every column by its header; by its letter where that is unclear."""
    fields = [(column, _field(column)) for column in columns]
    kinds = Counter(
        key for key, _ in {(normalise(column.header), field) for column, field in fields}
    )
    for column, field in fields:
        key = normalise(column.header)
        is_clear = key and kinds[key] == 1 and len(column.header) <= _LONGEST_NAME
        yield (column.header if is_clear else column.letter), field


def _field(column: SeenColumn) -> Column:
    if column.field is None or column.use in _NOT_READ:
        return Column.LEFT_OUT
    return column.field

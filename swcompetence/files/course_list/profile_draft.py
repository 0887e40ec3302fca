"""Makes a column profile of what a list was found to hold, as YAML for a person to correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header_names import IGNORED, Column, normalise
from swcompetence.files.course_list.inspection import ColumnUse, Inspection, SeenColumn
from swcompetence.files.course_list.list_identity import slug
from swcompetence.files.data.yaml_lines import Data, block_lines, flow_text

_LONGEST_NAME = 60
_NOT_READ = {ColumnUse.NOT_USED, ColumnUse.UNKNOWN, ColumnUse.WITHOUT_HEADER}
_HEAD = """\
# Kolomprofiel voor swcompetence: welke kolom van uw lijst welk gegeven bevat.
#
# Zo past u het aan:
# - Onder ‘columns’ staat per kolom de kop, precies zoals in de lijst, met erachter het veld.
#   Een kolom zonder kop noemt u met haar letter: D: content
# - Verander het veld achter een kop als het niet klopt. Schrijf ignore om een kolom weg te laten.
# - sheets: all leest elk blad met een lijst. Enkel sommige bladen: sheets: [Fase 1, Fase 2]
# - header_row: 5 zegt dat de kop op rij 5 staat (0: geen kop). Zonder deze regel wordt hij gezocht.
# - college, programme, academic_year (2026-27) en nominal_credits (180) gelden boven wat er in de
#   lijst staat.
# - Tekst met : # of haakjes staat tussen aanhalingstekens. Inspringen doet u met spaties.
#
# Velden:
"""
_TAIL = """\
#
# Gebruik: swcompetence map LIJST --profile DIT-BESTAND.yaml
# Nakijken: swcompetence inspect LIJST --profile DIT-BESTAND.yaml
"""
_FACTS = ("college", "programme", "academic_year")


def drafted_profile(inspection: Inspection, profile: ColumnProfile | None = None) -> ColumnProfile:
    """Write down every column of the sheets that are read; what is not read is `ignore`.

    Where nothing was read, every column of every sheet is taken. Of the profile that it was read
    with, the facts, sheets and header row are kept.
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
        id=slug(PurePath(file).stem), title=f"Kolommen van {file}", columns=columns
    )
    if profile is None:
        return drafted
    kept = (*_FACTS, "nominal_credits", "sheets", "header_row")
    return drafted.model_copy(update={name: getattr(profile, name) for name in kept})


def _named(columns: Sequence[SeenColumn]) -> Iterable[tuple[str, Column]]:
    """Name every column by its header; by its letter where that is unclear."""
    fields = [
        (column, Column.LEFT_OUT if column.use in _NOT_READ else column.field or Column.LEFT_OUT)
        for column in columns
    ]
    kinds = Counter(
        key for key, _ in {(normalise(column.header), field) for column, field in fields}
    )
    for column, field in fields:
        key = normalise(column.header)
        is_clear = key and kinds[key] == 1 and len(column.header) <= _LONGEST_NAME
        yield (column.header if is_clear else column.letter), field


def profile_text(profile: ColumnProfile) -> str:
    """Write a profile, with a comment at the top that explains how to edit it."""
    data: dict[str, Data] = {
        "schema_version": profile.schema_version,
        "id": profile.id,
        "title": profile.title,
    }
    if profile.about:
        data["about"] = profile.about
    data |= {name: value for name in _FACTS if (value := getattr(profile, name)) is not None}
    lines = list(block_lines(data))
    if profile.nominal_credits is not None:
        lines.append(f"nominal_credits: {profile.nominal_credits:g}")
    names: list[Data] = list(profile.sheets)
    lines.append(f"sheets: {flow_text(names) if names else 'all'}")
    if profile.header_row is not None:
        lines.append(f"header_row: {profile.header_row}")
    if profile.may_lack_columns:
        lines.append("may_lack_columns: true")
    lines.append("columns:" if profile.columns else "columns: {}")
    lines += [f"  {flow_text(name)}: {column.value}" for name, column in profile.columns.items()]
    meanings = {column: column.dutch for column in Column if column not in IGNORED}
    meanings[Column.ELECTIVE] = "verplicht of keuze, waar ja betekent: keuze"
    width = max(map(len, meanings))
    fields = [f"#   {column:<{width}}  {meaning}" for column, meaning in meanings.items()]
    fields.append(f"# Niet ingelezen: {', '.join(IGNORED)}")
    return _HEAD + "\n".join([*fields, _TAIL.rstrip("\n"), *lines, ""])

"""A column profile as YAML that a lecturer can read and change."""

from __future__ import annotations

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header_names import IGNORED, Column
from swcompetence.files.course_list.sheet_issues import FIELD_NAMES
from swcompetence.files.data.yaml_lines import Data, block_lines, flow_text

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
    return "\n".join([_head(), *lines, ""])


def _head() -> str:
    read = [column for column in Column if column not in IGNORED]
    width = max(len(column.value) for column in read)
    fields = [f"#   {column.value:<{width}}  {_meaning(column)}" for column in read]
    left_out = ", ".join(column.value for column in IGNORED)
    fields.append(f"# Niet ingelezen: {left_out}")
    return _HEAD + "\n".join(fields) + "\n" + _TAIL.rstrip("\n")


def _meaning(column: Column) -> str:
    if column is Column.ELECTIVE:
        return "verplicht of keuze, waar ja betekent: keuze"
    return FIELD_NAMES[column]

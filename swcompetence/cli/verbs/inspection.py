"""`swcompetence inspect`: what would be read from a list, and a column profile of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from swcompetence.cli.console import result, say, say_issues, table, write
from swcompetence.cli.options import FORCE, LIMIT, PROFILE, YAML, argument, option, profile_named
from swcompetence.cli.targets import check_target, target_option
from swcompetence.phrasing import dutch_number

if TYPE_CHECKING:
    from swcompetence.files.course_list.column_profile import ColumnProfile
    from swcompetence.files.course_list.inspection import (
        Inspection,
        SeenColumn,
        SeenCourse,
        SeenSheet,
    )
    from swcompetence.model import SheetLedger


_TEXTS = {
    "outcomes": "leerresultaten",
    "content": "inhoud",
    "teaching": "werkvormen",
    "assessment": "evaluatie",
}
_LONGEST = 48
_NOT_KNOWN = "niet gevonden"


def inspect_command(
    course_list: Path | None = argument("LIJST", "Lijst met opleidingsonderdelen.", None),
    *,
    profile: str | None = PROFILE,
    write_profile: Path | None = target_option(
        *YAML,
        about="Schrijf wat herkend is als kolomprofiel (.yaml), om aan te passen.",
        words="--write-profile BESTAND",
    ),
    as_json: bool = option("--json", "Toon alles als JSON.", False),
    profiles: bool = option("--profiles", "Toon de meegeleverde kolomprofielen.", False),
    limit: list[str] | None = LIMIT,
    force: bool = FORCE,
) -> None:
    """Toon wat van een lijst gelezen zou worden: bladen, kolommen, rijen, eerste onderdelen."""
    from swcompetence.files.course_list.column_profile import shipped_profiles
    from swcompetence.files.course_list.inspection import inspect_list
    from swcompetence.files.formats.read_limits import LIMITS

    if profiles:
        rows = ((p.id, str(len(p.columns)), p.title) for p in shipped_profiles())
        table(("PROFIEL", "KOPPEN", "WAARVOOR"), rows)
    if course_list is None:
        if profiles:
            return
        raise typer.BadParameter("geef een LIJST, of --profiles voor de meegeleverde profielen.")
    if write_profile:
        check_target(write_profile, force=force)
    chosen = profile_named(profile)
    inspection = inspect_list(course_list, profile=chosen, limits=LIMITS.raised(limit or []))
    if as_json:
        data = inspection.model_dump(mode="json")
        result(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _show(inspection)
    if write_profile:
        _write(inspection, chosen, write_profile, force=force)
    elif inspection.problem:
        say(f"Fout: {course_list}: {inspection.problem}")
        raise typer.Exit(2)


def _show(inspection: Inspection) -> None:
    result(
        f"{inspection.source.file}: {inspection.course_count} opleidingsonderdelen,"
        f" {dutch_number(inspection.total_credits)} studiepunten"
    )
    result(f"  Opleiding     {inspection.programme or _NOT_KNOWN}")
    result(f"  Hogeschool    {inspection.college or _NOT_KNOWN}")
    result(f"  Academiejaar  {inspection.academic_year or _NOT_KNOWN}")
    nominal = inspection.nominal_credits
    size = f"{dutch_number(nominal)} studiepunten" if nominal else _NOT_KNOWN
    result(f"  Omvang        {size}")
    result(f"  Profiel       {inspection.profile or 'geen'}")
    for issue in inspection.issues:
        if issue.severity == "info" and not issue.where.sheet:
            result(f"  info: {issue.message}")
    for sheet in inspection.sheets:
        if sheet.is_used:
            _show_used(sheet)
        else:
            _show_unused(sheet, with_columns=bool(inspection.problem))
    if inspection.first_courses:
        result("\nDe eerste opleidingsonderdelen (met het aantal tekens per veld)")
        table(("CODE", "TITEL", "SP", "FASE", "TEKST"), map(_course_row, inspection.first_courses))
    say_issues(inspection.issues, where_all="in de uitvoer van --json")


def _show_used(sheet: SeenSheet) -> None:
    hidden = "" if sheet.visibility == "visible" else " (verborgen)"
    result(f"\nBlad ‘{sheet.name}’{hidden} wordt gelezen, {_header_place(sheet)}.")
    _show_columns(sheet)
    if sheet.ledger:
        _show_ledger(sheet.ledger)


def _show_unused(sheet: SeenSheet, *, with_columns: bool) -> None:
    result(f"\n{sheet.reason}")
    if sheet.header_rows and with_columns:
        result(f"  Rij {sheet.header_rows[0]} komt het dichtst bij een kop:")
        _show_columns(sheet)


def _show_columns(sheet: SeenSheet) -> None:
    from swcompetence.workflow.desk import COLUMN_USES

    uses = (COLUMN_USES[column.use] for column in sheet.columns)
    table(("KOLOM", "KOP", "VELD", "HOE", "GEVULD"), map(_column_row, sheet.columns, uses))


def _header_place(sheet: SeenSheet) -> str:
    first, last = sheet.header_rows or (0, 0)
    if not last:
        return "zonder kop"
    return f"kop op rij {first}" if first == last else f"kop op rijen {first}-{last}"


def _column_row(column: SeenColumn, use: str) -> tuple[str, ...]:
    return (
        column.letter,
        _short(column.header) or "(leeg)",
        column.field.dutch if column.field else "-",
        use,
        str(column.filled),
    )


def _show_ledger(ledger: SheetLedger) -> None:
    from swcompetence.files.course_list.issue_codes import ISSUE_CODES
    from swcompetence.files.formats.worksheet import spans

    result(
        f"  {ledger.rows_seen} rijen gezien = {ledger.courses} opleidingsonderdelen"
        f" + {ledger.continuations} vervolgrijen + {len(ledger.skipped)} overgeslagen"
    )
    for code in sorted({row.code for row in ledger.skipped}):
        rows = [row.row for row in ledger.skipped if row.code == code]
        result(f"    {len(rows)} x {ISSUE_CODES[code].rstrip('.')} (rij {_short(spans(rows))})")


def _course_row(course: SeenCourse) -> tuple[str, ...]:
    texts = ", ".join(f"{_TEXTS[name]} {n}" for name, n in course.characters.items() if n)
    credits_ = "-" if course.credits is None else dutch_number(course.credits)
    return course.code, _short(course.title), credits_, course.phase or "-", texts or "enkel titel"


def _write(
    inspection: Inspection, profile: ColumnProfile | None, target: Path, *, force: bool
) -> None:
    from swcompetence.files.course_list.profile_draft import drafted_profile, profile_text

    write(target, profile_text(drafted_profile(inspection, profile)).encode(), force=force)
    if inspection.problem:
        say("Er is nog geen kolom voor de titel. Zet in het profiel title achter de juiste kop.")
    say(f'Pas het profiel aan waar het niet klopt en geef het mee: --profile "{target}"')
    say(f"Profiel geschreven: {target}")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

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
    from swcompetence.files.course_list.inspection import Inspection, SeenCourse, SeenSheet
    from swcompetence.model import SheetLedger


_TEXTS = {
    "outcomes": "leerresultaten",
    "content": "inhoud",
    "teaching": "werkvormen",
    "assessment": "evaluatie",
}
_LONGEST = 48


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
    nominal = inspection.nominal_credits
    for what, text in (
        ("Opleiding", inspection.programme),
        ("Hogeschool", inspection.college),
        ("Academiejaar", inspection.academic_year),
        ("Omvang", f"{dutch_number(nominal)} studiepunten" if nominal else None),
        ("Profiel", inspection.profile or "geen"),
    ):
        result(f"  {what:12}  {text or 'niet gevonden'}")
    for issue in inspection.issues:
        if issue.severity == "info" and not issue.where.sheet:
            result(f"  info: {issue.message}")
    for sheet in inspection.sheets:
        _show_sheet(sheet, with_columns=bool(inspection.problem))
    if inspection.first_courses:
        result("\nDe eerste opleidingsonderdelen (met het aantal tekens per veld)")
        table(("CODE", "TITEL", "SP", "FASE", "TEKST"), map(_course_row, inspection.first_courses))
    say_issues(inspection.issues, where_all="in de uitvoer van --json")


def _show_sheet(sheet: SeenSheet, *, with_columns: bool) -> None:
    first, last = sheet.header_rows or (0, 0)
    if not sheet.is_used:
        result(f"\n{sheet.reason}")
        if last and with_columns:
            result(f"  Rij {first} komt het dichtst bij een kop:")
            _show_columns(sheet)
        return
    hidden = "" if sheet.visibility == "visible" else " (verborgen)"
    head = f"kop op rij {first}" if first == last else f"kop op rijen {first}-{last}"
    head = head if last else "zonder kop"
    result(f"\nBlad ‘{sheet.name}’{hidden} wordt gelezen, {head}.")
    _show_columns(sheet)
    if sheet.ledger:
        _show_ledger(sheet.ledger)


def _show_columns(sheet: SeenSheet) -> None:
    from swcompetence.workflow.desk import COLUMN_USES

    rows = (
        (
            column.letter,
            _short(column.header) or "(leeg)",
            column.field.dutch if column.field else "-",
            COLUMN_USES[column.use],
            str(column.filled),
        )
        for column in sheet.columns
    )
    table(("KOLOM", "KOP", "VELD", "HOE", "GEVULD"), rows)


def _show_ledger(ledger: SheetLedger) -> None:
    from swcompetence.files.course_list.issue_codes import ISSUE_CODES
    from swcompetence.files.course_list.sheet_issues import ledger_line
    from swcompetence.files.formats.worksheet import spans

    result(f"  {ledger_line([ledger])}")
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
    from swcompetence.files.course_list.inspection import drafted_profile, profile_text

    write(target, profile_text(drafted_profile(inspection, profile)).encode(), force=force)
    if inspection.problem:
        say("Er is nog geen kolom voor de titel. Zet in het profiel title achter de juiste kop.")
    say(f'Pas het profiel aan waar het niet klopt en geef het mee: --profile "{target}"')
    say(f"Profiel geschreven: {target}")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

"""`swcompetence map`: from course lists to proposed links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from swcompetence.cli.console import result, say, say_issues, steps, write, write_all
from swcompetence.cli.options import (
    DATE,
    FORCE,
    FRAMEWORKS,
    LIMIT,
    MATRIX,
    PROFILE,
    argument,
    day,
    option,
    profile_named,
)
from swcompetence.cli.targets import check_target, target_option
from swcompetence.phrasing import counted


def map_command(
    lists: list[Path] = argument("LIJST", "Lijst met opleidingsonderdelen: Excel, .ods, .csv …"),
    *,
    out: list[Path] | None = target_option(
        ".xlsx",
        ".html",
        ".json",
        ".jsonl",
        ".sssom.tsv",
        about="Waarheen: .xlsx om na te kijken, .html om dat in een browser te doen, .json of"
        " .jsonl voor programma's. Herhaalbaar. Standaard naast de lijst: NAAM-koppelingen.xlsx.",
        is_beside=True,
        is_list=True,
    ),
    framework: list[str] | None = FRAMEWORKS,
    programme_credits: float | None = option(
        "--programme-credits SP",
        "Nominale omvang van de opleiding in studiepunten (180, 120, 60).",
        min=1,
    ),
    decisions: list[Path] | None = option(
        "--decisions OUD",
        "Neem besluiten over uit een vroeger nakijkbestand (.xlsx of .json). Herhaalbaar.",
    ),
    matrix: Path | None = MATRIX,
    matrix_decides: bool = option(
        "--matrix-decides",
        "Tel elk merkteken van de matrix als besluit van de opleiding. Anders blijft het open,"
        " voor een lesgever.",
        False,
    ),
    blind: bool = option(
        "--blind",
        "Verberg in het werkboek de zekerheid en wat voorgesteld is, en schud de rijen.",
        False,
    ),
    seed: int = option(
        "--seed GETAL", "Bij --blind: zelfde getal, zelfde volgorde. Standaard 1.", 1
    ),
    split_by: str | None = option(
        "--split-by traject|fase|CSV",
        "Eén werkboek per traject, per fase of per lezer (CSV met de kolommen code;naam).",
    ),
    profile: str | None = PROFILE,
    limit: list[str] | None = LIMIT,
    jobs: int = option(
        "--jobs GETAL",
        "Zoveel processen tegelijk, voor veel lijsten. De koppelingen blijven dezelfde.",
        1,
        min=1,
    ),
    date: dt.datetime | None = DATE,
    force: bool = FORCE,
) -> None:
    """Koppel de opleidingsonderdelen van een lijst aan kaders, met bewijs bij elke koppeling."""
    from swcompetence.files.formats.read_limits import LIMITS
    from swcompetence.workflow.desk import proposal_lines, propose_for_lists
    from swcompetence.workflow.mapping import render_parts
    from swcompetence.workflow.safekeeping import beside

    targets = out or [beside(lists[0], "koppelingen")]
    for target in targets if not split_by else []:
        check_target(target, force=force)
    asked: dict[str, Any] = {
        "date": day(date),
        "programme_credits": programme_credits,
        "limits": LIMITS.raised(limit or []),
        "profile": profile_named(profile),
        "jobs": jobs,
    }
    needs_whole = any([decisions, matrix, matrix_decides, split_by, blind])
    if not needs_whole and [target.suffix.lower() for target in targets] == [".jsonl"]:
        _stream(lists, targets[0], framework or [], asked, force=force)
        return
    with steps() as step:
        proposal = propose_for_lists(
            lists,
            frameworks=framework or [],
            earlier=decisions or [],
            matrix=matrix,
            matrix_decides=matrix_decides,
            progress=step,
            **asked,
        )
        step("Bestanden maken")
        books = (proposal.mapping, proposal.frameworks, targets)
        order = seed if blind else None
        files, more = render_parts(*books, split_by=split_by, blind_seed=order)
        write_all(files, force=force)
    say_issues((*proposal.mapping.issues, *more), where_all="op het blad Ingelezen")
    for line in proposal_lines(proposal):
        say(line)
    extra = [name for name in framework or [] if Path(name).is_file()]
    _say_next(list(files), extra, is_split=split_by is not None)
    for path in files:
        result(str(path))


def _stream(
    lists: list[Path], target: Path, frameworks: list[str], asked: dict[str, Any], *, force: bool
) -> None:
    """Write a line for each course as it is judged: no mapping is ever whole in memory."""
    from swcompetence.workflow.mapping import StreamedList, editions_to_map, map_to_lines

    of_lists: list[StreamedList] = []
    with steps() as step:
        lines = map_to_lines(
            lists,
            editions_to_map(frameworks),
            progress=lambda _course: step("Opleidingsonderdelen koppelen"),
            tell=of_lists.append,
            **asked,
        )
        write(target, lines, force=force)
    say_issues((i for of_list in of_lists for i in of_list.issues), where_all="in het bestand")
    for of_list in of_lists:
        courses = counted(of_list.courses, "opleidingsonderdeel", "opleidingsonderdelen")
        proposed = counted(of_list.proposed, "koppeling", "koppelingen")
        say(f"{of_list.id}: {courses} gelezen, {proposed} voorgesteld.")
    result(str(target))


def _say_next(files: Sequence[Path], extra: Sequence[str], *, is_split: bool) -> None:
    """Say what a person does with the files; frameworks of one's own go along to the report."""
    books = [path for path in files if path.suffix.lower() == ".xlsx"]
    if any(path.suffix.lower() == ".html" for path in files):
        say("Geef de pagina aan wie nakijkt: dubbelklikken volstaat. Wat terugkomt, is één bestand")
        verb = "review" if is_split else "report"
        say(f"  besluiten-….json. Ga daarmee verder: swcompetence {verb} BESTAND")
    if is_split and len(books) > 1:
        say(f"{len(books)} delen. Breng ze na het nakijken weer samen met:")
        say("  swcompetence review " + " ".join(f'"{path}"' for path in books))
    elif books:
        say("Kijk de voorstellen na op het blad Koppelingen. Maak daarna het rapport met:")
        along = "".join(f' --framework "{path}"' for path in extra)
        say(f'  swcompetence report "{books[0]}"{along}')

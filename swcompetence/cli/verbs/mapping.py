"""`swcompetence map`: from course lists to proposed links."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from swcompetence.cli.console import result, say, say_issues, steps, write
from swcompetence.cli.options import (
    BlindOption,
    DateOption,
    ForceOption,
    FrameworkOption,
    LimitOption,
    MatrixOption,
    ProfileOption,
    SeedOption,
    SplitOption,
    day,
    out_option,
    profile_named,
)
from swcompetence.cli.targets import Target, check_target

if TYPE_CHECKING:
    from swcompetence.model import Mapping
    from swcompetence.review.rollover.rollover import Rollover
    from swcompetence.workflow.mapping import StreamedList


ListsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="LIJST", help="Lijst met opleidingsonderdelen: Excel, .ods, .csv …"),
]
OutOption = Annotated[
    list[Path] | None,
    out_option(
        "Waarheen: .xlsx om na te kijken, .html om dat in een browser te doen, .json of .jsonl voor"
        " programma's. Herhaalbaar. Standaard naast de lijst: NAAM-koppelingen.xlsx."
    ),
    Target(".xlsx", ".html", ".json", ".jsonl", ".sssom.tsv"),
]
CreditsOption = Annotated[
    float | None,
    typer.Option(
        "--programme-credits",
        metavar="SP",
        min=1,
        help="Nominale omvang van de opleiding in studiepunten (180, 120, 60).",
    ),
]
DecisionsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--decisions",
        metavar="OUD",
        help="Neem besluiten over uit een vroeger nakijkbestand (.xlsx of .json). Herhaalbaar.",
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="GETAL",
        min=1,
        help="Zoveel processen tegelijk, voor veel lijsten. De koppelingen blijven dezelfde.",
    ),
]
MatrixDecidesOption = Annotated[
    bool,
    typer.Option(
        "--matrix-decides",
        help="Tel elk merkteken van de matrix als besluit van de opleiding. Anders blijft het open,"
        " voor een lesgever.",
    ),
]


def map_command(
    lists: ListsArgument,
    *,
    out: OutOption = None,
    framework: FrameworkOption = None,
    programme_credits: CreditsOption = None,
    decisions: DecisionsOption = None,
    matrix: MatrixOption = None,
    matrix_decides: MatrixDecidesOption = False,
    blind: BlindOption = False,
    seed: SeedOption = 1,
    split_by: SplitOption = None,
    profile: ProfileOption = None,
    limit: LimitOption = None,
    jobs: JobsOption = 1,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Koppel de opleidingsonderdelen van een lijst aan kaders, met bewijs bij elke koppeling."""
    from swcompetence.files.formats.read_limits import LIMITS
    from swcompetence.workflow.mapping import (
        editions_to_map,
        map_lists,
        map_to_lines,
        render_parts,
        with_decisions,
    )
    from swcompetence.workflow.safekeeping import beside

    targets = out or [beside(lists[0], "koppelingen")]
    for target in targets if not split_by else []:
        check_target(target, force=force)
    needs_whole = any([decisions, matrix, matrix_decides, split_by, blind])
    if not needs_whole and [target.suffix.lower() for target in targets] == [".jsonl"]:
        accounts: list[StreamedList] = []
        with steps() as step:
            step("Opleidingsonderdelen koppelen")
            lines = map_to_lines(
                lists,
                editions_to_map(framework or []),
                date=day(date),
                programme_credits=programme_credits,
                limits=LIMITS.raised(limit or []),
                profile=profile_named(profile),
                progress=lambda _course: step("Opleidingsonderdelen koppelen"),
                tell=accounts.append,
                jobs=jobs,
            )
            write(targets[0], lines, force=force)
        _say_lists(accounts)
        result(str(targets[0]))
        return
    with steps() as step:
        step("Lijst lezen")
        frameworks = editions_to_map(framework or [], decisions or [])
        mapping = map_lists(
            lists,
            frameworks,
            date=day(date),
            programme_credits=programme_credits,
            limits=LIMITS.raised(limit or []),
            profile=profile_named(profile),
            matrix=matrix,
            matrix_decides=matrix_decides,
            progress=lambda _course, total: step("Opleidingsonderdelen koppelen", total),
            jobs=jobs,
        )
        step("Besluiten overnemen")
        mapping, rollovers = with_decisions(mapping, frameworks, decisions or [])
        step("Bestanden maken")
        files, more = render_parts(
            mapping, frameworks, targets, split_by=split_by, blind_seed=seed if blind else None
        )
        for path in files:
            check_target(path, force=force)
        for path, content in files.items():
            write(path, content, force=force)
    say_issues((*mapping.issues, *more), where_all="op het blad Ingelezen")
    _say_result(mapping, rollovers)
    extra = [name for name in framework or [] if Path(name).is_file()]
    _say_next(list(files), extra, is_split=split_by is not None)
    for path in files:
        result(str(path))


def _say_lists(lists: Sequence[StreamedList]) -> None:
    """Say of every list what was read and proposed."""
    from swcompetence.phrasing import counted

    say_issues((issue for of_list in lists for issue in of_list.issues), where_all="in het bestand")
    for of_list in lists:
        courses = counted(of_list.courses, "opleidingsonderdeel", "opleidingsonderdelen")
        links = counted(of_list.proposed, "koppeling", "koppelingen")
        say(f"{of_list.id}: {courses} gelezen, {links} voorgesteld.")


def _say_result(mapping: Mapping, accounts: Sequence[tuple[Path, Rollover]]) -> None:
    """Say what was read, proposed and taken over."""
    from swcompetence.files.course_list.sheet_issues import ledger_line
    from swcompetence.model.mapping import OCMW
    from swcompetence.phrasing import counted
    from swcompetence.review.rows.listing import workload
    from swcompetence.text import shared_text

    say(ledger_line(account for c in mapping.curricula for account in c.ledger))
    proposed = sum(link.proposed for link in mapping.links)
    say(
        f"{counted(len(mapping.courses), 'opleidingsonderdeel', 'opleidingsonderdelen')} gelezen,"
        f" {counted(proposed, 'koppeling', 'koppelingen')} voorgesteld"
        f" met {counted(len(mapping.frameworks), 'kader', 'kaders')}."
    )
    if marked := [link for link in mapping.links if link.marks]:
        alone = sum(link.is_claim for link in marked)
        say(
            f"Matrix van de opleiding: {counted(len(marked), 'koppeling', 'koppelingen')}, waarvan"
            f" {alone} enkel volgens de matrix."
        )
    work = workload(mapping)
    minutes = counted(work.minutes(work.decisions), "minuut", "minuten")
    if work.decisions and any(used.ref.id == OCMW for used in mapping.frameworks):
        of_ocmw = counted(work.of_ocmw, "besluit gaat", "besluiten gaan")
        short = counted(work.minutes(work.of_ocmw), "minuut", "minuten")
        undecided = sum(link.is_asked and not link.decisions for link in mapping.links)
        is_fewer = work.decisions < undecided
        why = " (varianten met dezelfde tekst delen er één)" if is_fewer else ""
        say(
            f"{of_ocmw} over OCMW-praktijk: ongeveer {short} werk. Alle {work.decisions}"
            f" samen{why}: ongeveer {minutes}."
        )
    elif work.decisions:
        say(f"{counted(work.decisions, 'besluit', 'besluiten')} te nemen: ongeveer {minutes} werk.")
    shared = sum(len(shared_text(curriculum).segments) for curriculum in mapping.curricula)
    if shared:
        what = "1 zin staat" if shared == 1 else f"{shared} zinnen staan"
        say(f"Gedeelde tekst: {what} woord voor woord in drie of meer fiches.")
    for path, rollover in accounts:
        say(
            f"Uit {path.name}: {rollover.carried} besliste koppelingen overgenomen,"
            f" {rollover.stale} opnieuw te bekijken, {len(rollover.homeless)} zonder plaats."
        )


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

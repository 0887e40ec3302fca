"""The workbook in which lecturers decide, and the sheets of it around *Koppelingen*.

The same mapping gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from swcompetence.analysis.link_standing import review_progress
from swcompetence.model import NOTHING_FITS, Framework, ItemRef, Mapping, Part, Verdict
from swcompetence.model.mapping import LEVELS
from swcompetence.phrasing import counted, decimal, shortened
from swcompetence.report.findings.wording import NO_ISSUES, SEVERITY_WORDS, date_words
from swcompetence.report.review_book.links import Lists, ShownItem, links_area, write_links
from swcompetence.report.sheets.book import Book, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import (
    HEAD_ROWS,
    Area,
    Cell,
    Formula,
    Head,
    SheetColumn,
    address,
)
from swcompetence.report.sheets.style import Look
from swcompetence.review.carriers import mapping_cells
from swcompetence.review.rows import (
    CourseProgress,
    blind_rows,
    link_rows,
    programme_title,
    progress_by_course,
)
from swcompetence.review.sheet import (
    MAPPING_SHEET,
    NOTHING_FITS_LABEL,
    POSSIBLE,
    VERDICT_SPELLINGS,
    VERDICT_WORDS,
    ReviewColumn,
)

_LINKS_PART = "xl/worksheets/sheet2.xml"
"""Where XlsxWriter puts *Koppelingen*, the second sheet."""
_DATA_ROW = re.compile(rb'<row r="(\d+)"[^>]*>')
_EMPTY_RESULT = re.compile(rb'(<c r="[A-Z]+\d+" s="\d+")(><f>[^<]*</f><v></v></c>)')
_TASK = (
    "Voorstellen komen van een computerprogramma. Kies in de gele kolom Besluit: akkoord (a),"
    " terloops (t), niet akkoord (n) of twijfel (?)."
)


def render_review_book(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    levels: dict[str, str] = LEVELS,
    blind_seed: int | None = None,
    items_of: str | None = None,
) -> bytes:
    """Write the review workbook (.xlsx) of a mapping.

    Args:
        mapping: before or after earlier rounds; decisions stand filled in, except where somebody
            has to decide again.
        frameworks: the editions that the links point into.
        levels: letter and word of each level that *Niveau* offers.
        blind_seed: hide what the program thinks, and earlier decisions, and put the rows in the
            order that belongs to this number; None shows everything in list order.
        items_of: title of the edition whose items stand where courses do; None for courses.
    """
    rows = link_rows(mapping, frameworks)
    if items_of is not None:
        rows = tuple(row._replace(is_course=False) for row in rows)
    is_blind = blind_seed is not None
    if blind_seed is not None:
        rows = blind_rows(rows, blind_seed)
    progress = review_progress(mapping)
    title = programme_title(mapping)
    imprint = Imprint(
        f"Nakijkbestand {title}",
        "Koppelingen tussen opleidingsonderdelen en kaders, na te kijken",
        f"{mapping.tool.name} {mapping.tool.version}",
        mapping.date,
    )
    head = Head(
        programme=title,
        banner=_TASK,
        is_done=not is_blind and 0 < progress.asked == progress.decided,
        date=date_words(mapping.date),
    )
    is_bare = any(edition.is_bare for edition in frameworks)

    def write(book: Book) -> None:
        courses = progress_by_course(mapping, rows)
        lists = Lists(mapping, frameworks, levels)
        _write_readme(book, mapping.part, levels, items_of, is_blind=is_blind, is_bare=is_bare)
        write_links(book, rows, lists, _progress_formula(courses), _shown_items(frameworks))
        _write_courses(book, courses, links_area(rows))
        _write_items(book, frameworks)
        _write_read_lists(book, mapping)
        lists.write(book.workbook)
        # The mapping itself, so that the file stands on its own.
        worksheet = book.workbook.add_worksheet(MAPPING_SHEET)
        for row, text in enumerate(mapping_cells(mapping)):
            worksheet.write_string(row, 0, text)
        worksheet.very_hidden()

    return workbook_bytes(imprint, head, write, _finished_part)


def _finished_part(name: str, part: bytes) -> bytes:
    """Let row heights follow a sort, and say that an empty result is one.

    XlsxWriter marks every height as chosen by a person, and Excel then keeps it whatever the text.
    It leaves out that the result of a formula is an empty text, which reads as no result at all.
    """
    if name != _LINKS_PART:
        return part

    def with_free_height(row: re.Match[bytes]) -> bytes:
        is_data = int(row[1]) > HEAD_ROWS + 1
        return row[0].replace(b' customHeight="1"', b"") if is_data else row[0]

    return _EMPTY_RESULT.sub(rb'\1 t="str"\2', _DATA_ROW.sub(with_free_height, part))


_WELCOME = {
    "Fijn dat u meekijkt": "Een computerprogramma las de fiches van de opleidingsonderdelen en"
    " stelt voor welke items uit de kaders erin aan bod komen. Het telt woorden en begrijpt geen"
    " onderwijs: u weet beter wat er in de les gebeurt. Pas als u ‘akkoord’ kiest, telt een"
    " koppeling als bevestigd."
}
_STEPS = {
    "1. Zoek uw rijen": "Ga naar het blad Koppelingen en filter op Code of Opleidingsonderdeel"
    " (pijltje in de kop). Bovenaan staan de voorstellen, die over OCMW-praktijk eerst; wat"
    " ‘mogelijk’ heet, staat eronder en hoeft u niet na te kijken.",
    "2. Lees het bewijs": "In de kolom Bewijs staat de zin uit de fiche, met de »woorden« die"
    " telden. ‘Gedeelde tekst’ is een zin die woord voor woord in drie of meer fiches staat. Wat"
    " het item inhoudt, verschijnt naast de cel Besluit; de link in de kolom Kader brengt u naar de"
    " volledige omschrijving, de titel naar de fiche als uw lijst haar adres geeft.",
    "3. Kies een besluit": "Kies of typ in de gele kolom Besluit: akkoord (a) als het een onderwerp"
    " van het opleidingsonderdeel is, terloops (t) als het er enkel in voorkomt, niet akkoord (n)"
    " of twijfel (?). ‘Niet akkoord’ is even waardevol: de koppeling wordt niet opnieuw"
    " voorgesteld. De andere kolommen zijn welkom, niet verplicht.",
    "4. Vul aan wat ontbreekt": "Onderaan staan lege gele rijen. Een code en de naam van een item"
    " volstaan: zo’n rij telt als akkoord. Past er voor een opleidingsonderdeel niets uit een"
    " kader, kies dan het kader en de naam ‘niets uit dit kader past’.",
    "5. Zet uw naam en bewaar": "Vul bij wat u besliste Nagekeken door en Datum in (naar beneden"
    " doortrekken mag), bewaar het bestand onder dezelfde naam, als .xlsx of .ods, en geef het"
    " terug aan wie het u bezorgde.",
}
_COLUMNS = {
    "Ook voor": "Varianten met dezelfde tekst, die dit besluit meekrijgen. Geldt het niet voor een"
    " ervan, wis dan die code, of geef ze onderaan een eigen rij.",
    "Inschatting": "Wat het programma denkt. onderwerp of terloops: hoe de fiche het item"
    " behandelt. in OCMW-context, lokaal bestuur of algemeen: of de fiche een thema van"
    " OCMW-praktijk daar plaatst. context niet bepaald: dat is niet nagegaan.",
    "Zekerheid": "Hoe zeker het programma is: hoog, midden of laag; bij een onderwerp met een getal"
    " tussen 0 en 1."
    " Staat er ‘zekerheid niet gemeten’, dan is nog niet getoetst hoe vaak het programma bij dit"
    " kader gelijk heeft.",
    "Status": "Hoe het stond toen dit bestand gemaakt werd. voorstel: wacht op u. mogelijk: een"
    " zwakke aanwijzing. bevestigd, verworpen, twijfel: eerder beslist. tegenspraak: lesgevers"
    " verschillen. bevestigd, mate verschilt: akkoord tegenover terloops. opnieuw te bekijken: de"
    " fiche veranderde sinds het vorige besluit.",
    "Gewijzigd": "Bij tegenspraak: wie wat zei. Bij opnieuw te bekijken: het vorige besluit, en"
    " wat er sindsdien aan de fiche veranderde. leeggemaakt: een besluit dat iemand introk.",
    "OCMW-context": "Enkel bij OCMW-praktijk: ja als het thema in dit opleidingsonderdeel over het"
    " OCMW of het lokale bestuur gaat, nee als het algemeen aan bod komt.",
    "Niveau": "",  # letters and words differ, see `_write_readme`
    "Geëvalueerd": "ja als studenten hierop beoordeeld worden in dit opleidingsonderdeel, anders"
    " nee.",
    "Definitief": "Enkel als lesgevers verschillen: ja zegt dat dit het besluit is na overleg. Tot"
    " dan blijft de tegenspraak open.",
}
_CARE = {
    "Niets gaat verloren": "Sorteren en filteren mag, op de hele tabel. Laat de kopregel en de"
    " verborgen kolommen staan. Wat niet begrepen of niet gelezen wordt, krijgt u terug als vraag,"
    " met de cel erbij; er wordt niets geraden.",
    "Een besluit intrekken": "Maak de cel Besluit leeg, of schrap de rij: het besluit dat er stond,"
    " telt dan niet meer en de koppeling staat weer open. Een melding zegt hoeveel het er zijn.",
    "Staat er al een naam?": "Kijkt u na een collega, zet dan uw eigen naam en datum in de rij."
    " Het besluit van uw collega blijft bewaard naast het uwe. In een kolom ‘Besluit’"
    " met een naam erachter staan de besluiten van die lezer.",
    "Uw naam": "Namen, data en opmerkingen zijn persoonsgegevens. Ze staan enkel in dit bestand"
    " en in wat ermee gemaakt wordt op de computer van uw opleiding; er wordt niets verstuurd."
    " Initialen mogen ook. Schrijf in Opmerking niets over studenten.",
    "Het verborgen blad": "Alle gegevens van de koppelingen zitten ook in een verborgen blad,"
    " zodat dit bestand op zichzelf staat. U hoeft er niets mee te doen.",
    "Wat dit niet zegt": "Staat er geen koppeling, dan is het item niet aangetroffen in de fiche."
    " Dat betekent niet dat het niet aan bod komt.",
}
_TAKEN_FROM = {
    "Waar een zoekwoord vandaan komt": "Een kader in dit werkboek heeft niet overal eigen"
    " zoekwoorden. ‘woord van het item zelf’ zegt dat een woord uit de naam of omschrijving van het"
    " item telde; ‘geleend van’ dat het zoekwoord overgenomen is van een item dat erop lijkt, uit"
    " het kader dat erachter staat."
}
_BLIND = {
    "Blind nakijken": "U ziet niet wat het programma voorstelde, hoe zeker het was of wat een"
    " collega vond: voorstellen en zwakke aanwijzingen staan door elkaar. Zo oordeelt u los van het"
    " programma en kan uw opleiding meten hoe goed lezers het eens zijn. Kijk daarom elke rij na en"
    " overleg pas achteraf."
}
_WHEN_BLIND = {
    "1. Zoek uw rijen": "Ga naar het blad Koppelingen. De rijen staan met opzet door elkaar;"
    " filteren op Code of Opleidingsonderdeel (pijltje in de kop) mag.",
    "Zekerheid": "Verborgen, omdat u blind nakijkt.",
    "Status": "te beoordelen: wacht op u. Meer staat er niet, omdat u blind nakijkt.",
    "Gewijzigd": "Leeg, omdat u blind nakijkt.",
}
_WHEN_ITEMS = {
    "Fijn dat u meekijkt": "Een computerprogramma vergeleek de woorden van twee kaders en stelt"
    " voor welke items elkaar raken. Pas als u ‘akkoord’ kiest, komt een paar in de crosswalk"
    " (het verband tussen de twee kaders).",
    "3. Kies een besluit": "Kies in de gele kolom Besluit: akkoord (a), niet akkoord (n) of twijfel"
    " (?). Kies bij akkoord ook een Niveau; leeg telt als verwant."
    " Geëvalueerd gebruikt u hier niet.",
    "Geëvalueerd": "Niet nodig als u kaders vergelijkt.",
    "Wat dit niet zegt": "Staat er geen koppeling, dan vond het programma te weinig"
    " gemeenschappelijke woorden. Dat betekent niet dat de twee items niets met elkaar te maken"
    " hebben.",
}
_LEVEL = "Hoe ver het opleidingsonderdeel hiermee gaat"
_RELATION = (
    "Hoe het eerste item zich tot het tweede verhoudt; leeg telt als verwant. Het eerste item is"
)


def _write_readme(
    book: Book,
    part: Part | None,
    levels: dict[str, str],
    items_of: str | None,
    *,
    is_blind: bool,
    is_bare: bool,
) -> None:
    """Add *Lees mij*: what to do, what words mean, what happens with it."""
    sheet = book.sheet("Lees mij", (26, 112))
    named = ", ".join(f"{letter} ({word})" for letter, word in levels.items())
    instead = {
        "Niveau": f"{_LEVEL if items_of is None else _RELATION}: {named}.",
        **(_WHEN_ITEMS if items_of is not None else {}),
        **(_WHEN_BLIND if is_blind else {}),
    }
    about = {**_about_part(part), **(_BLIND if is_blind else {})}
    if is_bare and not is_blind:
        about |= _TAKEN_FROM
    if items_of is not None:
        about["Twee kaders naast elkaar"] = (
            "Waar in dit werkboek ‘opleidingsonderdeel’ of ‘fiche’ staat, leest u: een item van"
            f" ‘{items_of}’. Het kaderitem ernaast komt uit het andere kader. Akkoord zegt"
            " dat de twee elkaar raken; in Niveau kiest u hoe."
        )
    sheet.title("Lees mij: in vijf stappen klaar")
    for heading, answers in (
        ("Welkom", _WELCOME),
        *([("Dit werkboek", about)] if about else []),
        ("Wat u doet", _STEPS),
        ("Wat de kolommen betekenen", _COLUMNS),
        ("Goed om te weten", _CARE),
    ):
        sheet.heading(heading)
        for question, answer in answers.items():
            sheet.pair(question, instead.get(question, answer))
        sheet.row += 1
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 2))


def _about_part(part: Part | None) -> dict[str, str]:
    if part is None:
        return {}
    names = {part.names[number - 1] for number in part.numbers}
    rest = ", ".join(name for name in part.names if name not in names)
    numbers = " en ".join(str(number) for number in part.numbers)
    return {
        f"Deel {numbers} van {part.of}": f"Dit is het deel ‘{part.name}’ van een lijst met"
        f" {len(part.all_courses)} opleidingsonderdelen; het blad Opleidingsonderdelen toont de"
        f" uwe. De andere delen: {rest or 'geen'}. Wie de delen uitdeelde, brengt ze weer samen"
        " met ‘swcompetence review’, dat ook zegt welk deel nog ontbreekt."
    }


_COURSES = "Opleidingsonderdelen"
_ITEMS, _LABEL = "Kaders", 2
_ISSUE_COLUMNS = (
    SheetColumn("Ernst", Look.CELL_STRONG),
    *(SheetColumn(header) for header in ("Melding", "Blad", "Cel")),
    *(SheetColumn(header, Look.CELL_MINOR) for header in ("Bestand", "Soort")),
)
_COURSE_COLUMNS = (
    SheetColumn("Code", Look.CELL_STRONG),
    SheetColumn("Opleidingsonderdeel"),
    SheetColumn("Fase"),
    SheetColumn("Studiepunten", Look.CREDITS),
    SheetColumn("Na te kijken", Look.COUNT),
    SheetColumn("Beslist", Look.COUNT),
    SheetColumn("Open", Look.COUNT),
    SheetColumn("Stand"),
)
_LONGEST_NAME, _LONGEST_CODE = 120, 100
"""What fits in a text of a formula, and in a criterion of COUNTIFS with room for its signs."""
_ASKED, _DECIDED, _OPEN, _STAND = 4, 5, 6, 7
_ITEM_COLUMNS = (
    SheetColumn("Kader", Look.CELL_MINOR),
    SheetColumn("Kaderitem", Look.CELL_MINOR),
    SheetColumn("Naam", Look.CELL_STRONG),
    SheetColumn("Definitie"),
    SheetColumn("Cluster", Look.CELL_MINOR),
)
_PLACE = {column: place for place, column in enumerate(ReviewColumn)}
_SETTLED_WORDS = (
    # The asterisk allows for a space that somebody typed after the word, `?` for a hyphen in it.
    *(
        f"{VERDICT_WORDS[verdict].replace(' ', '?')}*"
        for verdict in (Verdict.ACCEPT, Verdict.TOUCHED, Verdict.REJECT)
    ),
    *sorted(
        (VERDICT_SPELLINGS[Verdict.ACCEPT] | VERDICT_SPELLINGS[Verdict.TOUCHED])
        .union(VERDICT_SPELLINGS[Verdict.REJECT], {"oké"})  # a formula keeps accents
        # LibreOffice takes a truth value for a number, and would count a 1 or 0 twice.
        .difference(VERDICT_WORDS.values(), {"waar", "true", "onwaar", "false"})
    ),
)
"""What counts as decided, each spelling once."""


def _write_courses(book: Book, courses: Sequence[CourseProgress], links: Area) -> None:
    """Add *Opleidingsonderdelen*: the counts are formulas over *Koppelingen*."""
    widths = (14, 60, 16, 14, 14, 12, 12, 18)
    sheet = book.sheet(_COURSES, widths)
    sheet.title("Opleidingsonderdelen: hoe ver staan we?")
    sheet.put(
        HEAD_ROWS - 1,
        0,
        "De cijfers rekenen mee met wat u op het blad Koppelingen kiest. Beslist = akkoord,"
        " terloops of niet akkoord; twijfel blijft open. Het rapport telt elke variant apart, en"
        f" ‘{NOTHING_FITS_LABEL}’ niet.",
        Look.NOTE,
    )
    top = HEAD_ROWS + 1
    last = top + max(1, len(courses))
    for column in range(len(widths)):
        sheet.put(HEAD_ROWS, column, None, Look.TOTAL_LABEL)
    sheet.put(HEAD_ROWS, 0, "Totaal", Look.TOTAL_LABEL)
    asked, decided = _totals(courses)
    for column, value in ((_ASKED, asked), (_DECIDED, decided), (_OPEN, asked - decided)):
        cells = f"{address(top + 1, column)}:{address(last, column)}"
        sheet.put(HEAD_ROWS, column, Formula(f"SUM({cells})", value), Look.TOTAL)
    sheet.row = top
    rows = [_course(course, row, links) for row, course in enumerate(courses, top + 1)]
    area = sheet.table("Voortgang", _COURSE_COLUMNS, rows, "Voortgang per opleidingsonderdeel")
    sheet.tint_words(area, _STAND, {"klaar": Look.CONFIRMED, "bezig": Look.PROPOSED})
    sheet.freeze(top + 1, 2)
    sheet.finish(repeat=(HEAD_ROWS, top))


def _totals(courses: Sequence[CourseProgress]) -> tuple[int, int]:
    return sum(course.asked for course in courses), sum(course.decided for course in courses)


def _progress_formula(courses: Sequence[CourseProgress]) -> Formula:
    """Say in words how far the whole review stands, over the totals of *Opleidingsonderdelen*."""
    asked, decided = _totals(courses)
    cells = [f"{_COURSES}!{address(HEAD_ROWS, column)}" for column in (_DECIDED, _ASKED)]
    return Formula(f'"Beslist: "&{cells[0]}&" van "&{cells[1]}', f"Beslist: {decided} van {asked}")


def _course(progress: CourseProgress, row: int, links: Area) -> list[Cell]:
    asked, decided, is_open = (address(row, column) for column in (_ASKED, _DECIDED, _OPEN))
    left = progress.asked - progress.decided
    with_course = shortened(progress.with_course, _LONGEST_NAME).replace('"', '""')
    nothing = f"staat bij {with_course}" if with_course else "geen voorstellen"
    formula = (
        f'IF({asked}=0,"{nothing}",IF({is_open}=0,"klaar",IF({decided}=0,"nog te doen","bezig")))'
    )
    stand = "bezig" if progress.decided else "nog te doen"
    if not left:
        stand = "klaar" if progress.asked else nothing.replace('""', '"')
    known, code, label, status, verdict = (
        links.column(_PLACE[column])
        for column in (
            *(ReviewColumn.ID, ReviewColumn.CODE, ReviewColumn.LABEL),
            *(ReviewColumn.STATUS, ReviewColumn.VERDICT),
        )
    )
    settled = ",".join(f'"{word}"' for word in _SETTLED_WORDS)
    same = f"${address(row, 0)}"
    for sign in "~*?":
        if sign in progress.code:  # a wildcard
            same = f'SUBSTITUTE({same},"{sign}","~{sign}")'
    same, is_long = f'"="&{same}', len(progress.code) > _LONGEST_CODE
    rows = f"{code},{same}"
    return [
        progress.code,
        progress.course.title,
        progress.course.phase,
        progress.course.credits,
        progress.asked
        if is_long
        else Formula(
            f'COUNTIFS({rows},{status},"<>{POSSIBLE}")'
            f'+COUNTIFS({rows},{status},"{POSSIBLE}",{verdict},"<>")',
            progress.asked,
        ),
        # An added row means akkoord without saying so.
        progress.decided
        if is_long
        else Formula(
            f"SUM(COUNTIFS({rows},{verdict},{{{settled}}}))"
            f'+COUNTIFS({rows},{known},"=",{label},"<>",{verdict},"=")',
            progress.decided,
        ),
        Formula(f"{asked}-{decided}", left),
        Formula(formula, stand),
    ]


def _shown_items(frameworks: Sequence[Framework]) -> dict[ItemRef, ShownItem]:
    """Give every item that a course can be linked to, with its row on the sheet *Kaders*."""
    items: dict[ItemRef, ShownItem] = {}
    row = HEAD_ROWS + 1
    for framework in frameworks:
        for item in framework.mapping_items:
            link = f"internal:'{_ITEMS}'!{address(row, _LABEL)}"
            items[framework.item_ref(item)] = ShownItem(item.label, item.definition or "", link)
            row += 1
        row += 1  # that nothing fits
    return items


def _write_items(book: Book, frameworks: Sequence[Framework]) -> None:
    """Add *Kaders*: every item that a course can be linked to."""
    sheet = book.sheet(_ITEMS, (20, 26, 40, 80, 34))
    sheet.title("Kaders: waaraan gekoppeld wordt")
    sheet.put(HEAD_ROWS - 1, 0, " · ".join(f"{f.id}: {f.title}" for f in frameworks), Look.NOTE)
    rows: list[list[Cell]] = []
    for framework in frameworks:
        for item in framework.mapping_items:
            group = framework.group(item)
            label = group.label if group else None
            rows.append([framework.id, item.id, item.label, item.definition, label])
        nothing = (
            f"Kies dit item als niets uit ‘{framework.title}’ bij het opleidingsonderdeel past."
        )
        rows.append([framework.id, NOTHING_FITS, NOTHING_FITS_LABEL, nothing, None])
    sheet.table("Kaderitems", _ITEM_COLUMNS, rows, "Items van de kaders")
    sheet.finish_table(HEAD_ROWS, 3)


def _write_read_lists(book: Book, mapping: Mapping) -> None:
    """Add *Ingelezen*: what was read and what went less smoothly."""
    sheet = book.sheet("Ingelezen", (22, 80, 24, 12, 34, 24))
    sheet.title("Ingelezen: wat er uit uw lijst gelezen is")
    for curriculum in mapping.curricula:
        courses = counted(len(curriculum.courses), "opleidingsonderdeel", "opleidingsonderdelen")
        for name, text in (
            ("Bestand", curriculum.source.file if curriculum.source else "niet opgegeven"),
            ("Gelezen", f"{courses}, {decimal(curriculum.total_credits)} studiepunten"),
        ):
            sheet.put(sheet.row, 0, name, Look.QUESTION_LINE)
            sheet.put(sheet.row, 1, text, Look.PROSE)
            sheet.row += 1
    sheet.row += 1
    sheet.heading(f"Meldingen ({len(mapping.issues)})")
    rows: list[list[Cell]] = [
        [
            *(SEVERITY_WORDS[issue.severity], issue.message),
            *(issue.where.sheet, issue.where.cell, issue.where.file, issue.code),
        ]
        for issue in mapping.issues
    ]
    if rows:
        sheet.table("Meldingen", _ISSUE_COLUMNS, rows, "Meldingen bij het inlezen")
    else:
        sheet.put(sheet.row, 0, NO_ISSUES, Look.PROSE)
        sheet.row += 1
    sheet.finish_text()

"""Read what lecturers decided out of the sheets of a review workbook: never lost, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from functools import partial
from typing import TypeVar

from swcompetence.model import (
    NOTHING_FITS,
    Decision,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Place,
    Status,
    Table,
    Verdict,
)
from swcompetence.model.issue import error, warning
from swcompetence.model.mapping import LEVELS, TREATMENTS, deciding, reviewer_key
from swcompetence.phrasing import counted, first_few, single_spaced
from swcompetence.review.merge import ReviewedLink, is_same, shown_decision
from swcompetence.review.sheet import (
    HIDDEN,
    MAPPING_SHEET,
    REVIEW_SHEET,
    VERDICT_WORDS,
    SheetRow,
    columns_twice,
    has_review_sheet,
    is_added,
    reader_in,
    status_word,
    unread_cells,
)
from swcompetence.review.sheet import ReviewColumn as Column
from swcompetence.review.values import (
    Names,
    Unclear,
    link_of,
    read_date,
    read_level,
    read_tie,
    read_verdict,
    read_yes,
    side_value,
)

T = TypeVar("T")

_SHOWN = (Column.TIE, Column.LEVEL, Column.ASSESSED, Column.NOTE, Column.FINAL)
"""Filled cells that say that a person worked on a row; names and dates may be filled down."""
_KEYS = (Column.KEY, Column.LAST_KEY)
_CHOICES = "Kies akkoord, terloops, niet akkoord of twijfel"
_MOST_NAMED = 8
_LONGEST_NOTE = 60
_ANSWERS = (Column.CODE, *tuple(Column)[tuple(Column).index(Column.VERDICT) :])
"""The columns in which a person answers."""
LinkKey = tuple[str, ItemRef]
"""Course id and item."""


def decisions_in(
    tables: Sequence[Table],
    mapping: Mapping,
    frameworks: Sequence[Framework] = (),
    *,
    levels: dict[str, str] = LEVELS,
    issued: Mapping | None = None,
    today: dt.date | None = None,
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Read every decision in the sheets of a file, and everything that could not be understood.

    Args:
        tables: the sheets; without editions, the sheet *Kaders* gives the names of items.
        mapping: what the decisions are about.
        frameworks: the editions that its links point into.
        levels: what *Niveau* may say.
        issued: the mapping that the file was made of, where others decided since; the same by
            default. What it showed decided and the file leaves empty is withdrawn.
        today: the day of reading, after which no decision can have been taken; None for any day.

    Returns:
        The decisions in file order, and the issues. A row stays undecided where the link, the
        verdict or *Definitief* is not understood; any other cell never takes a verdict away.
    """
    issued = issued or mapping
    rows, has_sheet = tuple(REVIEW_SHEET.rows(tables)), has_review_sheet(tables)
    reading = _Reading(Names(mapping, frameworks, tables), mapping, issued, rows, levels, today)
    for row in rows:
        reading.read(row)
    issues = (*columns_twice(tables, (REVIEW_SHEET,)), *reading.issues, *_overlooked_columns(rows))
    kept, differing = _without_repeats(reading.statements())
    withdrawn: tuple[ReviewedLink, ...] = ()
    # A blind workbook hides what was decided, so its empty rows take nothing back.
    if not any(row[Column.CONFIDENCE] == HIDDEN for row in rows):
        carries_all = has_sheet and any(table.sheet == MAPPING_SHEET for table in tables)
        present = reading.present if carries_all else None
        withdrawn = tuple(_withdrawals(issued, reading.emptied(), present))
    if withdrawn:
        place = Place(file=tables[0].file, sheet=rows[0].table.sheet if rows else None)
        issues = (*issues, withdrawn_issue(withdrawn, place))
    without = () if has_sheet else dict.fromkeys(table.file for table in tables)
    missing = (
        error(
            "review-sheet-missing",
            f"{file}: er is geen blad met de kolommen Koppeling-id (of Code en Kaderitem) en"
            " Besluit. Geef het nakijkbestand mee waarin de besluiten staan.",
            Place(file=file),
        )
        for file in without
    )
    return (*kept, *withdrawn), (*issues, *missing, *differing, *contradictions(kept))


class _Reading:
    """Reads the rows of one file, and keeps what they say of which link."""

    def __init__(
        self,
        names: Names,
        mapping: Mapping,
        issued: Mapping,
        rows: Sequence[SheetRow],
        levels: dict[str, str],
        today: dt.date | None,
    ) -> None:
        self._names, self._levels = names, levels
        self._read_date = partial(read_date, today=today)
        self._links = {link.id: link for link in mapping.links}
        self._issued = {link.id: link for link in issued.links}
        self._key_counts = Counter((column, row[column]) for row in rows for column in _KEYS)
        self._direct: list[ReviewedLink] = []
        self._shared: list[ReviewedLink] = []
        self._emptied: dict[LinkKey, Place] = {}
        self._decided: set[LinkKey] = set()
        self._unread: set[LinkKey] = set()
        self.present: set[LinkKey] = set()
        self.issues: list[Issue] = []

    def read(self, row: SheetRow) -> None:
        """Read one row: what it says is kept, what is not understood is told."""
        known = self._links.get(row[Column.ID])
        links = {(known.course, known.item)} if known else set()
        links |= {(course, known.item) for course in self._variants(row)} if known else set()
        self.present |= links
        try:
            if not self._read(row):
                self._emptied |= dict.fromkeys(links, row.place(Column.VERDICT))
        except Unclear as unclear:
            self._unread |= links
            strays = (self._links.get(row[column]) for column in _KEYS)
            self._unread |= {(link.course, link.item) for link in strays if link}
            issued = self._issued.get(row[Column.ID])
            shown = shown_decision(issued) if issued else None
            outcome = "De rij blijft onbeslist tot dit verbeterd is."
            if shown:
                stood = VERDICT_WORDS[shown.verdict]
                outcome = f"Tot dit verbeterd is, geldt het besluit dat er stond: {stood}."
            self.issues.append(unclear.issue(row, outcome))

    def statements(self) -> tuple[ReviewedLink, ...]:
        """Give what the rows say; a row of its own takes a variant out of a shared row."""
        alone = {_subject(statement) for statement in self._direct}
        shared = (s for s in self._shared if _subject(s) not in alone)
        return (*self._direct, *shared)

    def emptied(self) -> dict[LinkKey, Place]:
        """Give the links of which every row is empty, with the cell to decide in."""
        kept = self._emptied.keys() - self._decided - self._unread
        return {key: place for key, place in self._emptied.items() if key in kept}

    def _read(self, row: SheetRow) -> bool:
        """Keep what a row says; say whether *Besluit* does."""
        issued = self._issued.get(row[Column.ID])
        shown = shown_decision(issued) if issued else None
        second = {
            place: Decision(verdict=answer, reviewer=reader)
            for place, header in enumerate(row.header)
            # one more reader decides, as in a column *Besluit Bert*
            if place not in row.columns.values() and (reader := reader_in(header))
            if (answer := self._beside(row, place, read_verdict))
        }
        verdict = _verdict(row, has_second=bool(second), was_shown=shown is not None)
        if verdict or second or shown:
            self._check_keys(row)
        is_added_bare = is_added(row) and not row[Column.VERDICT]
        if is_added_bare or verdict is None or (shown and verdict is shown.verdict):
            try:
                _check_status(row, issued)
            except Unclear as unclear:
                if not row[Column.VERDICT]:
                    raise
                cell = row.place(Column.VERDICT).cell
                self.issues.append(unclear.issue(row, f"Uw besluit in {cell} geldt."))
        if not (verdict or second):
            return False
        course, item = link_of(row, self._names, self._links)
        courses = (course, *self._variants(row, tell=True))
        decisions = second
        if verdict:
            decision = self._decision(row, verdict, item)
            if not decision.is_by_person and decision != shown:
                # Somebody decided otherwise in a row that the matrix had filled in.
                decision = decision.model_copy(update={"reviewer": None})
            decisions = {row.columns[Column.VERDICT]: decision, **second}
        for at, decision in decisions.items():
            direct, *shared = (
                ReviewedLink(course=of, item=item, decision=decision, place=row.place(at))
                for of in courses
            )
            self._direct.append(direct)
            self._shared += shared
        self.present |= {(of, item) for of in courses}
        self._decided |= {(of, item) for of in courses if verdict}
        return verdict is not None

    def _decision(self, row: SheetRow, verdict: Verdict, item: ItemRef) -> Decision:
        is_final = _value(row, Column.FINAL, read_yes) or False
        level = self._beside(row, Column.LEVEL, lambda text: read_level(text, self._levels))
        return Decision(
            verdict=verdict,
            tie=self._beside(row, Column.TIE, lambda text: read_tie(text, item)),
            level=level,
            assessed=self._beside(row, Column.ASSESSED, read_yes),
            reviewer=row[Column.REVIEWER] or reader_in(row.header[row.columns[Column.VERDICT]]),
            date=self._beside(row, Column.DATE, self._read_date),
            note=row.raw(Column.NOTE) or None,
            final=is_final,
        )

    def _beside(
        self, row: SheetRow, column: Column | int, read: Callable[[str], T | None]
    ) -> T | None:
        name = column if isinstance(column, str) else row.header[column]
        text = row[column] if isinstance(column, str) else row.at(column)
        value, issues = side_value(text, read, row.place(column), name, kept="Het besluit")
        self.issues += issues
        return value

    def _variants(self, row: SheetRow, *, tell: bool = False) -> list[str]:
        """Give the other courses that a row decides for: those whose code still stands there."""
        codes: list[str] = []
        for line in row.raw(Column.ALSO).splitlines():
            # Lines are cut at commas too, unless a code or title holds one.
            codes += [line] if self._names.courses(line) else re.split("[,;]", line)
        courses: list[str] = []
        for code in filter(None, map(single_spaced, codes)):
            try:
                known = self._names.courses(code)
                courses.append(self._names.one_course(known, code, Column.ALSO, advice=""))
            except Unclear as unclear:
                if tell:
                    self.issues.append(unclear.issue(row, "Voor die code is niets beslist."))
        return courses

    def _check_keys(self, row: SheetRow) -> None:
        """Refuse a row of which some columns were sorted and others not."""
        for column in _KEYS:
            key = row[column]
            # A key that stands in several rows was filled down along with an answer.
            is_alone = self._key_counts[column, key] == 1
            if key and row[Column.ID] and key != row[Column.ID] and is_alone:
                raise Unclear(
                    "review-row-mismatch",
                    f"Het besluit in deze rij hoort bij een andere koppeling ({key}) dan de rij"
                    f" zelf ({row[Column.ID]}): er is maar een deel van de kolommen gesorteerd of"
                    " verplaatst. Maak dat ongedaan, of kies de besluiten opnieuw in een kopie van"
                    " het bestand zoals u het kreeg.",
                    Column.VERDICT,
                )


def _subject(statement: ReviewedLink) -> tuple[str, ItemRef, str | None]:
    return statement.course, statement.item, reviewer_key(statement.decision.reviewer)


def _verdict(row: SheetRow, *, has_second: bool, was_shown: bool) -> Verdict | None:
    """Read the verdict; a row that a person added without one means akkoord.

    Raises:
        Unclear: it is not understood, or other cells are filled in without it.
    """
    verdict = _value(row, Column.VERDICT, read_verdict)
    if verdict is not None or has_second:
        return verdict
    is_new = is_added(row)
    filled = [c for c in ((Column.NOTE,) if is_new else _SHOWN) if row[c]]
    # What stood filled in beside a decision stays when somebody empties the decision alone.
    if filled and not was_shown:
        message = f"De kolom {filled[0]} is ingevuld, maar Besluit niet. {_CHOICES}."
        raise Unclear("review-verdict-missing", message, Column.VERDICT)
    return Verdict.ACCEPT if is_new else None


def _value(row: SheetRow, column: Column, read: Callable[[str], T | None]) -> T | None:
    try:
        return read(row[column])
    except ValueError as hint:
        message = f"‘{row[column]}’ is niet begrepen in de kolom {column}. {hint}"
        raise Unclear("review-value-unknown", message, column) from None


def _without_repeats(
    rows: Sequence[ReviewedLink],
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Keep one of the rows that say the same; drop rows of one person that contradict each other.

    Where every row has its own date, the dates tell which is newer, and all are kept.
    """
    groups: dict[tuple[object, ...], list[ReviewedLink]] = {}
    for row in rows:
        group = groups.setdefault((row.place.file, *_subject(row)), [])
        if not any(is_same(row.decision, kept_row.decision) for kept_row in group):
            group.append(row)
    kept: set[int] = set()
    issues: list[Issue] = []
    for group in groups.values():
        dates = {row.decision.date for row in group}
        if len(group) == 1 or (None not in dates and len(dates) == len(group)):
            kept |= {id(row) for row in group}
            continue
        cells = (f"{row.place.cell} ({VERDICT_WORDS[row.decision.verdict]})" for row in group)
        name = group[0].decision.reviewer or "dezelfde lesgever zonder naam"
        last = group[-1]
        message = (
            f"{last.place.sheet}: {' en '.join(cells)} spreken over dezelfde koppeling,"
            f" {last.course} en {last.item}, van {name}, en verschillen. Kies in beide hetzelfde,"
            " of vul in beide de datum in; tot dan telt geen van beide."
        )
        issues.append(warning("review-rows-differ", message, last.place))
    return tuple(row for row in rows if id(row) in kept), tuple(issues)


def contradictions(rows: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says that nothing fits and accepts an item of the same framework."""
    accepted: dict[tuple[str, str, str | None], ReviewedLink] = {}
    subjects = [
        ((row.course, row.item.framework, reviewer_key(row.decision.reviewer)), row)
        for row in rows
        if row.decision.verdict in TREATMENTS
    ]
    for subject, row in subjects:
        if row.item.item != NOTHING_FITS:
            accepted.setdefault(subject, row)
    for subject, row in subjects:
        if row.item.item == NOTHING_FITS and (against := accepted.get(subject)):
            yield warning(
                "review-nothing-fits-contradicted",
                f"{row.place}: hier staat dat niets uit {row.item.framework} past bij"
                f" {row.course}, maar {against.place.cell or 'ook daar'} is akkoord met"
                f" {against.item.item}. Beide zijn bewaard; verander een van de twee in"
                " ‘niet akkoord’.",
                row.place,
            )


NOTHING_FITS_DISPUTED = "review-nothing-fits-disputed"


def disputed_frameworks(mapping: Mapping) -> Iterator[Issue]:
    """Report one person who says that nothing of a framework fits where another accepts an item."""
    accepted = [
        ((link.course, link.item.framework), link.item.item, decision.reviewer)
        for link in mapping.links
        for decision in deciding(link.decisions)
        if decision.verdict in TREATMENTS and link.status is not Status.STALE
    ]
    for subject, item, reviewer in accepted:
        if item != NOTHING_FITS:
            continue
        against = next(
            (
                (seen, by)
                for of, seen, by in accepted
                if of == subject and seen != NOTHING_FITS
                if reviewer_key(by) != reviewer_key(reviewer)
            ),
            None,
        )
        if against:
            (course, framework), (seen, by) = subject, against
            yield warning(
                NOTHING_FITS_DISPUTED,
                f"{course} en {framework}: {reviewer or 'iemand zonder naam'} zegt dat niets uit"
                f" dit kader past, maar {by or 'iemand zonder naam'} is akkoord met {seen}. Beide"
                " zijn bewaard; overleg, en verander een van de twee in ‘niet akkoord’.",
            )


def differing_files(rows: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says one thing in one file and another in the next, without dates."""
    last: dict[tuple[object, ...], ReviewedLink] = {}
    for row in rows:
        subject = _subject(row)
        earlier, last[subject] = last.get(subject), row
        if not (subject[2] and earlier) or earlier.decision.verdict is row.decision.verdict:
            continue
        dates = {row.decision.date, earlier.decision.date}
        if not ((None not in dates and len(dates) > 1) or (row.at and earlier.at)):
            yield warning(
                "review-files-differ",
                f"{row.decision.reviewer} zegt over {row.course} en {row.item} in {earlier.place}"
                f" ‘{VERDICT_WORDS[earlier.decision.verdict]}’ en in {row.place}"
                f" ‘{VERDICT_WORDS[row.decision.verdict]}’. Beide zijn bewaard; het bestand dat u"
                " het laatst noemde, telt. Vul in beide de datum in als dat niet klopt.",
                row.place,
            )


def _overlooked_columns(rows: Sequence[SheetRow]) -> Iterator[Issue]:
    """Tell, per column that is not read, or not as it is called, how many cells it has filled."""
    for place, filled_rows in unread_cells(rows, lambda header: bool(REVIEW_SHEET.column(header))):
        row = filled_rows[0]
        header = single_spaced(row.header[place]) if place < len(row.header) else ""
        column = next((name for name, at in row.columns.items() if at == place), None)
        filled = counted(len(filled_rows), "ingevulde cel", "ingevulde cellen")
        named = f"De kolom ‘{header}’" if header else "Een kolom zonder kop"
        where = row.place(place)
        if column is not None:
            message = f"{named} is gelezen als {column} ({filled})."
        elif reader := reader_in(header):
            message = (
                f"{named} is gelezen als de besluiten van {reader} ({filled}). Klopt dat niet, geef"
                " die lezer dan een eigen kopie van het bestand."
            )
        else:
            message = (
                f"{named} wordt niet gelezen ({filled}, vanaf {where.cell}). Staat er iets in dat"
                " moet meetellen, zet het dan in een kolom van het nakijkbestand, zoals Besluit of"
                " Opmerking."
            )
        yield warning("review-column-unknown", message, where)


def _check_status(row: SheetRow, link: Link | None) -> None:
    """Refuse a row without new decision that has one in *Status*, which the tool writes itself.

    Raises:
        Unclear: somebody typed a verdict there.
    """
    word = row[Column.STATUS]
    is_ours = link is not None and word == status_word(link)
    if not word or is_ours or (link is None and not is_added(row)):
        return
    try:
        read_verdict(word)
    except ValueError:
        return
    raise Unclear(
        "review-verdict-elsewhere",
        f"In Status staat ‘{word}’. Die kolom wordt niet gelezen; kies het besluit in de kolom"
        " Besluit.",
        Column.STATUS,
    )


def overlooked_cells(
    tables: Sequence[Table],
    notes: AnyMapping[str, Sequence[tuple[str, str]]],
    formulas: AnyMapping[str, Sequence[str]],
) -> Iterator[Issue]:
    """Tell which cells to answer in hold a formula without a value, and which cells have a note.

    Args:
        tables: the sheets of a review workbook.
        notes: sheet -> address and text of each note (a comment beside a cell).
        formulas: sheet -> addresses of formulas without a stored value.
    """
    for table in tables:
        headers = ((row.number, REVIEW_SHEET.header(row.values)) for row in table.rows)
        top = next(((number, places) for number, places in headers if places), None)
        if top is None:
            continue
        columns = [place for name, place in top[1].items() if name in _ANSWERS]
        cells = {row.address(at) for row in table.rows if row.number > top[0] for at in columns}
        in_answers = [cell for cell in formulas.get(table.sheet, ()) if cell in cells]
        if in_answers:
            yield warning(
                "review-formula",
                f"In {first_few(in_answers, _MOST_NAMED, ' en nog {n} andere')} staat een formule"
                " zonder bewaarde waarde: die cellen zijn als leeg gelezen. Typ het antwoord zelf.",
                Place(file=table.file, sheet=table.sheet, cell=in_answers[0]),
            )
        if texts := notes.get(table.sheet):
            named = [f"{cell} ‘{single_spaced(text)[:_LONGEST_NOTE]}’" for cell, text in texts]
            yield warning(
                "review-note-unread",
                f"{counted(len(texts), 'cel heeft', 'cellen hebben')} een opmerking in een"
                f" tekstballon, en die wordt niet gelezen:"
                f" {first_few(named, _MOST_NAMED, ' en nog {n} andere')}. Zet een besluit in de"
                " kolom Besluit en een opmerking in de kolom Opmerking.",
                Place(file=table.file, sheet=table.sheet, cell=texts[0][0]),
            )


def _withdrawals(
    issued: Mapping, emptied: AnyMapping[LinkKey, Place], present: Collection[LinkKey] | None
) -> Iterator[ReviewedLink]:
    """Give the decisions in view that one file takes back: their rows are empty now, or gone.

    `present` are the links that have a row; None where rows that lack say nothing, as in a copy of
    some rows.
    """
    for link in issued.links:
        key = (link.course, link.item)
        shown = shown_decision(link)
        is_gone = present is not None and key not in present
        if shown and (key in emptied or is_gone):
            yield ReviewedLink(
                course=link.course,
                item=link.item,
                decision=shown.model_copy(update={"withdrawn": True}),
                place=emptied.get(key, Place()),
            )


def withdrawn_issue(withdrawn: Collection[ReviewedLink], place: Place) -> Issue:
    """Tell in one warning which decisions of a file no longer count."""
    named = []
    for row in withdrawn:
        verdict, reviewer = VERDICT_WORDS[row.decision.verdict], row.decision.reviewer
        said = f"was {verdict} van {reviewer}" if reviewer else f"was {verdict}, zonder naam"
        where = row.place.cell or ("besluit" if row.place.file else "rij weg")
        named.append(f"{where} ({row.course} en {row.item}: {said})")
    count = counted(
        len(withdrawn), "besluit is leeggemaakt en geldt", "besluiten zijn leeggemaakt en gelden"
    )
    return warning(
        "review-decision-withdrawn",
        f"{count} niet meer: {first_few(named, _MOST_NAMED, ' en nog {n} andere')}. Die koppelingen"
        " staan weer open. Was dat niet de bedoeling, vul het besluit dan opnieuw in.",
        place,
    )

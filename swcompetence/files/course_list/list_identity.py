"""Decides which programme, college and year a list is of, and how large the programme is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_drafts import Draft
from swcompetence.files.course_list.header_names import Column, normalise, recognise
from swcompetence.files.data.data_files import shipped_platforms
from swcompetence.model import Course, Issue, Place, TableRow
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import single_spaced

_LEAST_LETTERS = 3
"""Of a name by which a college is known anywhere in a text: ‘AP’ is too short to be sure."""
_STOP = r"(?!(?:professionele|academische|bachelor|graduaat|master|opleiding|academiejaar)\b)"
_COLLEGE = re.compile(
    rf"\b(?:(?:hogeschool|university college)(?: {_STOP}(?:(?:van|voor|de|het|en) )*"
    rf"{_STOP}(?-i:[A-Z])[\w'’-]*)+|(?-i:[A-Z])\w+hogeschool(?: {_STOP}(?-i:[A-Z])[\w'’-]+)*)",
    re.IGNORECASE,
)
_DEGREE = r"(?:bachelor|graduaat|graduaatsopleiding|master|postgraduaat|banaba|manama)"
_PROGRAMME = re.compile(
    rf"\b(?:(?:professionele|academische|verkorte|educatieve) )*{_DEGREE}\b.*[a-z]{{3,}}.*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s+[-–—|/:]+\s+|[;|()\[\]\n]|,\s|[-–—:]?\s*\b(?:academiejaar|ac\.? ?jaar|aj|fase"
    r"|trajectschijf)\b|\b20\d\d\b",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/_]\s*(?:20)?(\d\d)(?!\d)")
_SHORT_YEARS = re.compile(
    r"(?:academiejaar|ac\.? ?jaar|aj|academic year)\W*(\d\d)\s*[-–—/]\s*(\d\d)(?!\d)", re.IGNORECASE
)
_ONE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_SIZES: tuple[tuple[str, float], ...] = (
    (r"\b(?:banaba|manama|bachelor na bachelor|master na master)\b", 60),
    (r"\bgraduaat(?:sopleiding)?\b", 120),
    (r"\bbachelor\b", 180),
    (r"\bmaster\b", 60),
)
_SHOWN = 4
_OTHER_SIZE = "Geef een andere omvang met --programme-credits."


@dataclass(frozen=True, slots=True)
class Identity:
    """What list this is."""

    id: str
    programme: str | None
    college: str | None
    academic_year: str | None
    titles: tuple[str, ...]
    """Texts that name the list, the most telling first."""


def identify(
    above: Sequence[TableRow],
    drafts: Sequence[Draft],
    sheets: Sequence[str],
    file: str,
    profile: ColumnProfile | None = None,
) -> tuple[Identity, tuple[Issue, ...]]:
    """Read the names of the list: its columns first, then title rows, sheets and file name.

    What a profile says goes before all of them.
    """
    stem, place = PurePath(file).stem, Place(file=file)
    lines = [tuple(dict.fromkeys(v.strip() for v in row.values if v.strip())) for row in above]
    in_list = (*(" ".join(line) for line in lines if line), *sheets)
    words = single_spaced(stem.replace("_", " ").replace("-", " "))
    programmes = _values(draft.programme for draft in drafts)
    years = _values(draft.academic_year for draft in drafts)
    named = (
        next(iter(programmes), None)
        or _first(_programme_in, in_list)
        or _labelled(lines, Column.PROGRAMME)
    )
    own_programme = profile.programme if profile else None
    programme = named or _programme_in(words)
    titles = (own_programme, programme, *in_list, words)
    programme = own_programme or (programme and programme[:1].upper() + programme[1:])
    in_column = _academic_year_in(years[0]) or _year_in_name(years[0]) if years else None
    full_year = in_column or _first(_academic_year_in, (*in_list, stem))
    own_year = profile.academic_year if profile else None
    year = own_year or full_year or _year_in_name(stem)
    college = (
        (profile and profile.college)
        or next(iter(_values(draft.college for draft in drafts)), None)
        or _labelled(lines, Column.COLLEGE)
        or _first(college_in, (*in_list, stem))
    )
    issues = []
    if len(programmes) > 1:
        message = (
            f"De lijst noemt {len(programmes)} opleidingen"
            f" ({', '.join(f'‘{name}’' for name in programmes[:_SHOWN])}); ze is gelezen als één"
            " opleiding. Maak een bestand per opleiding als ze apart bekeken moeten worden."
        )
        issues.append(warning("several-programmes", message, place))
    if len(years) > 1 and not own_year:
        message = (
            f"De lijst noemt {len(years)} academiejaren ({', '.join(years[:_SHOWN])}); het meest"
            " voorkomende geldt. Haal oude rijen weg als ze niet meer meetellen."
        )
        issues.append(warning("several-years", message, place))
    if programme and not (named or own_programme):
        message = (
            f"De naam van de opleiding komt uit de bestandsnaam: ‘{programme}’. Zet hem boven de"
            " lijst als dat niet klopt."
        )
        issues.append(info("programme-from-file-name", message, place))
    if year and not (full_year or own_year):
        message = (
            f"Het academiejaar {year} is afgeleid uit het jaartal in de bestandsnaam. Zet"
            " ‘Academiejaar …’ boven de lijst als dat niet klopt."
        )
        issues.append(info("year-from-file-name", message, place))
    name = " ".join(filter(None, (college, programme, year))) if programme else stem
    identity = Identity(slug(name), programme, college, year, tuple(filter(None, titles)))
    return identity, tuple(issues)


def _values(values: Iterable[str]) -> list[str]:
    """Give the different values, the commonest first."""
    counts = Counter(value for value in values if value)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _first(reader: Callable[[str], str | None], texts: Sequence[str]) -> str | None:
    return next((fact for text in texts if (fact := reader(text))), None)


def total_issues(
    identity: Identity, courses: Sequence[Course], given: float | None, file: str
) -> tuple[float | None, tuple[Issue, ...]]:
    """Give the size of the programme, and tell how it was found and whether the list adds up."""
    place = Place(file=file)
    nominal = _nominal_credits_of(identity.titles) if given is None else given
    issues: list[Issue] = []
    if nominal is None:
        message = (
            "De omvang van de opleiding is niet bekend: de lijst noemt geen bachelor, graduaat"
            " of master. Geef ze met --programme-credits."
        )
        issues.append(info("programme-credits-unknown", message, place))
    elif given is None:
        message = f"De omvang van de opleiding is afgeleid uit haar naam: {nominal:g} studiepunten."
        issues.append(info("programme-credits-inferred", f"{message} {_OTHER_SIZE}", place))
    total = sum(course.credits or 0 for course in courses)
    if nominal is not None and total and total != nominal:
        message = (
            f"De lijst telt {total:g} studiepunten, de opleiding {nominal:g}. Dat is gewoon"
            " als keuzeopleidingsonderdelen en afstudeerrichtingen naast elkaar staan; kijk"
            f" anders na of er onderdelen ontbreken of dubbel staan. {_OTHER_SIZE}"
        )
        issues.append(info("credits-total", message, place))
    return nominal, tuple(issues)


def _academic_year_in(text: str) -> str | None:
    """Give the academic year that a text names in full.

    >>> _academic_year_in("Academiejaar 2024 - 2025"), _academic_year_in("sinds 2018")
    ('2024-25', None)
    """
    for pattern in (_TWO_YEARS, _SHORT_YEARS):
        for match in pattern.finditer(text):
            first, second = int(match[1]) % 100, int(match[2])
            if second == (first + 1) % 100:
                return f"20{first:02d}-{second:02d}"
    return None


def _year_in_name(name: str) -> str | None:
    """Take a single year in a file name for the start of the academic year.

    >>> _year_in_name("lijst-2023.xlsx")
    '2023-24'
    """
    match = _ONE_YEAR.search(name)
    return f"{match[1]}-{(int(match[1]) + 1) % 100:02d}" if match else None


def _programme_in(text: str) -> str | None:
    """Give the name of a programme, from its degree on.

    >>> _programme_in("Hogeschool Voorbeeld - Bachelor in het sociaal werk, 2024-25")
    'Bachelor in het sociaal werk'
    """
    for part in _SEPARATOR.split(single_spaced(text)):
        if part and (match := _PROGRAMME.search(part)):
            return match[0].strip(" .,:-–—")
    return None


def college_in(text: str) -> str | None:
    """Give the college that a text names: a known one, else what calls itself a hogeschool.

    >>> college_in("lijst-ehb-2024"), college_in("Hogeschool Zenne en Dijle – sociaal werk")
    ('Erasmushogeschool Brussel', 'Hogeschool Zenne en Dijle')
    """
    pattern, name_by_alias = _known_colleges()
    if known := pattern.search(normalise(text)):
        return name_by_alias[known[0]]
    match = _COLLEGE.search(single_spaced(text))
    return match[0] if match else None


@lru_cache(maxsize=1)
def _known_colleges() -> tuple[re.Pattern[str], dict[str, str]]:
    """Give a pattern for every name of the colleges that are known, and whose name each is."""
    name_by_alias = {
        normalise(alias): college.name
        for platform in shipped_platforms().platforms
        for college in platform.colleges
        for alias in (college.id, college.name, *college.also)
        if len(alias) >= _LEAST_LETTERS
    }
    aliases = sorted(map(re.escape, name_by_alias), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(aliases)})\b"), name_by_alias


def _labelled(lines: Iterable[Sequence[str]], column: Column) -> str | None:
    """Give what follows a label such as `Opleiding:` in the rows above a list."""
    for cells in lines:
        for place, cell in enumerate(cells):
            label, colon, rest = cell.partition(":")
            meaning = recognise(label)
            if meaning and meaning.column is column:
                value = rest if colon and rest.strip() else next(iter(cells[place + 1 :]), "")
                if value.strip():
                    return single_spaced(value)
    return None


def _nominal_credits_of(texts: Iterable[str]) -> float | None:
    """Infer the size of a programme from the first text that names a degree.

    >>> _nominal_credits_of(["Opleiding", "Graduaat in het maatschappelijk werk"])
    120
    """
    for text in texts:
        line = " ".join(re.split(r"[\s_-]+", text))
        for pattern, size in _SIZES:
            if re.search(pattern, line, re.IGNORECASE):
                return size
    return None


def slug(text: str) -> str:
    """Make an id of a name.

    >>> slug("Bachelor in het sociaal werk – 2024-25")
    'bachelor-in-het-sociaal-werk-2024-25'
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100].strip("-") or "lijst"

"""What a list says about itself: programme, college, academic year, size of the programme."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from swcompetence.files.course_list.cell_values import one_line
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.headers import recognise

_COLLEGES: tuple[tuple[str, str], ...] = (
    ("AP Hogeschool", r"\bap[ -]hogeschool\b|artesis plantijn"),
    ("Arteveldehogeschool", r"\bartevelde"),
    ("Erasmushogeschool Brussel", r"erasmushogeschool|\behb\b"),
    ("HOGENT", r"\bhogent\b|\bhogeschool gent\b"),
    ("Howest", r"\bhowest\b"),
    ("Karel de Grote Hogeschool", r"\bkarel de grote\b|\bkdg\b"),
    ("Odisee", r"\bodisee\b"),
    ("Hogeschool PXL", r"\bpxl\b"),
    ("Thomas More", r"\bthomas more\b"),
    ("UC Leuven-Limburg", r"\bucll\b|\buc leuven\b"),
    ("VIVES", r"\bvives\b"),
)
"""The colleges that offer a bachelor in social work, and how lists name them."""
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


def academic_year_in(text: str) -> str | None:
    """Give the academic year that a text names in full.

    >>> academic_year_in("Academiejaar 2024 - 2025"), academic_year_in("sinds 2018")
    ('2024-25', None)
    """
    for pattern in (_TWO_YEARS, _SHORT_YEARS):
        for match in pattern.finditer(text):
            first, second = int(match[1]) % 100, int(match[2])
            if second == (first + 1) % 100:
                return f"20{first:02d}-{second:02d}"
    return None


def year_in_name(name: str) -> str | None:
    """Take a single year in a file name for the start of the academic year.

    >>> year_in_name("lijst-2023.xlsx")
    '2023-24'
    """
    match = _ONE_YEAR.search(name)
    return f"{match[1]}-{(int(match[1]) + 1) % 100:02d}" if match else None


def programme_in(text: str) -> str | None:
    """Give the name of a programme, from its degree on.

    >>> programme_in("Hogeschool Voorbeeld - Bachelor in het sociaal werk, 2024-25")
    'Bachelor in het sociaal werk'
    """
    for part in _SEPARATOR.split(one_line(text)):
        if part and (match := _PROGRAMME.search(part)):
            return match[0].strip(" .,:-–—")
    return None


def college_in(text: str) -> str | None:
    """Give the college that a text names: a known one, else what calls itself a hogeschool.

    >>> college_in("lijst-ehb-2024"), college_in("Hogeschool Zenne en Dijle – sociaal werk")
    ('Erasmushogeschool Brussel', 'Hogeschool Zenne en Dijle')
    """
    line = one_line(re.sub(r"[_-]+", " ", text))
    for name, pattern in _COLLEGES:
        if re.search(pattern, line, re.IGNORECASE):
            return name
    match = _COLLEGE.search(one_line(text))
    return match[0] if match else None


def labelled(lines: Iterable[Sequence[str]], column: Column) -> str | None:
    """Give what follows a label such as `Opleiding:` in the rows above a list."""
    for cells in lines:
        for place, cell in enumerate(cells):
            label, colon, rest = cell.partition(":")
            meaning = recognise(label)
            if meaning and meaning.column is column:
                value = rest if colon and rest.strip() else next(iter(cells[place + 1 :]), "")
                if value.strip():
                    return one_line(value)
    return None


def nominal_credits_of(texts: Iterable[str]) -> float | None:
    """Infer the size of a programme from the first text that names a degree.

    >>> nominal_credits_of(["Opleiding", "Graduaat in het maatschappelijk werk"])
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

"""Recognises the rows of a list that are no course: headings of phases, sections and totals."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(?:[1-6]|i{1,3}|iv|v)"
_ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|[1-6] ?(?:ste|e|de)|first|second|third|fourth"
    r"|1st|2nd|3rd|4th)"
)
_STAGE = (
    r"(?:fase|opleidingsfase|trajectschijf|modeltrajectschijf|modeltraject|deeltraject|schijf|jaar"
    r"|leerjaar|studiejaar|opleidingsjaar|programmajaar|bachelorjaar|jaar bachelor|programme stage"
    r"|phase|year|bachelor)"
)
_TERM = r"(?:semester|sem\.?|periode|academieperiode|trimester|blok|kwartaal|term)"
_PHASE = re.compile(
    rf"\b(?:{_STAGE} {_NUMBER}|{_ORDINAL} {_STAGE}|ba ?[1-3]|[1-3] ?ba)\b", re.IGNORECASE
)
_SEMESTER = re.compile(rf"\b(?:{_TERM} {_NUMBER}|{_ORDINAL} {_TERM})(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:\d+(?:[.,]\d+)? ?(?:studiepunten|sp|ects|credits)|van de opleiding|bachelor|graduaat"
    r"|in het sociaal werk|sociaal werk|opleiding|opleidingsonderdelen|van het|modeltraject)\b",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"(?:afstudeerrichting|keuzetraject|keuzerichting|specialisatie|differentiatie|major|minor"
    r"|leerroute|studierichting)\b[ :–-]*(?P<name>\S.*)",
    re.IGNORECASE,
)
_COMPULSORY = re.compile(
    r"(?:verplichte?|gemeenschappelijke?|compulsory|mandatory)"
    r"(?: (?:opleidingsonderdelen|olods?|opo'?s|vakken|gedeelte|deel|stam|courses|gehele?))?",
    re.IGNORECASE,
)
_ELECTIVE = re.compile(
    r"(?:keuze-?(?:opleidingsonderdelen|olods?|opo'?s|vakken|gedeelte|deel|modules|aanbod|lijst)?"
    r"|(?:electives?|optional)(?: courses)?)(?: \(.*\))?",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:(?:sub|eind)-?)?totaa?l\b.*|algemeen totaal\b.*|(?:aantal|som|som van de) studiepunten.*"
    r"|sum\b.*|som\b|(?:sub)?totals?\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading says about the rows below it."""

    phase: str | None = None
    semester: str | None = None
    track: str | None = None
    compulsory: bool | None = None


def _one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def phase_in(text: str) -> str | None:
    """Give the text when it is nothing but the name of a phase, or None.

    >>> phase_in("Trajectschijf 2:"), phase_in("Eerste jaar"), phase_in("Stage 1")
    ('Trajectschijf 2', 'Eerste jaar', None)
    """
    section = section_of(text)
    return section.phase if section else None


def section_of(text: str) -> Section | None:
    """Read a text that stands alone in a row as a heading, or give None.

    >>> section_of("Fase 1 - semester 2")
    Section(phase='Fase 1', semester='semester 2', track=None, compulsory=None)
    """
    line = _one_line(text).strip(" :-–—*")
    if not line or len(line) > _LONGEST:
        return None
    phase, semester = _PHASE.search(line), _SEMESTER.search(line)
    if phase or semester:
        rest = _PHASE.sub(" ", _SEMESTER.sub(" ", line))
        if re.search(r"\w", _BETWEEN.sub(" ", rest)):
            return None
        return Section(phase and phase[0], semester and semester[0])
    if track := _TRACK.fullmatch(line):
        return Section(track=track["name"])
    is_compulsory = bool(_COMPULSORY.fullmatch(line))
    return Section(compulsory=is_compulsory) if is_compulsory or _ELECTIVE.fullmatch(line) else None


def is_total(text: str) -> bool:
    """Say whether a text labels a total.

    >>> is_total("Subtotaal fase 1"), is_total("Totaalbeeld van de cliënt")
    (True, False)
    """
    return bool(_TOTAL.fullmatch(_one_line(text)))

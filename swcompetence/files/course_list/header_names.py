"""The names that lists give their columns: header text -> column field.

Sources: the templates of Bamaflex and of the KU Leuven onderwijsaanbod (Dutch and English), and
the wording of colleges' own lists. Add a name here and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Self

from rapidfuzz import fuzz, process

from swcompetence.phrasing import single_spaced


class Column(StrEnum):
    """What a column of a course list holds, and what a Dutch reader calls it."""

    dutch: str

    def __new__(cls, value: str, dutch: str) -> Self:
        """Make a field of its value and its Dutch name."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.dutch = dutch
        return member

    __hash__ = str.__hash__  # the hash of Enum is slow, and every cell asks for it

    CODE = "code", "code"
    TITLE = "title", "titel"
    CREDITS = "credits", "studiepunten"
    PHASE = "phase", "fase"
    SEMESTER = "semester", "semester"
    TRACK = "track", "traject"
    COMPULSORY = "compulsory", "verplicht of keuze"
    ELECTIVE = "elective", "verplicht of keuze"
    """As `compulsory`, where a yes means an elective."""
    LANGUAGE = "language", "taal"
    OUTCOMES = "outcomes", "leerresultaten"
    CONTENT = "content", "inhoud"
    TEACHING = "teaching", "werkvormen"
    ASSESSMENT = "assessment", "evaluatie"
    ACADEMIC_YEAR = "academic_year", "academiejaar"
    PROGRAMME = "programme", "opleiding"
    COLLEGE = "college", "hogeschool"
    TEACHER = "teacher", "docent"
    """Personal data: never imported."""
    LINK = "link", "link naar de fiche"
    PRIOR_KNOWLEDGE = "prior_knowledge", "voorkennis"
    MATERIAL = "material", "studiemateriaal"
    STUDY_HOURS = "study_hours", "studietijd"
    ADMINISTRATION = "administration", "administratie"
    LEVEL = "level", "niveau"
    """Of one outcome, where it is no phase."""
    MATRIX = "matrix", "merktekens van een matrix"
    """One competence of a matrix course x competence; several columns."""
    LEFT_OUT = "ignore", "weggelaten"
    """What a column profile leaves out."""


TEXT_COLUMNS = (Column.OUTCOMES, Column.CONTENT, Column.TEACHING, Column.ASSESSMENT)
"""Columns that hold running text; several of the same kind are joined."""

IGNORED: dict[Column, str] = {
    Column.TEACHER: "persoonsgegevens",
    Column.PRIOR_KNOWLEDGE: "voorkennis zegt niet wat het onderdeel zelf aanleert",
    Column.MATERIAL: "studiemateriaal",
    Column.STUDY_HOURS: "studietijd in uren",
    Column.ADMINISTRATION: "administratief gegeven",
    Column.LEVEL: "een niveau per leerresultaat is geen fase",
    Column.LEFT_OUT: "het profiel laat ze weg",
}
"""Columns that are known and left out on purpose, with the reason in Dutch."""

STRONG_NAMES: dict[Column, str] = {
    Column.CODE: "code, kode, dolod-code, oe-code, osiriscode, catalog number",
    Column.TITLE: """
        opleidingsonderdeel, opleidingsonderdelen, olod, olods, olod's, opo, opo's, dolod, vak,
        vakken, cursus, cursussen, onderwijseenheid, onderwijseenheden, titel, naam van het vak,
        studieonderdeel, title, course, courses, course unit, course unit title, unit of study""",
    Column.CREDITS: """
        studiepunten, studiepunt, studiepuntenaantal, sp, sp's, stp, ecs, ec's, cp, stptn,
        studiepnt, ects, ec, ects-punten, ects-studiepunten, ects-credits, ects-credit, ects points,
        studieomvang, omvang in studiepunten, studiepunten ects, credits, credit, credit value,
        credit points, study points""",
    Column.PHASE: """
        fase, fasen, fases, opleidingsfase, studiefase, trajectschijf, modeltrajectschijf,
        modeltraject, schijf, leerjaar, opleidingsjaar, programmajaar, bachelorjaar, deeltraject,
        standaardtraject, fase modeltraject, fase in het modeltraject, fase trajectschijf, phase,
        programme stage, programme part, programme year, year of study""",
    Column.SEMESTER: """
        semester, semesters, sem, academieperiode, academische periode, periode, periodes,
        onderwijsperiode, lesperiode, blok, kwartaal, kwartiel, trimester, scheduled for, term,
        period, quarter, block""",
    Column.TRACK: """
        traject, trajecten, keuzetraject, afstudeerrichting, afstudeerrichtingen, studierichting,
        keuzerichting, specialisatie, differentiatie, optie, major, minor, leerroute, route,
        leertraject, uitstroomprofiel, profiel, keuzepakket, opleidingsvariant, track,
        specialisation, specialization""",
    Column.COMPULSORY: """
        verplicht, verplichting, plichtvak, verplicht/keuze, verplicht of keuze, keuze of verplicht,
        keuze/verplicht, plicht/keuze, verplicht ja/nee, v/k, k/v, p/k, compulsory, mandatory,
        required, compulsory/elective, compulsory/optional""",
    Column.ELECTIVE: """
        keuze, keuzevakken, keuzeonderdeel, optioneel, facultatief, keuze ja/nee, elective,
        optional""",
    Column.LANGUAGE: """
        taal, talen, onderwijstaal, onderwijstalen, voertaal, instructietaal, doceertaal, lestaal,
        language, languages, teaching language, language of instruction, instruction language""",
    Column.OUTCOMES: """
        leerresultaten, leerresultaat, leerresultaten lijst, leerresultaten tekst, eindcompetenties,
        eindcompetentie, eindcompetenties lijst, eindcompetenties tekst, leerdoelen, leerdoel,
        leerdoelstellingen, leerdoelstelling, doelstellingen, doelstelling, doelen, doel,
        competenties, competentie, kerncompetenties, deelcompetenties,
        deelcompetentie, basiscompetenties, basiscompetentie, te bereiken competenties,
        te bereiken leerresultaten, beoogde leerresultaten, beoogde competenties, olr, olr's, dlr,
        dlr's, dlr-sw, opleidingsspecifieke leerresultaten, domeinspecifieke leerresultaten,
        leeruitkomsten, leeruitkomst, eindtermen, eindterm, eindkwalificaties, eindkwalificatie,
        leerplandoelen, leerplandoel, indicatoren, indicator, gedragsindicatoren,
        doelstellingen en competenties, doelstellingen en leerresultaten,
        leerresultaten en indicatoren, doelen en leerresultaten, aims, aim, goals, goal, objectives,
        objective, learning objectives, learning goals, learning outcomes, learning outcome,
        learning outcomes list, outcomes, outcome, ilo, ilos, intended learning outcomes,
        final competences, final competencies, final competences list, competences, competencies,
        aims and objectives""",
    Column.CONTENT: """
        inhoud, inhouden, leerinhoud, leerinhouden, korte inhoud, inhoud kort, omschrijving inhoud,
        inhoud omschrijving, omschrijving van de inhoud, inhoudelijke omschrijving,
        inhoudsomschrijving, inhoudsbeschrijving, omschrijving, korte omschrijving, beschrijving,
        korte beschrijving, samenvatting, toelichting, onderwerpen, thema's,
        delen van het opleidingsonderdeel, trefwoorden, kernwoorden, content, contents, description,
        short description, topics, summary, syllabus, keywords""",
    Column.TEACHING: """
        werkvormen, werkvorm, didactische werkvormen, didactische werkvorm, onderwijsvormen,
        onderwijsvorm, onderwijsmethoden, onderwijsmethode, onderwijsmethodes, lesvormen,
        onderwijsorganisatie, onderwijsorganisatie lijst, onderwijsorganisatie tekst,
        onderwijsleeractiviteiten, onderwijs- en leeractiviteiten, onderwijsactiviteiten,
        leeractiviteiten, onderwijs- en leervormen, werk- en leervormen, didactiek,
        teaching methods, teaching method, teaching activities, learning activities,
        teaching and learning activities, educational organisation, educational organisation text,
        educational organisation list""",
    Column.ASSESSMENT: """
        evaluatie, evaluaties, evaluatie lijst, evaluatie tekst, evaluatieactiviteiten,
        evaluatieactiviteit, evaluatievorm, evaluatievormen, evaluatiemethode, evaluatiemethoden,
        evaluatiemethodes, evaluatiewijze, evaluatie eerste examenkans, evaluatie 1e examenkans,
        evaluatie tweede examenkans, evaluatie 2e examenkans, toets, toetsen, toetsing, toetsvorm,
        toetsvormen, toetswijze, examen, examens, examenvorm, beoordeling, beoordelingswijze,
        assessment, assessment methods, assessment method, evaluation, evaluation methods,
        evaluation method, evaluation activities, examination, exam""",
    Column.ACADEMIC_YEAR: """
        academiejaar, ac.jaar, acad.jaar, academisch jaar, a.j., schooljaar, academic year""",
    Column.PROGRAMME: """
        opleiding, opleidingen, opleidingsnaam, naam opleiding, opleidingsprogramma, programma,
        studieprogramma, komt voor in, is inbegrepen in onderstaande opleidingen, programme,
        study programme, degree programme, degree, is found in""",
    Column.COLLEGE: """
        hogeschool, instelling, onderwijsinstelling, school, institution, college, university""",
    Column.TEACHER: """
        docent, docenten, naam docent, andere docenten, lector, lectoren, titularis,
        titularissen, coördinator, coördinatoren, verantwoordelijke, lesgever, lesgevers,
        contactpersoon, begeleider, trekker, e-mail, e-mailadres, mail, telefoon, teacher,
        teachers, lecturer, lecturers, co-ordinator, teaching staff, other teaching staff,
        staff, instructor, professor""",
    Column.LINK: """
        link, links, url, hyperlink, website, webpagina, ects-fiche, ects fiches, fiche,
        studiefiche, link fiche, link ects-fiche, link naar fiche, link naar ects-fiche,
        link studiefiche, course sheet""",
    Column.PRIOR_KNOWLEDGE: """
        begincompetenties, begincompetentie, begintermen, beginvoorwaarden, voorkennis,
        vereiste voorkennis, aanbevolen voorkennis, volgtijdelijkheid, volgtijdelijkheden,
        toelatingsvoorwaarden, instapvoorwaarden, prerequisites, prerequisite, prior knowledge,
        course sequence, starting competences""",
    Column.MATERIAL: """
        studiemateriaal, leermateriaal, materiaal, leermiddelen, literatuur, handboek, handboeken,
        boeken, verplichte literatuur, aanbevolen literatuur, material, study material,
        study materials, reading list, bibliography, bibliografie""",
    Column.STUDY_HOURS: """
        studietijd, totale studietijd, begrote studietijd, uren, aantal uren, contacturen,
        contactmomenten, contacttijd, lesuren, lestijden, sbu, studiebelastingsuren, werklast,
        hours, contact hours, study hours, total study time, workload""",
    Column.ADMINISTRATION: """
        opmerking, opmerkingen, nota, nota's, commentaar, kostprijs, studiekosten, campus, locatie,
        lesplaats, departement, faculteit, vakgroep, cluster, pijler, leerlijn, quotering,
        quotering op 20, tolerantie, deliberatie, tolerantie/deliberatie, tweede examenkans,
        inschrijvingsvoorwaarden, contractvorm, creditcontract, examencontract, groepsgrootte,
        beheersingsniveau, doelgroep, weging, gewicht, laatst gewijzigd, versie, engelse titel,
        engelse naam, english title, remarks, comments, notes, marked out of 20, re-sit exam,
        possibility of deliberation/tolerance, location, department""",
}
"""Names that mean one thing in any list, separated by commas."""

WEAK_NAMES: dict[Column, str] = {
    Column.CODE: """
        id, nr, nummer, volgnummer, volgnr, no, number, referentie, ref, afkorting, afk,
        abbreviation""",
    Column.TITLE: """
        naam, name, module, modules, benaming, onderdeel, onderdelen, deelopleidingsonderdeel,
        deelolod, unit, leereenheid, korte titel, korte naam, volledige naam, volledige titel,
        long name, full name, subject""",
    Column.CREDITS: "studielast, studiebelasting, study load, omvang, punten",
    Column.PHASE: "jaar, studiejaar, year, niveau",
    Column.COMPULSORY: "type, soort, aard, statuut",
}
"""Names that give way to a strong name for the same field."""


_NEAR = 88
"""Least rapidfuzz ratio for a guess: one slip in a word of eight letters."""
_SHORTEST_GUESS = 6
LONGEST_HEADER = 80
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HYPHENATED = re.compile(r"(?<=\w)[-\u2010]\s*[\r\n]+\s*(?=[a-z])")
_OTHER_SIGN = re.compile(r"[^a-z0-9]+")
_PARENTHESES = re.compile(r"[(\[][^)\]]*[)\]]?")
_OTHER_LANGUAGE = re.compile(r"\b((?i:engels|english|frans|duits)|ENG?|FR)\b")
_OF_COURSE = re.compile(
    r" (van|in|per|of) (het |de |dit |the |elk )?"
    r"(opleidingsonderdeel|olod|opo|vak|cursus|module|onderwijseenheid|course|course unit)$"
)
_COURSE = (
    *("opleidingsonderdeel", "olod", "opo", "vak", "cursus", "module", "onderwijseenheid"),
    *("course", "unit", "subject"),
)
"""Words for a course that may stand before or behind what a column holds: `SP OLOD`, `vakcode`."""
_COUNT = re.compile(r"^(aantal|totaal aantal|number of|lijst van|lijst|overzicht) ")
_NUMBERED = re.compile(r" \d{1,2}$")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a header text means."""

    column: Column
    name: str
    """The name in the alias table that it answered to."""
    rank: int = 0
    """0 for a name that means one thing, -1 for one in a profile; a lower rank goes first."""
    is_guess: bool = False
    by_values: bool = False
    """Whether the cells below say so, against the name."""

    @property
    def preference(self) -> tuple[bool, int]:
        """What goes first where two columns mean the same: the lowest."""
        return self.is_guess, self.rank


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    r"""Bring a header to lower-case words without accents, punctuation or line breaks.

    >>> normalise("Studie-\npunten\xa0:"), normalise("Coördinator(en)"), normalise("ModuleID")
    ('studiepunten', 'coordinator en', 'module id')
    """
    text = _CAMEL.sub(" ", _HYPHENATED.sub("", text.replace("\u00ad", "")))
    text = text.replace("'s", "s").replace("\u2019s", "s")
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join([letter for letter in letters if not unicodedata.combining(letter)])
    return _OTHER_SIGN.sub(" ", text.casefold()).strip()


def _key(words: str) -> str:
    return words.replace(" ", "")


def _table() -> dict[str, Recognised]:
    table: dict[str, Recognised] = {}
    for rank, names_by_column in enumerate((STRONG_NAMES, WEAK_NAMES)):
        for column, names in names_by_column.items():
            for name in names.split(","):
                known = table.setdefault(
                    _key(normalise(name)), Recognised(column, single_spaced(name), rank)
                )
                if known.column is not column:
                    raise ValueError(f"header name {name.strip()!r} stands for two columns")
    return table


_TABLE = _table()
_GUESSABLE = [key for key in _TABLE if len(key) >= _SHORTEST_GUESS]


@lru_cache(maxsize=4096)
def recognise(text: str) -> Recognised | None:
    """Say what a header means, or None.

    >>> recognise("STUDIEPUNTEN (SP):").column
    <Column.CREDITS: 'credits'>
    >>> recognise("Leerresultaat 3").column
    <Column.OUTCOMES: 'outcomes'>
    """
    if not text.strip() or len(text) > LONGEST_HEADER:
        return None
    if meaning := _look_up(text):
        return meaning
    # Two languages or two words for the same thing: "Naam / Titel". They must agree.
    parts = [part for part in re.split(r"[/|\n]", _PARENTHESES.sub(" ", text)) if part.strip()]
    meanings = [meaning for part in parts if (meaning := _look_up(part))]
    return meanings[0] if len({meaning.column for meaning in meanings}) == 1 else None


def _look_up(text: str) -> Recognised | None:
    if meaning := _TABLE.get(_key(normalise(text))):
        return meaning
    bare = normalise(_PARENTHESES.sub(" ", text)) or normalise(text)
    of_course = _OF_COURSE.sub("", _COUNT.sub("", bare))
    key = _key(of_course)
    beside = [key[len(noun) :] for noun in _COURSE if key.startswith(noun)]
    beside += [key[: -len(noun)] for noun in _COURSE if key.endswith(noun)]
    for words in (bare, _COUNT.sub("", bare), of_course, *beside):
        meaning = _TABLE.get(_key(words))
        if meaning is None:
            # `Leerresultaat 2` is a header; `Fase 2` is the phase of the rows below it.
            numbered = _TABLE.get(_key(_NUMBERED.sub("", words)))
            meaning = numbered if numbered and numbered.column in TEXT_COLUMNS else None
        if meaning and words in beside and meaning.column in {Column.CODE, Column.TITLE}:
            meaning = replace(meaning, rank=0)
        if meaning:
            in_other_language = _OTHER_LANGUAGE.search(" ".join(_PARENTHESES.findall(text)))
            return replace(meaning, rank=meaning.rank + 2) if in_other_language else meaning
    return None


@lru_cache(maxsize=4096)
def guess(text: str) -> Recognised | None:
    """Say what a header most likely means when it is close to a known name, or None.

    >>> guess("Opleidingsonderdel").column
    <Column.TITLE: 'title'>
    """
    known = recognise(text)
    if known:
        return known
    key = _key(normalise(_PARENTHESES.sub(" ", text)))
    if not _SHORTEST_GUESS <= len(key) <= LONGEST_HEADER:
        return None
    best = process.extractOne(key, _GUESSABLE, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return replace(_TABLE[best[0]], is_guess=True) if best else None

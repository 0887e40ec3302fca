"""Decides which programme, college and year a list is of, and how large the programme is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from swcompetence.files.course_list.course_drafts import Draft
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.files.course_list.list_facts import (
    academic_year_in,
    college_in,
    labelled,
    nominal_credits_of,
    programme_in,
    slug,
    year_in_name,
)
from swcompetence.model import Course, Issue, Place, TableRow

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
    above: Sequence[TableRow], drafts: Sequence[Draft], sheets: Sequence[str], file: str
) -> tuple[Identity, tuple[Issue, ...]]:
    """Read the names of the list: its columns first, then title rows, sheets and file name."""
    stem = PurePath(file).stem
    lines = [tuple(dict.fromkeys(v.strip() for v in row.values if v.strip())) for row in above]
    titles = tuple(" ".join(line) for line in lines if line)
    in_list = (*titles, *sheets)
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    programmes = _values(draft.programme for draft in drafts)
    years = _values(draft.academic_year for draft in drafts)
    named = (
        next(iter(programmes), None)
        or _first(programme_in, in_list)
        or labelled(lines, Column.PROGRAMME)
    )
    programme = named or programme_in(words)
    full_year = _year_of_columns(years) or _first(academic_year_in, (*in_list, stem))
    year = full_year or year_in_name(stem)
    college = (
        next(iter(_values(draft.college for draft in drafts)), None)
        or labelled(lines, Column.COLLEGE)
        or _first(college_in, (*in_list, stem))
    )
    parts = [part for part in (college, programme, year) if part]
    identity = Identity(
        id=slug(" ".join(parts)) if programme else slug(stem),
        programme=programme and programme[:1].upper() + programme[1:],
        college=college,
        academic_year=year,
        titles=tuple(text for text in (programme, *in_list, words) if text),
    )
    place = Place(file=file)
    issues = [
        *_several(programmes, years, place),
        *_from_file_name(identity, place, programme=not named, year=not full_year),
    ]
    return identity, tuple(issues)


def _values(values: Iterable[str]) -> list[str]:
    """Give the different values, the commonest first."""
    counts = Counter(value for value in values if value)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _first(reader: Callable[[str], str | None], texts: Sequence[str]) -> str | None:
    return next((found for text in texts if (found := reader(text))), None)


def _year_of_columns(values: Sequence[str]) -> str | None:
    if not values:
        return None
    return academic_year_in(values[0]) or year_in_name(values[0])


def _several(programmes: Sequence[str], years: Sequence[str], place: Place) -> Iterator[Issue]:
    if len(programmes) > 1:
        yield warning(
            "several-programmes",
            f"De lijst noemt {len(programmes)} opleidingen"
            f" ({', '.join(f'‘{name}’' for name in programmes[:4])}); ze is gelezen als één"
            " opleiding. Maak een bestand per opleiding als ze apart bekeken moeten worden.",
            place,
        )
    if len(years) > 1:
        yield warning(
            "several-years",
            f"De lijst noemt {len(years)} academiejaren ({', '.join(years[:4])}); het meest"
            " voorkomende geldt. Haal oude rijen weg als ze niet meer meetellen.",
            place,
        )


def _from_file_name(
    identity: Identity, place: Place, *, programme: bool, year: bool
) -> Iterator[Issue]:
    if programme and identity.programme:
        yield info(
            "programme-from-file-name",
            f"De naam van de opleiding komt uit de bestandsnaam: ‘{identity.programme}’. Zet hem"
            " boven de lijst als dat niet klopt.",
            place,
        )
    if year and identity.academic_year:
        yield info(
            "year-from-file-name",
            f"Het academiejaar {identity.academic_year} is afgeleid uit het jaartal in de"
            " bestandsnaam. Zet ‘Academiejaar …’ boven de lijst als dat niet klopt.",
            place,
        )


def total_issues(
    identity: Identity, courses: Sequence[Course], given: float | None, file: str
) -> tuple[float | None, tuple[Issue, ...]]:
    """Give the size of the programme, and tell how it was found and whether the list adds up."""
    place = Place(file=file)
    nominal = nominal_credits_of(identity.titles) if given is None else given
    issues = []
    if nominal is None:
        issues.append(
            info(
                "programme-credits-unknown",
                "De omvang van de opleiding is niet bekend: de lijst noemt geen bachelor, graduaat"
                " of master. Geef ze met --programme-credits.",
                place,
            )
        )
    elif given is None:
        issues.append(
            info(
                "programme-credits-inferred",
                f"De omvang van de opleiding is afgeleid uit haar naam: {nominal:g} studiepunten."
                f" {_OTHER_SIZE}",
                place,
            )
        )
    total = sum(course.credits or 0 for course in courses)
    if nominal is not None and total and total != nominal:
        issues.append(
            info(
                "credits-total",
                f"De lijst telt {total:g} studiepunten, de opleiding {nominal:g}. Dat is gewoon"
                " als keuzeopleidingsonderdelen en afstudeerrichtingen naast elkaar staan; kijk"
                f" anders na of er onderdelen ontbreken of dubbel staan. {_OTHER_SIZE}",
                place,
            )
        )
    return nominal, tuple(issues)

"""Account for a report: the tool, the editions, the reviewers and the rule behind every figure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from swcompetence.analysis.checks.narrowest_path import PATH_RULE
from swcompetence.analysis.checks.progression import PROGRESSION_RULE
from swcompetence.analysis.link_standing import ASSESSED_RULE
from swcompetence.analysis.starting_points import STARTING_POINTS_RULE
from swcompetence.analysis.text_credits import TEXT_CREDITS_RULE
from swcompetence.model import Band, Framework, Mapping, Reference, Source
from swcompetence.phrasing import counted, decimal
from swcompetence.registry import shipped_original
from swcompetence.report.findings.gap_report import CourseLine, Edition, GapReport, Rule, Trace
from swcompetence.report.findings.wording import DOUBT_NOTE, STATUS_WORDS, date_words
from swcompetence.review.sheet import FIELD_WORDS
from swcompetence.text import SHARED_TEXT_RULE

_GENERAL = {
    "% nagekeken": "Bevestigde en verworpen voorstellen, gedeeld door alle voorstellen (ook"
    " koppelingen die een lesgever zelf toevoegde). Onenigheid en gewijzigde fiches tellen als niet"
    f" nagekeken. {DOUBT_NOTE} Naar beneden afgerond.",
    "onderwerp, bevestigd (B)": "Een lesgever bevestigde dat minstens één fiche het kaderitem als"
    " onderwerp behandelt.",
    "vermoedelijk onderwerp (V)": "De software houdt het voor onderwerp van minstens één fiche, of"
    " een lesgever voegde het toe; lesgevers beslisten nog niet, of verschillen van mening.",
    "terloops vermeld (T)": "Een lesgever zei zo, of de software stelt voor dat een fiche het raakt"
    " zonder dat het er onderwerp van is.",
    "onzekere aanwijzing (·)": "Een woord van het kaderitem staat in een fiche, te weinig voor een"
    " voorstel. Telt in geen enkel aantal studiepunten mee.",
    "voorstel afgewezen (×)": "Lesgevers wezen alles af wat ervoor zou spreken. De woorden staan"
    " wel in de fiche; een afwijzing in één opleidingsonderdeel verandert niets aan een ander.",
    "geen vermelding gevonden": "Geen enkele zoekterm van het kaderitem staat in een gelezen fiche."
    " Dit zegt iets over de fiches, niet over de lessen.",
    "verband": "In OCMW-context of in de context van lokaal bestuur: dezelfde passage of de titel"
    " van de fiche noemt dat werk, of het thema hoort er van nature bij. Algemeen: de fiche legt"
    " dat verband bij dit thema niet. Algemene inhoud is een basis, geen tekort.",
    "thema's om mee te beginnen": "Eerst de kerntaken van de sociale dienst, dan de rest; telkens"
    " eerst wat niet gevonden, onzeker of afgewezen is, dan wat terloops vermeld is, dan wat enkel"
    " algemeen aan bod komt; daarbinnen naar het gewicht van de referentie {reference}",
    "studiepunten naar tekst": TEXT_CREDITS_RULE,
    "gedeelde tekst": SHARED_TEXT_RULE,
    "geëvalueerd": ASSESSED_RULE,
    "leerlijn": PROGRESSION_RULE,
    "smalste traject": PATH_RULE,
    "aanknopingspunten": STARTING_POINTS_RULE,
    "wel onderwezen, staat niet in de fiche": "Wat de opleidingscommissie zelf verklaarde. Telt in"
    " geen enkel cijfer mee: het is een verklaring, geen bewijs uit een fiche.",
}

_UNREAD: dict[Literal["language", "no_text"], str] = {
    "language": "In een andere taal, niet gelezen",
    "no_text": "Enkel een titel",
}


def rules(weights: Reference | None) -> tuple[Rule, ...]:
    """List every figure of the report with its rule; `weights` are those of the first gaps."""
    reference = f"‘{weights.title}’. {weights.about}" if weights else "(geen)"
    return tuple(
        Rule(figure=figure, rule=rule.replace("{reference}", reference))
        for figure, rule in _GENERAL.items()
    )


def list_facts(report: GapReport) -> dict[str, str]:
    """Say what list was read, and how large it is."""
    programme, nominal = report.programme, report.programme.nominal_credits
    unread = unread_words(report)
    return {
        "Bestand": programme.file or "niet opgegeven",
        "Vingerafdruk (sha256)": programme.sha256 or "niet opgegeven",
        "Opleidingsonderdelen": f"{len(report.courses)}{unread and f'. {unread}'}",
        "Studiepunten in de lijst": decimal(programme.list_credits),
        "Nominale omvang": f"{decimal(nominal)} studiepunten" if nominal else "onbekend",
    }


def unread_words(report: GapReport) -> str:
    """Count the sheets that were not read and those that are a title only; empty without any."""
    reasons = Counter(course.skipped for course in report.courses if course.skipped)
    return " ".join(
        f"{words}: {reasons[reason]}." for reason, words in _UNREAD.items() if reasons[reason]
    )


def read_texts(course: CourseLine) -> str:
    """Name the fields of a course whose text was read."""
    if course.skipped == "language":
        return "geen: in een andere taal"
    return ", ".join(FIELD_WORDS[field] for field in course.texts) or "geen"


def making(report: GapReport) -> dict[str, str]:
    """Say when and with what the report was made."""
    trace, tool, lecturers = report.trace, report.trace.mapping_tool, report.review.lecturers
    return {
        "Datum van dit rapport": date_words(report.date),
        "Nagekeken door": counted(lecturers, "lesgever", "lesgevers")
        if lecturers
        else "nog niemand",
        "Software": f"{tool.name} {trace.tool_version}",
        "Koppelingen gemaakt met": f"{tool.name} {tool.version}, {tool.matcher}, parameters"
        f" {tool.parameters} ({date_words(trace.mapping_date)})",
    }


def trace(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    rules: tuple[Rule, ...],
    *,
    tool_version: str,
    date: dt.date | None,
) -> Trace:
    """Gather what made the report and out of what."""
    programme = mapping.curricula[0]
    parts = (programme.programme, programme.college, programme.academic_year)
    subject = ", ".join(part for part in parts if part)
    editions = ", ".join(f"{edition.ref} (revisie {edition.revision})" for edition in frameworks)
    return Trace(
        tool_version=tool_version,
        mapping_tool=mapping.tool,
        mapping_date=mapping.date,
        mapping_digest=hashlib.sha256(mapping.to_json().encode()).hexdigest(),
        editions=tuple(_edition(framework, mapping) for framework in frameworks),
        rules=rules,
        citation=f"Hiatenrapport {subject or programme.id}. Gemaakt met swcompetence {tool_version}"
        f" (koppelingen: {mapping.tool.matcher}, parameters {mapping.tool.parameters})"
        f" op basis van {editions}. {date_words(date).capitalize()}.",
    )


def _edition(framework: Framework, mapping: Mapping) -> Edition:
    links = [link for link in mapping.links if link.item.framework == framework.id]
    standing = STATUS_WORDS[framework.status]
    if framework.missing is not None:
        standing = f"{standing}, onvolledig: {framework.missing}"
    original = shipped_original(framework)
    if original and original.vocabulary_digest != framework.vocabulary_digest:
        standing += f"; andere inhoud of woordenschat dan de meegeleverde {original.ref}"
        standing += f", revisie {original.revision}"
    return Edition(
        ref=framework.ref,
        title=framework.title,
        about=framework.about,
        publisher=framework.publisher,
        revision=framework.revision,
        digest=framework.identity_digest,
        vocabulary_digest=framework.vocabulary_digest,
        standing=standing,
        licence=f"{framework.licence.id}. {framework.licence.attribution}",
        sources=tuple(_source(source) for source in framework.sources),
        last_checked_on=framework.last_checked_on,
        is_confidence_measured=any(link.band is not Band.NOT_MEASURED for link in links),
    )


def _source(source: Source) -> str:
    read = f"geraadpleegd op {date_words(source.accessed)}" if source.accessed else None
    parts = (source.title, source.locator, source.url, read)
    return ", ".join(part for part in parts if part)

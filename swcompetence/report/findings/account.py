"""Account for a report: the tool, the editions, the reviewers and the rule behind every figure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence

from swcompetence.analysis.checks.check import Check
from swcompetence.analysis.checks.narrowest_path import PATH_RULE
from swcompetence.analysis.checks.progression import PROGRESSION_RULE
from swcompetence.analysis.course_facts import COURSE_TYPE_RULE
from swcompetence.analysis.coverage import CREDITS_RULE, TEXT_CREDITS_RULE
from swcompetence.analysis.link_standing import ASSESSED_RULE, MENTION_RULE
from swcompetence.analysis.practice import FIELD_COMPARISON_RULE
from swcompetence.analysis.spread import SPREAD_RULE
from swcompetence.analysis.starting_points import STARTING_POINTS_RULE
from swcompetence.analysis.text_share import PRESENCE_RULE, TAUGHT_RULE, TEXT_SHARE_RULE
from swcompetence.model import Band, EditionStatus, Framework, Mapping, Source
from swcompetence.phrasing import counted
from swcompetence.registry import shipped_original
from swcompetence.report.findings.gap_report import (
    CourseLine,
    Edition,
    GapReport,
    Practice,
    Reviewer,
    Rule,
    Trace,
)
from swcompetence.report.findings.wording import (
    FIRST_GAPS_FIGURE,
    MAIN_GAPS_RULE,
    NO_NORM,
    date_words,
    decimal,
)
from swcompetence.review.rollover.changes import FIELD_WORDS
from swcompetence.text import SHARED_TEXT_RULE

RULES_TITLE = "De regel achter elk cijfer"

_GENERAL = {
    "% nagekeken": "Bevestigde en verworpen voorstellen, gedeeld door alle voorstellen (ook"
    " koppelingen die een lesgever zelf toevoegde). Twijfel, onenigheid en gewijzigde fiches"
    " tellen als niet nagekeken. Naar beneden afgerond.",
    "bevestigd (B)": "Een lesgever bevestigde de koppeling tussen kaderitem en"
    " opleidingsonderdeel.",
    "voorgesteld (V)": "Het programma stelt de koppeling voor, of een lesgever voegde ze toe,"
    " en ze is bevestigd noch verworpen.",
    "terloops vermeld (T)": f"{MENTION_RULE} Telt niet mee in laag of verwacht, wel in hoog. Als"
    " bevinding: geen bevestigde koppeling en geen open voorstel, wel minstens één T.",
    "mogelijk (·)": "Het programma vond enkel zwakke woorden van het kaderitem in de fiche,"
    " of woorden buiten de leerstof. Telt niet mee in bevindingen, laag of verwacht; wel in hoog,"
    " als de woorden in de leerstof staan. Per opleidingsonderdeel en kader staan er hoogstens"
    " vijf T of ·, de sterkste.",
    "niet aangetroffen in de fiches": "Geen bevestigde koppeling, geen open voorstel en geen"
    " enkele duidelijke term (T) in de hele lijst. Dit zegt iets over de fiches, niet over de"
    " lessen.",
    "studiepunten per kaderitem": CREDITS_RULE,
    "totalen per opleidingsonderdeel": "Aantal kaderitems met B of V in de kolom; hetzelfde"
    " onderwerp kan in meer dan één kader voorkomen.",
    "sterkste citaat": "Het citaat met het meeste gewicht uit de koppeling met de hoogste"
    " zekerheid; bevestigde koppelingen gaan voor voorgestelde, voorgestelde voor terloops"
    " vermelde, die voor mogelijke.",
    FIRST_GAPS_FIGURE: MAIN_GAPS_RULE,
    "studiepunten naar tekst": f"{TEXT_CREDITS_RULE} {TEXT_SHARE_RULE}",
    "leerstof": TAUGHT_RULE,
    "gedeelde tekst": SHARED_TEXT_RULE,
    "laag, verwacht, hoog": PRESENCE_RULE,
    "soort opleidingsonderdeel": COURSE_TYPE_RULE,
    "geëvalueerd": ASSESSED_RULE,
    "leerlijn": PROGRESSION_RULE,
    "smalste traject": PATH_RULE,
    "aanknopingspunten": STARTING_POINTS_RULE,
    "werkvelden": FIELD_COMPARISON_RULE,
    "wel onderwezen, staat niet in de fiche": "Wat de opleidingscommissie zelf verklaarde. Telt in"
    " geen enkel cijfer mee: het is een verklaring, geen bewijs uit een fiche.",
}


_STATUS_WORDS = {
    EditionStatus.DRAFT: "ontwerp",
    EditionStatus.CURRENT: "geldend",
    EditionStatus.SUPERSEDED: "vervangen door een nieuwere editie",
    EditionStatus.WITHDRAWN: "ingetrokken",
}


def rules(practice: Practice | None, checks: Sequence[Check]) -> tuple[Rule, ...]:
    """List every figure of the report with its rule."""
    rule_by_figure = dict(_GENERAL)
    if practice:
        rule_by_figure |= {
            "aandeel OCMW-praktijk, naar tekst": f"{practice.share.rule} {NO_NORM}",
            "aandeel OCMW-praktijk, hele opleidingsonderdelen": f"{practice.courses.rule}"
            f" {NO_NORM}",
            "index en oordeel per thema": practice.representation.rule,
            f"referentie ‘{practice.reference.title}’": practice.reference.about,
            "spreiding": SPREAD_RULE,
        }
    rule_by_figure |= {f"controle: {check.title}": check.rule for check in checks}
    return tuple(Rule(figure=figure, rule=rule) for figure, rule in rule_by_figure.items())


def list_facts(report: GapReport) -> dict[str, str]:
    """Say what list was read, and how large it is."""
    programme, nominal = report.programme, report.programme.nominal_credits
    unread = sum(course.has_only_title for course in report.courses)
    return {
        "Bestand": programme.file or "niet opgegeven",
        "Vingerafdruk (sha256)": programme.sha256 or "niet opgegeven",
        "Opleidingsonderdelen": f"{len(report.courses)}, waarvan {unread} met enkel een titel",
        "Studiepunten in de lijst": decimal(programme.list_credits),
        "Nominale omvang": f"{decimal(nominal)} studiepunten" if nominal else "onbekend",
    }


def read_texts(course: CourseLine) -> str:
    """Name the fields of a course that held text to read."""
    return ", ".join(FIELD_WORDS[field] for field in course.texts) or "geen"


def making(report: GapReport) -> dict[str, str]:
    """Say when and with what the report was made."""
    trace, tool = report.trace, report.trace.mapping_tool
    return {
        "Datum van dit rapport": date_words(report.date),
        "Programma": f"{tool.name} {trace.tool_version}",
        "Koppelingen gemaakt met": f"{tool.name} {tool.version}, {tool.matcher}, parameters"
        f" {tool.parameters} ({date_words(trace.mapping_date)})",
    }


def reviewer_words(report: GapReport) -> list[str]:
    """Name the reviewers, each with the number of their decisions."""
    return [
        f"{reviewer.name} ({counted(reviewer.decisions, 'besluit', 'besluiten')})"
        for reviewer in report.trace.reviewers
    ]


def trace(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    rules: tuple[Rule, ...],
    *,
    tool_version: str,
    date: dt.date | None,
) -> Trace:
    """Gather what made the report and out of what."""
    names = Counter(
        decision.reviewer or "zonder naam" for link in mapping.links for decision in link.decisions
    )
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
        reviewers=tuple(Reviewer(name=n, decisions=count) for n, count in sorted(names.items())),
        rules=rules,
        citation=f"Hiatenrapport {subject or programme.id}. Gemaakt met swcompetence {tool_version}"
        f" (koppelingen: {mapping.tool.matcher}, parameters {mapping.tool.parameters})"
        f" op basis van {editions}. {date_words(date).capitalize()}.",
    )


def _edition(framework: Framework, mapping: Mapping) -> Edition:
    links = [link for link in mapping.links if link.item.framework == framework.id]
    standing = _STATUS_WORDS[framework.status]
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

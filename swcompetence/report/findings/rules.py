"""Every figure of a report with the rule behind it."""

from __future__ import annotations

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
from swcompetence.report.findings.gap_report import Practice
from swcompetence.report.findings.report_trace import Rule
from swcompetence.report.findings.wording import FIRST_GAPS_FIGURE, MAIN_GAPS_RULE, NO_NORM
from swcompetence.text import SHARED_TEXT_RULE

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


def rules(practice: Practice | None, checks: Sequence[Check]) -> tuple[Rule, ...]:
    """List every figure of the report with its rule."""
    told = {
        **_GENERAL,
        **(_of_practice(practice) if practice else {}),
        **{f"controle: {check.title}": check.rule for check in checks},
    }
    return tuple(Rule(figure=figure, rule=rule) for figure, rule in told.items())


def _of_practice(practice: Practice) -> dict[str, str]:
    return {
        "aandeel OCMW-praktijk, naar tekst": f"{practice.share.rule} {NO_NORM}",
        "aandeel OCMW-praktijk, hele opleidingsonderdelen": f"{practice.courses.rule} {NO_NORM}",
        "index en oordeel per thema": practice.representation.rule,
        f"referentie ‘{practice.reference.title}’": practice.reference.about,
        "spreiding": SPREAD_RULE,
    }

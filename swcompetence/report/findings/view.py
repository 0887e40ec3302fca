"""Build the gap report of one programme out of its mapping and the frameworks."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from swcompetence.analysis.base import NO_SETTINGS, BaseSettings, is_chosen
from swcompetence.analysis.checks.check import CheckLimits
from swcompetence.analysis.checks.checks import run_checks
from swcompetence.analysis.checks.narrowest_path import PATH_RULE, narrowest_path
from swcompetence.analysis.checks.progression import PROGRESSION_RULE, progression
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.finding import Finding, FrameworkFindings, framework_findings
from swcompetence.analysis.link_standing import (
    ASSESSED_RULE,
    is_confirmed,
    is_open_proposal,
    real_evidence,
    review_progress,
)
from swcompetence.analysis.ocmw import ocmw_practice, work_fields
from swcompetence.analysis.reference.reference import equal_reference, fit_reference
from swcompetence.analysis.reference.representation import representation
from swcompetence.analysis.starting_points import (
    STARTING_POINTS_RULE,
    ItemStartingPoints,
    starting_points,
)
from swcompetence.analysis.text_credits import TEXT_CREDITS_RULE, ProgrammeText, read_programme
from swcompetence.errors import NothingToWeighError, NotOneCurriculumError, UnknownFrameworkError
from swcompetence.files.data.reference_file import (
    REFERENCES_FOLDER,
    read_reference,
    shipped_references,
)
from swcompetence.matching import tool_version as installed_version
from swcompetence.model import (
    NOTHING_FITS,
    Band,
    BoardNotes,
    Course,
    CourseField,
    Curriculum,
    Evidence,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Model,
    Purpose,
    Reference,
    Source,
    Status,
    Verdict,
)
from swcompetence.model.college import PlacementTable
from swcompetence.model.issue import warning
from swcompetence.model.mapping import OCMW, Tie, in_force, reviewer_key
from swcompetence.phrasing import single_spaced
from swcompetence.registry import builtin_root, frameworks_of, shipped_original
from swcompetence.report.findings.answer import answer
from swcompetence.report.findings.gap_report import (
    FIELDS,
    CourseLine,
    Edition,
    GapReport,
    LinkLine,
    Programme,
    Quote,
    ReferenceComparison,
    ReviewState,
    Rule,
    Trace,
    VerdictCount,
)
from swcompetence.report.findings.wording import DOUBT_NOTE, STATUS_WORDS, date_words
from swcompetence.review.parts import parts_words
from swcompetence.text import SHARED_TEXT_RULE, enclosing_span, shared_text

_DEFAULT_WEIGHTS = "podmi-2014"
"""The shipped reference that the first gaps are weighed by."""
_MOST_QUOTES = 3
_MOST_TIES = 2


class ReportSettings(Model):
    """The choices behind a report; each of them is named in it."""

    reference: Reference | None = None
    """For OCMW practice, set beside the themes; None for the default weights of the first gaps."""
    base: BaseSettings = NO_SETTINGS
    """What a student can take of the list."""
    placement_table: PlacementTable | None = None
    """Where students do their placement, shown beside the sheets and never counted."""
    limits: CheckLimits = CheckLimits()
    board: BoardNotes = BoardNotes()
    comparison: Comparison | None = None
    """The programme beside other years or colleges."""


PLAIN = ReportSettings()
"""Equal weights, agreed limits, nothing noted, nothing compared."""


def build_report(
    mapping: Mapping,
    frameworks: Sequence[Framework] | None = None,
    *,
    date: dt.date | None = None,
    settings: ReportSettings = PLAIN,
    tool_version: str | None = None,
) -> GapReport:
    """Build the gap report of a mapping, reviewed or not: every finding and figure with its rule.

    Args:
        mapping: of one course list; `mapping.only(id)` takes one out of several.
        frameworks: the editions that its links point into; None for the shipped ones. Those that
            the mapping did not use are left out.
        date: the day to write on the report.
        settings: a reference, the notes of a board, a comparison; as it is, none of these.
        tool_version: the version to write on the report; None for the installed one.

    Returns:
        A frozen value; credits in it are ECTS. The same arguments give the same value.

    Raises:
        NotOneCurriculumError: the mapping holds no or several curricula.
        UnknownFrameworkError: a framework of the mapping is not at hand.
        ReferenceMismatchError: the reference is about another framework than OCMW practice.
    """
    if len(mapping.curricula) != 1:
        raise NotOneCurriculumError([curriculum.id for curriculum in mapping.curricula])
    whole = mapping
    chosen = [course.id for course in mapping.courses if is_chosen(course, settings.base)]
    if len(chosen) < len(mapping.courses):
        mapping = mapping.of_courses(chosen)
    curriculum = mapping.curricula[0]
    at_hand = frameworks_of(mapping) if frameworks is None else frameworks
    by_ref = {str(framework.ref): framework for framework in at_hand}
    if missing := [str(used.ref) for used in mapping.frameworks if used.ref not in by_ref]:
        raise UnknownFrameworkError(missing[0], sorted(by_ref))
    used = tuple(by_ref[used.ref] for used in mapping.frameworks)
    known = {framework.item_ref(item) for framework in used for item in framework.mapping_items}
    links = tuple(link for link in mapping.links if link.item in known)
    about = mapping.model_copy(update={"links": links})
    programme = read_programme(about, settings.base)
    findings = tuple(framework_findings(programme, framework) for framework in used)
    aims = [framework for framework in findings if framework.purpose is Purpose.COVER]
    by_course = defaultdict[str, list[Link]](list)
    for link in links:
        by_course[link.course].append(link)
    courses = tuple(_course_line(course, by_course[course.id]) for course in curriculum.courses)
    ocmw = next((framework for framework in used if framework.id == OCMW), None)
    weights = _weights(ocmw, settings) if ocmw else None
    practice = ocmw_practice(programme, ocmw, weights) if ocmw and weights else None
    checks = run_checks(about, findings, limits=settings.limits)
    selections = []
    said = answer(practice, courses)
    if mapping.part:
        selections.append(f"{len(mapping.part.numbers)} van {mapping.part.of} delen")
        said = (
            f"Dit is niet het hele programma: {parts_words(mapping.part)}, en enkel daarover gaat"
            f" dit rapport. {said}"
        )
    if settings.base.route or settings.base.track is not None:
        name = "modeltraject" if settings.base.route else f"traject {settings.base.track}"
        number = f"{len(mapping.courses)} van de {len(whole.courses)} opleidingsonderdelen"
        selections.append(f"{name}: {number}")
    is_compulsory = settings.limits.unstated_is_compulsory
    return GapReport(
        programme=_programme(curriculum, ", ".join(selections) or None),
        date=date,
        review=_review(about),
        answer=said,
        courses=courses,
        frameworks=findings,
        links=tuple(_link_lines(about, findings)),
        practice=practice,
        placement_table=settings.placement_table,
        fields=next((work_fields(programme, f) for f in findings if f.ref.id == FIELDS), None),
        reference=ReferenceComparison(
            reference=weights, representation=representation(practice.findings, weights)
        )
        if settings.reference and practice and weights
        else None,
        starting_points=tuple(_starting_points(programme, used, findings)),
        progressions=tuple(progression(about, framework) for framework in aims),
        paths=tuple(
            narrowest_path(about, framework, unstated_is_compulsory=is_compulsory)
            for framework in aims
        ),
        checks=checks,
        board=settings.board,
        comparison=settings.comparison,
        shared_text=shared_text(curriculum),
        issues=(*mapping.issues, *_changed(mapping, used), *_strays(mapping, known)),
        trace=_trace(
            whole,
            used,
            _rules(weights),
            tool_version=tool_version or installed_version(),
            date=date,
        ),
    )


def _starting_points(
    programme: ProgrammeText, used: Sequence[Framework], findings: Sequence[FrameworkFindings]
) -> Iterator[ItemStartingPoints]:
    """Look for starting points for everything that a board asks about."""
    for framework, of_framework in zip(used, findings, strict=True):
        if framework.purpose is Purpose.COVER:
            # A board asks where an item could go that is no subject, or has no context.
            asked = [
                item.item
                for item in of_framework.items
                if item.finding not in {Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED}
                or item.tie is Tie.GENERAL
            ]
            yield from starting_points(programme, framework, of_framework, asked)


def _weights(framework: Framework, settings: ReportSettings) -> Reference:
    """Give what the first gaps are weighed by, in the items of an edition."""
    if settings.reference:
        return fit_reference(settings.reference, framework)
    try:
        return fit_reference(_default_weights(), framework)
    except NothingToWeighError:  # an edition that shares no theme with it
        return equal_reference(framework)


@lru_cache(maxsize=1)
def _default_weights() -> Reference:
    reference = read_reference(
        shipped_references(builtin_root() / REFERENCES_FOLDER)[_DEFAULT_WEIGHTS]
    )
    if not isinstance(reference, Reference):
        raise TypeError(_DEFAULT_WEIGHTS)
    return reference


def _review(mapping: Mapping) -> ReviewState:
    links = [link for link in mapping.links if link.is_asked and link.item.item != NOTHING_FITS]
    reviewers = [
        reviewer_key(decision.reviewer)
        for link in mapping.links
        for decision in link.decisions
        if decision.is_by_person
    ]
    judged = Counter(
        (link.proposed, link.status)
        for link in links
        if any(decision.is_by_person for decision in in_force(link.decisions))
    )
    return ReviewState(
        progress=review_progress(mapping),
        accepted=judged[True, Status.CONFIRMED],
        rejected=judged[True, Status.REJECTED],
        added=judged[False, Status.CONFIRMED],
        lecturers=len({*reviewers} - {None}),
        nameless=reviewers.count(None),
    )


def _changed(mapping: Mapping, used: Sequence[Framework]) -> Iterator[Issue]:
    for framework, noted in zip(used, mapping.frameworks, strict=True):
        now = framework.vocabulary_digest
        if framework.identity_digest != noted.digest:
            changed = f"Het kader {framework.ref} is"
        elif noted.vocabulary_digest not in {None, now}:
            changed = f"De inhoud of woordenschat van het kader {framework.ref} is"
        else:
            continue
        yield warning(
            "framework-changed",
            f"{changed} gewijzigd sinds de koppelingen gemaakt zijn. Maak de koppelingen"
            " opnieuw om zeker te zijn van de cijfers.",
        )


def _strays(mapping: Mapping, known: set[ItemRef]) -> list[Issue]:
    """Report links to items that the frameworks do not have (any more)."""
    strays = Counter(
        link.item
        for link in mapping.links
        if link.item not in known and link.item.item != NOTHING_FITS
    )
    return [
        warning(
            "item-not-in-framework",
            f"Het item {item} bestaat niet in dit kader; {count} koppeling(en) ernaar"
            " tellen niet mee.",
        )
        for item, count in sorted(strays.items())
    ]


def _programme(curriculum: Curriculum, selection: str | None) -> Programme:
    source = curriculum.source
    return Programme(
        id=curriculum.id,
        college=curriculum.college,
        programme=curriculum.programme,
        academic_year=curriculum.academic_year,
        nominal_credits=curriculum.nominal_credits,
        selection=selection,
        list_credits=curriculum.total_credits,
        file=source.file if source else None,
        sha256=source.sha256 if source else None,
    )


def _course_line(course: Course, links: Sequence[Link]) -> CourseLine:
    where = course.where
    texts = tuple(field for field in CourseField if course.fields.get(field, "").strip())
    # A mapping of before readings were kept says nothing of them.
    is_bare = course.read is None and set(texts) <= {CourseField.TITLE}
    return CourseLine(
        id=course.id,
        code=course.code,
        title=course.title,
        credits=course.credits,
        phase=course.phase,
        url=course.url,
        texts=texts,
        skipped="no_text" if is_bare else course.read.skipped if course.read else None,
        place=f"{where.sheet}, rij {where.row}" if where else None,
        confirmed=sum(map(is_confirmed, links)),
        proposed=sum(map(is_open_proposal, links)),
    )


def _link_lines(mapping: Mapping, findings: Iterable[FrameworkFindings]) -> Iterator[LinkLine]:
    """Give the evidence of everything that says something of an item."""
    courses = {course.id: course for course in mapping.courses}
    links = {link.id: link for link in mapping.links}
    for item in (item for framework in findings for item in framework.items):
        for found in item.courses:
            link, course = links[found.link], courses[found.course]
            is_stale = link.status is Status.STALE
            decisions = () if is_stale else in_force(link.decisions)
            by_people = [decision for decision in decisions if decision.is_by_person]
            verdicts = Counter(decision.verdict for decision in by_people)
            yield LinkLine(
                course=link.course,
                item=link.item,
                confidence=link.confidence if link.is_by_tool else None,
                band=link.band,
                quotes=_quotes(course, real_evidence(link), _MOST_QUOTES),
                tie_quotes=_quotes(course, link.tie_evidence, _MOST_TIES),
                verdicts=tuple(
                    VerdictCount(verdict=verdict, lecturers=verdicts[verdict])
                    for verdict in Verdict
                    if verdicts[verdict]
                ),
                decided_on=max((d.date for d in by_people if d.date), default=None),
                marks=link.marks,
            )


def _quotes(course: Course, evidence: Iterable[Evidence], most: int) -> tuple[Quote, ...]:
    """Quote the segments with the strongest evidence, each once, with the words that speak."""
    segments: dict[tuple[CourseField, str], list[Evidence]] = {}
    for piece in sorted(evidence, key=lambda evidence: -evidence.weight):
        text = course.fields.get(piece.field, "")
        start, end = enclosing_span(text, piece.start, piece.end)
        segments.setdefault((piece.field, single_spaced(text[start:end])), []).append(piece)
    return tuple(
        Quote(
            field=field,
            text=text,
            words=tuple(dict.fromkeys(p.text for p in sorted(pieces, key=lambda p: p.start))),
        )
        for (field, text), pieces in list(segments.items())[:most]
    )


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


def _rules(weights: Reference | None) -> tuple[Rule, ...]:
    """List every figure of the report with its rule; `weights` are those of the first gaps."""
    reference = f"‘{weights.title}’. {weights.about}" if weights else "(geen)"
    return tuple(
        Rule(figure=figure, rule=rule.replace("{reference}", reference))
        for figure, rule in _GENERAL.items()
    )


def _trace(
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

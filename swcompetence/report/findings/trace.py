"""Account for a report: the tool, the editions, the reviewers and the rules behind it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence

from swcompetence.model import Band, EditionStatus, Framework, Mapping, Source
from swcompetence.report.findings.report_trace import Edition, Reviewer, Rule, Trace
from swcompetence.report.findings.wording import date_words

_STATUS_WORDS = {
    EditionStatus.DRAFT: "ontwerp",
    EditionStatus.CURRENT: "geldend",
    EditionStatus.SUPERSEDED: "vervangen door een nieuwere editie",
    EditionStatus.WITHDRAWN: "ingetrokken",
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
    return Trace(
        tool_version=tool_version,
        mapping_tool=mapping.tool,
        mapping_date=mapping.date,
        mapping_digest=hashlib.sha256(mapping.to_json().encode()).hexdigest(),
        editions=tuple(_edition(framework, mapping) for framework in frameworks),
        reviewers=_reviewers(mapping),
        rules=rules,
        citation=_citation(mapping, frameworks, tool_version, date),
    )


def _edition(framework: Framework, mapping: Mapping) -> Edition:
    links = [link for link in mapping.links if link.item.framework == framework.id]
    standing = _STATUS_WORDS[framework.status]
    if framework.missing is not None:
        standing = f"{standing}, onvolledig: {framework.missing}"
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


def _reviewers(mapping: Mapping) -> tuple[Reviewer, ...]:
    names = Counter(
        decision.reviewer or "zonder naam" for link in mapping.links for decision in link.decisions
    )
    return tuple(Reviewer(name=name, decisions=count) for name, count in sorted(names.items()))


def _citation(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    tool_version: str,
    date: dt.date | None,
) -> str:
    programme = mapping.curricula[0]
    subject = ", ".join(
        part for part in (programme.programme, programme.college, programme.academic_year) if part
    )
    editions = ", ".join(
        f"{framework.ref} (revisie {framework.revision})" for framework in frameworks
    )
    return (
        f"Hiatenrapport {subject or programme.id}. Gemaakt met swcompetence {tool_version}"
        f" (koppelingen: {mapping.tool.matcher}, parameters {mapping.tool.parameters})"
        f" op basis van {editions}. {date_words(date).capitalize()}."
    )

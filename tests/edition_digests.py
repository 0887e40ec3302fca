"""The committed digests of all editions: a change that nobody announced is noticed.

Digest A is over ids, labels and tree, B over everything else that a result rests on (see
`Framework.identity_digest` and `Framework.vocabulary_digest`). They stand in `frameworks/DIGESTS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from swcompetence.model import EditionStatus, Framework

_RENEW = "zet in DIGESTS de uitkomst van digest_lines"


class _Line(NamedTuple):
    ref: str
    revision: int
    identity: str
    vocabulary: str


def digest_lines(frameworks: Sequence[Framework]) -> str:
    """Give the content of `DIGESTS`: a line an edition, with ref, revision, digest A, digest B."""
    lines = (_line(one) for one in sorted(frameworks, key=lambda one: one.ref))
    return "".join(f"{' '.join(map(str, line))}\n" for line in lines)


def digest_problems(committed: str, frameworks: Sequence[Framework]) -> tuple[str, ...]:
    """Say in Dutch what is wrong with the editions, seen from the committed digests.

    A released edition keeps its items: another digest A needs a new version. Its definitions,
    sources, marks and vocabulary may be corrected: another digest B needs a higher revision with a
    line in the changelog. A draft may change at will. No released edition disappears.
    """
    before = {line.ref: line for line in map(_parsed, committed.splitlines())}
    problems = [
        f"{ref}: staat in DIGESTS, maar het bestand is weg; trek een editie in met"
        " `status: withdrawn`"
        for ref in before.keys() - {one.ref for one in frameworks}
    ]
    for one in frameworks:
        problem = _problem(before.get(str(one.ref)), one)
        if problem:
            problems.append(f"{one.ref}: {problem}")
    return tuple(sorted(problems))


def _problem(before: _Line | None, one: Framework) -> str | None:
    now = _line(one)
    if before is None:
        return f"nieuw; {_RENEW}"
    if now == before:
        return None
    if one.status is not EditionStatus.DRAFT:
        if now.identity != before.identity:
            return (
                "de items van deze uitgegeven editie zijn veranderd (digest A: ids, namen of"
                " boom); geef een nieuwe `version` uit, naast deze"
            )
        if now.vocabulary != before.vocabulary and now.revision <= before.revision:
            return (
                "omschrijvingen, bronnen, merken of indicatoren zijn veranderd (digest B);"
                f" verhoog `revision` boven {before.revision}, zet een regel in `changelog`, en"
                f" {_RENEW}"
            )
        if now.revision not in {change.revision for change in one.changelog}:
            return f"`changelog` heeft geen regel voor revisie {now.revision}"
    return f"DIGESTS loopt achter; {_RENEW}"


def _line(one: Framework) -> _Line:
    return _Line(str(one.ref), one.revision, one.identity_digest, one.vocabulary_digest)


def _parsed(line: str) -> _Line:
    ref, revision, identity, vocabulary = line.split()
    return _Line(ref, int(revision), identity, vocabulary)

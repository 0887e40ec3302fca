"""Small programmes with phases, electives and decisions, for the tests of the board checks."""

from samples import course, framework, item, link, mapping

from swcompetence.analysis.checks.check import Check, CheckLimits
from swcompetence.analysis.checks.checks import run_checks
from swcompetence.analysis.finding import FrameworkFindings, findings_of
from swcompetence.model import Course, Decision, Framework, Link, Mapping, Verdict

KADER = framework(
    item("inkomen", label="Inkomen"), item("wonen", label="Wonen"), item("zorg", label="Zorg")
)


def confirmed(
    of: str, to: str, level: str | None = None, *, assessed: bool | None = None, by: str = "An"
) -> Link:
    """Give a confirmed link with the decision of one reviewer."""
    made = link(of, f"proef:{to}", status="confirmed", kind=None)
    decision = Decision(verdict=Verdict.ACCEPT, level=level, assessed=assessed, reviewer=by)
    return made.model_copy(update={"decisions": (decision,)})


def told(one: Link, level: str | None, *, assessed: bool | None = None) -> Link:
    """Add the decision of a second reviewer."""
    other = Decision(verdict=Verdict.ACCEPT, level=level, assessed=assessed, reviewer="Bert")
    return one.model_copy(update={"decisions": (*one.decisions, other)})


def proposed(of: str, to: str) -> Link:
    """Give an open proposal."""
    return link(of, f"proef:{to}", kind=None)


def placed(
    course_id: str,
    phase: str | None = None,
    *,
    track: str | None = None,
    compulsory: bool | None = None,
) -> Course:
    """Give a course with its place in the programme."""
    facts = {"phase": phase, "track": track, "compulsory": compulsory}
    return course(course_id, f"Vak {course_id}").model_copy(update=facts)


def run(
    *links: Link,
    courses: tuple[Course, ...],
    edition: Framework = KADER,
    limits: CheckLimits | None = None,
) -> dict[str, Check]:
    """Run every check; code -> check."""
    made: Mapping = mapping(*links, courses=courses, edition=edition)
    checks = run_checks(made, findings_of(made, [edition]), limits=limits)
    return {one.code: one for one in checks}


def judged(of: Mapping, edition: Framework = KADER) -> tuple[Mapping, FrameworkFindings]:
    """Give a mapping with the findings of its framework."""
    return of, findings_of(of, [edition])[0]

"""The progression (leerlijn): at which level each item comes back, phase after phase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping

from swcompetence.analysis.checks.phases import phase_order
from swcompetence.analysis.finding import CourseFinding, FrameworkFindings
from swcompetence.analysis.link_standing import LEVEL_NAMES
from swcompetence.model import ItemRef, Mapping, Model
from swcompetence.model.mapping import Treatment

PROGRESSION_RULE = (
    "Niveaus komen uit bevestigde koppelingen, zoals de lesgevers ze invulden. Geven lesgevers een"
    " ander niveau, dan staat het opleidingsonderdeel bij elk van die niveaus; vulde niemand een"
    " niveau in, dan staat het bij ‘niveau niet ingevuld’. Open voorstellen hebben geen niveau en"
    " staan apart."
)


class ProgressionCell(Model):
    """The courses of one phase in which an item stands at one level."""

    phase: str | None
    """In the list's own words; None where the list does not say."""
    level: str | None
    """None where nobody gave a level."""
    confirmed: tuple[str, ...] = ()
    """Ids of the courses with a confirmed link."""
    proposed: tuple[str, ...] = ()
    """Ids of the courses with an open proposal; these have no level."""
    touched: tuple[str, ...] = ()
    """Ids of those of both that only touch on it."""


class ItemProgression(Model):
    """One item through the phases."""

    item: ItemRef
    label: str
    group: str | None
    cells: tuple[ProgressionCell, ...]
    """Those that hold a course: by phase, then by level; what is not known comes last."""

    def cell(self, phase: str | None, level: str | None) -> ProgressionCell:
        """Give what stands at a phase and a level, an empty cell where nothing does."""
        empty = ProgressionCell(phase=phase, level=level)
        return next((c for c in self.cells if (c.phase, c.level) == (phase, level)), empty)


class Progression(Model):
    """The progression of one framework, items in the order of the edition."""

    framework: str
    """Full reference of the edition."""
    title: str
    phases: tuple[str | None, ...]
    """Every phase of the list, earliest first; None last where a course names no phase."""
    levels: tuple[str | None, ...]
    """The levels asked for, lowest first; then others that reviewers gave; None for no level."""
    rule: str
    """How levels are counted and how the phases were ordered; Dutch."""
    items: tuple[ItemProgression, ...]


def progression(mapping: Mapping, findings: FrameworkFindings) -> Progression:
    """Say per item which courses stand at which level in each phase, see `PROGRESSION_RULE`.

    Before the mapping is reviewed no level is known.
    """
    order = phase_order(mapping.courses)
    places = {course.id: order.place(course) for course in mapping.courses}
    phase_of = {c: None if place is None else order.phases[place] for c, place in places.items()}
    given = {level for item in findings.items for link in item.linked for level in link.levels}
    phases = (*order.phases, *((None,) if None in phase_of.values() else ()))
    columns = (*LEVEL_NAMES, *sorted(given - set(LEVEL_NAMES)), None)
    return Progression(
        framework=findings.ref,
        title=findings.title,
        phases=phases,
        levels=columns,
        rule=f"{PROGRESSION_RULE} {order.rule}",
        items=tuple(
            ItemProgression(
                item=item.item,
                label=item.label,
                group=item.group,
                cells=tuple(_cells(item.linked, phase_of, phases, columns)),
            )
            for item in findings.items
        ),
    )


def _cells(
    links: Sequence[CourseFinding],
    phase_of: AnyMapping[str, str | None],
    phases: Sequence[str | None],
    levels: Sequence[str | None],
) -> Iterable[ProgressionCell]:
    for phase in phases:
        here = [link for link in links if phase_of[link.course] == phase]
        for level in levels:
            at_level = [link for link in here if level in (link.levels or (None,))]
            confirmed = tuple(link.course for link in at_level if link.is_confirmed)
            proposed = tuple(link.course for link in at_level if not link.is_confirmed)
            touched = tuple(link.course for link in at_level if link.treatment is Treatment.TOUCHED)
            if confirmed or proposed:
                yield ProgressionCell(
                    phase=phase,
                    level=level,
                    confirmed=confirmed,
                    proposed=proposed,
                    touched=touched,
                )

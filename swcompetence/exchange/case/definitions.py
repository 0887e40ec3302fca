"""The definitions and rubrics of a CASE 1.1 package."""

from __future__ import annotations

from pydantic import JsonValue

from swcompetence.exchange.case.base import CasePart, Identified, Line, Link, Moment, Uri, Uuid


class Concept(Identified):
    """A CFConcept."""

    title: Line
    hierarchy_code: Line
    keywords: Line | None = None
    description: str | None = None


class Subject(Identified):
    """A CFSubject."""

    title: Line
    hierarchy_code: Line
    description: str | None = None


class Licence(Identified):
    """A CFLicense."""

    title: Line
    license_text: str
    description: str | None = None


class ItemType(Identified):
    """A CFItemType; CASE 1.0 did not ask for a description."""

    title: Line
    description: str
    hierarchy_code: Line
    type_code: Line | None = None


class AssociationGrouping(Identified):
    """A CFAssociationGrouping."""

    title: Line
    description: str | None = None


class Definitions(CasePart):
    """CFDefinitions."""

    cf_concepts: tuple[Concept, ...] | None = None
    cf_subjects: tuple[Subject, ...] | None = None
    cf_licenses: tuple[Licence, ...] | None = None
    cf_item_types: tuple[ItemType, ...] | None = None
    cf_association_groupings: tuple[AssociationGrouping, ...] | None = None
    extensions: dict[str, JsonValue] | None = None

    @property
    def parts(self) -> tuple[Identified, ...]:
        """All definitions, whatever their kind."""
        return (
            *(self.cf_concepts or ()),
            *(self.cf_subjects or ()),
            *(self.cf_licenses or ()),
            *(self.cf_item_types or ()),
            *(self.cf_association_groupings or ()),
        )


class RubricCriterionLevel(CasePart):
    """A CFRubricCriterionLevel, the one part whose extensions are a list."""

    identifier: Uuid
    uri: Uri
    last_change_date_time: Moment
    extensions: tuple[dict[str, JsonValue], ...] | None = None
    description: str | None = None
    quality: Line | None = None
    score: float | None = None
    feedback: str | None = None
    position: int | None = None
    rubric_criterion_id: Uuid | None = None


class RubricCriterion(Identified):
    """A CFRubricCriterion."""

    category: Line | None = None
    description: str | None = None
    cf_item_uri: Link | None = None
    weight: float | None = None
    position: int | None = None
    rubric_id: Uuid | None = None
    cf_rubric_criterion_levels: tuple[RubricCriterionLevel, ...] | None = None


class Rubric(Identified):
    """A CFRubric."""

    title: Line | None = None
    description: str | None = None
    cf_rubric_criteria: tuple[RubricCriterion, ...] | None = None

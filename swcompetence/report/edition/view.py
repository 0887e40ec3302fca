"""An edition as a reader meets it, without looks: HTML and Markdown are made of the same view."""

from __future__ import annotations

from swcompetence.model import Model, Provenance
from swcompetence.report.edition.sources import Leaning


class NameValue(Model):
    """A line of a list of facts."""

    name: str
    value: str


class ProvenanceView(Model):
    """How often a provenance occurs."""

    provenance: Provenance
    words: str
    meaning: str
    items: int
    facts: int


class SourceRef(Model):
    """A reference to a numbered source."""

    number: int
    title: str
    locator: str | None = None


class FactView(Model):
    """A legal fact with its status in words."""

    item: str
    label: str
    fact: str
    provenance: Provenance
    status: str
    source: SourceRef | None
    note: str | None


class WordingView(Model):
    """A wording that the matcher looks for, and when it counts."""

    phrase: str
    condition: str


class CoreTaskView(Model):
    """What says that an item is a core task."""

    sources: tuple[SourceRef, ...]
    note: str | None


class AnchorsView(Model):
    """Wordings that place a theme in a practice."""

    title: str
    wordings: tuple[WordingView, ...]


class ItemView(Model):
    """An item with everything that a reader may want to check."""

    id: str
    label: str
    level: str
    alt_labels: tuple[str, ...]
    definition: str | None
    note: str | None
    provenance: Provenance
    status: str
    sources: tuple[SourceRef, ...]
    facts: tuple[FactView, ...]
    own: str | None
    """That it belongs to the OCMW by its nature, in words."""
    core_task: CoreTaskView | None
    related: tuple[tuple[str, str], ...]
    """Id and label."""
    gone: str | None
    """Since when and why it is no longer used."""
    successors: tuple[tuple[str, str], ...]
    """Id and label of what took its place."""
    wordings: tuple[WordingView, ...]
    wordings_title: str
    not_in: tuple[str, ...]
    children: tuple[ItemView, ...]
    """Items that have a heading of their own."""
    parts: PartsView | None
    """Items below the mapping level."""


class PartsView(Model):
    """The items below an item of the mapping level, under their level's name."""

    title: str
    items: tuple[ItemView, ...]


class SourceView(Model):
    """A numbered source with its way back to the items."""

    number: int
    title: str
    url: str | None
    """Only an address that a browser may follow: http or https."""
    details: tuple[str, ...]
    leanings: tuple[Leaning, ...]

    @property
    def users(self) -> tuple[tuple[str, str], ...]:
        """Id and label of the items that lean on it, each once."""
        return tuple({one.item: one.label for one in self.leanings}.items())


class EditionView(Model):
    """The whole page."""

    title: str
    subtitle: str
    warnings: tuple[str, ...]
    about: str
    missing: str | None
    purpose: str
    mapping_rule: str
    key_facts: tuple[NameValue, ...]
    provenances: tuple[ProvenanceView, ...]
    items: tuple[ItemView, ...]
    anchors: tuple[AnchorsView, ...]
    unread_items: tuple[tuple[str, str], ...]
    """Id and label."""
    unread_facts: tuple[FactView, ...]
    sources: tuple[SourceView, ...]
    changes: tuple[NameValue, ...]
    licence: str
    digests: tuple[NameValue, ...]

    @property
    def has_facts(self) -> bool:
        """Say whether any item has a legal fact."""
        return any(one.facts for one in self.provenances)

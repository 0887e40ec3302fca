"""What a board adds to a mapping for its report: a yardstick, its notes, other programmes."""

from __future__ import annotations

from pydantic import Field

from swcompetence.analysis.checks.check import CheckLimits
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.reference.representation import FLOOR_CREDITS
from swcompetence.model import BoardNotes, Model, Reference


class ReportSettings(Model):
    """The choices behind a report; each of them is named in it."""

    reference: Reference | None = None
    """For OCMW practice; None for equal weights."""
    floor: float = Field(default=FLOOR_CREDITS, ge=0)
    """ECTS credits below which a theme is underexposed whatever its index."""
    limits: CheckLimits = CheckLimits()
    board: BoardNotes = BoardNotes()
    comparison: Comparison | None = None
    """The programme beside other years or colleges."""


PLAIN = ReportSettings()
"""Equal weights, agreed limits, nothing noted, nothing compared."""

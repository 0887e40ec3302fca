"""OCMW practice in a programme: `practice` of the public JSON."""

from __future__ import annotations

from swcompetence.analysis.finding import FrameworkFindings, ItemFinding, framework_findings
from swcompetence.analysis.ocmw.first_gaps import FirstGap, gaps_in_order
from swcompetence.analysis.ocmw.share import OcmwShare, ocmw_share
from swcompetence.analysis.programme_text import ProgrammeText
from swcompetence.analysis.reference.reference import fit_reference
from swcompetence.model import Framework, Model, Reference

_FIRST = 5


class OcmwPractice(Model):
    """What the sheets of one programme say of OCMW practice."""

    findings: FrameworkFindings
    share: OcmwShare
    gaps: tuple[FirstGap, ...]
    """Every theme that is not a subject in explicit context, in the order to take them up."""
    reference: str
    """Title of the reference that the gaps are weighed by."""

    @property
    def themes(self) -> tuple[ItemFinding, ...]:
        """The themes, in the order of the edition."""
        return self.findings.items

    @property
    def first_gaps(self) -> tuple[FirstGap, ...]:
        """The themes to begin with, five at most."""
        return self.gaps[:_FIRST]


def ocmw_practice(
    programme: ProgrammeText, framework: Framework, reference: Reference
) -> OcmwPractice:
    """Say what the sheets of a programme show of OCMW practice.

    Args:
        programme: from `read_programme`.
        framework: the edition of OCMW practice that the mapping used.
        reference: what the gaps are weighed by, for any edition of that framework.

    Raises:
        ReferenceMismatchError: the reference is about another framework.
        NothingToWeighError: none of its items is in the edition.
    """
    fitted = fit_reference(reference, framework)
    findings = framework_findings(programme, framework)
    return OcmwPractice(
        findings=findings,
        share=ocmw_share(programme, framework, findings),
        gaps=gaps_in_order(programme, framework, findings, fitted),
        reference=fitted.title,
    )

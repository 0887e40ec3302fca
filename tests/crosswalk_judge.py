"""Whether a crosswalk fits the two editions that it speaks about."""

from __future__ import annotations

from swcompetence.model import Crosswalk, Framework


def unfitting_items(crosswalk: Crosswalk, subject: Framework, target: Framework) -> list[str]:
    """Name the aligned items that an edition does not have, or no longer uses."""
    assert (crosswalk.subject, crosswalk.object) == (subject.ref, target.ref)
    aligned = [(subject, line.subject) for line in crosswalk.alignments]
    aligned += [(target, line.object) for line in crosswalk.alignments]
    return [
        f"{edition.ref}:{name}"
        for edition, name in aligned
        if not edition.has_item(name) or edition.item(name).deprecated
    ]

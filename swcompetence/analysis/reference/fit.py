"""Fits a reference to the edition that it is used with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from swcompetence.analysis.reference.reference import Spread, equal_reference, weights_of
from swcompetence.errors import NothingToWeighError, ReferenceMismatchError
from swcompetence.model import Framework, Issue, ItemRef, Reference, ReferenceKind, Severity

_SHOWN = 8


def fit_reference(reference: Reference, framework: Framework) -> Reference:
    """Give a reference in the items of an edition.

    A reference for another version of the same framework is carried over: what both have stays,
    a deprecated item hands its share in equal parts to what replaced it, what is gone loses its
    share to all others in proportion, and what only the new edition has is not measured. Each of
    these is told in `issues`.

    Raises:
        ReferenceMismatchError: it is about another framework.
        NothingToWeighError: none of its items with a share is in the edition.
    """
    if reference.framework.id != framework.id:
        raise ReferenceMismatchError(reference.title, reference.framework, framework.ref)
    allowed = {framework.item_ref(item) for item in framework.mapping_items}
    named = {*(one.item for one in reference.weights), *reference.not_measured}
    is_same = reference.framework in {framework.ref, framework.id}
    if is_same and named <= allowed:
        return reference.model_copy(update={"framework": framework.ref})
    if reference.kind is ReferenceKind.EQUAL:
        return equal_reference(framework)
    values, spread, lost = _carried(reference, framework, allowed)
    if not sum(values.values()):
        raise NothingToWeighError(
            f"geen enkel gewogen item van ‘{reference.title}’ staat in {framework.ref}",
            "Kies een andere referentie.",
        )
    unmeasured = allowed & set(reference.not_measured)
    if not is_same:
        unmeasured |= allowed - set(values)
    order = [framework.item_ref(item) for item in framework.mapping_items]
    # Built anew, not copied: a copy may keep what an earlier pydantic cached of the old weights.
    return Reference(
        title=reference.title,
        kind=reference.kind,
        about=reference.about,
        framework=framework.ref,
        sources=reference.sources,
        weights=weights_of({i: values[i] for i in order if i in values}, spread),
        not_measured=tuple(i for i in order if i in unmeasured and i not in values),
        issues=(*reference.issues, *_told(reference, framework, lost, is_same=is_same)),
    )


def _carried(
    reference: Reference, framework: Framework, allowed: set[ItemRef]
) -> tuple[dict[ItemRef, float], Spread, list[ItemRef]]:
    values: defaultdict[ItemRef, float] = defaultdict(float)
    ends: dict[ItemRef, tuple[float, float]] = {}
    lost = [item for item in reference.not_measured if item not in allowed]
    for one in reference.weights:
        heirs = _heirs(one.item, framework, allowed)
        if not heirs:
            lost.append(one.item)
        for heir in heirs:
            values[heir] += one.share / len(heirs)
        if heirs == (one.item,) and one.low is not None and one.high is not None:
            ends[one.item] = (one.low, one.high)
    return dict(values), ends, lost


def _heirs(item: ItemRef, framework: Framework, allowed: set[ItemRef]) -> tuple[ItemRef, ...]:
    """Give the items that the share of one goes to."""
    if item in allowed:
        return (item,)
    gone = framework.item(item.item).deprecated if framework.has_item(item.item) else None
    heirs = (ItemRef.of(framework.id, name) for name in (gone.replaced_by if gone else ()))
    return tuple(heir for heir in heirs if heir in allowed)


def _told(
    reference: Reference, framework: Framework, lost: Sequence[ItemRef], *, is_same: bool
) -> Iterator[Issue]:
    if not is_same:
        yield Issue(
            code="reference-other-edition",
            severity=Severity.WARNING,
            message=(
                f"De referentie ‘{reference.title}’ is gemaakt voor {reference.framework} en is"
                f" overgezet naar {framework.ref}. Items die daar nieuw zijn, hebben geen"
                " referentie."
            ),
        )
    if lost:
        names = ", ".join(f"‘{item.item}’" for item in lost[:_SHOWN])
        yield Issue(
            code="reference-item-unknown",
            severity=Severity.WARNING,
            message=(
                f"{framework.ref} heeft niet alle items van de referentie ‘{reference.title}’:"
                f" {names}{' ...' if len(lost) > _SHOWN else ''}. Hun gewicht is naar verhouding"
                " over de andere items verdeeld."
            ),
        )

"""What CASE has no key for, and what it says otherwise than an edition does."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.exchange.case.places import KEPT_BY_1_0, NATIVE_ITEM_FACTS, one_line, own_keys
from swcompetence.exchange.case.v1p0 import CaseVersion
from swcompetence.exchange.exported import FRAMEWORK_FACTS, ITEM_FACTS, left_out, losses_of
from swcompetence.files.data.edition_text import edition_data
from swcompetence.model import EditionStatus, Framework, Issue, Severity


def case_losses(framework: Framework, version: CaseVersion) -> Iterator[Issue]:
    """Account for an edition: 1.0 loses facts, 1.1 holds them where other programs do not look."""
    yield from _without_key(framework, version)
    yield from _flattened(framework)


def _without_key(framework: Framework, version: CaseVersion) -> Iterator[Issue]:
    if version == "1.0":
        yield from losses_of(framework, "CASE 1.0", KEPT_BY_1_0)
        if framework.status is EditionStatus.WITHDRAWN:
            yield left_out("CASE 1.0 onderscheidt ‘ingetrokken’ niet van ‘vervangen’")
        return
    of_items = {key for item in framework.items for key in edition_data(item)}
    facts = [
        *(dutch for fact, dutch in FRAMEWORK_FACTS.items() if fact in own_keys(framework)),
        *(
            f"{ITEM_FACTS[fact]} (items)"
            for fact in ITEM_FACTS
            if fact in of_items - NATIVE_ITEM_FACTS
        ),
    ]
    yield Issue(
        code="case-extensions",
        severity=Severity.INFO,
        message=(
            f"CASE heeft geen eigen sleutel voor: {', '.join(facts)}. Dit staat onder ‘extensions’:"
            " swcompetence leest het terug, een ander programma mag het negeren."
        ),
    )


def _flattened(framework: Framework) -> Iterator[Issue]:
    """Tell of names over several lines, which CASE does not allow."""
    heads = (framework.title, framework.publisher, framework.licence.id, *framework.levels)
    if any(text != one_line(text) for text in heads):
        yield left_out("CASE zet titels, uitgever, licentie en niveaus op één regel")
    bent = [
        item.id
        for item in framework.items
        if any(label != one_line(label) for label in item.alt_labels)
        or (item.definition is not None and item.label != one_line(item.label))
    ]
    if bent:
        yield left_out("CASE zet namen op één regel", bent)

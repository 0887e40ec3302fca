"""An edition as a SKOS concept scheme, in Turtle or JSON-LD, for vocabulary services and the web.

A concept keeps its URI from one edition to the next; the scheme says which edition it is
(`owl:versionInfo`, `dct:issued`). A file describes one edition: keep two editions in two graphs.
Indicators, provenance, levels and legal facts have no term in SKOS. RDF is open to terms of others,
so they travel with ours (`swc:`): a whole edition comes back, and other programs pass them over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from swcompetence.errors import MissingLibraryError
from swcompetence.exchange.exported import FRAMEWORK_FACTS, ITEM_FACTS, Exported, left_out
from swcompetence.exchange.names import BASE, checked_base, framework_uri
from swcompetence.exchange.skos.document import skos_document
from swcompetence.exchange.skos.terms import (
    NAMESPACES,
    NATIVE_FACTS,
    NATIVE_ITEM_FACTS,
    Json,
)
from swcompetence.files.data.edition_text import edition_data
from swcompetence.model import Crosswalk, Framework, Issue, Severity


def skos_jsonld(
    framework: Framework, crosswalks: Sequence[Crosswalk] = (), *, base: str = BASE
) -> Exported:
    """Write an edition as SKOS in JSON-LD 1.1; the same edition gives the same bytes.

    Args:
        framework: the edition.
        crosswalks: what relates its items to other editions, as mapping relations; those of another
            subject edition are left out with an issue.
        base: beginning of the URIs.

    Raises:
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: a crosswalk names an item that the edition does not have.
    """
    document, losses = _document(framework, crosswalks, base)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return Exported(f"{text}\n".encode(), losses)


def skos_turtle(
    framework: Framework, crosswalks: Sequence[Crosswalk] = (), *, base: str = BASE
) -> Exported:
    """Write an edition as SKOS in Turtle: the same statements as `skos_jsonld`.

    Raises:
        MissingLibraryError: rdflib is not installed.
        NotABaseError: `base` is no beginning of URIs.
        UnknownItemError: a crosswalk names an item that the edition does not have.
    """
    try:
        from swcompetence.exchange.skos.graph import turtle_of  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingLibraryError("SKOS in Turtle", "rdflib", "rdf") from error
    document, losses = _document(framework, crosswalks, base)
    prefixes = {
        **NAMESPACES,
        "swc": document["@context"]["swc"],
        "item": f"{framework_uri(framework, base)}/",
    }
    return Exported(turtle_of(json.dumps(document), prefixes), losses)


def _document(
    framework: Framework, crosswalks: Sequence[Crosswalk], base: str
) -> tuple[Json, tuple[Issue, ...]]:
    own = [one for one in crosswalks if one.subject == framework.ref]
    document = skos_document(framework, own, checked_base(base))
    return document, tuple(_losses(framework, crosswalks, own))


def _losses(
    framework: Framework, crosswalks: Sequence[Crosswalk], own: Sequence[Crosswalk]
) -> Iterator[Issue]:
    of_items = {fact for item in framework.items for fact in edition_data(item)}
    said = edition_data(framework)
    facts = [
        *(dutch for fact, dutch in FRAMEWORK_FACTS.items() if fact in said.keys() - NATIVE_FACTS),
        *(
            f"{dutch} (items)"
            for fact, dutch in ITEM_FACTS.items()
            if fact in of_items - NATIVE_ITEM_FACTS
        ),
    ]
    yield Issue(
        code="skos-own-terms",
        severity=Severity.INFO,
        message=(
            f"SKOS heeft geen term voor: {', '.join(facts)}. Dit staat er met eigen termen (swc:):"
            " swcompetence leest het terug, een ander programma slaat het over."
        ),
    )
    for one in crosswalks:
        if one in own:
            yield left_out(
                f"SKOS bewaart van de koppelingen ‘{one.title}’ niet waarop ze steunen, wie ze"
                " maakte en onder welke licentie; een SSSOM-bestand wel"
            )
        else:
            yield left_out(
                f"De koppelingen ‘{one.title}’ gaan over {one.subject}, niet over {framework.ref}"
            )

"""The rows of an SSSOM file that a crosswalk can hold, and which items they are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from swcompetence.exchange.lists.draft_items import slug_of
from swcompetence.exchange.sssom.table import BUILT_IN, SssomTable
from swcompetence.files.course_list.issue_codes import warning
from swcompetence.model import Issue, Place, Predicate

_OWN_ITEM = re.compile(r".*/framework/([a-z0-9-]+)/([^/#]+)")
_OWN_FRAMEWORK = re.compile(r".*/framework/([a-z0-9-]+)")
_NOT_IN_ID = re.compile(r"[._-]+")
_PREDICATES = {f"{BUILT_IN['skos']}{one.value.partition(':')[2]}": one for one in Predicate}


class Ends(NamedTuple):
    """The two frameworks that a row is about."""

    subject: str
    object: str


def usable_rows(table: SssomTable, where: Place) -> tuple[list[Mapping[str, str]], list[Issue]]:
    """Give the rows that a crosswalk can hold: one a pair, between the same two frameworks."""
    reasons: Counter[str] = Counter()
    ends = Counter(ends_of(table, row) for row in table.rows if _reason(table, row) is None)
    chosen = ends.most_common(1)[0][0] if ends else None
    kept: dict[tuple[str, str], Mapping[str, str]] = {}
    for row in table.rows:
        reason = _reason(table, row)
        if reason is None and ends_of(table, row) != chosen:
            reason = f"tussen andere kaders ({' en '.join(ends_of(table, row))})"
        if reason is None:
            pair = item_of(table, row["subject_id"]), item_of(table, row["object_id"])
            reason = "hetzelfde paar komt al voor" if pair in kept else None
            kept.setdefault(pair, row)
        if reason is not None:
            reasons[reason] += 1
    issues = [
        warning("row-not-used", f"Rijen niet ingelezen: {reason} ({number}x).", where)
        for reason, number in sorted(reasons.items())
    ]
    return list(kept.values()), issues


def predicate_of(table: SssomTable, row: Mapping[str, str]) -> Predicate | None:
    """Give the relation of a row; None where it is none of the five of SKOS."""
    return _PREDICATES.get(table.uri(row.get("predicate_id", "")))


def _reason(table: SssomTable, row: Mapping[str, str]) -> str | None:
    """Say why a crosswalk cannot hold a row; None if it can."""
    if not row.get("subject_id") or not row.get("object_id"):
        return "een van de twee items ontbreekt"
    if "sssom:NoTermFound" in {row["subject_id"], row["object_id"]}:
        return "er past niets (sssom:NoTermFound)"
    if row.get("predicate_modifier"):
        return f"een ontkende koppeling (predicate_modifier {row['predicate_modifier']})"
    if predicate_of(table, row) is None:
        return f"onbekend verband {row.get('predicate_id') or 'zonder naam'}"
    return None


def ends_of(table: SssomTable, row: Mapping[str, str]) -> Ends:
    """Give the two frameworks that a row is about."""
    return Ends(_framework(table, row, "subject"), _framework(table, row, "object"))


def _framework(table: SssomTable, row: Mapping[str, str], end: str) -> str:
    """Name the framework of an end: by our own URI, else by its source, else by its prefix."""
    curie = row[f"{end}_id"]
    own = _OWN_ITEM.fullmatch(table.uri(curie))
    if own:
        return own[1]
    source = table.uri(row.get(f"{end}_source", "")).rstrip("/#")
    mine = _OWN_FRAMEWORK.fullmatch(source)
    last = re.split("[/#]", source)[-1]
    named = mine[1] if mine else last.removesuffix(".owl") or curie.partition(":")[0]
    return _NOT_IN_ID.sub("-", slug_of(named)) or "kader"


def item_of(table: SssomTable, curie: str) -> str:
    """Give the item id that a CURIE stands for: ours, else made of its last part."""
    uri = table.uri(curie)
    own = _OWN_ITEM.fullmatch(uri)
    if own:
        return unquote(own[2])
    local = curie.partition(":")[2] if uri != curie else re.split("[/#]", uri.rstrip("/#"))[-1]
    return slug_of(unquote(local)) or slug_of(uri)

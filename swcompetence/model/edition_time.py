"""Which edition of a framework holds: now, or on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from swcompetence.model.framework import EditionStatus, Framework

_NEVER_VALID = {
    EditionStatus.DRAFT: ", ontwerp",
    EditionStatus.WITHDRAWN: ", ingetrokken",
}


def choose_edition(editions: Iterable[Framework], *, on: dt.date | None = None) -> Framework | None:
    """Give the newest edition that is current, or that is valid on a day; None if none is."""
    fitting = [
        one
        for one in editions
        if (one.status is EditionStatus.CURRENT if on is None else is_valid(one, on))
    ]
    return max(
        fitting,
        key=lambda one: (one.valid_from, one.status is EditionStatus.CURRENT, one.version),
        default=None,
    )


def is_valid(edition: Framework, day: dt.date) -> bool:
    """Say whether an edition is valid on a day; a draft or a withdrawn edition never is."""
    ends = edition.valid_until or dt.date.max
    return edition.status not in _NEVER_VALID and edition.valid_from <= day <= ends


def dated(edition: Framework) -> str:
    """Name an edition with the days between which it is valid, in Dutch."""
    until = f" tot en met {edition.valid_until}" if edition.valid_until else ""
    state = _NEVER_VALID.get(edition.status, "")
    return f"{edition.ref} (vanaf {edition.valid_from}{until}{state})"

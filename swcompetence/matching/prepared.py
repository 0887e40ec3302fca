"""What a matcher knows of some editions, and that of the shipped ones as a build prepared it.

To load it takes a fifth of the time that it takes to work it out. It is kept under a digest of the
editions and of the code that works it out, so that a change of either is never missed.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.matching.items.nearness import Profiles, Ranking
from swcompetence.matching.wordings.compilation import compile_vocabulary
from swcompetence.matching.wordings.vocabulary import Vocabulary
from swcompetence.model import Framework

_HERE = Path(__file__).parent
_CODE = (_HERE, _HERE.parent / "text", _HERE.parent / "model")
_DIGEST = 16
"""Hexadecimal digits."""


class Knowledge(NamedTuple):
    """What a matcher looks words up in."""

    vocabulary: Vocabulary
    measures: dict[str, Profiles | Ranking]
    """How near a course comes to the items, by framework."""


def knowledge_of(frameworks: Sequence[Framework]) -> Knowledge:
    """Give what a matcher of some editions knows, as the build prepared it where it did."""
    if any(_HERE.glob(_name("*"))) and (prepared := _prepared(frameworks)).is_file():
        knowledge: Knowledge = pickle.loads(prepared.read_bytes())  # noqa: S301 - of our own build
        return knowledge
    return work_out(frameworks)


def work_out(frameworks: Sequence[Framework]) -> Knowledge:
    """Work out what a matcher of some editions knows."""
    measures = {f.id: Ranking(f) if f.is_bare else Profiles(f) for f in frameworks}
    return Knowledge(compile_vocabulary(frameworks), measures)


def prepare(frameworks: Sequence[Framework]) -> Path:
    """Write what a matcher of some editions knows where `knowledge_of` looks; older ones go."""
    for old in _HERE.glob(_name("*")):
        old.unlink()
    prepared = _prepared(frameworks)
    prepared.write_bytes(pickle.dumps(work_out(frameworks), pickle.HIGHEST_PROTOCOL))
    return prepared


def _prepared(frameworks: Sequence[Framework]) -> Path:
    editions = hashlib.sha256()
    for edition in frameworks:
        editions.update(f"{edition.ref} {edition.vocabulary_digest} ".encode())
        editions.update(edition.identity_digest.encode())
    code = hashlib.sha256()
    sources = sorted(file for folder in _CODE for file in folder.rglob("*.py"))
    for source in sources:
        code.update(source.read_bytes())
    made = _HERE / _name(f"{editions.hexdigest()[:_DIGEST]}.{code.hexdigest()[:_DIGEST]}")
    # Where code is compiled only, as in the page, it cannot have changed since the build.
    of_any_code = _HERE.glob(_name(f"{editions.hexdigest()[:_DIGEST]}.*"))
    return made if sources else next(of_any_code, made)


def _name(digest: str) -> str:
    return f"prepared.{digest}.pickle"

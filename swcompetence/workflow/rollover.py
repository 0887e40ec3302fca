"""From the decisions of earlier years to a new mapping that knows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.model import Framework, Mapping
from swcompetence.review.rollover.rollover import Rollover, carry_over
from swcompetence.workflow.gap_report import open_mapping


class FileRollover(NamedTuple):
    """What became of the decisions in one file."""

    path: Path
    rollover: Rollover


def with_decisions(
    mapping: Mapping, frameworks: Sequence[Framework], paths: Sequence[Path]
) -> tuple[Mapping, tuple[FileRollover, ...]]:
    """Take decisions over from review workbooks or mappings of earlier lists.

    Where somebody decided differently in two of them, without dates, the newest file counts: that
    with the latest day, and of one day that which is named last.

    Raises:
        InputFileError: a file cannot be read or holds no mapping.
    """
    opened = [(path, *open_mapping(path)) for path in paths]
    opened.sort(key=lambda one: one[1].date or dt.date.min)
    accounts: dict[Path, Rollover] = {}
    for path, old, issues in reversed(opened):
        mapping, accounts[path] = carry_over(mapping, old, frameworks)
        told = dict.fromkeys((*mapping.issues, *issues))
        mapping = mapping.model_copy(update={"issues": tuple(told)})
    return mapping, tuple(FileRollover(path, accounts[path]) for path in dict.fromkeys(paths))

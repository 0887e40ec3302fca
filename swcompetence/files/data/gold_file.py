"""Read labels from JSON lines: `{"id": course code, "labels": {"framework:item": 2 | 1}}`."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from swcompetence.errors import InputFileError
from swcompetence.model import Gold

_ADVICE = 'Elke regel heeft de vorm {"id": "code", "labels": {"kader:item": 2}}.'


def read_gold(path: Path) -> Gold:
    """Read labels.

    Raises:
        InputFileError: a line is not of that form; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(path, "Dit bestand kan niet gelezen worden.", _ADVICE) from error
    courses: dict[str, object] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            courses[str(row["id"])] = row["labels"]
            Gold.model_validate({"courses": {"x": row["labels"]}})
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise InputFileError(path, f"Regel {number} is niet leesbaar.", _ADVICE) from error
    if not courses:
        raise InputFileError(path, "Er staan geen labels in dit bestand.", _ADVICE)
    return Gold.model_validate({"courses": courses})

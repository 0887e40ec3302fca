"""Read mappings in the public JSON format."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from swcompetence.errors import InputFileError
from swcompetence.model import Mapping

_ADVICE = "Geef een bestand dat ‘swcompetence map’ gemaakt heeft."


def read_mapping(path: Path) -> Mapping:
    """Read a mapping from JSON.

    Raises:
        InputFileError: the file is missing, is no JSON or is no mapping; names the first mistake.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputFileError(path, "Dit bestand kan niet gelezen worden.", _ADVICE) from error
    except ValueError as error:
        raise InputFileError(path, f"Dit is geen geldige JSON ({error}).", _ADVICE) from error
    try:
        return Mapping.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "het bestand"
        raise InputFileError(
            path, f"Dit is geen koppelingsbestand: {where}: {first['msg']}.", _ADVICE
        ) from error

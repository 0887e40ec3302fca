"""What a segment is for: what is taught, or how it is examined, what is read, house rules ..."""

from __future__ import annotations

import re

_OPENINGS: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for weight, pattern in (
        (
            0.15,  # how it is examined
            r"""(?:evaluatie|examen|toets|quotering|beoordeling|permanente\ evaluatie|assessment
                |evaluation|tweede\ examen|puntenverdeling)\w*\b(?=[^.]{0,40}[:(]|[^.]{0,60}%)""",
        ),
        (
            0.15,  # what is read
            r"""(?:literatuur|studiemateriaal|leermateriaal|handboek|bronnen|bibliografie
                |verplichte\ lectuur|course\ material|reader)\w*\b[^.]{0,30}:""",
        ),
        (
            0.1,  # what must be known before
            r"(?:begincompetenties|voorkennis|begintermen|volgtijdelijkheid|inschrijvingsvoorwaarde)",
        ),
        (
            0.3,  # how it is taught
            r"(?:werkvorm|onderwijsvorm|praktisch|didactische\ werkvorm|lesvorm)\w*\b[^.]{0,20}:",
        ),
    )
)
"""What a segment is when it begins so."""
_ANYWHERE: tuple[tuple[float, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (weight, clues, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for weight, clues, pattern in (
        (
            0.15,  # how it is examined
            ("%", "op 20", "examenkans"),
            r"\bexamenkans|\b\d{1,3}\ ?%|\bop\ 20\b",
        ),
        (
            0.15,  # what is read
            ("isbn", "doi", "://"),
            r"\bisbn\b|\bdoi\b|https?://",
        ),
        (
            0.2,  # house rules
            (
                *("toledo", "canvas", "blackboard", "digitap", "chamilo", "is verplicht"),
                *("inleverdatum", "deadline"),
            ),
            r"""\b(?:toledo|canvas|blackboard|digitap|chamilo|aanwezigheid\ is\ verplicht
                |inleverdatum|deadline)\b""",
        ),
        (
            0.1,  # what it is not about
            ("niet om", "niet over", "niet gevraagd", "niet behandeld", "geen cursus"),
            r"""\b(?:gaat|draait)\ (?:hier\ )?niet\ (?:om|over)\b
                |\bwordt\ niet\ (?:gevraagd|behandeld)\b|\bgeen\ cursus\b""",
        ),
    )
)
"""What a segment is when this stands in it; only looked for where one of the clues does."""


def role_weight(text: str) -> float:
    """Give 1 for a segment that says what is taught, less for practical matter (at least .1).

    >>> role_weight("Grondslagen van het leefloon"), role_weight("Examen: mondeling, 60 %")
    (1.0, 0.15)
    """
    weights = [weight for weight, pattern in _OPENINGS if pattern.match(text)]
    folded = text.casefold()
    weights += [
        weight
        for weight, clues, pattern in _ANYWHERE
        if any(clue in folded for clue in clues) and pattern.search(text)
    ]
    return min(weights, default=1.0)

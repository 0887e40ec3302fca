"""Print the stems of many course sheets, for `swcompetence/matching/items/course_words.py`.

    python tests/calibration/make_course_words.py SHEETS.xlsx [SHEETS ...]

A stem is listed with the share of sheets that say it where they teach, once a share of `LEAST` is
reached; the shares fall into the classes of `_STEMS_BY_WEIGHT`. The sheets are not part of this
project, and no sentence of them goes in.
"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from pathlib import Path

from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.matching.items.content import content_of
from swcompetence.matching.reading import read_course

LEAST = 0.04
CLASSES = ((0.22, "0"), (0.13, "0.15"), (0.07, "0.5"), (LEAST, "0.85"))
"""Least share of the sheets, and how telling a stem of that class is; a rarer one counts 1."""


def main() -> None:
    """Print the stems of each class in alphabetical order."""
    spread: Counter[str] = Counter()
    courses = [
        course for path in sys.argv[1:] for course in read_course_list(Path(path))[0].courses
    ]
    for course in courses:
        spread.update(
            {
                root
                for segment in read_course(course)
                if segment.weight
                for root, _ in content_of(segment.words)
            }
        )
    ceiling = 1.01
    for least, weight in CLASSES:
        stems = sorted(s for s, n in spread.items() if least <= n / len(courses) < ceiling)
        sys.stdout.write(f"{weight}: {len(stems)}\n{textwrap.fill(' '.join(stems), 100)}\n")
        ceiling = least


if __name__ == "__main__":
    main()

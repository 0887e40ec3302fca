"""Prints what our work costs as ratios to common Python on the same machine, and how it grows.

Run on demand: `python tests/benchmarks/ratios.py`, or with a number of rounds behind it. All is
processor time, ours and the common work in turns, and the median of the rounds; `growth` says how
many times the cost of the smallest size a row is. All lists and frameworks are invented.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from map_courses import invent, item_texts, text_of, write_list
from rapidfuzz import fuzz, process
from samples import FACTS, item

from swcompetence.matching import EvidenceMatcher, propose
from swcompetence.model import Course, CourseField, Curriculum, Framework
from swcompetence.registry import default_frameworks
from swcompetence.text import split_segments

COURSES = (60, 180, 540)
ITEMS = (500, 2_000, 8_000)
ROUNDS = 5
Work = Callable[[], object]


def bare_facts(count: int) -> dict[str, object]:
    """Invent a framework of which only labels are known."""
    texts = (
        segment.text
        for course in invent(count)
        for segment in split_segments(course.fields[CourseField.CONTENT])[:1]
    )
    items = [item(f"i{place}", label=f"{text} {place}") for place, text in enumerate(texts)]
    return {**FACTS, "items": items}


def python(*arguments: str | Path) -> Work:
    """Give a whole process as work, with what it compiled kept as after an installation."""
    words = [sys.executable, *map(str, arguments)]
    keeps = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return partial(os.execve, sys.executable, words, keeps)


def spent(work: Work) -> float:
    """Give the processor seconds of work in a fork, so that nothing is remembered by the next."""
    child = os.fork()
    if child == 0:
        try:
            for stream in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, code, use = os.wait4(child, 0)
    if code:
        raise SystemExit(f"this failed: {work}")
    return use.ru_utime + use.ru_stime


def compared(ours: Work, common: Work, rounds: int) -> tuple[float, float]:
    """Give the median seconds of ours, and its median ratio to the common work, in turns."""
    took = [(spent(ours), spent(common)) for _ in range(rounds + 1)][1:]  # the first compiles
    return median(one for one, _ in took), median(one / two for one, two in took)


def cdist(courses: Sequence[Course], frameworks: Sequence[Framework]) -> Work:
    """Compare every course with every item as a whole, without evidence."""
    texts, items = [text_of(course) for course in courses], item_texts(frameworks)
    return lambda: process.cdist(texts, items, scorer=fuzz.token_set_ratio, workers=1)


def rows(folder: Path) -> Iterator[tuple[str, int, Work, str, Work]]:
    """Give what is measured: ours by name and size, and the common work."""
    shipped, openpyxl = default_frameworks(), python("-c", "import openpyxl")
    ours, pydantic = (python("-c", f"import {name}") for name in ("swcompetence", "pydantic"))
    yield "import swcompetence", 1, ours, "import pydantic", pydantic
    for count in COURSES:
        source, book, out = (folder / f"{count}-{name}.xlsx" for name in ("lijst", "boek", "uit"))
        write_list(source, count)
        words = ("-m", "swcompetence", "map", source, "--force", "-o")
        spent(python(*words, book))
        report = python("-m", "swcompetence", "report", book, "--force", "-o", out)
        yield "map, courses", count, python(*words, out), "import openpyxl", openpyxl
        yield "report, courses", count, report, "import openpyxl", openpyxl
        courses = tuple(invent(count))
        matching = partial(propose, Curriculum(id="lijst", courses=courses), shipped)
        yield "matching, courses", count, matching, "cdist", cdist(courses, shipped)
    few = Curriculum(id="lijst", courses=tuple(invent(COURSES[0])))
    for count in ITEMS:
        facts = bare_facts(count)
        bare = [Framework.model_validate(facts)]
        build, matcher = partial(Framework.model_validate, facts), partial(EvidenceMatcher, bare)
        yield "framework, items", count, build, "import openpyxl", openpyxl
        yield "its matcher, items", count, matcher, "import openpyxl", openpyxl
        yield (
            "60 courses, items",
            count,
            partial(propose, few, bare),
            "cdist",
            cdist(few.courses, bare),
        )


def main(rounds: int) -> None:
    """Measure everything."""
    first: dict[str, float] = {}
    print(f"{'ours':22} {'size':>6} {'s':>7} {'ratio':>7}  {'to':16} {'growth':>6}")  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        for name, size, ours, common_name, common in rows(Path(folder)):
            took, ratio = compared(ours, common, rounds)
            growth = took / first.setdefault(name, took)
            print(  # noqa: T201
                f"{name:22} {size:6} {took:7.2f} {ratio:7.2f}  {common_name:16} {growth:6.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)

"""Prints what our work costs as ratios to common Python on the same machine, and how it grows.

Run on demand: `python tests/benchmarks/ratios.py`, or with a number of rounds behind it, and then
course lists to match besides the invented ones. All is processor time on one core, ours and the
common work in turns, and the median of the rounds; `growth` says how many times the cost of the
smallest size a row is. Frameworks of thousands of items are made once. What is compared:

- `map`, `report`: whole processes, the workbook included, beside one that imports openpyxl; both
  without numpy, which openpyxl would load and nothing of ours asks for.
- `matching`: links with evidence for texts that were not met before, by a matcher that is ready,
  beside `rapidfuzz.process.cdist(token_set_ratio)` over the same texts. `items` compares them with
  the label and definition of every item, as whoever has no indicators would; `wordings` with every
  indicator and label that we look up, which is the same work without inflections, order or reach.
- `jobs`: how many times longer one process takes than two by the clock, on a list that is matched
  in a stream, starting them included; it says little where others use the machine as well.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from map_courses import invent, item_texts, read_pool, text_of, write_list
from rapidfuzz import fuzz, process

from swcompetence import read_course_list
from swcompetence.matching import EvidenceMatcher, programme_context, propose, propose_many
from swcompetence.matching.wordings.compilation import compile_vocabulary
from swcompetence.model import Course, Curriculum, Framework
from swcompetence.registry import default_frameworks
from swcompetence.text import split_words

sys.path.append(str(Path(__file__).resolve().parents[1]))
from samples import FACTS, item

COURSES = (60, 180, 540)
ITEMS = (1_000, 5_000, 14_000)
AGAINST_ITEMS = 100
STREAMED = 2_000
ROUNDS = 3
WORDS = 60_000
LABEL, DEFINITION = 5, 20
"""Words of each."""
WITHOUT_NUMPY = "import sys; sys.modules['numpy'] = None; "
Work = Callable[[], object]


class Common(NamedTuple):
    """What ours is compared with."""

    name: str
    work: Work


def bare_facts(count: int) -> dict[str, object]:
    """Invent a framework of which only labels and definitions are known.

    As in a language, a few words stand in most items and most words in a few: of a word the rank is
    as often below ten as it is between ten and a hundred. The rarest are compounds of others.
    """
    pool = read_pool(default_frameworks())
    texts = (*pool.outcomes, *pool.content)
    plain = sorted({w.text.casefold() for text in texts for w in split_words(text) if w.text[3:]})
    chance = random.Random(2026)  # noqa: S311 - a benchmark
    chance.shuffle(plain)

    def word() -> str:
        rank = int(WORDS ** chance.random())
        beside = plain[rank * 7919 % len(plain)] if rank >= len(plain) else ""
        return plain[rank % len(plain)] + beside

    def sentence(length: int) -> str:
        return " ".join(word() for _ in range(length)).capitalize()

    items = [
        item(f"i{place}", label=sentence(LABEL), definition=f"{sentence(DEFINITION)}.")
        for place in range(count)
    ]
    return {**FACTS, "items": items}


def python(code: str, *arguments: str | Path) -> Work:
    """Give a whole process as work, with what it compiled kept as after an installation."""
    words = [sys.executable, "-c", WITHOUT_NUMPY + code, *map(str, arguments)]
    keeps = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return partial(os.execve, sys.executable, words, keeps)


def anew(target: Path, work: Work) -> Work:
    """Give work without what it wrote before, which would be read for decisions in it."""

    def begin() -> None:
        target.unlink(missing_ok=True)
        work()

    return begin


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


def show(name: str, size: int, seconds: float, beside: str, growth: float) -> None:
    """Print a row."""
    print(f"{name:26} {size:6} {seconds:8.3f}  {beside:38} {growth:6.1f}", flush=True)  # noqa: T201


class Table:
    """Prints rows, and remembers what the smallest size of each cost."""

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self._first: dict[str, float] = {}

    def growth(self, name: str, seconds: float) -> float:
        """Say how many times the smallest size it is."""
        return seconds / self._first.setdefault(name, seconds)

    def compare(self, name: str, size: int, ours: Work, *commons: Common) -> None:
        """Measure ours and the common work in turns, and print the ratios."""
        turns = [ours, *(common.work for common in commons)]
        if name not in self._first:
            spent(ours)  # compiles what is not compiled yet
        took = [[spent(work) for work in turns] for _ in range(self._rounds)]
        ratios = [
            f"{median(one[0] / one[place] for one in took):.2f} x {common.name}"
            for place, common in enumerate(commons, 1)
        ]
        seconds = median(one[0] for one in took)
        show(name, size, seconds, ", ".join(ratios), self.growth(name, seconds))


def cdist(courses: Sequence[Course], texts: Sequence[str]) -> Work:
    """Compare every course as a whole with every text, without evidence."""
    whole = [text_of(course) for course in courses]
    return lambda: process.cdist(whole, texts, scorer=fuzz.token_set_ratio, workers=1)


def start_and_lists(table: Table, folder: Path) -> None:
    """Measure whole processes."""
    run = "from swcompetence.cli import main; main()"
    openpyxl = Common("openpyxl", python("import openpyxl"))
    pydantic = Common("pydantic", python("import pydantic"))
    table.compare("import swcompetence", 1, python("import swcompetence"), pydantic)
    table.compare("--version", 1, python(run, "--version"), openpyxl)
    for count in COURSES:
        source, book, out = (folder / f"{count}-{name}.xlsx" for name in ("lijst", "boek", "uit"))
        write_list(source, count)
        spent(python(run, "map", source, "-o", book))
        mapping = anew(out, python(run, "map", source, "-o", out))
        table.compare("map, courses", count, mapping, openpyxl)
        report = anew(out, python(run, "report", book, "-o", out))
        table.compare("report, courses", count, report, openpyxl)


def matching(table: Table, lists: Sequence[str]) -> None:
    """Measure the matching alone."""
    shipped = default_frameworks()
    matcher = EvidenceMatcher(shipped)
    vocabulary = compile_vocabulary(shipped)
    wordings = [term.text.casefold() for term in vocabulary.terms]
    given = [(Path(path).stem[:18], read_course_list(path)[0]) for path in lists]
    invented = [
        ("courses", Curriculum(id="lijst", courses=tuple(invent(count)))) for count in COURSES
    ]
    for name, listed in (*invented, *given):
        table.compare(
            f"matching, {name}",
            len(listed.courses),
            partial(propose, listed, shipped, matcher=matcher),
            Common("items", cdist(listed.courses, item_texts(shipped))),
            Common("wordings", cdist(listed.courses, wordings)),
        )


def jobs() -> None:
    """Measure a stream in one process and in two, by the clock."""
    context = programme_context(Curriculum(id="lijst", courses=tuple(invent(STREAMED))))
    took = []
    for number in (1, 2):
        start = time.perf_counter()
        for _ in propose_many([context], default_frameworks(), jobs=number):
            pass
        took.append(time.perf_counter() - start)
    show("jobs, courses", STREAMED, took[1], f"{took[0] / took[1]:.2f} times as fast", 1)


def large(table: Table, count: int) -> None:
    """Measure a large framework from its facts on, in a process of its own."""
    reading, writing = os.pipe()

    def work() -> None:
        facts = bare_facts(count)
        marks = [time.process_time()]
        framework = Framework.model_validate(facts)
        marks.append(time.process_time())
        matcher = EvidenceMatcher([framework])
        marks.append(time.process_time())
        few = Curriculum(id="lijst", courses=tuple(invent(AGAINST_ITEMS)))
        propose(few, [framework], matcher=matcher)
        marks.append(time.process_time())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        os.write(writing, json.dumps([marks, peak]).encode())

    spent(work)
    marks, peak = json.loads(os.read(reading, 10_000))
    names = ("framework, items", "its matcher, items", f"{AGAINST_ITEMS} courses, items")
    for name, start, end in zip(names, marks, marks[1:], strict=False):
        show(name, count, end - start, f"peak {peak} MB", table.growth(name, end - start))


def main(rounds: int, lists: Sequence[str]) -> None:
    """Measure everything."""
    print(f"{'ours':26} {'size':>6} {'s':>8}  {'ratio':38} {'growth':>6}")  # noqa: T201
    table = Table(rounds)
    with tempfile.TemporaryDirectory() as folder:
        start_and_lists(table, Path(folder))
    matching(table, lists)
    for count in ITEMS:
        large(table, count)
    jobs()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS, sys.argv[2:])

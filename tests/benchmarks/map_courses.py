"""Times the matching of courses beside two known ways.

Run on demand, with scikit-learn installed: `python tests/benchmarks/map_courses.py 200 2000`.
Every measurement is a process of its own, so that its peak of memory is its own. The courses are
invented anew each time, from the example lists and the editions: a quarter of the sentences stands
there as it is, the others are two halves of two sentences, and one word in a thousand is mistyped.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.data.data_files import shipped
from swcompetence.files.data.mapping_lines import course_line
from swcompetence.matching import EvidenceMatcher, propose_many
from swcompetence.model import Course, CourseField, Curriculum, Framework
from swcompetence.model.phrase import parse_phrase, split_pair
from swcompetence.registry import default_frameworks
from swcompetence.text import split_segments

SIZES = (200, 2_000, 20_000, 100_000)
CHUNK = 1_000
"""Courses that the other ways take at a time; a whole list would not fit in memory."""
PROGRAMME = 100
"""Courses of one list in a stream."""
VERBATIM = 0.25
MISTYPED = 0.001
LISTS = (
    "bachelor-sociaal-werk-scheldezoom.xlsx",
    "graduaat-maatschappelijk-werk-denderkant.xlsx",
)
HEADER = ("Code", "Opleidingsonderdeel", "Studiepunten", "Leerresultaten", "Inhoud", "Evaluatie")


class Pool(NamedTuple):
    """What courses are invented from."""

    titles: tuple[str, ...]
    outcomes: tuple[str, ...]
    content: tuple[str, ...]
    assessment: tuple[str, ...]


def read_pool(frameworks: Sequence[Framework]) -> Pool:
    """Collect the sentences of the example lists and the words of the editions."""
    folder = shipped("curricula")
    courses = [
        course for name in LISTS for course in read_course_list(Path(str(folder / name)))[0].courses
    ]
    items = [item for framework in frameworks for item in framework.items]
    phrases = [
        " ".join(slot.words[0].strip("*") for slot in parse_phrase(half)[0])
        for item in items
        for indicator in item.indicators
        for half in split_pair(indicator.phrase)
    ]
    outcomes = _sentences(courses, CourseField.OUTCOMES)
    named = random.Random(2026).sample(phrases, len(outcomes))  # noqa: S311 - a benchmark
    return Pool(
        titles=tuple(course.title for course in courses),
        outcomes=(
            *outcomes,
            *(f"De student licht toe wat {phrase} is en past het toe." for phrase in named),
        ),
        content=(
            *_sentences(courses, CourseField.CONTENT),
            *(text for item in items for text in (item.label, item.definition) if text),
        ),
        assessment=_sentences(courses, CourseField.ASSESSMENT),
    )


def _sentences(courses: Sequence[Course], field: CourseField) -> tuple[str, ...]:
    return tuple(
        segment.text
        for course in courses
        for segment in split_segments(course.fields.get(field, ""))
    )


def invent(count: int) -> Iterator[Course]:
    """Invent courses of 150 to 400 words, the same ones each time."""
    pool = read_pool(default_frameworks())
    chance = random.Random(2026)  # noqa: S311 - a benchmark
    for number in range(count):
        words = chance.randint(150, 400)
        yield Course(
            id=f"SW{number:06}",
            code=f"SW{number:06}",
            title=_sentence(chance, pool.titles),
            credits=chance.randint(3, 9),
            fields={
                CourseField.OUTCOMES: "\n".join(_lines(chance, pool.outcomes, words * 0.35)),
                CourseField.CONTENT: "\n".join(_lines(chance, pool.content, words * 0.6)),
                CourseField.ASSESSMENT: _sentence(chance, pool.assessment),
            },
        )


def _lines(chance: random.Random, sentences: Sequence[str], words: float) -> Iterator[str]:
    written = 0
    while written < words:
        line = _sentence(chance, sentences)
        written += line.count(" ") + 1
        yield f"- {line}"


def _sentence(chance: random.Random, sentences: Sequence[str]) -> str:
    words = chance.choice(sentences).split()
    if chance.random() > VERBATIM:
        other = chance.choice(sentences).split()
        words = words[: (len(words) + 1) // 2] + other[len(other) // 2 :]
    return " ".join(
        _mistyped(chance, word) if chance.random() < MISTYPED else word for word in words
    )


def _mistyped(chance: random.Random, word: str) -> str:
    place = chance.randrange(1, max(len(word) - 1, 2))
    return word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]


def text_of(course: Course) -> str:
    """Give what the other ways compare."""
    return "\n".join(course.fields.values()).casefold()


def item_texts(frameworks: Sequence[Framework]) -> list[str]:
    """Give what they compare it with: every item whose words we read, those below included."""
    return [
        f"{one.label} {one.definition or ''}".casefold()
        for framework in frameworks
        for item in framework.mapping_items
        for one in (item, *framework.descendants(item.id))
    ]


def ours(count: int) -> float:
    """Match course by course; what is found is written and forgotten."""
    frameworks = default_frameworks()
    start = time.perf_counter()
    matcher = EvidenceMatcher(frameworks)
    took = time.perf_counter() - start
    with Path(os.devnull).open("w", encoding="utf-8") as out:
        for course in invent(count):
            start = time.perf_counter()
            out.writelines(
                f"{course.id}\t{found.item}\t{found.confidence}\t{found.proposed}\n"
                for found in matcher.candidates(course)
            )
            took += time.perf_counter() - start
    return took


def streamed(count: int, jobs: int = 1) -> float:
    """Map programmes into JSON Lines; inventing them and starting processes counts."""
    courses = invent(count)
    programmes = (
        Curriculum(id=chunk[0].id, courses=tuple(chunk))
        for chunk in iter(lambda: list(islice(courses, PROGRAMME)), [])
    )
    start = time.perf_counter()
    with Path(os.devnull).open("wb") as out:
        judged = propose_many(programmes, default_frameworks(), jobs=jobs)
        out.writelines(map(course_line, judged))
    return time.perf_counter() - start


def cdist(count: int) -> float:
    """Compare every text with every text, on all cores."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only here

    items = item_texts(default_frameworks())
    return in_chunks(
        count, lambda texts: process.cdist(texts, items, scorer=fuzz.token_set_ratio, workers=-1)
    )


def tfidf(count: int) -> float:
    """Compare pieces of three to five letters, weighted by how rare the items have them."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - only here

    items = item_texts(default_frameworks())
    start = time.perf_counter()
    model = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    known = model.fit_transform(items).T
    fitted = time.perf_counter() - start
    return fitted + in_chunks(count, lambda texts: (model.transform(texts) @ known).toarray())


def in_chunks(count: int, compare: Callable[[list[str]], object]) -> float:
    """Time a comparison over all courses, a chunk at a time."""
    took = 0.0
    courses = invent(count)
    while chunk := [text_of(course) for course in islice(courses, CHUNK)]:
        start = time.perf_counter()
        compare(chunk)
        took += time.perf_counter() - start
    return took


WAYS: dict[str, Callable[[int], float]] = {
    "swcompetence": ours,
    "stream": streamed,
    "stream, 2 jobs": lambda count: streamed(count, 2),
    "rapidfuzz cdist": cdist,
    "scikit-learn": tfidf,
}


def measure(way: str, count: int) -> None:
    """Print what one way takes, from a process that does nothing else."""
    took = WAYS[way](count)
    processes = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, largest_child = (resource.getrusage(who).ru_maxrss / 1024 for who in processes)
    peak = own + largest_child * (2 if "2 jobs" in way else 0)
    print(f"{count:8} {way:16} {took:8.2f} {count / took:8.0f} {peak:6.0f}", flush=True)  # noqa: T201


def write_list(path: Path, count: int) -> None:
    """Write an invented list in Excel."""
    import xlsxwriter  # noqa: PLC0415 - only here

    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Opleidingsonderdelen")
        page.write_row(0, 0, HEADER)
        for row, course in enumerate(invent(count), start=1):
            texts = [course.fields[field] for field in list(CourseField) if field in course.fields]
            page.write_row(row, 0, (course.code, texts[0], course.credits, *texts[1:]))


def main(arguments: list[str]) -> None:
    """Measure every way at every size, each in a process of its own."""
    if arguments[:1] == ["--one"]:
        measure(arguments[1], int(arguments[2]))
        return
    print(" courses way                     s courses/s     MB", flush=True)  # noqa: T201
    ways = [way for way in WAYS if way != "scikit-learn" or find_spec("sklearn")]
    for count in [int(one) for one in arguments] or SIZES:
        for way in ways:
            subprocess.run([sys.executable, __file__, "--one", way, str(count)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])

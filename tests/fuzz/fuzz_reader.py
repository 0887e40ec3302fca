"""Feeds damaged files to the reader: whatever comes in, only SwCompetenceError may come out.

Run on demand: `python tests/fuzz/fuzz_reader.py --each 1000 --seed 1`. The test suite runs a
few hundred of the same mutations.
"""

from __future__ import annotations

import argparse
import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from swcompetence.errors import SwCompetenceError
from swcompetence.files.course_list.course_list import read_curriculum
from swcompetence.files.formats.read_limits import ReadLimits
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.model import SourceFile

LISTS = Path(__file__).resolve().parents[1] / "data" / "lists"
LIMITS = ReadLimits(unpacked_mb=20, memory_mb=1_000, seconds=20)
LINES = (
    ("Bachelor in het sociaal werk – 2025-26",),
    ("Code", "Opleidingsonderdeel", "Fase", "Studiepunten", "Leerresultaten", "Inhoud"),
    ("A1", "Recht", "Fase 1", "4,5", "• kan wetten lezen\n• =1+1", "“wetten” & orde"),
    ("", "", "", "", "kan schrijven", ""),
    ("A2", "Coördinatie (6 SP)", "", "", "kan overleggen", "zorg"),
    ("", "Totaal", "", "10,5", "", ""),
)
TOKENS = (b"<", b">", b"\x00", b'"', b"&#1;", b"</table>", b"<!DOCTYPE a [", b"9" * 12, b"\xff\xfe")
Outcome = Counter[str]


def seeds() -> dict[str, bytes]:
    """Give one small list in every format."""
    table = "".join(
        "<tr>" + "".join(f"<td rowspan=1>{cell}</td>" for cell in line) + "</tr>" for line in LINES
    )
    csv = "\n".join(";".join(f'"{cell}"' for cell in line) for line in LINES)
    return {
        "xlsx": _xlsx(),
        "csv": csv.encode(),
        "cp1252": csv.encode("cp1252"),
        "html": f"<html><body><table border=1>{table}</table></body></html>".encode(),
        **{kind: (LISTS / f"lijst.{kind}").read_bytes() for kind in ("ods", "xls", "xlsb")},
    }


def _xlsx() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Lijst")
        for row, line in enumerate(LINES):
            page.write_row(row, 0, line)
        page.merge_range("C3:C5", "Fase 1")
        page.write_formula("D6", "=SUM(D3:D5)", None, 10.5)
        page.set_row(4, None, None, {"hidden": True})
        book.add_worksheet("Legende").write("A1", "SP")
    return stream.getvalue()


def mutations(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Give damaged forms of a file without end."""
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flipped, _cut, _spliced, _inside)
    while True:
        yield chance.choice(ways)(content, chance)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _cut(content: bytes, chance: random.Random) -> bytes:
    start = chance.choice((0, 0, chance.randrange(len(content))))
    return content[start : chance.randrange(start, len(content) + 1)]


def _spliced(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    taken = chance.randrange(len(content))
    piece = chance.choice((content[taken : taken + chance.randint(1, 200)], *TOKENS))
    return content[:at] + piece * chance.choice((1, 1, 50)) + content[at:]


def _inside(content: bytes, chance: random.Random) -> bytes:
    """Damage one part of a zipped file, so that the zip itself stays sound."""
    if not content.startswith(b"PK"):
        return _spliced(_flipped(content, chance), chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(name for name, part in parts.items() if part))
    parts[name] = chance.choice((_flipped, _cut, _spliced))(parts[name], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, part in parts.items():
            archive.writestr(one, part)
    return stream.getvalue()


def fuzz(content: bytes, times: int, seed: int) -> Outcome:
    """Read damaged forms of a file and count how they end; any other error is raised."""
    outcome: Outcome = Counter()
    made = mutations(content, random.Random(seed))  # noqa: S311 - no secret
    for number, damaged in zip(range(times), made, strict=False):
        try:
            sheets, _ = read_sheets(damaged, Path("lijst"), LIMITS)
            read_curriculum(sheets, SourceFile(file="lijst", sha256="0"))
            outcome["gelezen"] += 1
        except SwCompetenceError as error:
            outcome[type(error).__name__] += 1
        except BaseException as error:
            error.add_note(f"seed {seed}, mutation {number}")
            raise
    return outcome


def main() -> None:
    """Fuzz every format and print the outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=1000, help="mutations of every format")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for kind, content in seeds().items():
        start = time.perf_counter()
        outcome = fuzz(content, given.each, given.seed)
        print(f"{kind:7} {time.perf_counter() - start:6.1f} s  {dict(outcome)}")  # noqa: T201


if __name__ == "__main__":
    main()

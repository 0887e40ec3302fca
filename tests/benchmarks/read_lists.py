"""Times the reading of long lists, format by format, each in a process of its own.

Run on demand: `python tests/benchmarks/read_lists.py 5000 50000`. LibreOffice makes the .xls and
.ods files; .xlsb is left out, since nothing here writes it.
"""

from __future__ import annotations

import csv
import html
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import xlsxwriter

HEADER = ("Code", "Opleidingsonderdeel", "Studiepunten", "Fase", "Leerresultaten", "Inhoud")
READ = """
import re, resource, sys, time
from pathlib import Path
from swcompetence.errors import SwCompetenceError
from swcompetence.files.course_list.course_list import read_course_list
def peak():  # of this process alone: ru_maxrss starts at what the parent had
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
base = peak()
start = time.perf_counter()
try:
    found = f"{len(read_course_list(Path(sys.argv[1]))[0].courses)} vakken"
except SwCompetenceError as error:
    found = type(error).__name__
took = time.perf_counter() - start
own = peak()
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(f"{took:8.2f} {base:6} {own:6} {child:6}  {found}")
"""


def lines(count: int) -> list[tuple[str, ...]]:
    """Give an invented list."""
    courses = (
        (
            f"SW{number:05d}",
            f"Vak nummer {number}",
            str(3 + number % 4),
            f"Fase {1 + number * 3 // count}",
            f"De student herkent vraag {number} van de cliënt en werkt samen met diensten. " * 3,
            f"Inhoud {number}: wetgeving en praktijk in het lokaal bestuur, met oefeningen. " * 4,
        )
        for number in range(count)
    )
    return [HEADER, *courses]


def make(folder: Path, count: int) -> list[Path]:
    """Write the list in every format."""
    rows = lines(count)
    book_path = folder / "lijst.xlsx"
    with xlsxwriter.Workbook(book_path) as book:
        page = book.add_worksheet("Lijst")
        for row, line in enumerate(rows):
            for column, text in enumerate(line):
                page.write(row, column, int(text) if text.isdigit() else text)
    csv_path = folder / "lijst.csv"
    with csv_path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    html_path = folder / "lijst.html"
    table = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>"
        for line in rows
    )
    html_path.write_text(f"<html><table>{table}</table></html>", encoding="utf-8")
    made = [book_path, csv_path, html_path]
    if soffice := shutil.which("soffice"):
        for kind in ("ods", "xls"):
            command = [soffice, f"-env:UserInstallation=file://{folder}/p", "--headless"]
            subprocess.run(
                [*command, "--convert-to", kind, str(book_path)],
                cwd=folder,
                check=True,
                capture_output=True,
            )
            made.append(folder / f"lijst.{kind}")
    return made


def bomb(folder: Path) -> Path:
    """Write an .xlsx of under 1 MB that unpacks to 420 MB."""
    path = folder / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            for _ in range(100):
                stream.write(b"<row/>" * 700_000)
    return path


def main() -> None:
    """Print seconds and megabytes for every list and format."""
    print("vakken formaat    MB    s      basis   piek   kind  (MB geheugen)")  # noqa: T201
    for count in [int(number) for number in sys.argv[1:]] or [5_000]:
        with tempfile.TemporaryDirectory() as name:
            for path in [*make(Path(name), count), bomb(Path(name))]:
                done = subprocess.run(
                    [sys.executable, "-c", READ, str(path)],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                size = path.stat().st_size / 1e6
                print(f"{count:6} {path.name:10} {size:5.1f} {done.stdout.rstrip()}")  # noqa: T201


if __name__ == "__main__":
    main()

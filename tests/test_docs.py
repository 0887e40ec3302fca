"""The README and the pages in docs/ are run: every block alone, as a reader would type it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from messages import PAGE, messages_page
from sybil import Sybil
from sybil.example import Example
from sybil.parsers.markdown import PythonCodeBlockParser

from swcompetence.cli import main
from swcompetence.matching import PARAMETERS
from swcompetence.review.carriers import DECISIONS_SCHEMA, packed_mapping
from swcompetence.workflow.exporting import SCHEMAS
from swcompetence.workflow.opening import open_mapping

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
CURRICULA = ROOT / "curricula"
LIST = "opleidingsprogramma.xlsx"
BOOK = "opleidingsprogramma-koppelingen.xlsx"
MOST_LINES = 100


class Block(NamedTuple):
    """One block of commands."""

    page: str
    place: int
    commands: tuple[str, ...]


def command_blocks() -> list[Block]:
    blocks = []
    for page in PAGES:
        texts = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        for place, text in enumerate(texts, start=1):
            lines = tuple(line for line in text.splitlines() if line.startswith("swcompetence"))
            if lines:
                blocks.append(Block(page.stem, place, lines))
    return blocks


def python_blocks() -> list[Example]:
    sybil = Sybil(parsers=[PythonCodeBlockParser()])
    return [example for page in PAGES for example in sybil.parse(page)]


def test_a_strict_type_checker_passes_every_block_and_only_public_names(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is niet geïnstalleerd (groep dev)")
    for number, block in enumerate(python_blocks()):
        page = Path(block.path).stem.lower()
        (tmp_path / f"{page}_{number}.py").write_text(str(block.parsed), "utf-8")
    misspelled = tmp_path / "misspelled.py"
    misspelled.write_text("import swcompetence as sw\n\nsw.propse\n", "utf-8")
    # Strict by the settings of the project, which also lets it use what is known of our modules.
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip

    errors = [line for line in checked.stdout.splitlines() if ": error: " in line]
    assert [Path(line.split(":")[0]).name for line in errors] == [misspelled.name], checked.stdout
    assert 'Module has no attribute "propse"' in errors[0]


def type_command(words: list[str], monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(sys, "argv", ["swcompetence", *words])
    with pytest.raises(SystemExit) as stop:
        main()
    return stop.value.code


def confirm_first_link(book: Path) -> None:
    """Play the lecturer: confirm the first proposal about OCMW practice."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Koppelingen"]
    rows = sheet.iter_rows()
    header = next(row for row in rows if row[0].value == "Koppeling-id")
    columns = {str(cell.value): place for place, cell in enumerate(header)}
    first = next(row for row in rows if row[columns["Kader"]].value == "ocmw-praktijk")
    first[columns["Besluit"]].value = "akkoord"
    workbook.save(book)


def a_copy(source: str, path: Path) -> None:
    shutil.copyfile(CURRICULA / source, path)


def a_result(words: str, path: Path) -> None:
    """Make what an earlier block of the pages makes."""
    main_list = path.with_name(LIST)
    if not main_list.exists():
        a_copy("bachelor-sociaal-werk-scheldezoom.xlsx", main_list)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(path.parent)
        assert type_command([*shlex.split(words), "-o", path.name], monkeypatch) == 0


def reviewed(path: Path) -> None:
    if path.exists():
        return
    a_result(f"map {LIST} --framework ocmw-praktijk", path)
    confirm_first_link(path)


def saved_from_page(path: Path) -> None:
    """Play the lecturer who saved one decision from the page."""
    book = path.with_name("samengevoegd.xlsx")
    reviewed(book)
    mapping, _ = open_mapping(book)
    packed, digest = packed_mapping(mapping)
    first = next(link for link in mapping.links if link.proposed)
    course = next(course for course in mapping.courses if course.id == first.course)
    decision = {"course": course.id, "item": first.item, "text_hash": course.text_hash}
    saved = {
        "schema": DECISIONS_SCHEMA,
        "programme": "Sociaal werk",
        "saved": "2026-11-29T12:00:00+01:00",
        "decisions": [{**decision, "verdict": "accept", "at": "2026-11-29T12:00:00+01:00"}],
        "digest": digest,
        "mapping": packed,
    }
    path.write_text(json.dumps(saved), encoding="utf-8")


def board_report(path: Path) -> None:
    reviewed(path.with_name("samengevoegd.xlsx"))
    a_result("report samengevoegd.xlsx", path)


def a_table(path: Path) -> None:
    """Write two programmes as one table."""
    rows = [
        ("A", "A1", "Schuldhulp", "Maakt een afbetalingsplan.", "Schuldbemiddeling en budget."),
        ("B", "A1", "Huisbezoek", "Legt een huisbezoek af.", "Observeren en rapporteren."),
    ]
    header = ("opleiding", "code", "titel", "leerresultaten", "inhoud")
    path.write_text("\n".join(map(",".join, (header, *rows))), encoding="utf-8")


OUTCOMES = CURRICULA / "olr-scheldezoom.xlsx"
VACANCIES = CURRICULA / "vacatures-ocmw-denderkant.xlsx"
OCMW_LINKS = partial(a_result, f"map {LIST} --framework ocmw-praktijk")
MAKERS: dict[str, Callable[[Path], None]] = {
    LIST: partial(a_copy, "bachelor-sociaal-werk-scheldezoom.xlsx"),
    "sector.csv": a_table,
    "vacatures.xlsx": partial(a_copy, VACANCIES.name),
    "matrix.xlsx": partial(a_copy, "matrix-scheldezoom.xlsx"),
    "leerresultaten.xlsx": partial(a_copy, OUTCOMES.name),
    BOOK: OCMW_LINKS,
    "volgend-jaar.xlsx": OCMW_LINKS,
    "samengevoegd.xlsx": reviewed,
    "an.xlsx": reviewed,
    "bert.xlsx": reviewed,
    "besluiten-an.json": saved_from_page,
    "hiaten.xlsx": board_report,
    "eigen-kader.yaml": partial(a_result, f'import "{OUTCOMES}" --publisher Scheldezoom'),
    "referentie.yaml": partial(a_result, f'reference from "{VACANCIES}"'),
}
"""What a reader has by then, when a block does not make it itself."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give a function that makes a file of the pages once."""
    folder = tmp_path_factory.mktemp("pages")

    def file(name: str) -> Path:
        path = folder / name
        if not path.exists():
            MAKERS[name](path)
        return path

    return file


@pytest.mark.parametrize("block", command_blocks(), ids=lambda block: f"{block.page}-{block.place}")
def test_command_blocks_run(
    block: Block,
    made: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in block.commands:
        words = shlex.split(command)[1:]
        targets = {words[place + 1] for place, word in enumerate(words) if word == "-o"}
        for name in MAKERS.keys() & set(words) - targets:
            if not Path(name).exists():
                shutil.copyfile(made(name), name)

        code = type_command(words, monkeypatch)

        assert code == 0, (command, capsys.readouterr().err)


@pytest.mark.parametrize("example", python_blocks(), ids=lambda e: f"{Path(e.path).stem}-{e.line}")
def test_python_blocks_run(
    example: Example, made: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "from distributed import" in example.parsed:
        pytest.importorskip("distributed", reason="distributed is niet geïnstalleerd (extra dask)")
    for name in MAKERS:
        if f'"{name}"' in example.parsed:
            shutil.copyfile(made(name), name)
    example.namespace["__name__"] = "__main__"  # as what a reader starts

    example.evaluate()


def test_every_code_block_is_run_somewhere() -> None:
    for page in PAGES:
        kinds = re.findall(r"^```(\w*)\n", page.read_text("utf-8"), re.MULTILINE)

        assert set(kinds) <= {"sh", "python", "", "text"}, page.name


def test_the_readme_is_short_and_has_the_two_commands() -> None:
    text = README.read_text("utf-8")

    assert len(text.splitlines()) <= MOST_LINES
    assert "```sh\npython -m pip install . && swcompetence demo\n```" in text
    assert '```sh\npython -m pip install ".[test]" && python -m pytest -n auto\n```' in text


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_page_of_formats_names_every_schema() -> None:
    text = (ROOT / "docs" / "formats.md").read_text("utf-8")

    assert [name for name in SCHEMAS if f"`schema {name}`" not in text] == []


def test_who_works_on_the_matcher_is_told_of_every_script() -> None:
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    scripts = {
        path for kind in ("calibration", "benchmarks") for path in ROOT.glob(f"tests/{kind}/*.py")
    }

    assert sorted(path.name for path in scripts if path.name not in text) == []


def test_the_pages_tell_the_measured_precision_of_the_parameters_in_use() -> None:
    text = (ROOT / "docs" / "commissie.md").read_text("utf-8")

    assert f"parameters `{PARAMETERS.version}`" in text


def test_the_page_of_messages_is_made_from_the_tables_of_codes() -> None:
    assert PAGE.read_text("utf-8") == messages_page()

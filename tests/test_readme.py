"""The README is run: Python blocks by sybil, command blocks as a user would type them."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import openpyxl
import pytest
from sybil import Sybil
from sybil.example import Example
from sybil.parsers.markdown import PythonCodeBlockParser

from swcompetence.cli import main
from swcompetence.files.course_list.issue_codes import ISSUE_CODES as READING_CODES
from swcompetence.files.data.framework_plugins import PLUGIN_ISSUE_CODES
from swcompetence.matching import PARAMETERS
from swcompetence.review.issue_codes import ISSUE_CODES as REVIEW_CODES

README = Path(__file__).resolve().parent.parent / "README.md"


def python_blocks() -> list[Example]:
    return list(Sybil(parsers=[PythonCodeBlockParser()]).parse(README))


def confirm_first_link(book: Path, target: Path) -> None:
    """Play the lecturer: confirm the first proposal about OCMW practice."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Koppelingen"]
    rows = sheet.iter_rows()
    header = next(row for row in rows if row[0].value == "Koppeling-id")
    columns = {str(cell.value): place for place, cell in enumerate(header)}
    first = next(row for row in rows if row[columns["Kader"]].value == "ocmw-praktijk")
    first[columns["Besluit"]].value = "akkoord"
    workbook.save(target)


@pytest.mark.parametrize("example", python_blocks(), ids=lambda example: f"line-{example.line}")
def test_python_blocks_run(example: Example) -> None:
    example.evaluate()


def test_command_blocks_run_in_order(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    poor_list: Path,
) -> None:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    lines = [line for block in blocks for line in block.splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("swcompetence")]
    assert len(commands) >= 5
    monkeypatch.chdir(tmp_path)
    (tmp_path / "opleidingsprogramma.xlsx").write_bytes(poor_list.read_bytes())
    vacancies = poor_list.with_name("vacatures-ocmw-denderkant.xlsx")
    (tmp_path / "vacatures.xlsx").write_bytes(vacancies.read_bytes())

    for command in commands:
        if command[0] == "agreement":
            for name in command[1:]:
                if not (tmp_path / name).exists():
                    made = tmp_path / "opleidingsprogramma-koppelingen.xlsx"
                    confirm_first_link(made, tmp_path / name)
        monkeypatch.setattr(sys, "argv", ["swcompetence", *command])
        with pytest.raises(SystemExit) as stop:
            main()
        assert stop.value.code == 0, (command, capsys.readouterr().err)


def test_every_code_block_is_run_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    kinds = re.findall(r"^```(\w*)\n", text, re.MULTILINE)

    assert set(kinds) - {""} == {"sh", "python"}
    assert text.count("<!-- first command -->") == 1
    assert text.count("<!-- second command -->") == 1


def test_the_readme_tells_the_measured_precision_of_the_parameters_in_use() -> None:
    assert f"parameters `{PARAMETERS.version}`" in README.read_text(encoding="utf-8")


def test_every_issue_code_stands_in_the_readme_with_its_rule() -> None:
    text = README.read_text(encoding="utf-8")
    codes = {**READING_CODES, **REVIEW_CODES, **PLUGIN_ISSUE_CODES}

    assert [code for code, rule in codes.items() if f"| `{code}` | {rule} |" not in text] == []

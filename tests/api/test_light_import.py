from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import swcompetence

HEAVY = frozenset(
    "openpyxl xlsxwriter python_calamine defusedxml jinja2 markupsafe typer click rich scipy numpy"
    " sklearn rdflib pandas lxml matplotlib distributed dask pyarrow".split()
)
OURS = frozenset(
    {"swcompetence.cli", "swcompetence.report", "swcompetence.exchange", "swcompetence.workflow"}
)


def loaded_by(statement: str) -> frozenset[str]:
    """Give the modules that a fresh interpreter loads."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


def test_importing_the_package_loads_no_spreadsheet_report_solver_rdf_or_screen_library() -> None:
    assert loaded_by("import swcompetence") & (HEAVY | OURS) == frozenset()


def test_help_of_every_new_verb_loads_no_heavy_library() -> None:
    statement = "from swcompetence.cli.app import command_line; command_line()"

    assert loaded_by(statement) & (HEAVY - {"typer", "click", "rich"}) == frozenset()


def test_a_verb_that_is_typed_loads_no_other() -> None:
    loaded = loaded_by("from swcompetence.cli.app import command_line; command_line(['map', 'x'])")

    ours = {name for name in loaded if name.startswith("swcompetence.cli.verbs.")}
    assert ours == {"swcompetence.cli.verbs.mapping"}


def test_a_route_is_completed_without_a_solver_library() -> None:
    statement = """
from swcompetence.analysis.route import smallest_completion
import swcompetence.analysis.route
assert smallest_completion([{"a"}, {"a", "b"}], {"a": 3, "b": 3}) == ("a",)"""

    assert loaded_by(statement) & {"scipy", "numpy"} == frozenset()


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("swcompetence.report", {"swcompetence.report.findings"}),
        ("swcompetence.report.findings.view", {"xlsxwriter", "jinja2"}),
        ("swcompetence.report.findings.report_json", {"xlsxwriter", "jinja2"}),
        ("swcompetence.report.document.comparison", {"xlsxwriter", "jinja2"}),
        ("swcompetence.report.page", {"xlsxwriter"}),
        ("swcompetence.report.workbook", {"jinja2"}),
        ("swcompetence.report.review_book.book", {"jinja2"}),
    ],
)
def test_the_report_loads_in_pieces(module: str, absent: set[str]) -> None:
    assert loaded_by(f"import {module}") & absent == frozenset()


def test_a_list_is_mapped_to_json_without_a_writer_of_workbooks_or_pages(
    poor_list: Path, tmp_path: Path
) -> None:
    words = ["swcompetence", "map", str(poor_list), "-o", str(tmp_path / "lijst.json")]
    statement = f"""
import contextlib, sys
sys.argv = {words!r}
from swcompetence.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(sys.stderr):
    main()"""

    loaded = loaded_by(statement)

    assert (tmp_path / "lijst.json").exists()
    assert loaded & {"xlsxwriter", "jinja2", "swcompetence.report.sheets.sheet"} == frozenset()


def test_the_package_shows_its_public_names_and_little_else() -> None:
    shown = dir(swcompetence)

    assert set(swcompetence.__all__) <= set(shown)
    assert len(shown) <= len(swcompetence.__all__) + 2


def test_type_checkers_find_the_marker() -> None:
    assert (Path(swcompetence.__file__).parent / "py.typed").is_file()

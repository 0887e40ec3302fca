"""Settings for all tests: no terminal colours, a fixed width, skips with a reason."""

import os
import shutil
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main
from hypothesis import HealthCheck, settings
from typed import Run, typed_command

if TYPE_CHECKING:
    from playwright.sync_api import Browser

UNTRACED = {
    *("test_blind_book", "test_board_sheets", "test_commands", "test_course_template"),
    *("test_docs", "test_docs_in_code", "test_edition_schema", "test_edition_text"),
    *("test_import_then_validate", "test_inert_outputs", "test_light_import", "test_map_stream"),
    *("test_page", "test_page_browser", "test_product", "test_proposals", "test_report_json"),
    *("test_review_book", "test_review_command", "test_review_formats", "test_review_in_browser"),
    *("test_skos", "test_split_and_blind", "test_stem", "test_targets", "test_testing"),
    "test_workbook",
}
"""Modules whose tests go over whole lists or every edition. Lighter tests reach the lines that they
reach, all but one in a hundred, and tracing doubles what they cost."""

settings.register_profile(
    "project",
    deadline=None,  # machines differ; a slow one is no failure
    derandomize="CI" in os.environ,  # the same examples every time where a run decides
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("brief", settings.get_profile("project"), max_examples=12)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Accept what the matcher proposes today, after reading the difference."""
    parser.addoption(
        "--renew-golden", action="store_true", help="write the files in tests/golden anew"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests that need another program where it is not installed; mark generated input."""
    lacking = {}
    if shutil.which("soffice") is None:
        lacking["libreoffice"] = "LibreOffice (soffice) is niet geïnstalleerd"
    if shutil.which("chromium") is None:
        lacking["chromium"] = "Chromium is niet geïnstalleerd"
    elif not all(map(find_spec, ("playwright", "axe_playwright_python"))):
        lacking["chromium"] = "playwright en axe zijn niet geïnstalleerd (groep dev)"
    if not (shutil.which("npm") and shutil.which("node")):
        lacking["product"] = "npm en node zijn niet geïnstalleerd"
    if not all(map(find_spec, ("distributed", "pyarrow"))):
        lacking["dask"] = "distributed en pyarrow zijn niet geïnstalleerd (extra dask)"
    for item in items:
        if item.path.stem in UNTRACED or hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker("no_cover")
        for marker, reason in lacking.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Make what a test without coverage needs untraced as well."""
    with untraced(item):
        return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Run a test without coverage untraced."""
    with untraced(item):
        return (yield)


@contextmanager
def untraced(item: pytest.Item) -> Iterator[None]:
    """Stop tracing for a `no_cover` test: under xdist a second tracer of pytest-cov would go on."""
    tracer = sys.gettrace()
    if tracer is None or not item.get_closest_marker("no_cover"):
        yield
        return
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


@pytest.fixture(scope="session", autouse=True)
def verbs_built_once() -> Iterator[None]:
    """Keep the command line, which typer builds from all hints of all verbs in every run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start one Chromium for all pages."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Give the folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def poor_list(checkout: Path) -> Path:
    """Give the invented bachelor that is poor in OCMW practice."""
    return checkout / "curricula" / "bachelor-sociaal-werk-scheldezoom.xlsx"


@pytest.fixture(scope="session")
def rich_list(checkout: Path) -> Path:
    """Give the invented graduaat that is rich in OCMW practice."""
    return checkout / "curricula" / "graduaat-maatschappelijk-werk-denderkant.xlsx"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Give a function that runs commands in an empty folder."""
    return typed_command(monkeypatch, capsys, tmp_path)

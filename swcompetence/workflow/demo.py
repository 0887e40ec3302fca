"""The whole chain on a packaged example."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from swcompetence.cells import refuse_source
from swcompetence.files.data.data_files import shipped
from swcompetence.report.findings.view import build_report
from swcompetence.workflow.mapping import editions_to_map, map_lists, render_mapping
from swcompetence.workflow.reporting import write_report
from swcompetence.workflow.safekeeping import beside, put_in_place

DEMO_LIST = "bachelor-sociaal-werk-scheldezoom.xlsx"


class Demo(NamedTuple):
    """The files that the demo made."""

    course_list: Path
    review_book: Path
    report: Path
    page: Path
    """The report as a web page."""


def run_demo(folder: Path, *, date: dt.date | None, force: bool = False) -> Demo:
    """Copy the example list into a folder, map it and report on it.

    Raises:
        TargetExistsError: a file is there already and `force` is off.
        InputFileError: the folder is the one of the example itself.
    """
    course_list = folder / DEMO_LIST
    workbook = beside(course_list, "hiaten")
    demo = Demo(
        course_list=course_list,
        review_book=beside(course_list, "koppelingen"),
        report=workbook,
        page=workbook.with_suffix(".html"),
    )
    example = shipped("curricula") / DEMO_LIST
    content = example.read_bytes()
    refuse_source(demo.course_list, [Path(str(example))])
    put_in_place(demo.course_list, content, force=force)
    frameworks = editions_to_map()
    mapping = map_lists([demo.course_list], frameworks, date=date)
    put_in_place(
        demo.review_book, render_mapping(mapping, frameworks, demo.review_book), force=force
    )
    report = build_report(mapping, frameworks, date=date)
    for path in (demo.report, demo.page):
        write_report(report, path, force=force)
    return demo

"""See what a Flemish social-work curriculum really covers, with evidence for every link.

Values go from call to call: `read_course_list` gives a `Curriculum`, `propose` maps it onto
frameworks, `open_mapping` opens what lecturers reviewed, `build_report` tells it and `write_report`
writes it. What stands in `__all__` here, and `swcompetence.testing.assert_valid_framework`, is the
public interface, with the exceptions in `swcompetence.errors`; everything else may change in any
version. An argument of another type is refused by its name, with a `TypeError`.

>>> from swcompetence import Course, Curriculum, get_framework, propose
>>> course = Course(id="SW1", code="SW1", title="Schuldhulpverlening", credits=5)
>>> mapping = propose(Curriculum(id="lijst", courses=(course,)), [get_framework("ocmw-praktijk")])
>>> [link.item for link in mapping.links if link.proposed]
['ocmw-praktijk:schuldhulp']
"""

from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from swcompetence.errors import SwCompetenceError
    from swcompetence.exchange.exported import Exported, Imported
    from swcompetence.exchange.new_edition import EditionFacts
    from swcompetence.exchange.ooapi import LinkChoice
    from swcompetence.files.course_list.column_profile import ColumnProfile
    from swcompetence.files.course_list.course_list import read_course_list
    from swcompetence.files.data.data_files import read_framework
    from swcompetence.files.formats.read_limits import ReadLimits
    from swcompetence.matching import (
        Candidate,
        EvidenceMatcher,
        Matcher,
        ProgrammeContext,
        programme_context,
        propose,
        propose_many,
    )
    from swcompetence.matching.items.lending import Lent, Loan, lend_indicators
    from swcompetence.model import (
        Alignment,
        Band,
        Change,
        Course,
        CourseField,
        CourseLinks,
        Crosswalk,
        Curriculum,
        Decision,
        EditionStatus,
        Evidence,
        Framework,
        FrameworkRef,
        Indicator,
        Issue,
        Item,
        ItemRef,
        Licence,
        Link,
        Mapping,
        Provenance,
        Severity,
        Source,
        Status,
        Tie,
        TieContext,
        Treatment,
        Verdict,
    )
    from swcompetence.registry import (
        get_crosswalk,
        get_framework,
        list_crosswalks,
        list_frameworks,
    )
    from swcompetence.report.findings.gap_report import GapReport
    from swcompetence.report.findings.view import ReportSettings, build_report
    from swcompetence.review.merge import ReviewedLink, merge
    from swcompetence.review.parts import join
    from swcompetence.text import SharedText
    from swcompetence.workflow.cluster import DaskClient, Partition, map_partitions
    from swcompetence.workflow.exporting import ExportChoices, ExportedFile, export
    from swcompetence.workflow.importing import import_framework
    from swcompetence.workflow.mapping import StreamedList, map_lists, map_to_lines, write_mapping
    from swcompetence.workflow.opening import open_mapping, read_decisions
    from swcompetence.workflow.reconciling import ReconciliationService
    from swcompetence.workflow.reporting import write_report

__all__ = [
    "Alignment",
    "Band",
    "Candidate",
    "Change",
    "ColumnProfile",
    "Course",
    "CourseField",
    "CourseLinks",
    "Crosswalk",
    "Curriculum",
    "DaskClient",
    "Decision",
    "EditionFacts",
    "EditionStatus",
    "Evidence",
    "EvidenceMatcher",
    "ExportChoices",
    "Exported",
    "ExportedFile",
    "Framework",
    "FrameworkRef",
    "GapReport",
    "Imported",
    "Indicator",
    "Issue",
    "Item",
    "ItemRef",
    "Lent",
    "Licence",
    "Link",
    "LinkChoice",
    "Loan",
    "Mapping",
    "Matcher",
    "Partition",
    "ProgrammeContext",
    "Provenance",
    "ReadLimits",
    "ReconciliationService",
    "ReportSettings",
    "ReviewedLink",
    "Severity",
    "SharedText",
    "Source",
    "Status",
    "StreamedList",
    "SwCompetenceError",
    "Tie",
    "TieContext",
    "Treatment",
    "Verdict",
    "build_report",
    "export",
    "get_crosswalk",
    "get_framework",
    "import_framework",
    "join",
    "lend_indicators",
    "list_crosswalks",
    "list_frameworks",
    "map_lists",
    "map_partitions",
    "map_to_lines",
    "merge",
    "open_mapping",
    "programme_context",
    "propose",
    "propose_many",
    "read_course_list",
    "read_decisions",
    "read_framework",
    "write_mapping",
    "write_report",
]

# Loaded when first asked for, so that `import swcompetence` costs nothing.
_HOMES = {
    "Alignment": "model",
    "Band": "model",
    "Candidate": "matching",
    "Change": "model",
    "ColumnProfile": "files.course_list.column_profile",
    "Course": "model",
    "CourseField": "model",
    "CourseLinks": "model",
    "Crosswalk": "model",
    "Curriculum": "model",
    "DaskClient": "workflow.cluster",
    "Decision": "model",
    "EditionFacts": "exchange.new_edition",
    "EditionStatus": "model",
    "Evidence": "model",
    "EvidenceMatcher": "matching",
    "ExportChoices": "workflow.exporting",
    "Exported": "exchange.exported",
    "ExportedFile": "workflow.exporting",
    "Framework": "model",
    "FrameworkRef": "model",
    "GapReport": "report.findings.gap_report",
    "Imported": "exchange.exported",
    "Indicator": "model",
    "Issue": "model",
    "Item": "model",
    "ItemRef": "model",
    "Lent": "matching.items.lending",
    "Licence": "model",
    "Link": "model",
    "LinkChoice": "exchange.ooapi",
    "Loan": "matching.items.lending",
    "Mapping": "model",
    "Matcher": "matching",
    "Partition": "workflow.cluster",
    "ProgrammeContext": "matching",
    "Provenance": "model",
    "ReadLimits": "files.formats.read_limits",
    "ReconciliationService": "workflow.reconciling",
    "ReportSettings": "report.findings.view",
    "ReviewedLink": "review.merge",
    "Severity": "model",
    "SharedText": "text",
    "Source": "model",
    "Status": "model",
    "StreamedList": "workflow.mapping",
    "SwCompetenceError": "errors",
    "Tie": "model",
    "TieContext": "model",
    "Treatment": "model",
    "Verdict": "model",
    "build_report": "report.findings.view",
    "export": "workflow.exporting",
    "get_crosswalk": "registry",
    "get_framework": "registry",
    "import_framework": "workflow.importing",
    "join": "review.parts",
    "lend_indicators": "matching.items.lending",
    "list_crosswalks": "registry",
    "list_frameworks": "registry",
    "map_lists": "workflow.mapping",
    "map_partitions": "workflow.cluster",
    "map_to_lines": "workflow.mapping",
    "merge": "review.merge",
    "open_mapping": "workflow.opening",
    "programme_context": "matching",
    "propose": "matching",
    "propose_many": "matching",
    "read_course_list": "files.course_list.course_list",
    "read_decisions": "workflow.opening",
    "read_framework": "files.data.data_files",
    "write_mapping": "workflow.mapping",
    "write_report": "workflow.reporting",
}


if not TYPE_CHECKING:  # a checker knows the names above, and would take any name here for one

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module 'swcompetence' has no attribute {name!r}")
        value = getattr(import_module(f"swcompetence.{_HOMES[name]}"), name)
        if isinstance(value, FunctionType):
            value = import_module("swcompetence.errors").checked(value)
            value.__module__ = __name__  # under which it pickles
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__

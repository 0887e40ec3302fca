"""The page of messages, out of the tables of codes; `python tests/messages.py` writes it anew."""

from __future__ import annotations

from pathlib import Path

from swcompetence.files.course_list.issue_codes import ISSUE_CODES as READING_CODES
from swcompetence.files.data.framework_plugins import PLUGIN_ISSUE_CODES
from swcompetence.files.data.placement_table import PLACEMENT_CODES
from swcompetence.files.data.reference_form import FORM_CODES
from swcompetence.review.issue_codes import ISSUE_CODES as REVIEW_CODES
from swcompetence.workflow.mapping import MAPPING_CODES
from swcompetence.workflow.matrix import MATRIX_CODES
from swcompetence.workflow.reporting import TRACK_CODES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "messages.md"
CHAPTERS = {
    "Reading a course list": READING_CODES,
    "Mapping": MAPPING_CODES | MATRIX_CODES,
    "Reading decisions, notes of a programme board and corrections of a framework": REVIEW_CODES,
    "Reading the forms of a reference": FORM_CODES,
    "Reading a modeltraject or a table of placements": PLACEMENT_CODES | TRACK_CODES,
    "Frameworks of other packages": PLUGIN_ISSUE_CODES,
}
HEAD = """# Messages and their codes

Every trouble with somebody's data is an `Issue`: a stable code, a severity, a Dutch message that
says what to do, and where (file, sheet, cell).
They stand in the mapping (`issues`), on the sheet *Ingelezen* of the workbooks, and on the screen
when they are serious.
A report adds `framework-changed` and `item-not-in-framework`.

This page is made from the tables in the code by `python tests/messages.py`.
"""


def messages_page() -> str:
    """Give the page as Markdown."""
    parts = [HEAD]
    for title, codes in CHAPTERS.items():
        rows = "\n".join(f"| `{code}` | {rule} |" for code, rule in sorted(codes.items()))
        parts.append(f"## {title}\n\n| code | rule |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(messages_page(), encoding="utf-8")

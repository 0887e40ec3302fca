"""An edition as a document for a board: one self-contained HTML page."""

from __future__ import annotations

from swcompetence.model import Framework
from swcompetence.report.edition.view import view_edition
from swcompetence.report.html import page_templates


def edition_html(framework: Framework) -> str:
    """Render an edition as one HTML file without scripts, that needs nothing from a network."""
    return page_templates().get_template("edition.html.j2").render(view=view_edition(framework))

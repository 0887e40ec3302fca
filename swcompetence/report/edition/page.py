"""An edition as a document for a board: one self-contained HTML page, or Markdown."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from swcompetence.cells import inert
from swcompetence.model import Framework
from swcompetence.report.edition.view import view_edition


def edition_html(framework: Framework) -> str:
    """Render an edition as one HTML file without scripts, that needs nothing from a network."""
    return _environment().get_template("edition.html.j2").render(view=view_edition(framework))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("swcompetence.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _clean(value: object) -> object:
    """Take control characters out of a text; markup of the template itself is left alone."""
    return inert(value) if type(value) is str else value

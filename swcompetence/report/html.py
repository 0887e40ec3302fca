"""How every HTML page of ours is made out of its template: texts escaped, nothing undefined."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from swcompetence.cells import inert

TEMPLATES = "templates"


@lru_cache(maxsize=1)
def page_templates() -> Environment:
    """Give the environment in which the templates stand."""
    return Environment(
        loader=PackageLoader("swcompetence.report", TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        # Control characters go out of a text; our own markup is left alone.
        finalize=lambda value: (
            inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        ),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

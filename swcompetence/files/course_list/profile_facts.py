"""Lets a column profile say which programme, college and year a list is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.list_facts import slug
from swcompetence.files.course_list.list_identity import Identity
from swcompetence.model import Issue

_SETTLED = {
    "programme": {"programme-from-file-name"},
    "academic_year": {"year-from-file-name", "several-years"},
}
"""Fact of a profile -> what need not be told once the profile gives it."""


def with_profile(
    identity: Identity, issues: Sequence[Issue], profile: ColumnProfile
) -> tuple[Identity, tuple[Issue, ...]]:
    """Put what a profile says in the place of what was read."""
    given = {
        name: value
        for name in ("college", "programme", "academic_year")
        if (value := getattr(profile, name))
    }
    if not given:
        return identity, tuple(issues)
    changed = replace(identity, **given)
    if changed.programme:
        parts = (changed.college, changed.programme, changed.academic_year)
        titles = tuple(dict.fromkeys((changed.programme, *identity.titles)))
        name = slug(" ".join(part for part in parts if part))
        changed = replace(changed, id=name, titles=titles)
    settled = {code for name in given for code in _SETTLED.get(name, ())}
    return changed, tuple(issue for issue in issues if issue.code not in settled)

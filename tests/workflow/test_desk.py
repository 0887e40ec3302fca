from __future__ import annotations

import pytest
from samples import course, framework, item, link, mapping

from swcompetence.workflow.desk import Proposal, proposal_lines


@pytest.mark.parametrize(
    ("refs", "work"),
    [
        (["ocmw-praktijk:a"], "1 besluit te nemen: ongeveer 1 minuut werk."),
        (["ander:b"], "1 besluit te nemen: ongeveer 1 minuut werk."),
        (
            ["ocmw-praktijk:a", "ander:b", "ander:c"],
            "1 besluit gaat over OCMW-praktijk: ongeveer 1 minuut werk. Alle 3 samen: ongeveer",
        ),
    ],
)
def test_the_work_on_ocmw_practice_is_told_apart_where_there_is_other_work(
    refs: list[str], work: str
) -> None:
    edition = framework(item("a"), id="ocmw-praktijk")
    made = mapping(*(link("A", ref) for ref in refs), courses=(course("A"),), edition=edition)

    lines = [*proposal_lines(Proposal(made, (edition,), ()))]
    assert any(line.startswith(work) for line in lines)

from __future__ import annotations

import io

import openpyxl
from openpyxl.workbook.workbook import Workbook
from samples import course, framework, item, link, mapping

from swcompetence.analysis.comparison.build import MappedList, compare
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.model import Course, Crosswalk, Framework, Link
from swcompetence.report.document.comparison import overview_tables, publication_of_comparison
from swcompetence.report.workbook import write_workbook

READ = course("c1", content="Wat er geleerd wordt.")
OTHER = framework(item("m"), item("n"), item("o"), id="ander", version="2", title="Ander kader")
WALK = Crosswalk.model_validate(
    {
        "subject": "ander@2",
        "object": "proef@1",
        "revision": 1,
        "title": "t",
        "about": "a",
        "licence": {"id": "CC0-1.0", "attribution": "Niemand"},
        "last_checked_on": "2026-11-01",
        "changelog": [{"revision": 1, "date": "2026-01-01", "note": "n"}],
        "alignments": [
            {
                "subject": subject,
                "predicate": f"skos:{predicate}Match",
                "object": target,
                "justification": "semapv:ManualMappingCuration",
                "provenance": "derived",
                "why": "w",
            }
            for subject, predicate, target in (("m", "close", "a"), ("n", "broad", "b"))
        ],
    }
)


def entry(
    name: str,
    *links: Link,
    edition: Framework | None = None,
    courses: tuple[Course, ...] = (READ,),
    platform: str | None = None,
) -> MappedList:
    used = edition or framework(item("a"), item("b"))
    mapped = mapping(*links, courses=courses, edition=used, nominal=180)
    return MappedList(name, mapped, (used,), platform)


def opened(comparison: Comparison) -> Workbook:
    told = publication_of_comparison(comparison, date=None, tool_version="0")
    return openpyxl.load_workbook(io.BytesIO(write_workbook(told)))


def cells(comparison: Comparison, sheet: str) -> list[list[object]]:
    book = opened(comparison)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_what_cannot_be_compared_is_said_on_every_sheet() -> None:
    lists = [entry("een", edition=OTHER, platform="Noord"), entry("twee", link("c1", "proef:b"))]
    comparison = compare(lists, crosswalks=[WALK])

    items = cells(comparison, "Kaderitems")
    bridges = [row[3:6] for row in cells(comparison, "Bruggen")]
    tables = list(overview_tables(comparison))

    row = next(row for row in items if row[-1] == "proef:b")
    assert row[3:5] == ["niet te vergelijken", "vermoedelijk onderwerp"]
    assert "Platforms" not in opened(comparison).sheetnames  # too few colleges of any
    for wanted in (
        ["ja: bijna hetzelfde", "ander:m", "proef:a"],
        ["nee: ruimer", "ander:n", "proef:b"],
        ["nee: geen tegenhanger", "ander:o", None],
        ["nee: hier niet gevraagd", None, "proef:b"],
    ):
        assert wanted in bridges
    of_proef = next(table for table in tables if table.title.startswith("Proefkader"))
    assert "niet te vergelijken" in [column.label for column in of_proef.columns]


def test_without_differences_and_years_the_book_is_short_and_says_so() -> None:
    comparison = compare([entry("een"), entry("twee")])

    book = opened(comparison)

    assert book.sheetnames == ["Samenvatting", "Kaderitems"]
    texts = [str(cell.value) for row in book["Samenvatting"].iter_rows() for cell in row]
    assert any(text.startswith("Geen verschillen in lengte") for text in texts)


def test_counts_are_numbers_that_can_be_reckoned_with() -> None:
    confirmed = link("c1", "proef:a", status="confirmed")
    comparison = compare([entry("een", confirmed), entry("twee")])

    rows = cells(comparison, "Samenvatting")

    header = next(n for n, row in enumerate(rows) if "onderwerp, bevestigd" in row)
    assert rows[header + 1][:7] == ["een", 1, 0, 0, 0, 0, 1]


def test_the_priorities_of_a_platform_stand_below_its_counts() -> None:
    compared = compare([entry("een", platform="Noord"), entry("twee", platform="Noord")])
    line = compared.platforms[0].model_copy(update={"priorities": ("toegang", "netwerk")})
    shown = cells(compared.model_copy(update={"platforms": (line,)}), "Platforms")

    assert [row[0] for row in shown if str(row[0]).startswith("Werkpunten")] == [
        "Werkpunten van platform Noord: toegang; netwerk."
    ]

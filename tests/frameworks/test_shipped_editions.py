"""The data itself: every edition that travels with this package is one to trust."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from edition_digests import digest_lines, digest_problems

from swcompetence.analysis.edition.lint import lint
from swcompetence.model import Framework, Provenance, Severity
from swcompetence.registry import get_framework, list_frameworks

SHIPPED = list_frameworks()
every_edition = pytest.mark.parametrize("edition", SHIPPED, ids=lambda edition: str(edition.ref))


def test_no_released_edition_has_changed_unannounced(checkout: Path) -> None:
    committed = (checkout / "frameworks" / "DIGESTS").read_text(encoding="utf-8")

    problems = digest_problems(committed, SHIPPED)

    assert not problems, "\n".join(
        ("De kaders en frameworks/DIGESTS spreken elkaar tegen:", *problems)
    )
    assert committed == digest_lines(SHIPPED)


@every_edition
def test_the_lint_finds_no_errors_or_warnings(edition: Framework) -> None:
    found = [
        f"{issue.code} {issue.where}: {issue.message}"
        for issue in lint(edition)
        if issue.severity is not Severity.INFO
    ]

    assert not found, "\n".join(found)


@every_edition
def test_an_item_without_a_source_says_so(edition: Framework) -> None:
    bare = [item for item in edition.items if not item.sources]

    assert {item.provenance for item in bare} <= {Provenance.UNVERIFIED}
    assert all(item.note for item in bare)
    assert len(bare) <= len(edition.items) / 5


@every_edition
def test_a_fact_is_verified_only_where_the_statement_was_read(edition: Framework) -> None:
    unread = re.compile(r"\bniet\b.*\b(gelezen|geopend|nagekeken|vergeleken|gezocht)\b|\bdossier\b")
    facts = [fact for item in edition.items for fact in item.legal_basis]

    assert [
        fact.fact
        for fact in facts
        if fact.provenance is Provenance.VERIFIED and unread.search(fact.note or "")
    ] == []


@every_edition
def test_every_address_is_well_formed(edition: Framework) -> None:
    addresses = [source.url for source in edition.sources if source.url is not None]

    assert addresses
    assert [
        url
        for url in addresses
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname or " " in url
    ] == []


@every_edition
def test_a_source_says_where_it_is_or_how_it_was_read(edition: Framework) -> None:
    bare = {s.id for s in edition.sources if not (s.url or s.locator or s.note)}

    assert not bare


@every_edition
def test_a_source_was_read_before_the_edition_was_last_checked(edition: Framework) -> None:
    dates = [source.accessed for source in edition.sources if source.accessed is not None]

    assert all(date <= edition.last_checked_on for date in dates)


@every_edition
def test_every_mapping_item_can_be_found(edition: Framework) -> None:
    assert [
        item.id
        for item in edition.mapping_items
        if not any(one.indicators for one in (item, *edition.descendants(item.id)))
    ] == []


@pytest.mark.parametrize(
    ("ref", "level", "count"),
    [
        ("krachtlijnen@2018", "krachtlijn", 5),
        ("competentiekader@2026.1", "competentie", 15),
        ("ocmw-praktijk@2026.1", "thema", 33),
        ("ocmw-praktijk@2026.2", "thema", 35),
    ],
)
def test_an_edition_has_all_its_items(ref: str, level: str, count: int) -> None:
    edition = get_framework(ref)

    assert edition.mapping_level == level
    assert len(edition.mapping_items) == count

import re
from typing import Any

import pytest
from samples import framework, item

from swcompetence.analysis.edition import lint as edition_lint
from swcompetence.analysis.edition.lint import LINT_CODES, PlacedIndicator, lint
from swcompetence.model import Framework, Severity

SOURCE = {"id": "bron", "title": "Bron", "url": "https://example.org/a"}
SOURCED: dict[str, Any] = {"sources": ["bron"]}


def codes(*items: dict[str, object], **facts: object) -> list[str]:
    found = [issue.code for issue in lint(framework(*items, **facts))]
    return [code for code in found if code != "item-without-indicators"]


def changelog(*changes: tuple[int, str]) -> list[dict[str, object]]:
    return [{"revision": number, "date": date, "note": "Iets."} for number, date in changes]


def part(item_id: str, parent: str, *indicators: object, **facts: object) -> dict[str, object]:
    return item(item_id, *indicators, parent=parent, level="deel", **facts)


def test_a_careful_edition_has_no_issues() -> None:
    kader = framework(
        item("a", "huis", {"phrase": "dak", "strength": "weak"}, **SOURCED),
        item("b", "tuin"),
        sources=[SOURCE],
    )

    assert lint(kader) == ()


def test_an_issue_says_what_and_where() -> None:
    (issue,) = lint(framework(item("a", "huis", label="Huis "), item("b", "tuin")))

    assert issue.code == "spaces-around"
    assert str(issue.where) == "proef@1, a.label"
    assert "‘Huis’" in issue.message


def test_the_order_is_the_same_every_time() -> None:
    kader = framework(
        item("a", "huis", "huis", label="Zelfde"),
        item("b", "huis", label="zelfde"),
        sources=[SOURCE],
    )

    assert lint(kader) == lint(Framework.model_validate(kader.model_dump()))


@pytest.mark.parametrize(
    "items",
    [
        (item("a", label="Huis"), item("b", label="Huis")),
        (item("a", label="Huis"), item("b", alt_labels=["huis", "hut"])),
        (item("a"), part("a.b", "a", label="Huis"), part("a.c", "a", label="Huis")),
        (item("a", label="Huis", alt_labels=["Huis"]),),
    ],
)
def test_names_that_cannot_be_told_apart(items: tuple[dict[str, object], ...]) -> None:
    assert "label-duplicate" in codes(*items)


@pytest.mark.parametrize(
    "items",
    [
        (item("a"), part("a.b", "a", label="Huis"), item("c"), part("c.b", "c", label="Huis")),
        (item("a", label="Huis"), part("a.b", "a", label="Huis")),
        (item("a", label="Huis"), item("b", label="Huis", deprecated={"since": "1", "why": "Weg"})),
    ],
)
def test_a_name_may_return_under_another_parent_or_after_its_end(
    items: tuple[dict[str, object], ...],
) -> None:
    assert codes(*items) == []


def test_names_that_differ_by_case_alone() -> None:
    found = codes(
        item("a"), part("a.b", "a", label="OCMW"), item("c"), part("c.b", "c", label="Ocmw")
    )

    assert found == ["label-case"]


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\xa0", "U+00A0 (NO-BREAK SPACE)"),
        ("\u202f", "U+202F (NARROW NO-BREAK SPACE)"),
        ("\u200b", "U+200B (ZERO WIDTH SPACE)"),
        ("\xad", "U+00AD (SOFT HYPHEN)"),
        ("\ufeff", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("\t", "U+0009 (stuurteken)"),
    ],
)
def test_a_character_that_nobody_sees(char: str, name: str) -> None:
    kader = framework(item("a", f"huis{char}arts", "x"), item("b", "tuin"))
    (issue,) = [one for one in lint(kader) if one.code == "hidden-character"]

    assert issue.severity is Severity.ERROR
    assert issue.where.cell == "a.indicators 1.phrase"
    assert f"{name} als teken 5" in issue.message


def test_hidden_characters_are_looked_for_everywhere() -> None:
    facts: dict[str, Any] = {
        "title": "a\u200bb",
        "licence": {"id": "CC0-1.0", "attribution": "a\u200bb"},
        "sources": [{**SOURCE, "note": "a\u200bb"}],
    }
    found = lint(framework(item("a", "huis", not_in=["a\u200bb"], **SOURCED), **facts))

    assert [(one.code, one.where.cell) for one in found] == [
        ("hidden-character", "title"),
        ("hidden-character", "licence.attribution"),
        ("hidden-character", "sources 1.note"),
        ("hidden-character", "a.not_in 1"),
    ]


def test_paragraphs_are_allowed() -> None:
    assert codes(about="Een.\n\nTwee.") == []


def test_a_source_that_no_item_leans_on() -> None:
    draft = lint(framework(item("a", "huis"), sources=[SOURCE], status="draft"))
    released = lint(framework(item("a", "huis"), sources=[SOURCE]))

    assert [(one.code, one.severity) for one in draft] == [("source-unused", Severity.WARNING)]
    assert [(one.code, one.severity) for one in released] == [("source-unused", Severity.INFO)]
    assert "in een volgende revisie" in released[0].message


def test_a_legal_fact_leans_on_its_source() -> None:
    fact = {"fact": "Wet", "provenance": "verified", "source": "bron"}

    assert codes(item("a", "huis", legal_basis=[fact]), sources=[SOURCE]) == []


def test_a_core_task_leans_on_its_source() -> None:
    assert codes(item("a", "huis", kerntaak={"sources": ["bron"]}), sources=[SOURCE]) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"related": ["a"]}, None),
        ({}, "related-one-sided"),
        ({"related": ["a"], "level": "deel"}, "related-out-of-place"),
        ({"related": ["a"], "deprecated": {"since": "1", "why": "x"}}, "related-out-of-place"),
    ],
)
def test_related_items_name_each_other(facts: dict[str, object], code: str | None) -> None:
    found = codes(item("a", "huis", related=["b"]), item("b", "tuin", **facts))

    assert set(found) == ({code} if code else set())


@pytest.mark.parametrize(
    "url",
    [
        "www.example.org",
        "ftp://example.org",
        "https://",
        "https://a.org/b c",
        "https://[a",
        "http://a",
    ],
)
def test_an_address_that_leads_nowhere(url: str) -> None:
    assert codes(item("a", **SOURCED), sources=[{**SOURCE, "url": url}]) == ["url-malformed"]


def test_a_source_without_an_address_is_allowed() -> None:
    assert codes(item("a", **SOURCED), sources=[{**SOURCE, "url": None}]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huisbezoek", "huisbezoeken"),
        ("(huis|hut)", "(tuin|hut)"),
        ("leefloon*", "Leefloon*"),
        ("hut bouwen", "(hut|huis) (bouwen|kopen)"),
        ("huis + tuin", "(tuinen|hof) + huis"),
        ("brug ... slaan", "brug ... slaan"),
        ("huis", {"phrase": "huis", "where": "title"}),
        ({"phrase": "LAC", "kind": "abbreviation"}, {"phrase": "LAC", "kind": "abbreviation"}),
    ],
)
def test_a_strong_wording_of_two_items_needs_a_note(one: object, other: object) -> None:
    first = one if isinstance(one, dict) else {"phrase": one}

    assert codes(item("a", one), item("b", other)) == ["indicator-shared"]
    assert codes(item("a", {**first, "note": "Hoort bij beide."}), item("b", other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huis", "tuin"),
        ("huis", {"phrase": "huis", "strength": "weak"}),
        ("huis*", "huis"),
        ("huis + tuin", "huis + dak"),
        ("huis + tuin", "huis"),
        ("brug slaan", "brug ... slaan"),
        ("brug slaan", "brug"),
        ({"phrase": "LAC", "kind": "abbreviation"}, "lac"),
    ],
)
def test_different_wordings_of_two_items_need_no_note(one: object, other: object) -> None:
    assert codes(item("a", one), item("b", other)) == []


def test_parts_lend_their_wordings_to_their_item() -> None:
    shared = codes(item("a"), part("a.x", "a", "huis"), item("b", "huis"))
    own = codes(item("a", "huis"), part("a.x", "a", "huis"), item("b", "tuin"))
    gone = {"since": "1", "why": "Weg"}
    past = codes(item("a"), part("a.x", "a", "huis", deprecated=gone), item("b", "huis"))

    assert shared == ["indicator-shared"]
    assert own == past == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huisbezoek", "huisbezoeken"),
        ("huis", {"phrase": "huis", "where": "title"}),
        ("huis", {"phrase": "huis", "strength": "weak"}),
        ("(hut|huis)", "(huis|hut)"),
        ("huis + tuin", "tuin + huis"),
        ("huis", {"phrase": "huis", "not_near": ["dier"]}),
        ({"phrase": "huis", "not_near": ["dier"]}, {"phrase": "huis", "not_near": ["dieren"]}),
    ],
)
def test_an_indicator_that_adds_nothing(one: object, other: object) -> None:
    assert codes(item("a", one, other)) == ["indicator-duplicate"]
    assert codes(item("a", other, one)) == ["indicator-duplicate"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huis", "huis*"),
        ({"phrase": "huis", "strength": "weak"}, {"phrase": "huis", "where": "title"}),
        ({"phrase": "huis", "not_near": ["dier"]}, {"phrase": "huis", "not_near": ["vrouw"]}),
        ({"phrase": "huis", "not_near": ["dier"]}, {"phrase": "huis", "strength": "weak"}),
    ],
)
def test_an_indicator_that_adds_something(one: object, other: object) -> None:
    assert codes(item("a", one, other)) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "student",
        "de studenten",
        "evaluatie",
        "examens",
        "(cursus|huis)",
        "studiepunten + de student",
    ],
)
def test_words_that_stand_in_every_sheet(phrase: str) -> None:
    assert codes(item("a", phrase)) == ["indicator-boilerplate"]


@pytest.mark.parametrize(
    "phrase",
    [
        "leefloon student",
        "evaluatie van (beleid|hulp)",
        "student + leefloon",
        {"phrase": "(werkvormen|spel)", "where": "title"},
        {"phrase": "LES", "kind": "abbreviation"},
    ],
)
def test_words_that_say_something(phrase: object) -> None:
    assert codes(item("a", phrase)) == []


def test_an_item_without_indicators_is_told() -> None:
    kader = framework(item("a"), item("b"), part("b.x", "b", "huis"))
    found = lint(kader)

    assert [(one.code, one.severity, one.where.cell) for one in found] == [
        ("item-without-indicators", Severity.INFO, "a")
    ]


@pytest.mark.parametrize(
    ("successor", "code"),
    [("a", "replaced-by-itself"), ("b", "replaced-by-deprecated"), ("c", None)],
)
def test_a_replaced_item_leads_to_one_in_use(successor: str, code: str | None) -> None:
    gone = {"since": "1", "why": "Weg"}
    found = codes(
        item("a", deprecated={**gone, "replaced_by": [successor]}),
        item("b", deprecated=gone),
        item("c"),
    )

    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("changes", "revision", "expected"),
    [
        ([(1, "2026-01-01"), (2, "2026-01-01")], 2, []),
        ([(2, "2026-01-01"), (1, "2026-02-01")], 2, ["changelog-out-of-order"]),
        ([(1, "2026-01-01"), (1, "2026-02-01")], 1, ["changelog-out-of-order"]),
        ([(1, "2026-02-01"), (2, "2026-01-01")], 2, ["changelog-out-of-order"]),
        ([(1, "2026-01-01")], 2, ["revision-not-logged"]),
        ([(1, "2026-01-01"), (3, "2026-02-01")], 2, ["revision-not-logged"]),
    ],
)
def test_the_changelog_runs_up_to_the_revision(
    changes: list[tuple[int, str]], revision: int, expected: list[str]
) -> None:
    assert codes(revision=revision, changelog=changelog(*changes)) == expected


def test_a_change_after_the_last_check_is_told() -> None:
    (issue,) = lint(framework(item("a", "huis"), changelog=changelog((1, "2026-12-01"))))

    assert (issue.code, issue.severity) == ("checked-before-change", Severity.INFO)
    # The edition was last checked on 2026-11-01: a change of that day is no later one.
    assert codes(item("a", "huis"), changelog=changelog((1, "2026-11-01"))) == []


def test_a_source_is_not_read_after_the_last_check() -> None:
    late = {**SOURCE, "accessed": "2026-11-02"}
    early = {**SOURCE, "accessed": "2026-11-01"}

    assert codes(item("a", **SOURCED), sources=[late]) == ["source-read-later"]
    assert codes(item("a", **SOURCED), sources=[early]) == []


def test_codes_are_kebab_case_and_meanings_are_sentences() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", code) for code in LINT_CODES)
    assert all(text[0].isupper() and text.endswith(".") for text in LINT_CODES.values())
    assert list(LINT_CODES) == sorted(LINT_CODES)


def test_work_grows_with_the_items_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    overlap = edition_lint._overlap

    def counted(left: PlacedIndicator, right: PlacedIndicator) -> bool:
        nonlocal compared
        compared += 1
        return overlap(left, right)

    monkeypatch.setattr(edition_lint, "_overlap", counted)
    many = [item(f"a{n}", f"begrip woord{n} toepassen", "begrip toepassen") for n in range(300)]
    found = [issue for issue in lint(framework(*many)) if issue.code == "indicator-shared"]

    assert compared < 300 * 2 * 12
    assert [issue.where.cell for issue in found[:10]] == ["a0.indicators 2"] * 10
    assert ["nog andere" in issue.message for issue in found[:10]] == [False] * 9 + [True]
    assert {issue.where.cell for issue in found} == {f"a{n}.indicators 2" for n in range(299)}
    assert not any("nog andere" in issue.message for issue in found[-55:])


def test_a_tree_may_be_deep() -> None:
    levels = ["thema", *(f"l{n}" for n in range(2_000))]
    chain = [
        item(f"a{n}", f"woord{n} zoeken", level=level, **({"parent": f"a{n - 1}"} if n else {}))
        for n, level in enumerate(levels)
    ]

    assert lint(framework(*chain, levels=levels)) == ()


def test_lent_indicators_are_judged_where_they_are_from() -> None:
    lent = {"phrase": "woning zoeken", "lent_from": "ander@1:wonen"}

    assert codes(item("a", lent, lent), item("b", lent)) == []
    assert codes(item("a", "woning zoeken", lent), item("b", "woning zoeken")) == [
        "indicator-shared"
    ]


def test_a_lender_that_its_edition_does_not_have_is_told() -> None:
    lender = framework(item("wonen", "woning"), id="ander", version="1")
    phrases = [
        {"phrase": word, "lent_from": ref}
        for word, ref in (
            ("woning", "ander@1:wonen"),
            ("huis", "ander@1:c99"),
            ("huren", "ander@1:c99"),
            ("gezin", "ander@2:c99"),
        )
    ]
    borrower = framework(item("a", *phrases))

    (issue,) = lint(borrower, [lender])
    assert (issue.code, issue.where.cell) == ("indicator-lent-by-no-item", "a")
    assert "ander@1 heeft geen item ‘c99’" in issue.message
    assert not lint(borrower)


def test_an_item_without_indicators_is_told_what_it_is_known_by() -> None:
    def told(*items: dict[str, object]) -> list[str]:
        issues = lint(framework(*items))
        return [issue.message for issue in issues if issue.code == "item-without-indicators"]

    (bare,) = told(item("a", label="Wonen"))
    (beside,) = told(item("a", label="Wonen"), item("b", "leefloon"))
    assert bare.endswith("herkend aan woorden uit zijn naam en omschrijving")
    assert beside.endswith("herkend aan zijn naam")

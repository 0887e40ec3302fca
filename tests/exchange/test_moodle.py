import csv
import datetime as dt
import io

import pytest
from generated import frameworks, held
from hypothesis import given
from moodle_judge import Refused, import_in_moodle
from samples import framework, item

from swcompetence.errors import InputFileError
from swcompetence.exchange.exported import NOT_IN_FORMAT
from swcompetence.exchange.lms.moodle import (
    MOODLE_COLUMNS,
    MOODLE_KEEPS,
    moodle_csv,
    read_moodle_csv,
)
from swcompetence.exchange.lms.platform import items_in_use
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.model import Framework, Severity
from swcompetence.registry import list_frameworks

FACTS = EditionFacts(publisher="Hogeschool Scheldezoom", read_on=dt.date(2026, 11, 1))
HEAD = ["", "k@1", "Kader", "", "1", "a,b", "", "", "", "", "", "", "1", "competency"]
REFS = [one.ref for one in list_frameworks()]
SCALE = '[{"scaleid":"1"},{"id":1,"scaledefault":1,"proficient":1}]'


def table(*rows: list[str], head: list[str] | None = None) -> bytes:
    stream = io.StringIO(newline="")
    top = head if head is not None else [*HEAD[:6], SCALE, *HEAD[7:]]
    csv.writer(stream).writerows([MOODLE_COLUMNS, *([top] if top else []), *rows])
    return stream.getvalue().encode()


def competency(id_number: str, parent: str = "", name: str = "Naam", **more: str) -> list[str]:
    cells = [parent, id_number, name, "<p>Tekst.</p>", "1", *[""] * 9]
    for place, text in more.items():
        cells[int(place.removeprefix("at"))] = text
    return cells


def living(edition: Framework) -> Framework:
    return edition.model_copy(update={"items": items_in_use(edition)})


@pytest.mark.parametrize("edition", list_frameworks(), ids=REFS)
def test_moodle_takes_over_the_whole_tree_of_every_shipped_framework(edition: Framework) -> None:
    tree = import_in_moodle(moodle_csv(edition).content)
    expected = {
        f"{edition.id}:{one.id}": f"{edition.id}:{one.parent}" if one.parent else None
        for one in items_in_use(edition)
    }
    assert tree.parents() == expected
    assert tree.id_number == edition.ref
    assert tree.scale == ("introductie", "verdieping", "beheersing")
    tops = [node.id_number for node in tree.children]
    assert tops == [one for one, parent in expected.items() if parent is None]


@pytest.mark.parametrize("edition", list_frameworks(), ids=REFS)
def test_every_shipped_framework_comes_back_as_what_moodle_holds(edition: Framework) -> None:
    back = read_moodle_csv(moodle_csv(edition).content, "kader.csv", FACTS)
    assert held(back.framework, MOODLE_KEEPS) == held(living(edition), MOODLE_KEEPS)


@given(frameworks(is_legible=True))
def test_what_moodle_holds_survives_and_the_rest_is_accounted_for(edition: Framework) -> None:
    exported = moodle_csv(edition)
    import_in_moodle(exported.content)
    back = read_moodle_csv(exported.content, "kader.csv", FACTS)
    assert held(back.framework, MOODLE_KEEPS) == held(living(edition), MOODLE_KEEPS)
    assert {loss.code for loss in exported.losses} == {NOT_IN_FORMAT}
    assert {loss.severity for loss in exported.losses} == {Severity.INFO}


def test_numbers_that_php_confuses_stay_apart() -> None:
    edition = framework(*(item(one, label=one) for one in ("1.1", "1.10", "0", "007", "7", "1e1")))
    tree = import_in_moodle(moodle_csv(edition).content)
    assert [node.name for node in tree.children] == ["1.1", "1.10", "0…", "007", "7", "1e1"]
    back = read_moodle_csv(moodle_csv(edition).content, "kader.csv", FACTS)
    assert [one.label for one in back.framework.items] == ["1.1", "1.10", "0", "007", "7", "1e1"]


def test_a_backslash_before_a_quotation_mark_breaks_nothing() -> None:
    edition = framework(item("a", label='pad C:\\ "x\\"', definition='eindigt op \\"\\'), item("b"))
    tree = import_in_moodle(moodle_csv(edition).content)
    assert len(tree.children) == 2
    back = read_moodle_csv(moodle_csv(edition).content, "kader.csv", FACTS)
    assert held(back.framework, MOODLE_KEEPS) == held(edition, MOODLE_KEEPS)


def test_the_tree_has_domains_competencies_and_indicators() -> None:
    levels = {"levels": ["cluster", "thema", "deel"]}
    edition = framework(
        item("a", level="cluster"), item("b", parent="a"), item("c", level="deel", parent="b"),
        **levels,
    )  # fmt: skip
    content = moodle_csv(edition).content
    assert b'"domain,competency,indicator"' in content
    back = read_moodle_csv(content, "kader.csv", FACTS).framework
    assert back.levels == ("domein", "competentie", "indicator")
    assert back.mapping_level == "competentie"


def test_long_names_and_ids_are_cut_with_an_account_and_come_back() -> None:
    long = {"label": "heel lange naam " * 20 + "einde"}
    edition = framework(item("a", **long), item("b" * 120, label="x" * 150), item("c", label="-5"))
    exported = moodle_csv(edition)
    import_in_moodle(exported.content)
    messages = " ".join(loss.message for loss in exported.losses)
    assert "de volledige naam staat vet vooraan in de omschrijving (2 items: a, bbb" in messages
    assert "geen idnummer van meer dan 100 tekens" in messages
    assert "apostrof voor de naam (1 item: c)" in messages
    back = read_moodle_csv(exported.content, "kader.csv", FACTS).framework
    assert [one.label for one in back.items] == [long["label"], "x" * 150, "-5"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty file"),
        (b"a,b\nc,d\n", "not fourteen"),
        (table(competency("a")[:13]), "different length"),
        (table(competency("a"), head=[]), "0 framework rows"),
        (table([*HEAD[:6], SCALE, *HEAD[7:]]), "2 framework rows"),
        (table(competency("a", at12="false")), "2 framework rows"),
        (table(competency("a"), competency("a")), "overwrites"),
        (table(competency("")), "without idnumber"),
        (table(competency("0")), "without idnumber"),
        (table(competency("a", name="")), "without idnumber or name"),
        (table(competency("a", parent="x")), "unreachable"),
        (table(competency("a", "b"), competency("b", "a")), "unreachable"),
        (table(competency("1.1"), competency("x", "1.10")), "same number"),
        (table(competency("a", name="x" * 101)), "cut off"),
        (table(competency("a", name="kleiner <dan> dat")), "loses its tags"),
        (table(competency("a", at4="9")), "description format"),
        (table(competency("a"), head=HEAD), "scale configuration"),
        (table(competency("a"), head=[*HEAD[:6], '[{"scaleid":"1"}]', *HEAD[7:]]), "default"),
        (table(competency("a"), head=[*HEAD[:6], SCALE, *HEAD[7:13], "kader"]), "taxonomy"),
        (table(competency("a", name="pad, x\\")), "never closed"),
        (table(competency("a")) + b'"open', "never closed"),
    ],
)  # fmt: skip
def test_the_judge_refuses_what_moodle_refuses_or_silently_drops(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        import_in_moodle(content)


def test_a_file_from_moodle_is_read_with_an_account_of_what_has_no_place() -> None:
    plain = "Gewone tekst.\nMet <teken>."
    content = table(
        competency("k-b", "k-a", "Onder", at3="<ul><li>eerst<li>dan</ul><script>x</script>"),
        competency("k-a", at5="a,b", at7="core_competency\\regel", at10="k-b"),
        competency("k-c", "weg", "R &amp; D", at3=plain, at4="2"),
        competency("k-c", name="Tweede", at3=""),
        competency("k-d", name=""),
        competency("k-e", "k-f", "E"),
        competency("k-f", "k-e", "F"),
        head=[*HEAD[:6], SCALE, *HEAD[7:13], ""],
    )  # fmt: skip
    edition, issues = read_moodle_csv(content, "kader.csv", FACTS)
    assert [(one.id, one.parent) for one in edition.items] == [
        ("k-a", None), ("k-b", "k-a"), ("k-c", None), ("k-c-2", None),
        ("k-e", None), ("k-f", "k-e"),
    ]  # fmt: skip
    assert (edition.ref, edition.title) == ("k@1", "Kader")
    assert [one.definition for one in edition.items[1:4]] == ["• eerst\n• dan", plain, None]
    assert edition.items[2].label == "R & D"
    assert [issue.code for issue in issues] == [
        "label-missing", "code-duplicate", "parent-unknown", "parent-loop",
        "mapping-level-guessed", *["not-in-edition"] * 3,
    ]  # fmt: skip
    assert edition.mapping_level == "competentie"
    given = FACTS.model_copy(update={"mapping_depth": 2, "title": "Eigen", "version": "2027"})
    again = read_moodle_csv(content, "kader.csv", given).framework
    assert (again.mapping_level, again.title, again.ref) == ("competentie 2", "Eigen", "k@2027")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a,b\nc,d\n", "14 kolommen; hier staan er 2"),
        (table(competency("a"), head=[]), "geen rij voor het kader"),
        (table(), "geen enkele competentie"),
    ],
)
def test_a_file_that_is_no_framework_of_moodle_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(InputFileError, match=why):
        read_moodle_csv(content, "kader.csv", FACTS)


def test_the_last_of_several_frameworks_counts_as_in_moodle() -> None:
    content = table([*HEAD[:1], "oud@1", *HEAD[2:]], competency("a"), head=HEAD)
    edition, issues = read_moodle_csv(content, "kader.csv", FACTS)
    assert edition.ref == "oud@1"
    assert "2 kaders" in issues[-2].message

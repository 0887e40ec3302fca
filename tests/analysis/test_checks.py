from samples import course, framework, item, link, mapping

from swcompetence.analysis import Check, Weight, coverage, run_checks
from swcompetence.model import Course, Link

KADER = framework(
    item("inkomen", label="Inkomen"), item("wonen", label="Wonen"), item("zorg", label="Zorg")
)
COURSES = (
    course("A", "Recht", content="Wetten."),
    course("B", "Stage", content="Oefenen."),
    course("C", "Keuze"),
)


def checks(*links: Link, courses: tuple[Course, ...] = COURSES) -> dict[str, Check]:
    koppelingen = mapping(*links, courses=courses, edition=KADER)
    return {one.code: one for one in run_checks(koppelingen, coverage(koppelingen, [KADER]))}


def test_every_check_is_given_also_without_rows() -> None:
    links = [link(of, f"proef:{to}", status="confirmed") for of in "ABC" for to in KADER_IDS]

    assert {code: (one.weight, one.rows) for code, one in checks(*links).items()} == {
        "niet-aangetroffen": (Weight.HIGH, ()),
        "enkel-voorgesteld": (Weight.MIDDLE, ()),
        "een-opleidingsonderdeel": (Weight.LOW, ()),
        "zonder-koppeling": (Weight.LOW, ()),
    }


KADER_IDS = [one.id for one in KADER.items]


def test_items_that_no_sheet_shows_say_whether_there_is_a_weak_sign() -> None:
    found = checks(
        link("A", "proef:inkomen", proposed=False),
        link("A", "proef:wonen", proposed=False),
        link("B", "proef:wonen", proposed=False),
        link("A", "proef:zorg", status="rejected"),
    )["niet-aangetroffen"]

    assert [(row.label, row.courses, row.remark) for row in found.rows] == [
        ("Inkomen", ("A",), "zwakke aanwijzing in 1 opleidingsonderdeel"),
        ("Wonen", ("A", "B"), "zwakke aanwijzing in 2 opleidingsonderdelen"),
        ("Zorg", (), "ook geen zwakke aanwijzing gevonden"),
    ]
    assert {row.framework for row in found.rows} == {"Proefkader"}


def test_items_that_are_only_proposed_are_named_with_their_courses() -> None:
    found = checks(
        link("A", "proef:inkomen"),
        link("B", "proef:inkomen", status="unsure"),
        link("A", "proef:wonen"),
        link("B", "proef:wonen", status="confirmed"),
    )["enkel-voorgesteld"]

    assert [(row.item, row.courses) for row in found.rows] == [("proef:inkomen", ("A", "B"))]


def test_items_that_hang_on_one_course_are_named() -> None:
    found = checks(
        link("A", "proef:inkomen", status="confirmed"),
        link("B", "proef:wonen"),
        link("A", "proef:zorg", status="confirmed"),
        link("B", "proef:zorg"),
    )["een-opleidingsonderdeel"]

    assert [(row.item, row.courses) for row in found.rows] == [
        ("proef:inkomen", ("A",)),
        ("proef:wonen", ("B",)),
    ]


def test_courses_without_a_link_say_whether_there_was_text() -> None:
    found = checks(link("A", "proef:inkomen"), link("B", "proef:inkomen", proposed=False))[
        "zonder-koppeling"
    ]

    assert [(row.label, row.courses, row.remark) for row in found.rows] == [
        ("Stage", ("B",), "de fiche noemt geen item van de kaders"),
        ("Keuze", ("C",), "geen tekst om te lezen"),
    ]
    assert {(row.framework, row.item, row.group) for row in found.rows} == {(None, None, None)}

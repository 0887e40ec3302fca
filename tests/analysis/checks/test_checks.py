from samples import course, framework, item, link, mapping

from swcompetence.analysis.checks.check import Check, Outcome, Weight
from swcompetence.analysis.checks.checks import CHECK_RULES, CHECK_TITLES, run_checks
from swcompetence.analysis.coverage import coverage
from swcompetence.model import Course, Link, Purpose

KADER = framework(
    item("inkomen", label="Inkomen"), item("wonen", label="Wonen"), item("zorg", label="Zorg")
)
COURSES = (
    course("A", "Recht", content="Wetten."),
    course("B", "Stage", content="Oefenen."),
    course("C", "Keuze"),
)


def listed(of: str, ref: str, weight: float = 0.3) -> Link:
    """Give a link that is not proposed, with evidence of a weight."""
    made = link(of, ref, proposed=False)
    evidence = made.evidence[0].model_copy(update={"weight": weight})
    return made.model_copy(update={"evidence": (evidence,)})


def checks(*links: Link, courses: tuple[Course, ...] = COURSES) -> dict[str, Check]:
    koppelingen = mapping(*links, courses=courses, edition=KADER)
    return {one.code: one for one in run_checks(koppelingen, coverage(koppelingen, [KADER]))}


def test_every_check_is_given_also_without_rows() -> None:
    links = [link(of, f"proef:{to}", status="confirmed") for of in "ABC" for to in KADER_IDS]

    assert {code: (one.weight, one.outcome) for code, one in checks(*links).items()} == {
        "niet-aangetroffen": (Weight.HIGH, Outcome.NOTHING),
        "terloops-vermeld": (Weight.MIDDLE, Outcome.NOTHING),
        "enkel-voorgesteld": (Weight.MIDDLE, Outcome.NOTHING),
        "een-opleidingsonderdeel": (Weight.LOW, Outcome.NOTHING),
        "enkel-geintroduceerd": (Weight.MIDDLE, Outcome.NOT_JUDGED),
        "nergens-geevalueerd": (Weight.HIGH, Outcome.NOT_JUDGED),
        "volgorde-doorbroken": (Weight.MIDDLE, Outcome.NOT_JUDGED),
        "enkel-in-keuze": (Weight.HIGH, Outcome.NOT_JUDGED),
        "te-missen-in-traject": (Weight.HIGH, Outcome.NOT_JUDGED),
        "zonder-koppeling": (Weight.LOW, Outcome.NOTHING),
        "veel-koppelingen": (Weight.LOW, Outcome.NOT_JUDGED),
        "alles-hoogste-niveau": (Weight.LOW, Outcome.NOT_JUDGED),
    }


def test_a_check_that_cannot_be_judged_says_why() -> None:
    links = [link(of, f"proef:{to}", status="confirmed") for of in "ABC" for to in KADER_IDS]

    assert {
        code: one.in_words
        for code, one in checks(*links).items()
        if one.outcome is Outcome.NOT_JUDGED
    } == {
        "enkel-geintroduceerd": "niet te beoordelen: geen niveaus ingevuld",
        "nergens-geevalueerd": "niet te beoordelen: Geëvalueerd is nergens ingevuld",
        "volgorde-doorbroken": "niet te beoordelen: de lijst noemt geen twee fases",
        "enkel-in-keuze": "niet te beoordelen: de lijst zegt niet welke opleidingsonderdelen"
        " verplicht zijn",
        "te-missen-in-traject": "niet te beoordelen: de lijst noemt geen trajecten",
        "veel-koppelingen": "niet te beoordelen: geen enkel kader telt minstens 8 kaderitems",
        "alles-hoogste-niveau": "niet te beoordelen: geen niveaus ingevuld",
    }


def test_titles_and_codes_are_those_of_the_checks_and_unique() -> None:
    found = checks()

    assert {code: one.title for code, one in found.items()} == CHECK_TITLES
    assert len(CHECK_RULES) == len(CHECK_TITLES) == len(set(CHECK_TITLES.values()))


def test_without_a_framework_to_cover_nothing_about_items_is_judged() -> None:
    to_compare = KADER.model_copy(update={"purpose": Purpose.COMPARE})
    made = mapping(link("A", "proef:inkomen"), courses=COURSES, edition=to_compare)
    found = {one.code: one for one in run_checks(made, coverage(made, [to_compare]))}

    assert found["niet-aangetroffen"].reason == (
        "er is geen kader dat de opleiding hoort te dekken"
    )
    assert [row.label for row in found["zonder-koppeling"].rows] == ["Stage", "Keuze"]


def test_a_row_has_a_key_that_does_not_hang_on_order_or_words() -> None:
    found = checks(link("A", "proef:inkomen"))
    missing, unlinked = found["niet-aangetroffen"], found["zonder-koppeling"]

    assert str(missing.key(missing.rows[0])) == "niet-aangetroffen|proef:wonen|"
    assert str(unlinked.key(unlinked.rows[0])) == "zonder-koppeling||B"


KADER_IDS = [one.id for one in KADER.items]


def test_items_that_no_sheet_shows_say_whether_there_is_a_weak_sign() -> None:
    found = checks(
        listed("A", "proef:inkomen"),
        listed("A", "proef:wonen"),
        listed("B", "proef:wonen"),
        link("A", "proef:zorg", status="rejected"),
    )["niet-aangetroffen"]

    assert [(row.label, row.courses, row.remark) for row in found.rows] == [
        ("Inkomen", ("A",), "zwakke aanwijzing in 1 opleidingsonderdeel"),
        ("Wonen", ("A", "B"), "zwakke aanwijzing in 2 opleidingsonderdelen"),
        ("Zorg", (), "ook geen zwakke aanwijzing gevonden"),
    ]
    assert {row.framework for row in found.rows} == {"Proefkader"}


def test_items_with_a_clear_term_only_are_mentioned_and_not_missing() -> None:
    found = checks(
        listed("A", "proef:inkomen", 1),
        listed("A", "proef:wonen"),
        listed("B", "proef:wonen", 0.65),
        listed("C", "proef:wonen", 0.5),
        listed("A", "proef:zorg", 1),
        link("B", "proef:zorg"),
    )

    assert found["niet-aangetroffen"].rows == ()
    assert [
        (row.label, row.courses, row.remark.partition(";")[0])
        for row in found["terloops-vermeld"].rows
    ] == [
        ("Inkomen", ("A",), "duidelijke term in 1 opleidingsonderdeel"),
        ("Wonen", ("B", "C"), "duidelijke term in 2 opleidingsonderdelen"),
    ]


def test_the_rule_of_a_missing_item_speaks_of_clear_terms() -> None:
    assert checks()["niet-aangetroffen"].rule == (
        "Geen bevestigde koppeling, geen open voorstel en geen enkele duidelijke term in de hele"
        " lijst."
    )


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
    found = checks(link("A", "proef:inkomen"), listed("B", "proef:inkomen"))["zonder-koppeling"]

    assert [(row.label, row.courses, row.remark) for row in found.rows] == [
        ("Stage", ("B",), "de fiche noemt geen kaderitem met een duidelijke term"),
        ("Keuze", ("C",), "geen tekst om te lezen"),
    ]
    assert {(row.framework, row.item, row.group) for row in found.rows} == {(None, None, None)}


def test_courses_with_mentions_only_are_not_said_to_name_nothing() -> None:
    found = checks(
        link("A", "proef:inkomen"),
        listed("B", "proef:inkomen", 1),
        listed("B", "proef:wonen", 1),
        listed("C", "proef:wonen", 0.5),
    )["zonder-koppeling"]

    assert [(row.label, row.remark) for row in found.rows] == [
        ("Stage", "de fiche vermeldt 2 kaderitems terloops"),
        ("Keuze", "de fiche vermeldt 1 kaderitem terloops"),
    ]

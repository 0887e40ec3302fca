from samples import course, framework, item, link, mapping

from swcompetence.analysis.checks.check import Check, Outcome, Weight
from swcompetence.analysis.checks.checks import CHECK_RULES, CHECK_TITLES, run_checks
from swcompetence.analysis.finding import findings_of
from swcompetence.model import Course, Decision, Link, Purpose, Verdict
from swcompetence.model.mapping import Treatment

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
    return {one.code: one for one in run_checks(koppelingen, findings_of(koppelingen, [KADER]))}


def test_every_check_is_given_also_without_rows() -> None:
    links = [link(of, f"proef:{to}", status="confirmed") for of in "ABC" for to in KADER_IDS]

    assert {code: (one.weight, one.outcome) for code, one in checks(*links).items()} == {
        "niet-aangetroffen": (Weight.HIGH, Outcome.NOTHING),
        "terloops-vermeld": (Weight.MIDDLE, Outcome.NOTHING),
        "enkel-voorgesteld": (Weight.MIDDLE, Outcome.NOTHING),
        "enkel-in-de-matrix": (Weight.MIDDLE, Outcome.NOT_JUDGED),
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
        "enkel-in-de-matrix": "niet te beoordelen: er is geen matrix van de opleiding ingelezen",
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
    found = {one.code: one for one in run_checks(made, findings_of(made, [to_compare]))}

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


def test_items_that_are_missing_say_what_there_is_to_go_on() -> None:
    check = checks(
        listed("A", "proef:inkomen"),
        listed("B", "proef:inkomen", 1),
        link("A", "proef:zorg", status="rejected"),
    )["niet-aangetroffen"]

    assert [(row.label, row.courses, row.remark) for row in check.rows] == [
        ("Inkomen", ("A", "B"), "onzekere aanwijzing in 2 opleidingsonderdelen"),
        ("Wonen", (), "geen vermelding gevonden"),
        ("Zorg", ("A",), "voorstel afgewezen door een lesgever; de woorden staan wel in de fiche"),
    ]
    assert {row.framework for row in check.rows} == {"Proefkader"}


def test_a_rejection_names_how_many_lecturers() -> None:
    rejected = link("A", "proef:zorg", status="rejected")
    decisions = [Decision(verdict=Verdict.REJECT, reviewer=name) for name in ("An", "Bo")]
    rows = checks(rejected.model_copy(update={"decisions": tuple(decisions)}))

    assert rows["niet-aangetroffen"].rows[-1].remark == (
        "voorstel afgewezen door 2 lesgevers; de woorden staan wel in de fiche"
    )


def test_items_that_are_touched_only_are_not_missing() -> None:
    touched = link("A", "proef:inkomen").model_copy(update={"treatment": Treatment.TOUCHED})
    found = checks(touched, listed("B", "proef:inkomen", 1), link("A", "proef:wonen"))

    assert [row.label for row in found["niet-aangetroffen"].rows] == ["Zorg"]
    assert [(row.label, row.courses) for row in found["terloops-vermeld"].rows] == [
        ("Inkomen", ("A",))
    ]
    assert [row.label for row in found["enkel-voorgesteld"].rows] == ["Wonen"]


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


def test_courses_without_a_link_say_what_could_be_read() -> None:
    english = course("D", "Rights", content="The right to a home is part of the law of the land.")
    rows = checks(
        link("A", "proef:inkomen"),
        listed("E", "proef:inkomen", 1),
        listed("E", "proef:wonen"),
        courses=(*COURSES, english, course("E", "Wonen", content="Huren.")),
    )["zonder-koppeling"].rows

    assert [(row.label, row.courses, row.remark) for row in rows] == [
        ("Stage", ("B",), "de fiche noemt geen kaderitem"),
        ("Keuze", ("C",), "geen tekst om te lezen"),
        ("Rights", ("D",), "in een taal die de software niet leest"),
        ("Wonen", ("E",), "onzekere aanwijzing voor 2 kaderitems"),
    ]
    assert {(row.framework, row.item, row.group) for row in rows} == {(None, None, None)}

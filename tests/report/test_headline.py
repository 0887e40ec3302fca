"""The opening sentences about the narrowest path, the work fields and missing credits."""

from __future__ import annotations

from practice_samples import COURSES, FIELDS, LINKS, PRACTICE, link, report

from swcompetence.model import Course


def said(*starts: str, courses: tuple[Course, ...] = COURSES) -> list[str]:
    told = report(courses=courses).headlines
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in told if line.startswith(starts)]


def with_facts(**facts: object) -> tuple[Course, ...]:
    return tuple(course.model_copy(update=facts) for course in COURSES)


def test_narrowest_path_is_told_in_one_sentence() -> None:
    [sentence] = said("Smalste traject")

    assert sentence == (
        "Smalste traject voor OCMW-praktijk: wie enkel de verplichte opleidingsonderdelen volgt,"
        " komt 1 van de 4 items zeker tegen; van de andere: 1 te missen, 2 nergens gekoppeld."
    )


def test_narrowest_path_is_that_of_the_track_with_least() -> None:
    first, *others = COURSES
    courses = (first.model_copy(update={"track": "A"}), others[0], others[1])
    courses = (*courses[:2], courses[2].model_copy(update={"track": "B"}))

    assert "van traject B volgt, komt 0 van de 4 items" in said("Smalste", courses=courses)[0]


def test_narrowest_path_is_not_judged_where_the_list_never_says_what_is_compulsory() -> None:
    [sentence] = said("Smalste", courses=with_facts(compulsory=None))

    assert sentence.endswith(
        "niet te beoordelen, want de lijst zegt nergens welke opleidingsonderdelen verplicht zijn."
    )


def test_narrowest_path_counts_what_hangs_on_open_proposals() -> None:
    links = [
        link("SW1", f"ocmw-praktijk:{name}", "inkomen") for name in ("inkomen", "wonen", "zorg")
    ]
    [sentence] = [line for line in report(*links).headlines if line.startswith("Smalste")]

    assert "3 enkel als een open voorstel bevestigd wordt, 1 nergens gekoppeld." in sentence


def test_local_government_is_placed_among_the_work_fields() -> None:
    other = link("SW2", "werkvelden:jeugdhulp", "inkomen", "wonen", "Lokaal bestuur")

    [alone] = said("Lokaal bestuur")
    assert alone == (
        "Lokaal bestuur en OCMW staat op plaats 1 van de 2 werkvelden, met 0,5 verwachte"
        " studiepunten naar tekst. Hier tellen enkel zinnen die het werkveld zelf noemen; daarom"
        " verschilt dit van de studiepunten voor OCMW-praktijk."
    )
    [sentence] = [line for line in report(*LINKS, other).headlines if line.startswith("Lokaal")]
    assert "plaats 2 van de 2" in sentence
    assert "eerst komt Jeugdhulp (" in sentence


def test_local_government_without_credits_has_no_place() -> None:
    [sentence] = [line for line in report(LINKS[0]).headlines if line.startswith("Lokaal")]

    assert sentence == (
        "Lokaal bestuur en OCMW heeft geen plaats tussen de 2 werkvelden: geen verwachte"
        " studiepunten."
    )


def test_fields_without_local_government_say_so() -> None:
    others = FIELDS.model_copy(update={"items": FIELDS.items[1:]})
    told = report(LINKS[0], frameworks=(PRACTICE, others))

    assert "Lokaal bestuur staat niet tussen de 1 werkvelden van dit kader." in told.headlines


def test_list_without_credits_has_no_share() -> None:
    assert said("Het aandeel", courses=with_facts(credits=None)) == [
        "Het aandeel van OCMW-praktijk is niet te berekenen: de lijst heeft geen studiepunten."
    ]

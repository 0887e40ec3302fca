import pytest
from programmes import KADER, confirmed, judged, placed, proposed, told
from samples import mapping

from swcompetence.analysis.checks.progression import phase_order, progression
from swcompetence.model.mapping import Treatment

COURSES = (
    placed("A", "Fase 2"),
    placed("B", "Fase 1"),
    placed("C", "1"),
    placed("D"),
)


def test_every_item_tells_its_courses_by_phase_and_level() -> None:
    made = mapping(
        confirmed("A", "inkomen", "V"),
        confirmed("B", "inkomen", "I"),
        confirmed("C", "inkomen", "I"),
        proposed("D", "inkomen"),
        confirmed("D", "wonen"),
        told(confirmed("A", "zorg", "I"), "eigen"),
        courses=COURSES,
        edition=KADER,
    )
    found = progression(*judged(made))

    assert found.phases == ("Fase 1", "Fase 2", None)
    assert found.levels == ("I", "V", "B", "eigen", None)
    assert "volgens het getal" in found.rule
    inkomen, wonen, zorg = found.items
    assert [(c.phase, c.level, c.confirmed, c.proposed) for c in inkomen.cells] == [
        ("Fase 1", "I", ("B", "C"), ()),
        ("Fase 2", "V", ("A",), ()),
        (None, None, (), ("D",)),
    ]
    assert wonen.cell(None, None).confirmed == ("D",)
    assert [(c.level, c.confirmed) for c in zorg.cells] == [("I", ("A",)), ("eigen", ("A",))]
    assert zorg.cell("Fase 1", "B").confirmed == ()


def test_a_course_that_only_touches_on_an_item_is_told_apart() -> None:
    touched = {"treatment": Treatment.TOUCHED}
    links = (proposed("A", "inkomen"), proposed("B", "inkomen").model_copy(update=touched))
    found = progression(*judged(mapping(*links, courses=COURSES, edition=KADER)))

    cells = [cell for cell in found.items[0].cells if cell.proposed]
    assert [cell.touched for cell in cells if "B" in cell.proposed] == [("B",)]
    assert [cell.touched for cell in cells if "A" in cell.proposed] == [()]


def test_links_to_other_frameworks_stay_out() -> None:
    stray = confirmed("A", "elders", "eigen")
    found = progression(*judged(mapping(stray, courses=COURSES, edition=KADER)))

    assert found.levels == ("I", "V", "B", None)
    assert all(one.cells == () for one in found.items)


@pytest.mark.parametrize(
    ("named", "ordered"),
    [
        (("Fase 2", "Fase 1"), ("Fase 1", "Fase 2")),
        (("tweede jaar", "Eerste jaar", "2"), ("Eerste jaar", "tweede jaar")),
        (("Fase III", "Fase I"), ("Fase I", "Fase III")),
        (("2BA", "1BA"), ("1BA", "2BA")),
        (
            ("60 sp, fase 2", "60 studiepunten, fase 1"),
            ("60 studiepunten, fase 1", "60 sp, fase 2"),
        ),
        (("Trajectschijf 10", "Trajectschijf 9"), ("Trajectschijf 9", "Trajectschijf 10")),
        (
            ("sinds 2024: fase 2", "sinds 2025: fase 1"),
            ("sinds 2025: fase 1", "sinds 2024: fase 2"),
        ),
    ],
)
def test_phases_are_ordered_by_the_number_in_their_names(
    named: tuple[str, ...], ordered: tuple[str, ...]
) -> None:
    order = phase_order([placed(f"C{n}", phase) for n, phase in enumerate(named)])

    assert (order.phases, order.is_by_number) == (ordered, True)


def test_one_name_without_a_number_makes_the_order_of_the_list_count() -> None:
    courses = [placed("A", "Fase 2"), placed("B", "Instroom"), placed("C", "Fase  1"), placed("D")]
    order = phase_order(courses)

    assert (order.phases, order.is_by_number) == (("Fase 2", "Instroom", "Fase 1"), False)
    assert [order.place(one) for one in courses] == [0, 1, 2, None]
    assert "zoals de lijst ze noemt" in order.rule


def test_a_list_without_phases_says_so() -> None:
    assert phase_order([placed("A")]).rule == "De lijst noemt geen fases."

from hypothesis import given
from hypothesis import strategies as st
from samples import course

from swcompetence.model import CourseGroup, Curriculum
from swcompetence.text import SharedText, course_groups, pasted_text, shared_text

RULE = "De student werkt mee aan een warme school."


def found(*contents: str) -> SharedText:
    courses = tuple(course(f"SW{n}", "Vak", content=text) for n, text in enumerate(contents))
    return shared_text(Curriculum(id="lijst", courses=courses))


def test_a_segment_in_three_courses_is_shared() -> None:
    shared = found(RULE, f"Recht\n{RULE}", f"- {RULE}", "Filosofie voor beginners in vier lessen")

    assert [(one.text, one.courses) for one in shared.segments] == [(RULE, ("SW0", "SW1", "SW2"))]
    assert (shared.copies(RULE), shared.copies("Recht")) == (3, 1)


def test_two_courses_are_not_enough_however_often_they_repeat_it() -> None:
    assert found(f"{RULE}\n{RULE}", RULE, "Recht") == SharedText()


def test_case_and_white_space_make_no_difference_and_a_word_does() -> None:
    other = RULE.upper().replace(" ", "  \xa0")
    shared = found(RULE, other, RULE, RULE.replace("warme", "fijne"))

    assert [one.courses for one in shared.segments] == [("SW0", "SW1", "SW2")]
    assert shared.copies(other) == 3


def test_a_segment_of_three_words_is_never_shared() -> None:
    assert found(*["De student kan:"] * 5).copies("De student kan:") == 1


def test_titles_are_no_shared_text_and_all_other_fields_are() -> None:
    courses = (
        course("A", RULE, outcomes=RULE),
        course("B", RULE, assessment=RULE),
        course("C", RULE, teaching=RULE),
        course("D", RULE),
    )
    (one,) = shared_text(Curriculum(id="lijst", courses=courses)).segments

    assert one.courses == ("A", "B", "C")


@given(st.lists(st.lists(st.sampled_from([RULE, "De wet in een notendop.", "Kort"]))))
def test_copies_are_counted_by_courses(contents: list[list[str]]) -> None:
    shared = found(*("\n".join(lines) for lines in contents))

    for text in (RULE, "De wet in een notendop."):
        holders = sum(text in lines for lines in contents)
        assert shared.copies(text) == (holders if holders >= 3 else 1)
    assert shared.copies("Kort") == 1


PARTS = (
    "Recht en wet in vier lessen over burgers.",
    "Psychologie van groepen in zes korte lessen.",
    "Filosofie voor wie graag vragen stelt vandaag.",
)


def listed(**contents: str) -> Curriculum:
    courses = tuple(course(name, "Vak", content=text) for name, text in contents.items())
    return Curriculum(id="lijst", courses=courses)


def test_a_composite_and_its_parts_are_a_group_and_so_are_variants() -> None:
    whole = "\n".join(PARTS)
    curriculum = listed(DEEL1=PARTS[0], ALLES=whole, DEEL2=PARTS[1], NL=RULE, EN=RULE, LOS="Sport.")

    assert course_groups(curriculum) == (
        CourseGroup(kind="composite", courses=("DEEL1", "ALLES", "DEEL2"), whole="ALLES"),
        CourseGroup(kind="variant", courses=("NL", "EN")),
    )


def test_text_is_pasted_where_five_courses_hold_it_that_are_no_group() -> None:
    alone = [f"{part}\n{part.upper()} nog eens\n{RULE}" for part in PARTS]
    others = ["Sport en spel met kinderen buiten op het plein.", "Muziek en dans voor wie dat wil."]
    five = [*alone, *(f"{text}\n{RULE}" for text in others)]
    names = {f"V{n}": text for n, text in enumerate(five)}

    assert pasted_text(listed(**names)).copies(RULE) == 5
    assert pasted_text(listed(**dict(list(names.items())[:4]))).segments == ()
    assert pasted_text(listed(**dict.fromkeys(names, five[0]))).segments == ()

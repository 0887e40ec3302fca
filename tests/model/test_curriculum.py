import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from samples import course

from swcompetence.model import Course, CourseField, Curriculum, Origin


def test_the_title_is_always_among_the_texts() -> None:
    vak = Course(id="SW1", code="SW1", title="Schuldhulp")

    assert vak.fields == {CourseField.TITLE: "Schuldhulp"}


def test_the_same_text_has_the_same_hash_whatever_the_code() -> None:
    one = course("SW1", "Schuldhulp", 3, content="Budget.")
    two = course("SW2", "Schuldhulp", 6, content="Budget.")

    assert one.text_hash == two.text_hash
    assert len(one.text_hash) == 16


@pytest.mark.parametrize(
    "texts",
    [{"content": "Budgetten."}, {"outcomes": "Budget."}, {"content": "Budget.", "outcomes": "x"}],
)
def test_another_text_or_the_same_in_another_field_has_another_hash(texts: dict[str, str]) -> None:
    assert course(content="Budget.").text_hash != course(**texts).text_hash


@pytest.mark.parametrize(
    "texts", [{"content": " Budget.\n"}, {"content": "Budget.", "outcomes": ""}]
)
def test_white_space_around_a_text_does_not_change_the_hash(texts: dict[str, str]) -> None:
    assert course(content="Budget.").text_hash == course(**texts).text_hash


def test_a_blank_field_is_no_text() -> None:
    assert course().text_hash == course(content=" \n").text_hash


def test_a_hash_that_was_given_is_computed_anew() -> None:
    given_hash = Course(id="SW1", code="SW1", title="Vak", text_hash="0000")

    assert course().text_hash == given_hash.text_hash


@given(st.dictionaries(st.sampled_from(CourseField), st.text()))
def test_a_course_is_the_same_after_writing_and_reading(texts: dict[CourseField, str]) -> None:
    vak = course(**texts)

    assert vak == Course.model_validate_json(vak.model_dump_json())


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"fields": {"content": 5}}, ("fields", "content")),
        ({"fields": {"content": None}}, ("fields", "content")),
        ({"fields": ["tekst"]}, ("fields",)),
        ({"fields": {"inhoud": "tekst"}}, ()),
        ({"title": None}, ("title",)),
        ({"credits": -1}, ("credits",)),
        ({"ects": 3}, ("ects",)),
    ],
)
def test_a_wrong_course_is_refused_with_its_place(
    wrong: dict[str, object], where: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        Course.model_validate({"id": "SW1", "code": "SW1", "title": "Vak", **wrong})

    assert where in [error["loc"] for error in caught.value.errors()]


def test_a_course_is_no_text() -> None:
    with pytest.raises(ValidationError):
        Course.model_validate("SW1")


def test_a_course_id_stands_once_in_a_list() -> None:
    with pytest.raises(ValidationError, match="‘SW1’ staat er twee keer"):
        Curriculum(id="lijst", courses=(course("SW1"), course("SW1", "Ander vak")))


def test_total_credits_skip_courses_that_do_not_say() -> None:
    vakken = (course("A", "Vak", 3), course("B", "Vak", None), course("C", "Vak", 4.5))

    assert Curriculum(id="lijst", courses=vakken).total_credits == 7.5
    assert Curriculum(id="leeg").total_credits == 0


@pytest.mark.parametrize("size", [0, -180])
def test_a_programme_has_a_size_above_zero(size: float) -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        Curriculum(id="lijst", nominal_credits=size)


def test_rows_are_counted_from_one() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        Origin(sheet="Blad1", row=0)

"""The sentence that opens a report is true of whatever the sheets show."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.analysis.base import Base, BaseRule
from swcompetence.analysis.finding import CourseFinding, Finding, FrameworkFindings, ItemFinding
from swcompetence.analysis.ocmw import (
    CourseContent,
    FirstGap,
    OcmwPractice,
    OcmwShare,
    Placements,
)
from swcompetence.analysis.text_credits import NO_CREDITS, CreditRange
from swcompetence.model import FrameworkRef, ItemRef, Purpose, Status
from swcompetence.model.mapping import Tie, TieContext, Treatment
from swcompetence.report.findings.answer import answer, number_word, theme_groups
from swcompetence.report.findings.gap_report import CourseLine

CORE = {Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED}
TAUGHT = {*CORE, Finding.TOUCHED}
WORDS = {number_word(number): number for number in range(21)}


def theme(
    number: int,
    finding: Finding,
    tie: Tie | None = None,
    context: TieContext = TieContext.OCMW,
    course: str = "A",
) -> ItemFinding:
    is_taught = finding in TAUGHT
    link = CourseFinding(
        course=course,
        link=f"L-{number}",
        finding=finding,
        treatment=Treatment.CORE if finding in CORE else None,
        status=Status.CONFIRMED if finding is Finding.CORE_CONFIRMED else Status.OPEN,
        tie=tie if is_taught else None,
        tie_context=context if is_taught and tie is Tie.EXPLICIT else None,
    )
    return ItemFinding(
        item=ItemRef(f"ocmw-praktijk:t{number}"),
        label=f"Thema {number}",
        group=None,
        finding=finding,
        tie=link.tie,
        tie_context=link.tie_context,
        courses=() if finding is Finding.NO_TRACE else (link,),
        rejected_by=1 if finding is Finding.REJECTED else 0,
    )


def practice(
    themes: Sequence[ItemFinding], amounts: dict[str, float] | None = None
) -> OcmwPractice:
    """Say what themes show; `amounts` are the explicit credits of courses."""
    contents = tuple(
        CourseContent(
            course=course,
            credits=6,
            explicit=CreditRange(expected=ects, high=ects),
            general=NO_CREDITS,
            undetermined=NO_CREDITS,
            treatment=Treatment.CORE,
        )
        for course, ects in (amounts or {}).items()
    )
    share = OcmwShare(
        base=Base(
            credits=180, rule=BaseRule.LIST, courses=(), courses_left_out=(), list_credits=180
        ),
        explicit=CreditRange.total(content.explicit for content in contents),
        explicit_touched=NO_CREDITS,
        general=NO_CREDITS,
        general_touched=NO_CREDITS,
        undetermined=NO_CREDITS,
        routes=None,
        placements=Placements(credits=0, courses=()),
        courses=contents,
    )
    gaps = tuple(
        FirstGap(
            item=item.item,
            label=item.label,
            finding=item.finding,
            tie=item.tie,
            is_core_task=False,
            weight=None,
            starting_point=None,
        )
        for item in themes
        if item.finding not in CORE or item.tie is not Tie.EXPLICIT
    )
    findings = FrameworkFindings(
        ref=FrameworkRef("ocmw-praktijk@1"),
        title="OCMW-praktijk",
        purpose=Purpose.COVER,
        items=tuple(themes),
    )
    return OcmwPractice(findings=findings, share=share, gaps=gaps, reference="Geen")


def course(code: str, *, is_read: bool = True) -> CourseLine:
    return CourseLine(
        id=code,
        code=code,
        title=f"Vak {code}",
        credits=4,
        phase=None,
        url=None,
        texts=(),
        skipped=None if is_read else "no_text",
        place=None,
        confirmed=0,
        proposed=0,
    )


COURSES = (course("A"), course("B"))


def told(*groups: tuple[int, Finding, Tie | None]) -> str:
    themes = [(finding, tie) for count, finding, tie in groups for _ in range(count)]
    return answer(practice([theme(n, *pair) for n, pair in enumerate(themes)]), COURSES)


def test_a_programme_that_hardly_names_ocmw_work_says_so() -> None:
    assert told(
        (1, Finding.CORE_CONFIRMED, Tie.EXPLICIT),
        (5, Finding.WEAK_TRACE, None),
        (3, Finding.CORE_PROPOSED, Tie.GENERAL),
        (25, Finding.NO_TRACE, None),
    ) == (
        "De fiches noemen OCMW-werk nauwelijks: van de 34 thema's is er één onderwerp in"
        " OCMW-context, zijn er drie vermoedelijk onderwerp zonder OCMW-verband, is er bij vijf"
        " hooguit een onzekere aanwijzing en vonden we van 25 geen vermelding."
    )


def test_a_general_foundation_without_context_is_the_message() -> None:
    assert told(
        (3, Finding.CORE_PROPOSED, Tie.EXPLICIT),
        (1, Finding.TOUCHED, Tie.EXPLICIT),
        (11, Finding.CORE_PROPOSED, Tie.GENERAL),
        (19, Finding.NO_TRACE, None),
    ) == (
        "Veertien van de 34 thema's zijn vermoedelijk onderwerp in de fiches, maar bij slechts drie"
        " legt een fiche het verband met OCMW of lokaal bestuur; voor de elf andere is er een"
        " algemene basis."
    )


def test_no_theme_in_context_leaves_the_foundation_to_all() -> None:
    assert (
        "maar bij geen enkel thema legt een fiche het verband met OCMW of lokaal bestuur; voor alle"
        " vier is er een algemene basis."
    ) in told(
        (2, Finding.TOUCHED, Tie.EXPLICIT),
        (4, Finding.CORE_PROPOSED, Tie.GENERAL),
        (4, Finding.NO_TRACE, None),
    )


def test_one_theme_in_context_takes_a_verb_in_the_singular() -> None:
    assert (
        "zijn vermoedelijk onderwerp in de fiches, maar bij slechts één legt een fiche het verband"
        " met OCMW of lokaal bestuur; voor de vier andere"
    ) in told(
        (1, Finding.CORE_PROPOSED, Tie.EXPLICIT),
        (1, Finding.TOUCHED, Tie.EXPLICIT),
        (4, Finding.CORE_PROPOSED, Tie.GENERAL),
        (4, Finding.NO_TRACE, None),
    )


def test_the_one_course_stands_with_its_code_where_its_title_is_shared() -> None:
    themes = [theme(n, Finding.CORE_CONFIRMED, Tie.EXPLICIT) for n in range(6)]
    twins = (COURSES[0], COURSES[1].model_copy(update={"title": "Vak A"}))

    assert "‘A Vak A’" in answer(practice(themes, {"A": 3.0, "B": 0.2}), twins)


def test_content_in_one_course_is_named_with_what_no_sheet_teaches() -> None:
    themes = [
        *(theme(n, Finding.CORE_CONFIRMED, Tie.EXPLICIT) for n in range(6)),
        *(theme(n, Finding.NO_TRACE) for n in range(6, 9)),
    ]
    sentence = answer(practice(themes, {"A": 3.0, "B": 0.2}), COURSES)

    assert sentence == (
        "De OCMW-inhoud staat vrijwel volledig in één opleidingsonderdeel, ‘Vak A’ (4"
        " studiepunten), met zes thema's als onderwerp in OCMW-context; ‘Thema 6’, ‘Thema 7’ en"
        " ‘Thema 8’ zijn in geen enkele gelezen fiche onderwerp."
    )


def test_a_course_that_leaves_the_context_to_another_is_not_named_for_it() -> None:
    themes = [theme(n, Finding.CORE_CONFIRMED, Tie.EXPLICIT, course="B") for n in range(3)]
    bare = [
        item.model_copy(
            update={
                "courses": (
                    *item.courses,
                    item.courses[0].model_copy(
                        update={"course": "A", "tie": Tie.GENERAL, "tie_context": None}
                    ),
                )
            }
        )
        for item in themes
    ]

    assert "één opleidingsonderdeel" not in answer(practice(bare, {"A": 3.0, "B": 0.1}), COURSES)


def test_a_mixed_programme_is_counted_in_two_halves() -> None:
    assert told(
        (7, Finding.CORE_PROPOSED, Tie.EXPLICIT),
        (6, Finding.CORE_PROPOSED, Tie.GENERAL),
        (17, Finding.WEAK_TRACE, None),
        (5, Finding.NO_TRACE, None),
    ) == (
        "Van de 35 thema's zijn er zeven vermoedelijk onderwerp in OCMW-context en zes zonder"
        " OCMW-verband; bij zeventien is er hooguit een onzekere aanwijzing en van vijf vonden we"
        " geen vermelding."
    )


def test_rejections_are_no_absence() -> None:
    assert "twee zijn door lesgevers afgewezen" in told(
        (5, Finding.CORE_CONFIRMED, Tie.EXPLICIT), (2, Finding.REJECTED, None)
    )


def test_nothing_at_all_and_nothing_read_are_two_things() -> None:
    themes = [theme(n, Finding.NO_TRACE) for n in range(5)]

    assert answer(practice(themes), COURSES) == (
        "De fiches noemen OCMW-werk niet: van de 5 thema's vonden we geen vermelding."
    )
    assert "was te lezen" in answer(practice(themes), (course("A", is_read=False),))
    assert "maakt geen deel uit" in answer(None, COURSES)


STATES = st.sampled_from(
    [
        *((finding, tie) for finding in TAUGHT for tie in (None, *Tie)),
        (Finding.WEAK_TRACE, None),
        (Finding.REJECTED, None),
        (Finding.NO_TRACE, None),
    ]
)
THEMES = st.lists(
    st.tuples(STATES, st.sampled_from(TieContext), st.sampled_from("AB")), min_size=1, max_size=40
)


def numbers_of(sentence: str) -> list[int]:
    words = re.findall(r"[\w-]+", re.sub(r"‘[^’]*’|\([^)]*\)", "", sentence).lower())
    return [WORDS[word] if word in WORDS else int(word) for word in words
            if word in WORDS or word.isdigit()]  # fmt: skip


@given(drawn=THEMES, amounts=st.dictionaries(st.sampled_from("AB"), st.floats(0, 9)))
def test_every_number_of_the_sentence_can_be_counted_again(
    drawn: list[tuple[tuple[Finding, Tie | None], TieContext, str]], amounts: dict[str, float]
) -> None:
    themes = [
        theme(n, finding, tie, context, code)
        for n, ((finding, tie), context, code) in enumerate(drawn)
    ]
    sentence = answer(practice(themes, amounts), COURSES)
    total = len(themes)
    core = [item for item in themes if item.finding in CORE]
    subject = [item for item in core if item.tie is Tie.EXPLICIT]
    absent = [item for item in themes if item.finding is Finding.NO_TRACE]
    numbers = numbers_of(sentence)

    if "één opleidingsonderdeel" in sentence:
        [code] = {found.course for item in subject for found in item.courses}
        assert f"‘Vak {code}’" in sentence
        assert len(subject) in numbers
        assert amounts[code] >= 0.8 * sum(amounts.values())
        named = re.findall(r"‘(Thema \d+)’", sentence)
        assert not set(named) & {item.label for item in core}
    elif "algemene basis" in sentence:
        shown = len(subject)
        assert numbers[:2] == [len(core), total]
        assert (f"slechts {number_word(shown)}" if shown else "geen enkel thema") in sentence
        rest = number_word(len(core) - shown)
        assert f"voor {f'de {rest} andere' if shown else f'alle {rest}'} is er" in sentence
        assert all(item.tie is Tie.GENERAL for item in core if item not in subject)
    elif "noemen OCMW-werk niet" in sentence:
        assert len(absent) == total
    else:
        assert numbers[0] == total
        assert sum(numbers[1:]) == total
    if "nauwelijks" in sentence:
        tied = [x for x in themes if x.finding in TAUGHT and x.tie is Tie.EXPLICIT]
        assert len(tied) <= total / 10
    if "in OCMW-context" in sentence:
        assert {item.tie_context for item in subject} == {TieContext.OCMW}


@given(drawn=st.lists(STATES, max_size=40))
def test_every_theme_stands_in_one_group(drawn: list[tuple[Finding, Tie | None]]) -> None:
    themes = [theme(n, *state) for n, state in enumerate(drawn)]
    grouped = [item for group in theme_groups(themes) for item in group]

    assert sorted(item.item for item in grouped) == sorted(item.item for item in themes)


@pytest.mark.parametrize(
    ("finding", "words"),
    [(Finding.CORE_CONFIRMED, "onderwerp in"), (Finding.CORE_PROPOSED, "vermoedelijk onderwerp")],
)
def test_a_proposal_is_never_called_a_subject(finding: Finding, words: str) -> None:
    assert words in told((5, finding, Tie.EXPLICIT), (4, Finding.TOUCHED, Tie.GENERAL))

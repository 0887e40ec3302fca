"""What a report says, asserted once on its chapters: the writers add looks only."""

from __future__ import annotations

import datetime as dt

import pytest
from board_samples import MAPPING
from board_samples import report as board_report
from page_samples import OTHER, PRACTICE, full_report, mapping_of, report_of
from practice_samples import COURSES, FIELDS, LINKS, REFERENCE, link
from samples import framework, item

from swcompetence.analysis.base import Base, BaseRule
from swcompetence.analysis.comparison.build import MappedList, compare
from swcompetence.analysis.text_credits import CreditRange
from swcompetence.model import (
    CourseField,
    Curriculum,
    Decision,
    LinkOrigin,
    Part,
    Reading,
    Status,
    Verdict,
)
from swcompetence.model.mapping import Tie, TieContext
from swcompetence.report.document.block import (
    Card,
    Cards,
    Chapter,
    Chart,
    Facts,
    Prose,
    Publication,
    ReportCell,
    ReportTable,
)
from swcompetence.report.document.cells import marked
from swcompetence.report.document.comparison import overview_tables
from swcompetence.report.document.document import publication_of
from swcompetence.report.document.practice import base_words
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.view import ReportSettings
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.report.page import render_page

OCMW = framework(item("inkomen", label="Inkomen"), id="ocmw-praktijk", title="OCMW-praktijk")


def chapter(document: Publication, anchor: str) -> Chapter:
    return next(part for part in document.chapters if part.anchor == anchor)


def table(document: Publication, name: str) -> ReportTable:
    return next(
        block
        for part in document.chapters
        for block in part.blocks
        if isinstance(block, ReportTable) and block.name == name
    )


def rows(of: ReportTable) -> list[dict[str, str]]:
    labels = [column.label for column in of.columns]
    return [dict(zip(labels, (cell.text for cell in row), strict=True)) for row in of.rows]


def words(part: Chapter) -> str:
    """Give everything that a chapter says."""
    return "\n".join(text for block in part.blocks for text in _texts(block))


def _texts(block: object) -> list[str]:
    match block:
        case Prose(texts=texts):
            return list(texts)
        case Facts(pairs=pairs):
            return [text for name, lines in pairs for text in (name, *(x.text for x in lines))]
        case ReportTable(title=title, rows=rows, empty=empty):
            return [title, *(cell.text for row in rows for cell in row)] if rows else [empty]
        case Cards(cards=cards):
            return [text for card in cards for text in _card_texts(card)]
        case Chart(title=title):
            return [title]
    raise AssertionError(block)


def _card_texts(card: Card) -> list[str]:
    cells: list[ReportCell] = [card.finding, *(cell for row in card.rows for cell in row)]
    return [card.title, card.summary, *card.notes, *(cell.text for cell in cells)]


@pytest.fixture(scope="module")
def report() -> GapReport:
    return full_report()


@pytest.fixture(scope="module")
def document(report: GapReport) -> Publication:
    return publication_of(report)


def test_the_chapters_stand_in_their_order(document: Publication) -> None:
    assert [part.title for part in document.chapters] == [
        "Samenvatting",
        "OCMW",
        "Hiaten",
        "Wel onderwezen",
        "Matrix",
        "Verantwoording",
        "Referentie",
        "Vergelijking",
        "Leerlijn",
        "Bewijs",
    ]
    assert [part.title for part in document.chapters if part.is_extra] == ["Leerlijn", "Bewijs"]


def test_names_of_tables_are_unique_and_rows_as_long_as_columns(document: Publication) -> None:
    tables = [b for part in document.chapters for b in part.blocks if isinstance(b, ReportTable)]
    names = [block.name for block in tables]

    assert len(names) == len(set(names))
    for block in tables:
        assert {len(row) for row in (*block.rows, *block.totals)} <= {len(block.columns)}


def test_page_one_answers_in_a_sentence_and_shows_one_picture(
    report: GapReport, document: Publication
) -> None:
    blocks = chapter(document, "samenvatting").blocks

    assert blocks[0] == Prose((report.answer,), "lead")
    assert "stages zijn apart geteld" in words(chapter(document, "samenvatting"))
    assert sum(isinstance(block, Chart) for block in blocks) == 1
    assert "Geen norm: geen enkele opleiding hoeft alle thema's" in words(
        chapter(document, "samenvatting")
    )


def test_page_one_has_five_themes_with_a_question_each(document: Publication) -> None:
    gaps = rows(table(document, "EersteThemas"))

    assert len(gaps) == 5
    assert all(gap["Vraag"].endswith("?") for gap in gaps)
    assert {gap["Bevinding"].split(",")[0] for gap in gaps} <= {
        finding.split(",")[0] for finding in FINDING_WORDS.values()
    }


def test_page_one_stays_within_its_words_and_numbers(document: Publication) -> None:
    said = words(chapter(document, "samenvatting")).split()

    assert len(said) <= 250
    assert sum(any(letter.isdigit() for letter in word) for word in said) <= 30


def test_the_picture_counts_every_theme_once(report: GapReport, document: Publication) -> None:
    [chart] = [b for b in chapter(document, "samenvatting").blocks if isinstance(b, Chart)]
    counts = [row[place].value for row in chart.of.rows for place, _ in chart.series]

    assert report.practice is not None
    assert sum(int(str(count)) for count in counts) == len(report.practice.themes)


def test_ocmw_content_and_general_foundation_are_never_one_sum(
    report: GapReport, document: Publication
) -> None:
    assert report.practice is not None
    share = report.practice.share
    shown = table(document, "OcmwInhoud")

    assert [row[-2].value for row in shown.rows][:2] == [
        share.explicit.expected,
        share.general.expected,
    ]
    assert "Tel de regels niet op." in words(chapter(document, "ocmw"))


def test_what_is_only_touched_has_a_row_only_where_there_is_any(report: GapReport) -> None:
    assert report.practice is not None
    nothing = CreditRange(low=0, expected=0, high=0)
    bare = report.practice.share.model_copy(
        update=dict.fromkeys(
            ("explicit", "explicit_touched", "general", "general_touched"), nothing
        )
    )
    practice = report.practice.model_copy(update={"share": bare})
    shown = table(publication_of(report.model_copy(update={"practice": practice})), "OcmwInhoud")

    assert [str(row[0].value) for row in shown.rows][:2] == [
        "In de context van OCMW of lokaal bestuur",
        "Algemene basis, zonder OCMW-verband",
    ]
    assert not any("waarvan" in str(row[0].value) for row in shown.rows)


def test_placements_have_a_line_of_their_own() -> None:
    fields = {CourseField.TITLE: "Stage", CourseField.CONTENT: "Meelopen in het werkveld."}
    courses = (*COURSES[:2], COURSES[2].model_copy(update={"fields": fields}))
    said = words(
        chapter(publication_of(report_of(mapping_of(*LINKS[:2], courses=courses))), "ocmw")
    )

    assert "Stage en praktijk: 6 studiepunten, niet meegeteld; 0 van de 1 fiche noemen OCMW" in said
    assert "Basis: 6 studiepunten (alles wat een student volgt), zonder stage en praktijk." in said


def test_a_list_of_unknown_size_is_not_called_what_a_student_takes() -> None:
    list_ = Base(credits=887, rule=BaseRule.LIST, courses=(), courses_left_out=(), list_credits=887)

    assert base_words(list_) == (
        "Basis: 887 studiepunten (de hele lijst; de omvang van de opleiding is niet bekend, geef ze"
        " met --programme-credits bij map), zonder stage en praktijk."
    )
    assert "(alles wat een student volgt)" in base_words(
        list_.model_copy(update={"nominal_credits": 900})
    )


def test_a_part_of_a_list_never_speaks_for_the_whole_programme() -> None:
    part = Part(numbers=(1,), names=("An", "Bert"), all_courses=("SW1", "SW2", "SW3", "SW4"))
    document = publication_of(report_of(mapping_of(*LINKS).model_copy(update={"part": part})))
    lead = "Dit is niet het hele programma: 1 van 2 delen is er, en enkel daarover gaat dit rapport"
    base = "Basis: 6 studiepunten (enkel de delen die terug zijn, niet het hele programma)"

    assert lead in words(chapter(document, "samenvatting"))
    assert base in words(chapter(document, "ocmw"))
    assert document.about == "Sociaal werk, 1 van 2 delen"


def test_every_theme_has_its_finding_tie_and_courses(
    report: GapReport, document: Publication
) -> None:
    themes = rows(table(document, "OcmwThemas"))
    shown = {row["Thema"]: row for row in themes}

    assert report.practice is not None
    assert len(themes) == len(report.practice.themes)
    assert shown["Inkomen"]["Bevinding"] == "onderwerp, bevestigd"
    assert shown["Inkomen"]["Verband"] == "context niet bepaald"
    assert shown["Inkomen"]["Opleidingsonderdelen"] == "B SW1 Recht"
    assert shown["Wonen"]["Bevinding"] == "vermoedelijk onderwerp"
    assert shown["Werk"]["Bevinding"] == "geen vermelding gevonden"
    assert shown["Werk"]["Verband"] == ""


def test_a_theme_in_two_contexts_says_where_its_other_credits_are() -> None:
    links = [
        link(course, "ocmw-praktijk:inkomen", "inkomen").model_copy(
            update={"tie": tie, "tie_context": context}
        )
        for course, tie, context in (
            ("SW1", Tie.EXPLICIT, TieContext.OCMW),
            ("SW2", Tie.GENERAL, None),
        )
    ]
    content = "We spreken over inkomen. Studenten leren omgaan met ethiek, beleid en samenwerking."
    fields = {CourseField.TITLE: "Keuzevak", CourseField.CONTENT: content}
    courses = (COURSES[0], COURSES[1].model_copy(update={"fields": fields}))
    report = report_of(mapping_of(*links, courses=courses))
    document = publication_of(report)
    [theme] = [row for row in rows(table(document, "OcmwThemas")) if row["Thema"] == "Inkomen"]
    [part] = [p for p in chapter(document, "ocmw").parts if p.title.startswith("Per thema")]

    assert report.practice is not None
    assert float(theme["verwacht"]) == report.practice.share.explicit.expected > 0
    assert report.practice.share.general.expected > 0
    note = part.blocks[-1]
    assert isinstance(note, Prose)
    assert "zoals de algemene basis van een thema in OCMW-context" in note.texts[0]


def test_the_reference_says_that_undetermined_context_counts(
    report: GapReport, document: Publication
) -> None:
    assert report.practice is not None
    share = report.practice.share
    beside = rows(table(document, "Referentie"))

    assert share.undetermined.expected > 0
    assert sum(
        float(row["verwacht zonder algemene basis (stp.)"])
        for row in beside
        if row["Cluster"] != "cluster"
    ) == pytest.approx(share.explicit.expected + share.undetermined.expected)
    assert "en die waarvan de context niet bepaald is. De algemene basis telt niet mee" in words(
        chapter(document, "referentie")
    )


def test_a_rejection_is_said_with_its_lecturers_and_is_no_absence() -> None:
    mapping = mapping_of(link("SW1", "ocmw-praktijk:inkomen", "inkomen", verdict=Verdict.REJECT))
    document = publication_of(report_of(mapping))
    [row] = [r for r in rows(table(document, "OcmwThemas")) if r["Thema"] == "Inkomen"]

    assert row["Bevinding"] == "voorstel afgewezen (1 lesgever)"
    assert next(r["Bevinding"] for r in rows(table(document, "Matrix")) if r["Kaderitem"] ==
                "Inkomen") == "voorstel afgewezen"  # fmt: skip


def test_the_matrix_has_ocmw_first_and_a_letter_a_finding(document: Publication) -> None:
    matrix = table(document, "Matrix")
    shown = {row["Kaderitem"]: row for row in rows(matrix)}

    assert matrix.rows[0][0].value == "ocmw-praktijk"
    assert (shown["Inkomen"]["SW1 Recht"], shown["Wonen"]["SW2 Keuzevak"]) == ("B", "V")
    assert (shown["Inkomen"]["B"], shown["Inkomen"]["V"]) == ("1", "0")
    assert [cell.text for cell in matrix.totals[0]][-3:] == ["1", "1", "0"]


def test_names_of_reviewers_stay_in_the_review_file(document: Publication) -> None:
    said = "\n".join(map(words, document.chapters))

    assert "An Claes" not in said
    assert "L. Peeters" not in said
    assert "akkoord: 1 lesgever" in words(chapter(document, "kaderitems"))
    assert "laatst op 3 november 2026" in words(chapter(document, "kaderitems"))


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("An", "an ", "Bert", None, None), "2 lesgevers, en 2 besluiten zonder naam"),
        (("An", None), "1 lesgever, en 1 besluit zonder naam"),
        ((None, None, None), "3 besluiten zonder naam"),
        ((), "nog niemand"),
    ],
)
def test_decisions_without_a_name_are_no_lecturers(
    names: tuple[str | None, ...], told: str
) -> None:
    themes = ("inkomen", "wonen", "zorg", "werk", "thema1")
    links = [
        link("SW1", f"ocmw-praktijk:{theme}", "inkomen").model_copy(
            update={"decisions": (Decision(verdict=Verdict.ACCEPT, reviewer=name),)}
        )
        for theme, name in zip(themes, names, strict=False)
    ]
    report = report_of(mapping_of(*links))
    account = chapter(publication_of(report), "verantwoording")
    facts = {
        name: [line.text for line in lines]
        for block in account.blocks
        if isinstance(block, Facts)
        for name, lines in block.pairs
    }

    assert facts["Nagekeken door"] == [told]
    assert report.review.lecturers == len({name.strip().casefold() for name in names if name})


def test_the_software_is_never_called_a_programme(document: Publication) -> None:
    said = "\n".join(map(words, document.chapters)).casefold()

    for phrase in ("het programma stelt", "een programma en", "computerprogramma"):
        assert phrase not in said
    assert "de software" in said


def test_the_report_never_says_that_something_is_not_taught(document: Publication) -> None:
    said = "\n".join(map(words, document.chapters)).casefold()

    assert "wordt niet onderwezen" not in said
    assert "niet ocmw" not in said


def test_the_board_is_shown_and_never_counted() -> None:
    noted, bare = full_report(), report_of(mapping_of(*LINKS))
    document = publication_of(noted)

    statements = rows(table(document, "WelOnderwezen"))
    assert statements[0]["Toelichting"] == "Gastles in week 6."
    assert "wel onderwezen in SW1 Recht" in words(chapter(document, "kaderitems"))
    assert (
        table(publication_of(bare), "WelOnderwezen").empty
    ) == "De opleidingscommissie noteerde nog niets."  # fmt: skip


def test_a_gap_has_a_starting_point_that_shows_its_term(document: Publication) -> None:
    gaps = {gap["sleutel"]: gap for gap in rows(table(document, "HiatenLijst"))}

    assert gaps["niet-aangetroffen|proef:reflectie|"]["Aanknopingspunt"] == (
        "“Er is ook wat over wonen.” (SW1 Recht)"
    )


def test_gaps_follow_the_order_in_which_to_take_them_up(
    report: GapReport, document: Publication
) -> None:
    keys = [gap["sleutel"] for gap in rows(table(document, "HiatenLijst"))]
    missing = [key.split("|")[1] for key in keys if key.startswith("niet-aangetroffen")]

    assert report.practice is not None
    order = [gap.item for gap in report.practice.gaps]
    first = [item for item in order if item in missing]
    assert missing[: len(first)] == first


def test_a_general_foundation_is_named_and_asks_for_its_use() -> None:
    general = LINKS[1].model_copy(update={"tie": Tie.GENERAL, "tie_context": None})
    document = publication_of(report_of(mapping_of(LINKS[0], general)))
    [asked] = [gap for gap in rows(table(document, "HiatenLijst")) if
               gap["sleutel"].startswith("enkel-voorgesteld|ocmw-praktijk:wonen")]  # fmt: skip

    assert asked["Aanknopingspunt"] == (
        "Algemene basis aanwezig: SW2 Keuzevak. De fiche legt bij dit thema geen verband met"
        " OCMW of lokaal bestuur. Vraag: waar leren studenten dit toepassen in een OCMW?"
    )
    assert asked["Aanknopingspunt"] in words(chapter(document, "kaderitems"))


def test_the_account_says_what_is_left_out_and_gives_every_rule(
    report: GapReport, document: Publication
) -> None:
    said = words(chapter(document, "verantwoording"))

    assert all(rule.rule in said for rule in report.trace.rules)
    assert all(check.rule in said for check in report.checks)
    assert "https://example.org/a?b=1&c=2" in said
    assert report.trace.citation in said


def test_a_check_that_cannot_be_judged_is_a_line_and_no_gap() -> None:
    document = publication_of(board_report())
    shown = {row["Controle"] for row in rows(table(document, "HiatenLijst"))}

    assert "Te missen in een traject" not in shown
    assert "niet te beoordelen: de lijst noemt geen trajecten" in words(
        chapter(document, "verantwoording")
    )


def test_a_reference_opens_a_chapter_and_colours_no_index(document: Publication) -> None:
    shown = table(document, "Referentie")
    without = publication_of(report_of(mapping_of(*LINKS)))

    assert not any(cell.tone for row in shown.rows for cell in row)
    assert "Bevraging van één OCMW (bevraging)" in words(chapter(document, "referentie"))
    assert "OCMW Denderkant" in words(chapter(document, "referentie"))
    assert "referentie" not in [part.anchor for part in without.chapters]
    assert "index" not in "\n".join(words(part) for part in without.chapters).casefold()


def test_another_reference_gives_another_order() -> None:
    heavy = REFERENCE.model_copy(
        update={
            "weights": tuple(
                weight.model_copy(update={"item": item, "share": share, "low": None, "high": None})
                for weight, item, share in zip(
                    REFERENCE.weights,
                    ("ocmw-praktijk:thema7", "ocmw-praktijk:thema2"),
                    (0.9, 0.1),
                    strict=True,
                )
            ),
            "not_measured": ("ocmw-praktijk:zorg",),
        }
    )
    plain = report_of(mapping_of(*LINKS))
    weighed = report_of(mapping_of(*LINKS), settings=ReportSettings(reference=heavy))

    assert plain.practice is not None
    assert weighed.practice is not None
    assert weighed.practice.first_gaps[0].label == "Thema 7"
    assert weighed.practice.first_gaps != plain.practice.first_gaps


def test_levels_are_told_by_phase_in_words() -> None:
    shown = rows(table(publication_of(board_report()), "Leerlijn1"))
    by_item = {row["Kaderitem"]: row for row in shown}

    assert by_item["Inkomen"]["fase 1"] == "B beheersing: SW1"
    assert by_item["Inkomen"]["fase 2"] == "B introductie: SW2\nV SW3"
    assert by_item["Zorg"]["fase 2"] == "B gevorderd: SW3\nV SW2"
    assert by_item["Werk"]["fase 2"] == ""


def test_a_chapter_without_data_is_no_chapter() -> None:
    bare = tuple(
        course.model_copy(update={"phase": None, "compulsory": None}) for course in COURSES
    )
    document = publication_of(report_of(mapping_of(*LINKS, courses=bare)))

    assert "leerlijn" not in [part.anchor for part in document.chapters]
    assert "Geen leerlijn en geen smalste traject" in words(chapter(document, "verantwoording"))
    assert not [p for p in chapter(document, "ocmw").parts if p.title == "Waar in de opleiding"]


def test_lists_stand_side_by_side(document: Publication) -> None:
    shown = {row["Kaderitem"]: row for row in rows(table(document, "PerLijst"))}

    assert shown["Inkomen"]["Bevinding dit jaar"] == "onderwerp, bevestigd"
    assert shown["Werk"]["Bevinding vorig jaar"] == "geen vermelding gevonden"


def test_work_fields_stand_in_bands_with_local_government_pointed_out(
    document: Publication,
) -> None:
    fields = table(document, "Werkvelden")

    assert {row["In de fiches"] for row in rows(fields)} <= {"veel", "matig", "weinig", "geen"}
    assert [row[0].value for row, is_focus in zip(fields.rows, fields.is_focus, strict=True)
            if is_focus] == ["Lokaal bestuur en OCMW"]  # fmt: skip


def test_a_programme_without_ocmw_practice_says_so() -> None:
    edition = framework(item("handelen", label="Handelen"))
    document = publication_of(report_of(mapping_of(frameworks=(edition,)), (edition,)))
    absent = "Het kader OCMW-praktijk maakt geen deel uit van dit rapport."

    assert chapter(document, "samenvatting").blocks[0] == Prose((absent,), "lead")
    assert absent in words(chapter(document, "ocmw"))


def test_an_edition_without_clusters_and_a_list_without_credits_are_told() -> None:
    courses = tuple(
        course.model_copy(update={"credits": None, "phase": None}) for course in COURSES
    )
    mapping = mapping_of(LINKS[0], courses=courses, frameworks=(OCMW,))
    document = publication_of(report_of(mapping, (OCMW,)))

    assert rows(table(document, "Clusters"))[0]["Cluster"] == "OCMW-praktijk"
    assert {row["Studiepunten"] for row in rows(table(document, "Opleidingsonderdelen"))} == {
        "onbekend"
    }
    assert {row[2].value for row in table(document, "OcmwInhoud").rows} == {None}


def test_an_empty_list_is_told() -> None:
    mapping = mapping_of(courses=()).model_copy(
        update={"curricula": (Curriculum(id="leeg"),), "issues": ()}
    )
    document = publication_of(report_of(mapping))

    assert document.banner == "Er zijn geen voorstellen om na te kijken"
    assert "Geen meldingen: alles is gelezen zoals verwacht." in words(
        chapter(document, "verantwoording")
    )


def test_shared_and_unread_sheets_are_said() -> None:
    text = "Deze zin staat woord voor woord in elke fiche van de lijst."
    courses = tuple(
        COURSES[0].model_copy(
            update={"id": f"V{n}", "code": f"V{n}", "title": f"Vak {n}", "fields": fields}
        )
        for n, fields in enumerate(
            [{CourseField.TITLE: f"Vak {n}", CourseField.CONTENT: text} for n in range(5)]
            + [{CourseField.TITLE: "Vak 5"}]
        )
    )
    document = publication_of(report_of(mapping_of(courses=courses)))

    assert f"in 5 fiches\n{text}" in words(chapter(document, "verantwoording"))
    assert "Enkel een titel: 1." in words(chapter(document, "samenvatting")).split("\n")


def test_a_sheet_in_another_language_is_unread_and_one_without_text_is_a_title() -> None:
    english = {CourseField.TITLE: "Ethics", CourseField.OUTCOMES: "The student knows the law."}
    bare = {CourseField.TITLE: "Recht"}
    courses = (
        COURSES[0].model_copy(
            update={"fields": english, "read": Reading(language="en", skipped="language")}
        ),
        COURSES[1].model_copy(update={"fields": bare}),
        COURSES[2],
    )
    document = publication_of(report_of(mapping_of(courses=courses)))
    said = "In een andere taal, niet gelezen: 1. Enkel een titel: 1."

    assert said in words(chapter(document, "samenvatting"))
    assert f"3. {said}" in words(chapter(document, "verantwoording"))
    assert [row["Gelezen tekst"] for row in rows(table(document, "Opleidingsonderdelen"))][:2] == [
        "geen: in een andere taal",
        "titel",
    ]


def test_a_title_that_two_courses_share_stands_with_its_code() -> None:
    weak = link("SW1", "ocmw-praktijk:thema1", "wonen", proposed=False)
    twin = COURSES[1].model_copy(update={"title": COURSES[0].title})
    nearest = [
        {row["Dichtst bij"] for row in rows(table(document, "EersteThemas"))} - {"geen fiche"}
        for courses in (COURSES, (COURSES[0], twin, COURSES[2]))
        for document in [publication_of(report_of(mapping_of(weak, courses=courses)))]
    ]

    assert nearest == [{"Recht"}, {"SW1 Recht"}]


def test_a_reviewed_report_is_no_longer_provisional() -> None:
    links = tuple(
        entry.model_copy(
            update={"status": Status.CONFIRMED, "decisions": MAPPING.links[0].decisions}
        )
        for entry in MAPPING.links
        if entry.proposed or entry.decisions
    )
    done = publication_of(board_report(mapping=MAPPING.model_copy(update={"links": links})))
    open_ended = publication_of(
        report_of(mapping_of(link("SW1", "ocmw-praktijk:inkomen", "inkomen")))
    )

    assert (done.caution, done.is_done) == ("", True)
    assert open_ended.caution == "Voorlopig, nog niet nagekeken door lesgevers."
    assert publication_of(full_report()).caution == (
        "Voorstellen tellen apart, als vermoedelijk onderwerp of als terloops vermeld."
    )
    assert "Niet nagekeken door de opleiding." in words(chapter(open_ended, "samenvatting"))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("leefloon " + "woord " * 100, "leefloon woord", "woord …"),
        ("woord " * 100 + "leefloon", "… woord", "woord leefloon"),
        ("woord " * 100 + "leefloon" + " woord" * 100, "… woord", "woord …"),
    ],
)
def test_a_long_quote_is_cut_around_its_first_marked_word(text: str, start: str, end: str) -> None:
    for limit in (75, 240):
        spans = marked(text, ["leefloon"], limit)
        whole = "".join(span.text for span in spans)

        assert [span.text for span in spans if span.is_marked] == ["leefloon"]
        assert len(whole) < limit + 20
        assert whole.startswith(start)
        assert whole.endswith(end)


def test_long_words_do_not_push_the_marked_one_out_of_a_quote() -> None:
    text = "Over vormen, verplichtendfacultatief, praktijk, terugvordering, sanctie en beroep"

    assert [span.text for span in marked(text, ["terugvordering"], 42)] == [
        "… praktijk, ",
        "terugvordering",
        ", sanctie en …",
    ]


def test_a_quote_without_words_to_mark_is_shown_as_it_is() -> None:
    assert [span.text for span in marked("Een  zin.", [""])] == ["Een zin."]


def test_a_report_without_a_date_says_so() -> None:
    told = full_report().model_copy(update={"date": None})

    assert publication_of(told).day is None
    assert "wat de fiches tonen, datum niet opgegeven" in render_page(told)
    assert publication_of(full_report()).day == dt.date(2026, 11, 22)


def test_a_link_that_a_lecturer_added_is_no_accepted_proposal() -> None:
    links = [
        link("SW1", "ocmw-praktijk:inkomen", "inkomen", verdict=Verdict.ACCEPT),
        link("SW1", "ocmw-praktijk:wonen", "wonen", verdict=Verdict.REJECT),
        link("SW2", "ocmw-praktijk:werk", verdict=Verdict.ACCEPT, proposed=False),
    ]
    added = links[2].model_copy(update={"origin": LinkOrigin.REVIEWER})

    both = words(chapter(publication_of(report_of(mapping_of(*links[:2], added))), "samenvatting"))
    alone = words(chapter(publication_of(report_of(mapping_of(added))), "samenvatting"))

    accepted = "Lesgevers aanvaardden 50 % van de voorstellen die ze beoordeelden"
    assert f"{accepted} en voegden 1 koppeling toe." in both
    assert "Lesgevers voegden 1 koppeling toe." in alone


def test_credits_of_an_unknown_context_have_a_column_where_there_are_any() -> None:
    link_of_phase_one = link("SW1", "ocmw-praktijk:inkomen", "inkomen", verdict=Verdict.ACCEPT)
    placed = link_of_phase_one.model_copy(update={"tie": Tie.GENERAL})

    unknown = rows(table(publication_of(report_of(mapping_of(link_of_phase_one))), "Fasen"))
    known = rows(table(publication_of(report_of(mapping_of(placed))), "Fasen"))

    assert float(unknown[0]["stp. context niet bepaald"]) > 0
    assert float(unknown[0]["stp. algemene basis"]) == 0
    assert float(known[0]["stp. algemene basis"]) > 0
    assert "stp. context niet bepaald" not in known[0]


def test_page_one_says_where_a_theme_was_rejected_and_which_kin_brings_a_course_near() -> None:
    kin = framework(
        item("inkomen", label="Inkomen", related=["wonen"]),
        item("wonen", label="Wonen"),
        item("zorg", label="Zorg"),
        id="ocmw-praktijk",
    )
    told = report_of(
        mapping_of(
            link("SW1", "ocmw-praktijk:wonen", "wonen", verdict=Verdict.ACCEPT),
            link("SW2", "ocmw-praktijk:zorg", "sprake", verdict=Verdict.REJECT),
            frameworks=(kin,),
        ),
        frameworks=(kin,),
    )
    shown = {row["Thema"]: row for row in rows(table(publication_of(told), "EersteThemas"))}

    assert (shown["Zorg"]["Dichtst bij"], shown["Zorg"]["Waarom"]) == ("Keuzevak", "daar afgewezen")
    assert shown["Inkomen"]["Bevinding"] == "geen vermelding gevonden"
    assert shown["Inkomen"]["Waarom"].startswith("verwant thema: Wonen\n")


@pytest.mark.parametrize("tie", [None, Tie.GENERAL])
def test_a_comparison_shows_credits_of_an_unknown_context_where_there_are_any(
    tie: Tie | None,
) -> None:
    given = link("SW1", "ocmw-praktijk:inkomen", "inkomen").model_copy(update={"tie": tie})
    entries = [
        MappedList(name=name, mapping=mapping_of(given), frameworks=(OTHER, PRACTICE, FIELDS))
        for name in ("vorig jaar", "dit jaar")
    ]
    content = next(
        table for table in overview_tables(compare(entries)) if table.name == "VergelekenInhoud"
    )

    shown = [row.get("context niet bepaald") for row in rows(content)]
    assert shown == ["0 / 0,8 / 1,5" if tie is None else None] * 2

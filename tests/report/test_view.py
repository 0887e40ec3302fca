import datetime as dt

import pytest

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.link_standing import MENTION_RULE
from swcompetence.errors import NotOneCurriculumError, UnknownFrameworkError
from swcompetence.model import (
    Course,
    Curriculum,
    Decision,
    Evidence,
    EvidenceKind,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Severity,
    Status,
    Tool,
    UsedFramework,
    link_id,
)
from swcompetence.registry import get_framework
from swcompetence.report.findings.gap_report import GapReport, State
from swcompetence.report.findings.view import build_report
from swcompetence.report.findings.wording import banner, percent, shortened
from swcompetence.review.correction.corrections import own_edition

DAY = dt.date(2026, 11, 22)


def framework(framework_id: str = "ocmw-praktijk") -> Framework:
    labels = {"inkomen": "Inkomen aanvragen", "wonen": "Een woning zoeken", "zorg": "Thuiszorg"}
    items = [
        {"id": "groep", "level": "cluster", "label": "Basis", "provenance": "unverified"},
        *(
            {"id": i, "parent": "groep", "level": "thema", "label": t, "provenance": "unverified"}
            for i, t in labels.items()
        ),
    ]
    return Framework.model_validate(
        {
            "id": framework_id,
            "version": "2026.1",
            "revision": 2,
            "title": framework_id.capitalize(),
            "about": "Verzonnen.",
            "publisher": "Proef",
            "status": "current",
            "valid_from": "2026-01-01",
            "last_checked_on": "2026-11-01",
            "licence": {"id": "CC-BY-4.0", "attribution": "Proef."},
            "levels": ["cluster", "thema"],
            "mapping_level": "thema",
            "sources": [{"id": "bron", "title": "Bron", "url": "https://example.org"}],
            "changelog": [{"revision": 1, "date": "2026-01-01", "note": "Eerste."}],
            "items": items,
        }
    )


def course(code: str, ects: float | None = 5, content: str = "Over van alles.") -> Course:
    return Course.model_validate(
        {
            "id": code,
            "code": code,
            "title": f"Vak {code}",
            "credits": ects,
            "fields": {"content": content},
        }
    )


def link(  # noqa: PLR0913 - the facts of a link that tests vary
    of: str,
    item: str,
    confidence: float = 0.5,
    *,
    proposed: bool = True,
    status: Status = Status.OPEN,
    text: str = "van alles",
    weight: float = 0.3,
) -> Link:
    ref = ItemRef(item)
    evidence = Evidence.model_validate(
        {
            "field": "content",
            "text": text,
            "start": 5,
            "end": 14,
            "item_part": "indicator",
            "term": "alles",
            "kind": "exact",
            "weight": weight,
        }
    )
    return Link(
        id=link_id(of, ref),
        course=of,
        item=ref,
        confidence=confidence,
        proposed=proposed,
        status=status,
        evidence=(evidence,),
        decisions=(Decision.model_validate({"verdict": "accept", "reviewer": "L. Peeters"}),)
        if status is Status.CONFIRMED
        else (),
    )


def mapping(*links: Link, frameworks: tuple[Framework, ...] | None = None) -> Mapping:
    used = (framework(),) if frameworks is None else frameworks
    return Mapping.model_validate(
        {
            "schema": "swcompetence/mapping@1",
            "tool": Tool(version="0.1.0", matcher="proef", parameters="1"),
            "date": DAY,
            "curricula": (
                Curriculum(
                    id="proef",
                    programme="Sociaal werk",
                    nominal_credits=180,
                    courses=(course("A1", 6), course("A2", 4.5), course("A3", None, "")),
                ),
            ),
            "frameworks": tuple(
                UsedFramework(ref=f.ref, revision=f.revision, digest=f.identity_digest)
                for f in used
            ),
            "links": links,
        }
    )


def report(of: Mapping, *frameworks: Framework) -> GapReport:
    return build_report(of, frameworks or (framework(),), date=DAY, tool_version="0.1.0")


def test_every_cell_of_the_matrix_has_one_state() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:inkomen", status=Status.CONFIRMED),
            link("A2", "ocmw-praktijk:inkomen"),
            link("A3", "ocmw-praktijk:inkomen", proposed=False),
            link("A1", "ocmw-praktijk:wonen", status=Status.REJECTED),
            link("A2", "ocmw-praktijk:zorg", proposed=False, weight=0.5),
        )
    )

    assert told.matrix[ItemRef("ocmw-praktijk:inkomen")] == {
        "A1": State.CONFIRMED,
        "A2": State.PROPOSED,
        "A3": State.POSSIBLE,
    }
    assert set(told.matrix[ItemRef("ocmw-praktijk:wonen")].values()) == {State.NONE}
    assert told.matrix[ItemRef("ocmw-praktijk:zorg")]["A2"] is State.MENTIONED


def test_possible_courses_stand_best_first() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:zorg", 0.1, proposed=False),
            link("A2", "ocmw-praktijk:zorg", 0.3, proposed=False),
        )
    )

    assert told.items[2].possible == ("A2", "A1")


def test_a_mention_stands_before_a_surer_weak_hint_and_is_quoted() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:zorg", 0.3, proposed=False, text="zwak stuk"),
            link("A2", "ocmw-praktijk:zorg", 0.1, proposed=False, weight=0.85, text="thuiszorg"),
        )
    )
    quote = told.items[2].quote

    assert told.items[2].possible == ("A2", "A1")
    assert quote is not None
    assert (quote.text, quote.course, quote.state) == ("thuiszorg", "A2", State.MENTIONED)


def test_a_mention_is_quoted_by_its_clear_term_and_not_by_likeness() -> None:
    made = link("A1", "ocmw-praktijk:zorg", proposed=False, weight=0.5, text="thuiszorg")
    vague = made.evidence[0].model_copy(
        update={"kind": EvidenceKind.SIMILARITY, "weight": 0.9, "text": "vaag stuk"}
    )
    told = report(mapping(made.model_copy(update={"evidence": (vague, *made.evidence)})))
    quote = told.items[2].quote

    assert quote is not None
    assert quote.text == "thuiszorg"


def test_quote_comes_from_the_confirmed_link_even_when_a_proposal_is_surer() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:zorg", 0.2, status=Status.CONFIRMED, text="bevestigd stuk"),
            link("A2", "ocmw-praktijk:zorg", 0.9, text="voorgesteld stuk"),
        )
    )
    quote = told.items[2].quote

    assert quote is not None
    assert (quote.text, quote.course, quote.state) == ("bevestigd stuk", "A1", State.CONFIRMED)


def test_vague_likeness_is_not_quoted_for_a_mere_possibility() -> None:
    weak = link("A1", "ocmw-praktijk:zorg", proposed=False)
    vague = weak.evidence[0].model_copy(update={"kind": EvidenceKind.SIMILARITY})
    unsure = Decision.model_validate({"verdict": "unsure"})
    told = report(mapping(weak.model_copy(update={"evidence": (vague,), "decisions": (unsure,)})))

    assert told.items[2].possible == ("A1",)
    assert told.items[2].quote is None
    assert any("er is enkel vage gelijkenis" in gap for gap in told.main_gaps)


def test_candidate_without_shared_words_is_not_told() -> None:
    weak = link("A1", "ocmw-praktijk:zorg", proposed=False)
    vague = weak.evidence[0].model_copy(update={"kind": EvidenceKind.SIMILARITY})
    told = report(mapping(weak.model_copy(update={"evidence": (vague,)})))

    assert told.items[2].possible == ()
    assert any("ook geen zwakke aanwijzing" in gap for gap in told.main_gaps)


def test_reviewer_link_without_text_gives_no_quote() -> None:
    own = link("A1", "ocmw-praktijk:zorg", status=Status.CONFIRMED)
    told = report(mapping(own.model_copy(update={"evidence": ()})))

    assert told.items[2].quote is None


def test_rejected_link_gives_no_quote() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:zorg", status=Status.REJECTED)))

    assert told.items[2].quote is None


def test_course_counts_and_texts_are_told() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:inkomen", status=Status.CONFIRMED),
            link("A1", "ocmw-praktijk:wonen"),
        )
    )

    assert (told.course("A1").confirmed, told.course("A1").proposed) == (1, 1)
    assert [c.id for c in told.courses if c.has_only_title] == ["A3"]
    assert "Van 1 opleidingsonderdeel (op 3) was enkel de titel te lezen" in told.headlines[-1]


def test_headlines_keep_confirmed_and_proposed_apart() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:inkomen", status=Status.CONFIRMED),
            link("A2", "ocmw-praktijk:wonen"),
        )
    )

    assert tuple(said.replace("\N{NO-BREAK SPACE}", " ") for said in told.headlines[:3]) == (
        (
            "Ocmw-praktijk in de opleiding, naar de tekst van de fiches: 1,7 % bevestigd (laag),"
            " 2,3 % verwacht en 2,9 % als ook elke zwakkere aanwijzing klopt (hoog). Dat is 3, 4,1"
            " en 5,2 van 180 studiepunten (nominale omvang). Wat het programma miste, zit er niet"
            " in."
        ),
        (
            "Grover, met hele opleidingsonderdelen geteld: bevestigd in 1 (6 studiepunten, 57 %),"
            " enkel voorgesteld in 1 (4,5 studiepunten, 43 %), op 10,5 studiepunten (de hele"
            " lijst)."
        ),
        (
            "Ocmw-praktijk: 3 items, waarvan 1 bevestigd, 1 enkel voorgesteld, 0 terloops vermeld"
            " en 1 niet aangetroffen in de fiches."
        ),
    )


def test_cluster_without_any_link_is_named() -> None:
    told = report(mapping())

    assert "Hele cluster niet aangetroffen in de fiches: Basis." in told.headlines


def test_cluster_with_a_mention_is_not_said_to_be_missing() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:zorg", proposed=False, weight=1)))

    assert "Hele cluster hoogstens terloops vermeld: Basis." in told.headlines
    assert not any("Hele cluster niet aangetroffen" in said for said in told.headlines)


def test_main_gaps_take_turns_between_frameworks_with_ocmw_first() -> None:
    both = (framework("ander-kader"), framework())
    told = report(mapping(frameworks=both), *both)

    assert [gap.partition("(")[2].partition(",")[0] for gap in told.main_gaps] == [
        "Ocmw-praktijk",
        "Ander-kader",
        "Ocmw-praktijk",
        "Ander-kader",
        "Ocmw-praktijk",
    ]


def test_main_gap_without_any_hint_comes_before_one_with_a_hint() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:inkomen", proposed=False),
            link("A1", "ocmw-praktijk:wonen"),
        )
    )

    assert told.main_gaps == (
        (
            "Thuiszorg (Ocmw-praktijk, Basis): niet aangetroffen in de fiches, ook geen zwakke"
            " aanwijzing."
        ),
        (
            "Inkomen aanvragen (Ocmw-praktijk, Basis): niet aangetroffen in de fiches. Mogelijk"
            " aanknopingspunt: A1 Vak A1, waar “van alles” staat."
        ),
        (
            "Een woning zoeken (Ocmw-praktijk, Basis): enkel voorgesteld in 1 opleidingsonderdeel,"
            " door niemand bevestigd."
        ),
    )


def test_main_gaps_name_missing_then_mentioned_then_proposed_items() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:inkomen"),
            link("A2", "ocmw-praktijk:wonen", 0.3, proposed=False, weight=1, text="een woning"),
            link("A1", "ocmw-praktijk:wonen", 0.1, proposed=False, weight=1),
            link("A1", "ocmw-praktijk:zorg", proposed=False),
        )
    )

    assert [gap.partition(" (")[0] for gap in told.main_gaps] == [
        "Thuiszorg",
        "Een woning zoeken",
        "Inkomen aanvragen",
    ]
    assert told.main_gaps[1] == (
        "Een woning zoeken (Ocmw-praktijk, Basis): terloops vermeld in A2 Vak A2, waar “een woning”"
        " staat, en ook in 1 ander opleidingsonderdeel."
    )


def test_main_gap_with_one_mention_names_the_place() -> None:
    told = report(mapping(link("A2", "ocmw-praktijk:zorg", proposed=False, weight=1)))

    assert told.main_gaps[-1] == (
        "Thuiszorg (Ocmw-praktijk, Basis): terloops vermeld in A2 Vak A2, waar “van alles” staat."
    )


def test_the_rules_explain_a_mention() -> None:
    rules = {rule.figure: rule.rule for rule in report(mapping()).trace.rules}

    assert MENTION_RULE in rules["terloops vermeld (T)"]
    assert "geen enkele duidelijke term" in rules["niet aangetroffen in de fiches"]
    assert "controle: Terloops vermeld, zonder voorstel" in rules


def test_nothing_fits_decision_counts_nowhere() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:geen", status=Status.CONFIRMED)))

    assert told.practice is not None
    assert told.practice.courses.confirmed_courses == ()
    assert told.issues == ()
    assert banner(told.progress) == "Er zijn geen voorstellen om na te kijken"


def test_link_to_an_unknown_item_is_reported_and_not_counted() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:verdwenen")))

    assert [issue.code for issue in told.issues] == ["item-not-in-framework"]
    assert told.progress.asked == 0


def test_changed_framework_is_reported() -> None:
    old = mapping()
    noted = old.frameworks[0].model_copy(update={"digest": "anders"})
    told = report(old.model_copy(update={"frameworks": (noted,)}))

    assert [issue.code for issue in told.issues] == ["framework-changed"]


def test_a_changed_vocabulary_is_reported_where_the_mapping_knows_it() -> None:
    old = mapping()

    def messages(vocabulary_digest: str | None) -> list[str]:
        update = {"vocabulary_digest": vocabulary_digest}
        noted = old.frameworks[0].model_copy(update=update)
        issues = report(old.model_copy(update={"frameworks": (noted,)})).issues
        return [issue.message for issue in issues if issue.code == "framework-changed"]

    assert messages(None) == messages(framework().vocabulary_digest) == []
    assert len(messages("anders")) == 1
    assert "woordenschat" in messages("anders")[0]


def test_issues_of_the_mapping_are_kept() -> None:
    issue = Issue(code="hidden-row", severity=Severity.INFO, message="Een rij was verborgen.")

    assert report(mapping().model_copy(update={"issues": (issue,)})).issues == (issue,)


def test_framework_that_the_mapping_did_not_use_is_left_out() -> None:
    told = report(mapping(), framework("ander-kader"), framework())

    assert [f.id for f in told.frameworks] == ["ocmw-praktijk"]


def test_missing_framework_is_refused() -> None:
    with pytest.raises(UnknownFrameworkError, match=r"ocmw-praktijk@2026\.1"):
        report(mapping(), framework("ander-kader"))


def test_two_curricula_are_refused() -> None:
    one = mapping()
    two = one.curricula[0].model_copy(update={"id": "tweede", "courses": ()})

    with pytest.raises(NotOneCurriculumError, match="proef, tweede"):
        report(one.model_copy(update={"curricula": (*one.curricula, two)}))


def test_mapping_without_ocmw_has_no_share() -> None:
    other = framework("ander-kader")
    told = report(mapping(frameworks=(other,)), other)

    assert told.practice is None
    assert told.framework("ocmw-praktijk") is None
    assert told.frameworks[0].count(Finding.NOT_FOUND) == 3


def test_trace_names_tool_editions_and_reviewers() -> None:
    trace = report(mapping(link("A1", "ocmw-praktijk:zorg", status=Status.CONFIRMED))).trace

    assert [(r.name, r.decisions) for r in trace.reviewers] == [("L. Peeters", 1)]
    assert trace.editions[0].digest == framework().identity_digest
    assert not trace.editions[0].is_confidence_measured
    assert trace.citation == (
        "Hiatenrapport Sociaal werk. Gemaakt met swcompetence 0.1.0 (koppelingen: proef, parameters"
        " 1) op basis van ocmw-praktijk@2026.1 (revisie 2). 22 november 2026."
    )
    assert any("geen officiële norm" in rule.rule for rule in trace.rules)


def test_partial_edition_says_what_is_missing() -> None:
    partial = framework().model_copy(update={"missing": "het tweede deel"})

    standing = report(mapping(), partial).trace.editions[0].standing
    assert standing.startswith("geldend, onvolledig: het tweede deel")


def test_an_edition_with_another_vocabulary_than_the_shipped_one_says_so() -> None:
    shipped = get_framework("ocmw-praktijk@2026.1")
    own = own_edition(shipped, "Kopie.", on=DAY)
    corrected = own.model_copy(update={"items": framework().items})

    def standing(edition: Framework) -> str:
        return report(mapping(frameworks=(edition,)), edition).trace.editions[0].standing

    assert own.ref == "ocmw-praktijk@2026.1+eigen"
    assert {standing(shipped), standing(own)} == {"vervangen door een nieuwere editie"}
    assert standing(corrected) == (
        "vervangen door een nieuwere editie; andere inhoud of woordenschat dan de meegeleverde"
        f" ocmw-praktijk@2026.1, revisie {shipped.revision}"
    )


def test_programme_with_every_item_confirmed_has_no_main_gap() -> None:
    items = ("inkomen", "wonen", "zorg")
    links = [link("A1", f"ocmw-praktijk:{item}", status=Status.CONFIRMED) for item in items]

    assert report(mapping(*links)).main_gaps == ()


def test_report_survives_json() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:zorg")))

    assert GapReport.model_validate_json(told.model_dump_json(by_alias=True)) == told


def test_banner_rounds_down_so_that_100_means_all() -> None:
    links = [link(f"A{1 + n % 2}", f"ocmw-praktijk:{i}") for n, i in enumerate(("zorg", "wonen"))]
    done = link("A1", "ocmw-praktijk:inkomen", status=Status.REJECTED)

    assert banner(report(mapping(*links, done)).progress) == "33 % nagekeken (1 van 3 voorstellen)"


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "0 %"), (0.004, "minder dan 1 %"), (1, "100 %")]
)
def test_percentages_in_words(share: float, words: str) -> None:
    assert percent(share) == words


def test_long_words_are_cut_visibly() -> None:
    assert shortened("x" * 20, 10) == f"{'x' * 8} …"

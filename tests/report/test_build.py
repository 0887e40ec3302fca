import datetime as dt

import pytest

from swcompetence.analysis.finding import Finding
from swcompetence.errors import NotOneCurriculumError, UnknownFrameworkError
from swcompetence.model import (
    Course,
    Curriculum,
    Decision,
    Evidence,
    Framework,
    Issue,
    ItemRef,
    Link,
    Mapping,
    Severity,
    Status,
    Tool,
    UsedFramework,
    Verdict,
    link_id,
)
from swcompetence.phrasing import shortened
from swcompetence.registry import get_framework
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.view import build_report
from swcompetence.report.findings.wording import banner
from swcompetence.review.corrections import own_edition

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


def test_courses_are_told_with_what_could_be_read() -> None:
    told = report(
        mapping(
            link("A1", "ocmw-praktijk:inkomen", status=Status.CONFIRMED),
            link("A1", "ocmw-praktijk:wonen"),
        )
    )

    assert (told.course("A1").confirmed, told.course("A1").proposed) == (1, 1)
    assert {c.id: c.skipped for c in told.courses} == {"A1": None, "A2": None, "A3": "no_text"}


def test_evidence_is_quoted_in_its_sentence_with_its_words() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:zorg")))
    evidence = told.evidence(ItemRef("ocmw-praktijk:zorg"), "A1")

    assert evidence is not None
    assert [(quote.text, quote.words) for quote in evidence.quotes] == [
        ("Over van alles.", ("van alles",))
    ]
    assert told.evidence(ItemRef("ocmw-praktijk:zorg"), "A2") is None


def test_verdicts_are_counted_without_names() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:zorg", status=Status.CONFIRMED)))
    evidence = told.evidence(ItemRef("ocmw-praktijk:zorg"), "A1")

    assert evidence is not None
    assert [(c.verdict, c.lecturers) for c in evidence.verdicts] == [(Verdict.ACCEPT, 1)]
    assert (told.review.accepted, told.review.lecturers) == (1, 1)
    assert "Peeters" not in told.model_dump_json()


def test_a_rejection_is_no_absence_and_is_never_asked_again() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:zorg", status=Status.REJECTED)))
    item = told.item(ItemRef("ocmw-praktijk:zorg"))

    assert item is not None
    assert item.finding is Finding.REJECTED
    [start] = [s for s in told.starting_points if s.item == item.item]
    assert start.points == ()


def test_nothing_fits_decision_counts_nowhere() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:geen", status=Status.CONFIRMED)))

    assert told.issues == ()
    assert {item.finding for item in told.items} == {Finding.NO_TRACE}
    assert banner(told.review.progress) == "Er zijn geen voorstellen om na te kijken"


def test_first_gaps_are_weighed_by_the_time_use_of_the_shipped_reference() -> None:
    edition = get_framework("ocmw-praktijk")
    told = report(mapping(frameworks=(edition,)), edition)

    assert told.practice is not None
    assert "2013" in told.practice.reference or "2014" in told.practice.reference
    assert len(told.practice.first_gaps) == 5


def test_the_trace_names_tool_and_editions() -> None:
    trace = report(mapping()).trace

    assert trace.editions[0].digest == framework().identity_digest
    assert not trace.editions[0].is_confidence_measured
    assert trace.citation == (
        "Hiatenrapport Sociaal werk. Gemaakt met swcompetence 0.1.0 (koppelingen: proef, parameters"
        " 1) op basis van ocmw-praktijk@2026.1 (revisie 2). 22 november 2026."
    )


def test_link_to_an_unknown_item_is_reported_and_not_counted() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:verdwenen")))

    assert [issue.code for issue in told.issues] == ["item-not-in-framework"]
    assert told.review.progress.asked == 0


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

    assert [f.ref.id for f in told.frameworks] == ["ocmw-praktijk"]


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
    assert told.frameworks[0].count(Finding.NO_TRACE) == 3


def test_partial_edition_says_what_is_missing() -> None:
    partial = framework().model_copy(update={"missing": "het tweede deel"})

    standing = report(mapping(), partial).trace.editions[0].standing
    assert standing.startswith("geldig, onvolledig: het tweede deel")


def test_an_edition_with_another_vocabulary_than_the_shipped_one_says_so() -> None:
    shipped = get_framework("ocmw-praktijk@2026.1")
    own = own_edition(shipped, "Kopie.", on=DAY)
    corrected = own.model_copy(update={"items": framework().items})

    def standing(edition: Framework) -> str:
        return report(mapping(frameworks=(edition,)), edition).trace.editions[0].standing

    assert own.ref == "ocmw-praktijk@2026.1+eigen"
    assert {standing(shipped), standing(own)} == {"vervangen door een latere editie"}
    assert standing(corrected) == (
        "vervangen door een latere editie; andere inhoud of woordenschat dan de meegeleverde"
        f" ocmw-praktijk@2026.1, revisie {shipped.revision}"
    )


def test_report_survives_json() -> None:
    told = report(mapping(link("A1", "ocmw-praktijk:zorg")))

    assert GapReport.model_validate_json(told.model_dump_json()) == told


def test_banner_rounds_down_so_that_100_means_all() -> None:
    links = [link(f"A{1 + n % 2}", f"ocmw-praktijk:{i}") for n, i in enumerate(("zorg", "wonen"))]
    done = link("A1", "ocmw-praktijk:inkomen", status=Status.REJECTED)

    assert (
        banner(report(mapping(*links, done)).review.progress)
        == "33 % nagekeken (1 van 3 voorstellen)"
    )


def test_long_words_are_cut_visibly() -> None:
    assert shortened("x" * 20, 10) == f"{'x' * 8} …"

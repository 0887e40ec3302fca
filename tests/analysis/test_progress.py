from samples import course, link, mapping

from swcompetence.analysis.link_standing import Progress, review_progress


def test_proposals_and_links_of_reviewers_ask_for_a_decision() -> None:
    courses = tuple(course(one) for one in "ABCDEFGH")
    progress = review_progress(
        mapping(
            link("A", "proef:a"),
            link("B", "proef:a", status="confirmed"),
            link("C", "proef:a", status="rejected"),
            link("D", "proef:a", status="unsure"),
            link("E", "proef:a", status="conflict"),
            link("F", "proef:a", status="stale"),
            link("G", "proef:a", proposed=False),
            link("H", "proef:a", proposed=False, origin="reviewer", status="confirmed"),
            link("A", "proef:geen", proposed=False, origin="reviewer", status="confirmed"),
            courses=courses,
        )
    )

    assert progress == Progress(asked=7, decided=3)
    assert progress.share == 3 / 7


def test_where_nothing_is_asked_nothing_is_done() -> None:
    assert review_progress(mapping()).share == 0

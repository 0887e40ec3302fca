from samples import course, framework, item, link, mapping

from swcompetence.analysis.route import Counted, Route, route
from swcompetence.model import ItemRef

EDITION = framework(item("a"), item("b"), item("c"), item("d"))
COURSES = (course("c1", "Een", 3), course("c2", "Twee", 6), course("c3", "Drie", None))
MAPPING = mapping(
    link("c2", "proef:a"),
    link("c1", "proef:a", status="confirmed"),
    link("c2", "proef:b"),
    link("c3", "proef:c", status="confirmed"),
    link("c3", "proef:d", status="rejected"),
    courses=COURSES,
    edition=EDITION,
)


def standing(found: Route) -> dict[str, list[str]]:
    one = found.frameworks[0]
    lots = {"covered": one.covered, "missed": one.missed, "unreachable": one.unreachable}
    return {name: [row.item.item for row in lot] for name, lot in lots.items()}


def test_every_item_is_covered_missed_or_out_of_reach() -> None:
    found = route(MAPPING, [EDITION], {"c1"})

    assert standing(found) == {"covered": ["a"], "missed": ["b", "c"], "unreachable": ["d"]}
    assert found.frameworks[0].covered[0].in_route == ("c1",)
    assert found.frameworks[0].covered[0].elsewhere == ("c2",)
    assert found.labels[ItemRef("proef:a")] == "Zzqa"


def test_the_completion_closes_what_is_missed_and_says_what() -> None:
    found = route(MAPPING, [EDITION], {"c1"})

    assert [(one.id, one.closes) for one in found.completion] == [
        ("c2", ("proef:b",)),
        ("c3", ("proef:c",)),
    ]


def test_only_confirmed_links_count_where_that_is_asked() -> None:
    found = route(MAPPING, [EDITION], {"c2"}, counted=Counted.CONFIRMED)

    assert standing(found) == {"covered": [], "missed": ["a", "c"], "unreachable": ["b", "d"]}
    assert "door niemand bevestigd" not in found.rule
    assert "door niemand bevestigd" in route(MAPPING, [EDITION], {"c2"}).rule


def test_one_completion_serves_all_frameworks_together() -> None:
    other = framework(item("m"), id="ander")
    courses = (course("x"), course("y"), course("z"))
    both = mapping(
        link("x", "proef:a"),
        link("y", "ander:m"),
        link("z", "proef:a"),
        link("z", "ander:m"),
        courses=courses,
    )

    found = route(both, [framework(item("a")), other], ())

    assert [one.id for one in found.completion] == ["z"]


def test_a_complete_route_needs_nothing_and_unknown_ids_add_nothing() -> None:
    found = route(MAPPING, [EDITION], {"c1", "c2", "c3", "zoek"})

    assert (found.completion, len(found.courses)) == ((), 3)
    assert Route.model_validate_json(found.to_json()) == found

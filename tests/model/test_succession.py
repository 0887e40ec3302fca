from samples import framework, item

from swcompetence.model.succession import living_items


def retired(name: str, *heirs: str) -> dict[str, object]:
    return item(name, deprecated={"since": "2", "why": "proef", "replaced_by": heirs})


def test_retired_items_lead_to_the_items_that_took_their_place() -> None:
    edition = framework(
        item("a"), item("b"), retired("x", "y"), retired("y", "a", "b"), retired("z")
    )

    assert living_items(edition, "a") == ("a",)
    assert living_items(edition, "x") == ("a", "b")
    assert living_items(edition, "z") == ()
    assert living_items(edition, "onbekend") == ()


def test_a_circle_ends() -> None:
    assert living_items(framework(item("a"), retired("x", "y"), retired("y", "x")), "x") == ()

from __future__ import annotations

from pathlib import Path

import pytest
from samples import framework, item

from swcompetence import get_framework, list_frameworks
from swcompetence.files.data.edition_text import edition_text
from swcompetence.model import Framework
from swcompetence.testing import assert_valid_framework


def test_every_shipped_edition_and_that_of_the_example_package_is_valid(checkout: Path) -> None:
    for edition in list_frameworks():
        assert_valid_framework(edition)
    acme = checkout / "tests" / "data" / "acme_frameworks" / "acme_frameworks"
    assert_valid_framework(acme / "acme-buurtwerk" / "2026.yaml")


def test_a_path_may_be_text(tmp_path: Path) -> None:
    path = tmp_path / "kader.yaml"
    path.write_text(edition_text(get_framework("krachtlijnen")), encoding="utf-8")

    assert_valid_framework(str(path))


def test_a_file_with_mistakes_names_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "kader.yaml"
    path.write_text("id: x\nversion: 1\n", encoding="utf-8")

    with pytest.raises(
        AssertionError, match=r"is not a valid framework:(.|\n)*revision: ontbreekt"
    ):
        assert_valid_framework(path)


def test_two_items_with_one_id_are_named() -> None:
    edition = framework(item("a"))
    doubled = edition.model_copy(update={"items": (*edition.items, *edition.items)})

    with pytest.raises(AssertionError, match="item-id ‘a’ komt twee keer voor"):
        assert_valid_framework(doubled)


def test_a_label_by_which_nothing_is_found_is_named() -> None:
    edition = framework(item("a", label="?!"))

    with pytest.raises(AssertionError, match="a: not found by its own label"):
        assert_valid_framework(edition)


def test_an_error_of_the_lint_is_named_and_a_remark_is_not() -> None:
    edition = framework(item("a", label="Zorg"), item("b", label="Wo\u200bnen"))

    with pytest.raises(AssertionError, match=r"b\.?\S*: U\+200B") as found:
        assert_valid_framework(edition)
    assert "zonder indicatoren" not in str(found.value)


def test_the_id_of_a_shipped_framework_is_refused() -> None:
    newer = get_framework("krachtlijnen").model_copy(update={"version": "2030"})

    with pytest.raises(AssertionError, match="choose another"):
        assert_valid_framework(newer)


def test_what_yaml_cannot_hold_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = framework(item("a", label="Zorg"))
    changed = edition_text(edition.model_copy(update={"title": "Anders"}))
    monkeypatch.setattr("swcompetence.testing.edition_text", lambda _: changed)

    with pytest.raises(AssertionError, match="differs in: title"):
        assert_valid_framework(edition)

    monkeypatch.setattr("swcompetence.testing.edition_text", lambda _: "id: [")
    with pytest.raises(AssertionError, match="cannot be read"):
        assert_valid_framework(edition)


def test_a_long_list_of_problems_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = framework(*(item(f"a{n}", label=f"?{n * '!'}") for n in range(25)))

    def nothing(*_: object) -> tuple[()]:
        return ()

    monkeypatch.setattr("swcompetence.testing.search", nothing)
    with pytest.raises(AssertionError, match=r"\.\.\. and \d+ more"):
        assert_valid_framework(edition)


def test_the_edition_itself_stays_as_it_is() -> None:
    edition = get_framework("krachtlijnen")
    before = edition.model_dump_json()
    assert_valid_framework(edition)

    assert isinstance(edition, Framework)
    assert edition.model_dump_json() == before

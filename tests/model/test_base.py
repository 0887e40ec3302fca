import pytest
from pydantic import TypeAdapter, ValidationError
from samples import framework, item

from swcompetence.model import FrameworkRef, ItemRef


def test_a_copy_with_other_items_forgets_what_was_computed_from_the_old_ones() -> None:
    kader = framework(item("a"), item("b"))
    before = kader.identity_digest
    smaller = kader.model_copy(update={"items": kader.items[:1]})

    assert [one.id for one in smaller.mapping_items] == ["a"]
    assert smaller.identity_digest != before
    assert [one.id for one in kader.mapping_items] == ["a", "b"]


def test_a_framework_reference_has_an_id_and_perhaps_a_version() -> None:
    bare = FrameworkRef("ocmw-praktijk")
    fixed = FrameworkRef("ocmw-praktijk@2026.1")

    assert (bare.id, bare.version) == ("ocmw-praktijk", None)
    assert (fixed.id, fixed.version) == ("ocmw-praktijk", "2026.1")


@pytest.mark.parametrize("wrong", ["", "@2018", "kader@", "kader:item", "mijn kader", "a\nb"])
def test_a_wrong_framework_reference_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="geen verwijzing naar een kader"):
        FrameworkRef(wrong)


def test_an_item_reference_forgets_the_version_of_its_framework() -> None:
    ref = ItemRef("ocmw-praktijk@2026.1:leefloon.aanvraag")

    assert (ref.framework, ref.item) == ("ocmw-praktijk", "leefloon.aanvraag")


@pytest.mark.parametrize("wrong", ["", "leefloon", ":leefloon", "kader:", "kader:een item"])
def test_a_wrong_item_reference_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="geen verwijzing naar een item"):
        ItemRef(wrong)


def test_an_item_reference_is_built_from_its_parts() -> None:
    assert ItemRef("kader:item") == ItemRef.of("kader", "item")


def test_references_are_checked_when_read_and_written_as_text() -> None:
    adapter = TypeAdapter(ItemRef)

    assert ItemRef("a:b") == adapter.validate_json('"a:b"')
    assert isinstance(adapter.validate_python("a:b"), ItemRef)
    assert adapter.dump_json(ItemRef("a:b")) == b'"a:b"'
    with pytest.raises(ValidationError, match="geen verwijzing naar een item"):
        adapter.validate_python("ab")

from samples import framework, item


def test_a_copy_with_other_items_forgets_what_was_computed_from_the_old_ones() -> None:
    kader = framework(item("a"), item("b"))
    before = kader.identity_digest
    smaller = kader.model_copy(update={"items": kader.items[:1]})

    assert [one.id for one in smaller.mapping_items] == ["a"]
    assert smaller.identity_digest != before
    assert [one.id for one in kader.mapping_items] == ["a", "b"]

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name", ["cell_values", "headers", "list_facts", "row_phrases", "worksheet"]
)
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"swcompetence.files.{name}"))

    assert result.attempted
    assert not result.failed

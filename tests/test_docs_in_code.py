import doctest
import importlib
import pkgutil

import pytest

import swcompetence

MODULES = [
    found.name
    for found in pkgutil.walk_packages(swcompetence.__path__, "swcompetence.")
    if not found.name.endswith("__main__")
]


@pytest.mark.parametrize("name", ["swcompetence", *MODULES])
def test_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)

    assert doctest.testmod(module).failed == 0

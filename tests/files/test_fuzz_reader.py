import runpy
from pathlib import Path

import pytest

FUZZ = runpy.run_path(str(Path(__file__).parents[1] / "fuzz" / "fuzz_reader.py"))


@pytest.mark.parametrize(
    ("kind", "times"),
    [
        ("xlsx", 40),
        ("csv", 50),
        ("cp1252", 30),
        ("html", 50),
        ("ods", 15),
        ("xls", 15),
        ("xlsb", 8),
    ],
)
def test_a_damaged_file_gives_a_list_or_one_of_our_errors(kind: str, times: int) -> None:
    outcome = FUZZ["fuzz"](FUZZ["seeds"]()[kind], times, seed=5)

    assert outcome.total() == times


def test_the_seeds_themselves_are_readable() -> None:
    for kind, content in FUZZ["seeds"]().items():
        sheets, _ = FUZZ["read_sheets"](content, Path("lijst"))

        assert FUZZ["read_curriculum"](sheets, FUZZ["SourceFile"](file="x", sha256="0")), kind

import ast
import re
from pathlib import Path

import swcompetence.files.course_list.issue_codes as module
from swcompetence.files.course_list.issue_codes import ISSUE_CODES

SHELVES = Path(module.__file__).parents[1]
READERS = [path for name in ("course_list", "formats") for path in (SHELVES / name).glob("*.py")]


def strings_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def given_codes(path: Path) -> set[str]:
    """Give the literal codes in calls of `info` and `warning`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"info", "warning"}
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_code_that_the_reader_gives_is_in_the_table() -> None:
    given = {code for path in READERS for code in given_codes(path)}

    assert given <= set(ISSUE_CODES)


def test_every_code_in_the_table_is_given_somewhere() -> None:
    others = [path for path in READERS if path.name != "issue_codes.py"]
    used = {text for path in others for text in strings_in(path)}

    assert set(ISSUE_CODES) <= used


def test_codes_are_kebab_case_and_meanings_are_sentences() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", code) for code in ISSUE_CODES)
    assert all(text[0].isupper() and text.endswith(".") for text in ISSUE_CODES.values())
    assert sorted(ISSUE_CODES) == sorted(set(ISSUE_CODES))

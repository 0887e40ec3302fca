"""Strict YAML: no duplicate keys, strings stay strings, every mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from swcompetence.errors import EditionError

_DEEPEST = 50
"""Brackets inside brackets that a file may have; the C loader crashes on thousands."""
_BRACKETS = re.compile(r"[\[\]{}]")


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads strings, whole numbers, true/false, null, lists and mappings; nothing else.

    `no` stays a word, `2.10` stays a version, and a date is read by the model that asks for one.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Build a mapping, refusing a key that stands there twice."""
        lines: dict[Hashable, int] = {}
        for key_node, _ in node.value:
            key, mark = self.construct_object(key_node, deep=True), key_node.start_mark
            problem = ""
            if not isinstance(key, Hashable):
                problem = "een lijst of een blok kan geen sleutel zijn"
            elif key in lines:
                problem = f"de sleutel ‘{key}’ staat er twee keer (ook op regel {lines[key]})"
            if problem:
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
            lines[key] = mark.line + 1
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        return mapping


for _tag, _pattern, _first in (
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^(?:0|[1-9][0-9]{0,8})$", list("0123456789")),
):
    _StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def parse_yaml(text: str, name: str) -> tuple[Node | None, object]:
    """Give the nodes of a YAML text and what it says; the messages name the file `name`.

    Raises:
        EditionError: it is no YAML as we read it, as `file:line: what`.
    """
    depth = 0
    for sign in _BRACKETS.findall(text):
        depth = depth + 1 if sign in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            raise EditionError(name, [f"{name}: haakjes staan te diep in elkaar"])
    try:
        loader = _StrictLoader(text)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        problem = (error.problem or "geen geldige YAML").replace(
            "exceeded maximum nesting depth", "blokken staan te diep in elkaar"
        )
        raise EditionError(name, [f"{where}: {problem}"]) from error
    except yaml.YAMLError as error:
        raise EditionError(name, [f"{name}: geen geldige YAML: {error}"]) from error
    return root, data


def line_of(root: Node | None, loc: Sequence[str | int]) -> int:
    """Give the line on which the deepest part of a location that exists stands."""
    node, line = root, 1
    for step in loc:
        match node:
            case MappingNode(value=pairs):
                marked = [pair for pair in pairs if pair[0].value == step]
            case SequenceNode(value=entries) if isinstance(step, int):
                marked = [(entry, entry) for entry in entries[step : step + 1]]
            case _:
                marked = []
        if not marked:
            break
        mark, node = marked[0]
        line = mark.start_mark.line + 1
    return line

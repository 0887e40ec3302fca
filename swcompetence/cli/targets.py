"""The one guard of every verb: a file that is written is none that is read, and ends as it should.

`DutchCommand` runs it before a verb begins, and `console.write` before every file.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from typer.models import OptionInfo

from swcompetence.cells import refuse_source
from swcompetence.errors import InputFileError

_READ: ContextVar[tuple[Path, ...]] = ContextVar("read", default=())
"""What may be read in this run: files and folders that the user named, and our own editions."""


class Target(OptionInfo):
    """An option for a file to write; see `target_option`."""

    endings: tuple[str, ...]
    is_beside: bool
    is_list: bool
    named_by: Callable[[Mapping[str, Any]], str] | None


def target_option(
    *endings: str,
    about: str,
    default: Any = None,
    words: str = "-o --out BESTAND",
    is_beside: bool = False,
    is_list: bool = False,
    named_by: Callable[[Mapping[str, Any]], str] | None = None,
) -> Any:
    """Give an option for a file to write, which knows by what its name may end.

    Args:
        endings: with their dot.
        about: what the help screen says of it, in Dutch.
        default: the name where the user gives none; `...` where one is needed.
        words: its names and what stands for its value.
        is_beside: whether the file gets a name where nobody names it; of what is read from
            standard input, it goes to standard output.
        is_list: whether the parameter takes several.
        named_by: gives the ending for the other values of the verb, where those decide it.
    """
    *names, metavar = words.split()
    mark = Target(default=default, param_decls=names, metavar=metavar, help=about)
    mark.endings, mark.named_by = endings, named_by
    mark.is_beside, mark.is_list = is_beside, is_list
    return mark


def check_ending(path: Path, *endings: str) -> None:
    """Refuse a name that ends on something else.

    Raises:
        InputFileError: it does.
    """
    if not path.name.lower().endswith(endings):
        *others, last = endings
        names = f"{', '.join(others)} of {last}" if others else last
        raise InputFileError(
            path,
            "Die naam past niet bij wat hier geschreven wordt.",
            f"Gebruik een naam op {names}.",
        )


def targets_of(verb: Callable[..., Any]) -> dict[str, Target]:
    """Give the parameters of a verb that name files to write."""
    parameters = inspect.signature(inspect.unwrap(verb)).parameters.items()
    return {name: p.default for name, p in parameters if isinstance(p.default, Target)}


def guard(verb: Callable[..., Any], values: Mapping[str, object]) -> None:
    """Refuse targets that do not fit, and remember for `check_target` what is read.

    Raises:
        InputFileError: a target ends on something else, or would replace what is read.
    """
    targets = targets_of(verb)
    given = (value for name, value in values.items() if name not in targets)
    read = tuple(path for value in given for path in _paths(value))
    if targets:
        from swcompetence.registry import builtin_root

        read += (Path(str(builtin_root())),)
    _READ.set(read)
    for name, target in targets.items():
        for path in _paths(values.get(name)):
            check_ending(path, *target.endings)
            refuse_source(path, read)


def check_target(path: Path, *, force: bool) -> None:
    """Stop before any work is done where a file may not be written.

    Raises:
        TargetExistsError: the file exists and `force` is off.
        TargetLockedError: the file is open in another program.
        InputFileError: the file is one that is read, or its name is too long.
    """
    from swcompetence.workflow.safekeeping import refuse_existing

    refuse_source(path, _READ.get())
    refuse_existing(path, force=force)


def _paths(value: object) -> Iterator[Path]:
    if isinstance(value, str | Path):
        if str(value):  # an option that was not given is no folder
            yield Path(value)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _paths(part)

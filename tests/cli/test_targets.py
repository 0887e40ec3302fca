"""No verb writes over what it reads: every verb, every file to write, every name of a file."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import pytest
import typer
from typed import Run

import swcompetence.cli
from swcompetence.cells import refuse_source
from swcompetence.cli.app import command_line
from swcompetence.cli.targets import Target, targets_of
from swcompetence.errors import InputFileError
from swcompetence.registry import builtin_root
from swcompetence.workflow.desk import DEMO_LIST, run_demo

CLI = Path(swcompetence.cli.__file__).parent
WRITES_WITHOUT_TARGET = {"demo": "a folder", "frameworks format": "rewrites what it is given"}
WRITERS = {"put_in_place", "write_whole", "write_bytes", "write_text", "replace_whole", "open"}


class Verb(NamedTuple):
    name: str
    command: Any

    @property
    def hints(self) -> dict[str, Any]:
        return get_type_hints(inspect.unwrap(self.command.callback))

    @property
    def targets(self) -> dict[str, Target]:
        return targets_of(self.command.callback)

    def inputs(self) -> Iterator[Any]:
        """Give the parameters that may name a file to read."""
        for param in self.command.params:
            hint = str(self.hints.get(param.name))
            if param.name not in self.targets and ("Path" in hint or "str" in hint):
                yield param

    def words(self, given: dict[str, str]) -> list[str]:
        """Type the verb with these values, and a word for whatever else must be given."""
        words = self.name.split()
        for param in self.command.params:
            if param.name in given or param.required:
                value = given.get(param.name, "woord")
                is_option = param.param_type_name == "option"
                words += [f"{param.opts[-1]}={value}" if is_option else value]
        return words


def verbs(group: Any = None, path: str = "") -> list[Verb]:
    group = group or typer.main.get_command(command_line())
    found: list[Verb] = []
    for name, command in group.commands.items():
        full = f"{path} {name}".strip()
        is_group = hasattr(command, "commands")
        found += verbs(command, full) if is_group else [Verb(full, command)]
    return found


VERBS = verbs()
PAIRS = [
    (verb, target, param)
    for verb in VERBS
    for target in verb.targets
    for param in verb.inputs()
    if param.param_type_name == "argument" or not param.required
]


def test_every_file_to_write_is_marked() -> None:
    """A new verb, or a new option for a file to write, fails here until it bears a `Target`."""
    for verb in VERBS:
        marked = set(verb.targets)
        for param in verb.command.params:
            is_written = any(name in {"-o", "--out"} or "write" in name for name in param.opts)
            assert (param.name in marked) == is_written, f"{verb.name} {param.opts}"
        has_force = "force" in verb.hints
        assert has_force == bool(marked) or verb.name in WRITES_WITHOUT_TARGET, verb.name
    assert len(PAIRS) >= 60


def test_only_the_console_writes_files() -> None:
    """Who writes past `console.write` passes the guard by; `format` rewrites what it is given."""
    for path in CLI.rglob("*.py"):
        calls = [
            node.func
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
        ]
        names = {getattr(call, "attr", getattr(call, "id", "")) for call in calls}
        allowed = {
            "console.py": {"put_in_place"},
            "frameworks.py": {"write_whole"},
            "streams.py": {"open"},  # in a folder of its own, gone after the run
        }
        assert names & WRITERS == allowed.get(path.name, set()), path


@pytest.mark.parametrize(("verb", "target", "param"), PAIRS, ids=lambda x: getattr(x, "name", x))
def test_no_verb_replaces_what_it_reads(
    run: Run, tmp_path: Path, verb: Verb, target: str, param: Any
) -> None:
    (tmp_path / "map").mkdir()
    for number, ending in enumerate(verb.targets[target].endings):
        source = tmp_path / f"Café{number}{ending}"
        source.write_bytes(b"van mij")
        for alias in ("symlink", "hardlink"):
            link = tmp_path / f"{alias}{number}{ending}"
            link.hardlink_to(source) if alias == "hardlink" else link.symlink_to(source)
        names = (
            source.name,
            str(source),
            f"map/../{source.name}",
            f"CAFÉ{number}{ending.upper()}",
            f"Cafe\u0301{number}{ending}",
            f"symlink{number}{ending}",
            f"hardlink{number}{ending}",
        )
        for name in names if not number else names[:1]:
            before = sorted(tmp_path.iterdir())
            words = verb.words({param.name: source.name, target: name, "force": ""})
            words = [word.removesuffix("=") for word in words]
            code, out, err = run(*words)
            assert (code, out) == (2, ""), words
            assert "wordt nooit vervangen" in err, (words, err)
            assert source.read_bytes() == b"van mij"
            assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.targets], ids=lambda v: v.name)
def test_a_target_takes_only_its_own_endings(run: Run, tmp_path: Path, verb: Verb) -> None:
    (tmp_path / "lijst.docx").write_bytes(b"van mij")
    for target in verb.targets:
        for name in ("lijst.docx", "nieuw.exe", "nieuw"):
            words = [w.removesuffix("=") for w in verb.words({target: name, "force": ""})]
            code, out, err = run(*words)
            assert (code, out) == (2, "")
            assert "Gebruik een naam op ." in err, (words, err)
    assert [path.name for path in tmp_path.iterdir()] == ["lijst.docx"]
    assert (tmp_path / "lijst.docx").read_bytes() == b"van mij"


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        (("export", "krachtlijnen", "--to", "moodle", "-o", "k.json"), ".csv"),
        (("export", "krachtlijnen", "--to", "case", "-o", "k.csv"), ".json"),
        (("import", "lijst.xlsx", "--publisher", "HS", "-o", "k.xlsx"), ".yaml of .yml"),
        (("import", "--template", "-o", "k.yaml"), ".xlsx"),
        (("inspect", "lijst.xlsx", "--write-profile", "k.xlsx"), ".yaml of .yml"),
    ],
)
def test_what_is_asked_for_decides_the_ending(
    run: Run, tmp_path: Path, words: tuple[str, ...], ending: str
) -> None:
    (tmp_path / "lijst.xlsx").write_bytes(b"van mij")
    code, _, err = run(*words, "--force")

    assert code == 2
    assert f"Gebruik een naam op {ending}." in err
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"van mij"]


def test_a_name_that_the_verb_chooses_is_guarded_too(
    run: Run, tmp_path: Path, rich_list: Path
) -> None:
    made = "an-samengevoegd.xlsx"
    assert run("map", rich_list, "--framework", "krachtlijnen", "-o", made).code == 0
    before = (tmp_path / made).read_bytes()
    code, _, err = run("review", made, "--force")

    assert code == 2
    assert "wordt nooit vervangen" in err
    assert (tmp_path / made).read_bytes() == before


def test_a_file_in_a_folder_that_is_read_is_not_replaced(tmp_path: Path) -> None:
    form = tmp_path / "formulieren" / "an.yaml"
    form.parent.mkdir()
    form.touch()
    with pytest.raises(InputFileError, match="nooit vervangen"):
        refuse_source(form, [form.parent])

    refuse_source(form.with_name("nieuw.yaml"), [form.parent])
    refuse_source(form, [tmp_path / "andere"])


def test_an_edition_of_ours_is_never_replaced(run: Run) -> None:
    edition = next(Path(str(builtin_root())).glob("krachtlijnen/*.yaml"))
    before = edition.read_bytes()
    code, _, err = run("frameworks", "copy", "krachtlijnen", "-o", edition, "--force")

    assert code == 2
    assert "nooit vervangen" in err
    assert edition.read_bytes() == before


def test_the_demo_does_not_replace_its_own_example(checkout: Path) -> None:
    before = (checkout / "curricula" / DEMO_LIST).read_bytes()
    with pytest.raises(InputFileError, match="nooit vervangen"):
        run_demo(checkout / "curricula", date=None, force=True)

    assert (checkout / "curricula" / DEMO_LIST).read_bytes() == before


def test_a_name_that_no_disk_takes_is_told(run: Run, tmp_path: Path, rich_list: Path) -> None:
    long = tmp_path / f"{'a' * 245}.xlsx"
    long.write_bytes(rich_list.read_bytes())
    words = ("map", long, "--framework", "krachtlijnen")
    code, _, err = run(*words)

    assert code == 2
    assert "naam is te lang" in err
    assert run(*words, "-o", "kort.json").code == 0
    assert run(*words, "-o", f"{'b' * 245}.json").code == 0
    assert run(*words, "-o", f"{'b' * 300}.json").code == 2
    assert run("map", tmp_path / f"{'c' * 300}.xlsx").code == 2

import errno
import fcntl
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.cells import CELL_LIMIT, SHORTENED, free_name, inert, inert_csv, write_whole
from swcompetence.errors import InputFileError, TargetExistsError, TargetLockedError

XML_LEGAL = re.compile(r"[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
any_text = st.text(alphabet=st.characters(), max_size=50)
"""Also lone surrogates and control characters."""


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Recht & zorg", "Recht & zorg"),
        ("regel\r\nregel\tkolom", "regel\r\nregel\tkolom"),
        ("a\u202eb\u2066c\x9bd\U000e0041", "a�b�c�d�"),
        ("a\x00b\x0bc\x1fd\x7fe", "a�b�c�d�e"),
        ("\ud800\ufffe\uffff", "���"),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_a_cell_holds_no_control_characters(text: str, safe: str) -> None:
    assert inert(text) == safe


def test_a_long_text_is_visibly_shortened_to_what_a_cell_holds() -> None:
    assert inert("a" * CELL_LIMIT) == "a" * CELL_LIMIT
    assert len(inert("a" * (CELL_LIMIT + 1))) == CELL_LIMIT
    assert inert("a" * 40_000).endswith(f"a{SHORTENED}")


@given(any_text, st.integers(min_value=1, max_value=2_000))
def test_every_cell_is_legal_xml_that_fits(text: str, times: int) -> None:
    safe = inert(text * times)

    assert XML_LEGAL.fullmatch(safe)
    assert len(safe) <= CELL_LIMIT
    assert inert(safe) == safe


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠", "\t", "\r"])
def test_a_formula_in_a_csv_gets_an_apostrophe(start: str) -> None:
    assert inert_csv(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


@pytest.mark.parametrize("text", ["", "tekst", "a=1", " =1", "\x00=1"])
def test_other_texts_in_a_csv_stay_without_apostrophe(text: str) -> None:
    assert inert_csv(text) == inert(text)


@given(st.sampled_from(["=", "-", "a"]), any_text, st.integers(min_value=1, max_value=2_000))
def test_a_csv_cell_fits_too(start: str, text: str, times: int) -> None:
    safe = inert_csv(start + text * times)

    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert len(safe) <= CELL_LIMIT


def test_the_first_free_name_counts_from_two(tmp_path: Path) -> None:
    target = tmp_path / "lijst.v1.xlsx"
    assert free_name(target).name == "lijst.v1 (2).xlsx"

    (tmp_path / "lijst.v1 (2).xlsx").touch()
    assert free_name(target).name == "lijst.v1 (3).xlsx"


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    target = tmp_path / "nieuw" / "map" / "lijst.xlsx"
    write_whole(target, b"inhoud")

    assert target.read_bytes() == b"inhoud"
    assert list(target.parent.iterdir()) == [target]


def test_an_existing_file_stays_unless_force(tmp_path: Path) -> None:
    target = tmp_path / "lijst.xlsx"
    target.write_bytes(b"oud")
    with pytest.raises(TargetExistsError, match=r"lijst\.xlsx bestaat al") as caught:
        write_whole(target, b"nieuw")

    assert caught.value.path == target
    assert target.read_bytes() == b"oud"

    write_whole(target, b"nieuw", force=True)
    assert target.read_bytes() == b"nieuw"


def fail_to_replace(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def replace(_self: Path, _target: Path) -> Path:
        raise error

    monkeypatch.setattr(Path, "replace", replace)


def test_a_crash_leaves_the_old_file_whole_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lijst.xlsx"
    target.write_bytes(b"oud")
    fail_to_replace(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, b"nieuw", force=True)

    assert target.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_open_in_another_program_gives_a_free_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lijst.xlsx"
    target.write_bytes(b"oud")
    fail_to_replace(monkeypatch, PermissionError(errno.EACCES, "in use"))
    with pytest.raises(TargetLockedError, match=r'-o ".*lijst \(2\)\.xlsx"') as caught:
        write_whole(target, b"nieuw", force=True)

    assert (caught.value.path, caught.value.alternative) == (target, tmp_path / "lijst (2).xlsx")
    assert target.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_to_replace(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(InputFileError, match="niet geschreven worden: de schijf is vol"):
        write_whole(tmp_path / "lijst.xlsx", b"nieuw")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "lijst").write_text("geen map")
    for inside in ("uit.xlsx", "map/uit.xlsx"):
        with pytest.raises(
            InputFileError,
            match=r"worden: er staat een bestand waar een map moet zijn\. Kies met -o",
        ):
            write_whole(tmp_path / "lijst" / inside, b"inhoud")

    assert (tmp_path / "lijst").read_text() == "geen map"


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    target = tmp_path / "lijst.xlsx"
    target.mkdir()
    with pytest.raises(InputFileError, match="worden: er staat al een map met die naam"):
        write_whole(target, b"inhoud", force=True)

    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_rights_that_the_system_gives(
    tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "lijst.xlsx", b"nieuw")
    finally:
        os.umask(before)

    assert (tmp_path / "lijst.xlsx").stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_rights_when_it_is_replaced(tmp_path: Path, mode: int) -> None:
    target, copy = tmp_path / "lijst.xlsx", tmp_path / "kopie.xlsx"
    target.write_bytes(b"oud")
    target.chmod(mode)
    write_whole(copy, b"oud", like=target)
    write_whole(target, b"nieuw", force=True)

    assert [path.stat().st_mode & 0o777 for path in (target, copy)] == [mode, mode]


def test_what_a_killed_write_left_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, sys\n"
        "from swcompetence.cells import write_whole\n"
        "pathlib.Path.replace = lambda *_: os._exit(9)\n"
        "write_whole(pathlib.Path(sys.argv[1]), b'half')\n"
    )
    target, mine = tmp_path / "lijst.xlsx", tmp_path / ".lijst.tmp"
    mine.touch()
    killed = subprocess.run([sys.executable, "-c", script, str(target)], check=False)
    (left,) = (path for path in tmp_path.iterdir() if path != mine)
    assert (killed.returncode, left.name[:14]) == (9, ".swcompetence-")

    busy = tmp_path / ".swcompetence-busy.tmp"
    with busy.open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        write_whole(target, b"heel")

    assert {*tmp_path.iterdir()} == {target, mine, busy}
    assert target.read_bytes() == b"heel"

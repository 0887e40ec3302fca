import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

import pytest
from samples import framework, item, mapping

from swcompetence import registry
from swcompetence.errors import UnknownFrameworkError
from swcompetence.files.data.framework_plugins import PLUGIN_GROUP, PLUGIN_ISSUE_CODES, read_plugins
from swcompetence.model import Issue, Severity

Package = Callable[..., EntryPoint]
EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "acme_frameworks"


def kader(framework_id: str, version: str = "1", title: str = "Proefkader") -> str:
    """Give the text of an edition; JSON is YAML too."""
    return framework(id=framework_id, version=version, title=title).model_dump_json()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """Make a package with files that can be imported, and give an entry point to it."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(name: str, **contents: str) -> EntryPoint:
        module = f"{tmp_path.name}_{name}"  # no two tests share a module
        folder = tmp_path / module
        folder.mkdir()
        for file, text in {"__init__.py": "", **contents}.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        return EntryPoint(name=name, value=module, group=PLUGIN_GROUP)

    return make


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the registry find these entry points."""

    def plug(*points: EntryPoint) -> None:
        monkeypatch.setattr(registry, "entry_points", lambda *, group: points)  # noqa: ARG005 - its signature

    return plug


def codes(issues: tuple[Issue, ...]) -> list[str]:
    assert all(issue.code in PLUGIN_ISSUE_CODES for issue in issues)
    assert all(issue.severity is Severity.WARNING for issue in issues)
    return [issue.code for issue in issues]


def test_editions_are_found_in_folders_by_id_and_directly_in_the_package(package: Package) -> None:
    files = {
        "acme/2.yaml": kader("acme", "2"),
        "acme/1.yml": kader("acme", "1"),
        "buurt.yaml": kader("buurt"),
        "LEESMIJ.md": "Geen kader.",
        ".verborgen.yaml": "geen kader",
        "crosswalks/a--b.yaml": "geen kader",
        "acme/diep.txt": "geen kader",
    }

    found, issues = read_plugins([package("acme", **files)], reserved=())

    assert [edition.ref for edition in found] == ["acme@1", "acme@2", "buurt@1"]
    assert issues == ()


def test_a_package_without_an_init_file_may_hold_editions(package: Package, tmp_path: Path) -> None:
    point = package("acme", **{"acme.yaml": kader("acme")})
    (tmp_path / point.value / "__init__.py").unlink()

    found, issues = read_plugins([point], reserved=())

    assert [edition.ref for edition in found] == ["acme@1"]
    assert issues == ()


def test_no_version_of_a_shipped_framework_is_taken_from_another_package(package: Package) -> None:
    files = {"a.yaml": kader("krachtlijnen", "2099"), "b.yaml": kader("acme")}

    found, (issue,) = read_plugins([package("acme", **files)], reserved={"krachtlijnen"})

    assert [edition.ref for edition in found] == ["acme@1"]
    assert codes((issue,)) == ["plugin-id-reserved"]
    assert "‘acme’ biedt krachtlijnen@2099 aan" in issue.message
    assert str(issue.where).endswith("a.yaml")


def test_of_one_edition_in_two_packages_the_first_by_name_is_kept(package: Package) -> None:
    second = package("tweede", **{"x.yaml": kader("acme", title="Tweede")})
    first = package("eerste", **{"x.yaml": kader("acme", title="Eerste")})

    found, issues = read_plugins([second, first], reserved=())

    assert [edition.title for edition in found] == ["Eerste"]
    assert codes(issues) == ["plugin-edition-twice"]
    assert "‘tweede’ biedt acme@1 aan, maar die editie komt al uit ‘eerste’" in issues[0].message


def test_two_packages_may_bring_editions_of_one_framework(package: Package) -> None:
    old = package("a", **{"x.yaml": kader("acme", "1")})
    new = package("b", **{"x.yaml": kader("acme", "2")})

    found, issues = read_plugins([old, new], reserved=())

    assert [edition.ref for edition in found] == ["acme@1", "acme@2"]
    assert issues == ()


def test_an_edition_with_mistakes_is_left_out_and_the_others_are_kept(package: Package) -> None:
    files = {"fout.yaml": "id: acme\n", "goed.yaml": kader("goed"), "leeg.yaml": ""}

    found, issues = read_plugins([package("acme", **files)], reserved=())

    assert [edition.ref for edition in found] == ["goed@1"]
    assert codes(issues) == ["plugin-edition-unreadable"] * 2
    assert "fout.yaml:1: version: ontbreekt; " in issues[0].message
    assert re.search(r"; en nog \d+\. Meld dit aan de maker", issues[0].message)


def test_any_trouble_with_a_file_is_an_issue(package: Package, tmp_path: Path) -> None:
    point = package("acme", **{"getal.yaml": f"revision: {'9' * 5000}"})
    (tmp_path / point.value / "bytes.yaml").write_bytes(b"\xff\xfe\x00")

    found, issues = read_plugins([point], reserved=())

    assert found == ()
    assert codes(issues) == ["plugin-edition-unreadable"] * 2


@pytest.mark.parametrize(
    "code",
    [
        "raise RuntimeError('\x1b[31mkapot')",
        "raise SystemExit(3)",
        "raise KeyboardInterrupt",
        "import time; time.sleep(600)",
        "print('hallo')",
        "1 +",
    ],
)
def test_no_code_of_a_package_is_run(
    package: Package, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    point = package("acme", **{"__init__.py": code, "kaders/acme.yaml": kader("acme")})
    (found,), issues = read_plugins([point], reserved=())
    inside = EntryPoint(name="acme", value=f"{point.value}.kaders", group=PLUGIN_GROUP)
    (below,), more = read_plugins([inside], reserved=())

    assert found == below
    assert (issues, more) == ((), ())
    assert capsys.readouterr() == ("", "")
    assert point.value not in sys.modules


def test_a_pipe_is_no_edition_and_a_message_steers_no_screen(
    package: Package, tmp_path: Path
) -> None:
    point = package("acme", **{"fout.yaml": 'id: "\\e[31mrood"\n\\e[31mneen: 1'})
    os.mkfifo(tmp_path / point.value / "pijp.yaml")
    found, issues = read_plugins([point], reserved=())

    assert found == ()
    assert codes(issues) == ["plugin-edition-unreadable"]
    assert issues[0].message.isprintable()


@pytest.mark.parametrize(
    "value", ["bestaat_niet", "json.decoder", "json.x.y", "geen geldige naam", "", "..a"]
)
def test_an_entry_point_that_names_no_package_is_an_issue(value: str) -> None:
    point = EntryPoint(name="acme", value=value, group=PLUGIN_GROUP)

    assert codes(read_plugins([point], reserved=())[1]) == ["plugin-unusable"]


def test_a_package_without_editions_is_an_issue(package: Package) -> None:
    assert codes(read_plugins([package("leeg")], reserved=())[1]) == ["plugin-without-editions"]


def test_codes_are_kebab_case_and_meanings_are_sentences() -> None:
    assert all(re.fullmatch(r"plugin(-[a-z]+)+", code) for code in PLUGIN_ISSUE_CODES)
    assert all(text.endswith(".") for text in PLUGIN_ISSUE_CODES.values())
    assert sorted(PLUGIN_ISSUE_CODES) == list(PLUGIN_ISSUE_CODES)


def test_the_registry_gives_the_good_ones_and_tells_the_rest(
    package: Package, plugged: Callable[..., None]
) -> None:
    shipped = registry.list_frameworks()
    plugged(
        package("acme", **{"a.yaml": kader("acme", "1"), "b.yaml": kader("acme", "2")}),
        package("dief", **{"a.yaml": kader("ocmw-praktijk")}),
    )

    assert [one.ref for one in registry.list_frameworks()] == [
        *(one.ref for one in shipped),
        "acme@1",
        "acme@2",
    ]
    assert codes(registry.plugin_issues()) == ["plugin-id-reserved"]
    assert registry.get_framework("acme").version == "2"
    assert registry.get_framework("acme@1").version == "1"
    assert [one.id for one in registry.resolve_frameworks(["acme"])] == ["acme"]


def test_an_installed_package_changes_nothing_unless_it_is_asked_for(
    package: Package, plugged: Callable[..., None]
) -> None:
    before = registry.default_frameworks()
    plugged(package("acme", **{"acme.yaml": kader("acme")}))

    assert registry.default_frameworks() == before
    assert registry.resolve_frameworks([]) == before


def test_a_shipped_framework_is_found_without_reading_another_package(
    package: Package, plugged: Callable[..., None]
) -> None:
    point = package("acme", **{"__init__.py": "raise RuntimeError('gelezen')"})
    plugged(point)

    assert registry.get_framework("krachtlijnen").id == "krachtlijnen"
    assert point.value not in sys.modules


def test_an_edition_that_a_file_needs_is_named_apart_from_the_advice() -> None:
    made = mapping(edition=framework(item("a"), id="olr"))

    with pytest.raises(UnknownFrameworkError) as caught:
        registry.frameworks_of(made)

    assert caught.value.ref == "olr@1"
    assert "‘olr@1’ bestaat niet. Het is gebruikt in dit bestand; geef het mee met" in str(
        caught.value
    )


def test_an_unknown_reference_names_the_frameworks_of_other_packages(
    package: Package, plugged: Callable[..., None]
) -> None:
    plugged(package("acme", **{"acme.yaml": kader("acme-buurt")}))

    with pytest.raises(UnknownFrameworkError, match="Bedoelde u ‘acme-buurt’"):
        registry.get_framework("acme-buurtt")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the example package, and beside it one that holds no edition, in a folder."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is niet geïnstalleerd: het voorbeeld kan niet gebouwd worden")
    work = tmp_path_factory.mktemp("acme")
    source, target = work / "source", work / "site"
    shutil.copytree(EXAMPLE, source)
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", *options, "--target", target, source],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    broken, facts = target / "kapot", target / "kapot-1.0.dist-info"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise RuntimeError('stuk')\n")
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: kapot\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(f"[{PLUGIN_GROUP}]\nkapot = kapot\n")
    return target


def run(site: Path, cwd: Path, *arguments: str | Path) -> str:
    """Run Python with the folder on its path; give what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_installed_package_adds_its_framework_to_the_list(site: Path, tmp_path: Path) -> None:
    listed = run(site, tmp_path, "-m", "swcompetence", "frameworks", "list")

    assert "acme-buurtwerk@2026" in listed
    assert "krachtlijnen@2018" in listed


def test_an_installed_framework_is_there_and_a_broken_package_is_an_issue(
    site: Path, tmp_path: Path
) -> None:
    script = (
        "from swcompetence.registry import get_framework, plugin_issues\n"
        "print(get_framework('acme-buurtwerk').ref, get_framework('acme-buurtwerk').publisher)\n"
        "print(*((issue.code, issue.where.file) for issue in plugin_issues()))\n"
    )

    assert run(site, tmp_path, "-c", script).splitlines() == [
        "acme-buurtwerk@2026 Acme (verzonnen)",
        "('plugin-without-editions', 'kapot')",
    ]


def test_a_course_list_is_mapped_onto_an_installed_framework(
    site: Path, tmp_path: Path, poor_list: Path
) -> None:
    command = ("-m", "swcompetence", "map", poor_list, "--framework", "acme-buurtwerk")
    run(site, tmp_path, *command, "-o", "uit.json")

    written = (tmp_path / "uit.json").read_text(encoding="utf-8")

    assert '"acme-buurtwerk:groepen"' in written
    assert "ocmw-praktijk:" not in written


def test_a_framework_of_which_there_are_only_drafts_is_found_by_its_id(
    package: Package, plugged: Callable[..., None]
) -> None:
    drafts = {
        f"{version}.yaml": framework(
            id="in-de-maak", version=version, status="draft", valid_from=f"20{version}-01-01"
        ).model_dump_json()
        for version in ("25", "26")
    }
    plugged(package("maakt", **drafts))

    assert registry.get_framework("in-de-maak").version == "26"
    assert registry.resolve_frameworks(["in-de-maak"])[0].version == "26"


def test_of_a_framework_that_is_withdrawn_an_id_is_not_enough(
    package: Package, plugged: Callable[..., None]
) -> None:
    text = framework(id="weg", status="withdrawn").model_dump_json()
    plugged(package("weg", **{"1.yaml": text}))

    assert registry.get_framework("weg@1").version == "1"
    with pytest.raises(UnknownFrameworkError):
        registry.get_framework("weg")

"""Build `swcompetence.html`: Python, the product and its page in one file that opens from the disk.

`python -m swcompetence.browser.build -o swcompetence.html`, in a checkout, with npm and node. What
goes in is locked: Pyodide by the digest below, everything else by `uv.lock`. The same commit gives
the same bytes.

Nothing of the command line goes along. What has no build for WebAssembly is taken without its
compiled parts, where the package can do without: rapidfuzz, PyYAML and MarkupSafe.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from email import message_from_bytes
from html import escape
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from swcompetence.browser.review_page import (
    filled_page,
    page_part,
    review_script,
)
from swcompetence.cells import policy_digest

PYODIDE = "314.0.7"
_PYODIDE_SHA512 = (
    "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
_PYTHON = "3.14"
_PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux_2_28_x86_64", "manylinux_2_27_x86_64",
              "manylinux2014_x86_64")  # fmt: skip
"""Where to take a wheel from, best first; of the others only what is written in Python is kept."""
_ROOT = Path(__file__).parents[2]
_SCREEN = {"typer", "rich"}
"""What only the command line needs."""
_MOST_BYTES = 16_000_000
_IS_NOTICE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)

# Modules of the standard library that nothing in a page needs.
_STANDARD_LEFT_OUT = re.compile(
    r"""(unittest|pydoc_data|_pyrepl|xmlrpc|wsgiref|multiprocessing|ensurepip|venv|lib2to3|idlelib
    |tkinter|turtledemo|sqlite3|dbm|curses|ctypes|test|tomllib|profiling)/
    |(pdb|doctest|pydoc|pickletools|imaplib|smtplib|ftplib|poplib|mailbox|turtle|cProfile|profile
    |pstats|trace|tabnanny|pyclbr|webbrowser|antigravity|this|wave|optparse|code|cmd|pty|tty
    |modulefinder|netrc|plistlib|socketserver|timeit|zipapp|rlcompleter|bdb|_aix_support
    |_osx_support|_android_support|_ios_support|_apple_support|nturl2path|filecmp|fileinput
    |graphlib|sched|shelve|tracemalloc|colorsys|_pyio|_pydecimal|_pydatetime|argparse|configparser
    |compileall|py_compile|symtable|_ast_unparse|tarfile|getopt|getpass)\.py$
    |(asyncio/(proactor_events|windows_events|windows_utils|tools|__main__)|concurrent/futures/process
    |http/(server|cookiejar|cookies)|logging/(config|handlers)|urllib/robotparser|json/tool
    |xml/dom/(minidom|expatbuilder|xmlbuilder|pulldom)|email/(_header_value_parser|headerregistry))\.py$
    |encodings/(?!__init__|aliases|utf_|ascii|latin_1|cp125[02]|cp850|cp437|iso8859_15?\.|idna
    |raw_unicode_escape|unicode_escape|mac_roman|charmap|punycode)""",
    re.VERBOSE,
)
_LEFT_OUT = re.compile(
    r"""pydantic/(v1|deprecated|mypy|experimental)[/.]
    |snowballstemmer/(?!__init__|basestemmer|among|dutch_porter_stemmer)
    |swcompetence/(cli|testing|__main__|curricula|exchange/(case|skos|lms|ooapi|lists))[/.]
    |swcompetence/browser/(build\.py|compile\.mjs|product)
    |swcompetence/(analysis|report)/edition/(?!__init__)
    |swcompetence/(matching/(items/alignment|wordings/trial)|analysis/route|review/corrections|exchange/reconciliation)\.py
    |swcompetence/workflow/(correcting|exporting|importing|reconciling|routing)\.py
    |(?!swcompetence-).*\.dist-info/
    |.*\.dist-info/(?!METADATA|entry_points\.txt)
    |.*\.(pyi|typed|map|pyx|pxd|h|c|cpp|hpp)$
    |.*(?<!wasm32-emscripten)\.so$
    |.*/tests?/""",
    re.VERBOSE,
)


def main(words: Sequence[str] | None = None) -> int:
    """Build the page where the command line says."""
    parser = argparse.ArgumentParser(prog="python -m swcompetence.browser.build")
    parser.add_argument("-o", "--out", type=Path, default=Path("swcompetence.html"))
    target = parser.parse_args(words).out
    content = build_product()
    if len(content) > _MOST_BYTES:
        sys.stderr.write(f"{len(content):,} bytes is more than the {_MOST_BYTES:,} that mail.\n")
        return 1
    target.write_bytes(content)
    sys.stderr.write(f"{target}: {len(content):,} bytes\n")
    return 0


def build_product(root: Path = _ROOT) -> bytes:
    """Build the page from a checkout.

    Raises:
        OSError: this is no checkout, or npm or node is not installed.
        subprocess.CalledProcessError: a package cannot be fetched, or is not the locked one.
    """
    with TemporaryDirectory() as folder:
        work = Path(folder)
        pyodide = _fetch_pyodide(work)
        site, standard = work / "site", work / "standard"
        wheels = [(wheel, site) for wheel in (*_fetch_wheels(root, work), _own_wheel(root, work))]
        for archive, target in (*wheels, (pyodide / "python_stdlib.zip", standard)):
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(target)  # noqa: S202 - of a locked digest, or our own
        notices = _notices(site)
        # It imports every language that it knows.
        (site / "snowballstemmer/__init__.py").write_text("")
        _prune(site, _LEFT_OUT)
        _prune(standard, _STANDARD_LEFT_OUT)
        _run("node", str(Path(__file__).with_name("compile.mjs")), pyodide, site, standard)
        blocks = {
            "worker": _worker(pyodide),
            "wasm": (pyodide / "pyodide.asm.wasm").read_bytes(),
            "standard": _zipped(_all_in(standard)),
            "site": _packed(_all_in(site)),
        }
        squeezed = {
            name: base64.b64encode(gzip.compress(block, 9, mtime=0)).decode()
            for name, block in blocks.items()
        }
        return _page(squeezed, notices)


# ---- what goes in


def _run(*words: str | Path) -> str:
    # What the wheel prepares holds sets: their order is the same with one and the same seed.
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        list(map(str, words)), stdout=subprocess.PIPE, check=True, text=True,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )  # fmt: skip
    return done.stdout


def _fetch_pyodide(work: Path) -> Path:
    npm = shutil.which("npm") or "npm"
    _run(npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", work)
    archive = work / f"pyodide-{PYODIDE}.tgz"
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != _PYODIDE_SHA512:
        raise OSError(f"{archive.name} is not the locked one: sha512-{digest}")
    with tarfile.open(archive) as tar:
        tar.extractall(work, filter="data")
    return work / "package"


def _fetch_wheels(root: Path, work: Path) -> list[Path]:
    """Fetch what `uv.lock` names, by its digests."""
    wanted = work / "wanted.txt"
    wanted.write_text("\n".join(_locked(tomllib.loads((root / "uv.lock").read_text("utf-8")))))
    target = work / "wheels"
    platforms = [word for platform in _PLATFORMS for word in ("--platform", platform)]
    _run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
         "--require-hashes", "--python-version", _PYTHON, *platforms, "--dest", target,
         "--requirement", wanted)  # fmt: skip
    return sorted(target.iterdir())


def _locked(lock: dict[str, Any]) -> Iterator[str]:
    """Give the lines of a requirements file: what the product needs in a page, with digests."""
    packages = {package["name"]: package for package in lock["package"]}
    todo, seen = ["swcompetence"], set(_SCREEN)
    while todo:
        name = todo.pop()
        seen.add(name)
        package = packages[name]
        for need in package.get("dependencies", ()):
            marker = need.get("marker", "")
            is_for_others = "sys_platform != 'emscripten'" in marker
            is_for_others = is_for_others or "python_full_version <" in marker
            if not is_for_others and need["name"] not in seen:
                todo.append(need["name"])
        if name != "swcompetence":
            digests = " ".join(f"--hash={wheel['hash']}" for wheel in package["wheels"])
            yield f"{name}=={package['version']} {digests}"


def _own_wheel(root: Path, work: Path) -> Path:
    target = work / "own"
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--wheel-dir", target, root)  # fmt: skip
    (wheel,) = target.iterdir()
    return wheel


# ---- what is kept of it, as few large blocks


def _prune(root: Path, left_out: re.Pattern[str]) -> None:
    for path in root.rglob("*"):
        if path.is_file() and left_out.match(path.relative_to(root).as_posix()):
            path.unlink()


def _all_in(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Give an archive from which Python imports; it is squeezed as a whole."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in files:
            packed.writestr(zipfile.ZipInfo(name), content)
    return archive.getvalue()


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Give files one after the other, behind a list of names and sizes and the length of that."""
    held = list(files)
    index = json.dumps([[name, len(content)] for name, content in held]).encode()
    return b"".join([len(index).to_bytes(4, "little"), index, *(content for _, content in held)])


def _worker(pyodide: Path) -> bytes:
    """Give the script of the worker as one text, since from file:// it may load no other.

    The module with the interpreter is changed so that it can stand in a classic script; nothing
    else of Pyodide is.
    """
    asm = (pyodide / "pyodide.asm.mjs").read_text("utf-8")
    for old, new in (
        ("export default _createPyodideModule;", ""),
        ("import.meta.url", '"https://pyodide.invalid/pyodide.asm.mjs"'),
    ):
        if old not in asm:
            raise OSError(f"pyodide.asm.mjs does not hold {old!r}")
        asm = asm.replace(old, new)
    loader = re.sub(r"//# sourceMappingURL.*", "", (pyodide / "pyodide.js").read_text("utf-8"))
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8")) | {"packages": {}}
    head = (
        "/* Pyodide, https://github.com/pyodide/pyodide, under the Mozilla Public License 2.0"
        " (https://mozilla.org/MPL/2.0/), made fit for a classic worker; the last part is"
        " swcompetence's own. */"
    )
    parts = [
        head,
        # Pyodide refuses a classic worker, which it knows by this function.
        "self.importScripts = undefined;",
        loader,
        'const createPyodideModule = (() => { "use strict";',
        asm,
        "return _createPyodideModule; })();",
        f"const LOCK = {json.dumps(lock)};",
        page_part("product_worker.js"),
    ]
    return "\n".join(parts).encode()


# ---- the page


def _page(blocks: dict[str, str], notices: str) -> bytes:
    style = page_part("review.css") + page_part("product.css")
    script = page_part("page_elements.js") + page_part("product.js")
    report = files("swcompetence.report") / "templates"
    # The template begins both on a new line.
    of_report = [f"\n{(report / f'gap_report.{end}').read_text('utf-8')}" for end in ("js", "css")]
    scripts = (script, review_script(), of_report[0])
    styles = (style, page_part("review.css"), of_report[1])
    parts = {
        # The pages shown inside have policies of their own, and have to fit in this one as well.
        # What is saved from them is a blob, which Firefox counts as a frame.
        "policy": "default-src 'none'; connect-src 'none'; base-uri 'none'; form-action 'none';"
        " img-src data:; worker-src blob:; frame-src blob:;"
        f" script-src {' '.join(map(policy_digest, scripts))} 'wasm-unsafe-eval';"
        f" style-src {' '.join(map(policy_digest, styles))}",
        "style": style,
        "script": script,
        "notices": f"{filled_page('notices.html', {'pyodide': PYODIDE})}\n{notices}",
        "blocks": "\n".join(
            f'<script type="text/plain" id="block-{name}">{block}</script>'
            for name, block in blocks.items()
        ),
    }
    return filled_page("product.html", parts).encode()


def _notices(site: Path) -> str:
    """Tell which packages are inside, with their licences, as HTML."""
    told = []
    for folder in sorted(site.glob("*.dist-info"), key=lambda path: path.name.lower()):
        facts = message_from_bytes((folder / "METADATA").read_bytes())
        texts = [
            path.read_text("utf-8", "replace")
            for path in sorted(folder.rglob("*"))
            if path.is_file() and _IS_NOTICE.match(path.name)
        ]
        if facts["Name"] == "swcompetence":
            texts.append((site / "swcompetence/text/LEXICON-LICENSE.txt").read_text("utf-8"))
        crates = [line for path in sorted(folder.glob("sboms/*.json")) for line in _crates(path)]
        if crates:
            texts.append("Rust inside it:\n" + "\n".join(crates))
        licence = facts["License-Expression"] or facts["License"] or ""
        about = f"{facts['Name']} {facts['Version']}"
        if licence and "\n" not in licence:
            about += f" ({licence})"
        text = escape("\n\n".join(texts).strip())
        told.append(f"<details><summary>{escape(about)}</summary><pre>{text}</pre></details>")
    return "\n".join(told)


def _crates(bill: Path) -> Iterator[str]:
    for part in json.loads(bill.read_text("utf-8"))["components"]:
        terms = [
            term.get("expression") or term["license"].get("id", "") for term in part["licenses"]
        ]
        yield f"{part['name']} {part['version']}: {', '.join(terms)}"


if __name__ == "__main__":
    sys.exit(main())

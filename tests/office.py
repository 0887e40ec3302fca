"""LibreOffice as a judge: it opens a file, computes it anew and saves it in a format."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

_COMPUTES_ANEW = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>'
)


@cache
def _profile() -> str:
    """Give the address of a profile of this process: to make one takes longer than to convert."""
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_COMPUTES_ANEW, encoding="utf-8")
    return folder.as_uri()


def saved_by_office(kind: str, *paths: Path) -> list[Path]:
    """Save files of one folder in a format, in a folder of its own beside them."""
    folder = paths[0].parent / f"saved-{kind}"
    subprocess.run(
        [shutil.which("soffice") or "", f"-env:UserInstallation={_profile()}", "--headless",
         "--convert-to", kind, "--outdir", str(folder), *map(str, paths)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return [folder / f"{path.stem}.{kind}" for path in paths]

"""What a file really is, judged by its bytes, and whether a zipped one is safe to unpack."""

from __future__ import annotations

import re
import zipfile
from difflib import get_close_matches
from enum import Enum, auto
from io import BytesIO
from pathlib import Path

from swcompetence.errors import InputFileError, did_you_mean
from swcompetence.files.formats.read_limits import LIMITS, ONLY_LIST, ReadLimits, over_limit
from swcompetence.phrasing import first_few

_FETCH_AGAIN = (
    "Haal het bestand opnieuw op, of open het in Excel, laat het herstellen en bewaar het opnieuw."
)
_ODS_MANIFEST = "META-INF/manifest.xml"
"""Where an .ods says that it has a password; its zip entries do not."""
_UNLOCK = "Verwijder het wachtwoord en bewaar het bestand opnieuw."
_CHUNK = 1 << 18
_USUAL_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The only methods of the workbook formats; others can unpack without bounds."""
_FREE_MB = 10
"""Up to this size the ratio does not matter: short lists are sometimes very repetitive."""
_CHECK_NAME = "Controleer de naam en de map."
_SAVE_AS = "Open het bestand in Excel en bewaar het als ‘Excel-werkmap (*.xlsx)’."
_UNLOCK_IN_EXCEL = (
    "Verwijder het wachtwoord eerst (Bestand > Info > Werkmap beveiligen) en bewaar opnieuw."
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_XLS = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})"
    rb"(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)
"""The first records of an .xls with a password: BOF, perhaps WRITEPROTECT, FILEPASS."""
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|table|div|center|style)\b", re.IGNORECASE
)
_MARKUP_START = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*<", re.DOTALL)
_SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SEARCHED = 4096
_LISTS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".html"})
_MOST_NAMED = 4
_LIKE = 0.75
"""Least likeness of names for 'did you mean', their endings apart."""
_MOST_CONTROL = 0.02
"""Share of control characters above which bytes are no text."""
_Refusal = tuple[str, str]
"""Why a file is not read, and what to do."""


def _member_names(content: bytes, path: Path, limits: ReadLimits) -> frozenset[str]:
    """Give the names of the parts of a zipped file that may be unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_entries(archive, path, limits)
            _check_unpacked(archive, len(content), path, limits)
            # Some programs write backslashes, and Excel opens that.
            return frozenset(name.replace("\\", "/") for name in archive.namelist())
    except InputFileError:
        raise
    except Exception as error:  # zipfile raises many kinds on damaged input
        reason = "het bestand is beschadigd of niet volledig opgehaald."
        raise InputFileError(path, reason, _FETCH_AGAIN) from error


def _check_entries(archive: zipfile.ZipFile, path: Path, limits: ReadLimits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        reason = f"de werkmap heeft te veel onderdelen: {len(entries)}"
        raise over_limit(path, limits, "onderdelen", reason)
    if any(entry.compress_type not in _USUAL_METHODS for entry in entries):
        reason = "de werkmap is op een ongewone manier samengeperst."
        raise InputFileError(path, reason, _FETCH_AGAIN)
    is_locked = any(entry.flag_bits & 0x1 for entry in entries)
    if not is_locked and _ODS_MANIFEST in archive.namelist():
        with archive.open(_ODS_MANIFEST) as stream:
            is_locked = b"encryption-data" in stream.read(_CHUNK)
    if is_locked:
        raise InputFileError(path, "het bestand is met een wachtwoord beveiligd.", _UNLOCK)


def _check_unpacked(archive: zipfile.ZipFile, packed: int, path: Path, limits: ReadLimits) -> None:
    """Count the bytes that really come out; the sizes that a zip declares may be lies."""
    most = limits.unpacked_mb * 1e6
    most_by_ratio = max(packed * limits.ratio, _FREE_MB * 1e6)
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > most:
                    reason = f"de werkmap is uitgepakt te groot: meer dan {most / 1e6:g} MB"
                    raise over_limit(path, limits, "uitgepakt-mb", reason)
                if total > most_by_ratio:
                    reason = (
                        f"de werkmap is verdacht sterk samengeperst: {packed / 1e6:.1f} MB wordt"
                        f" meer dan {most_by_ratio / 1e6:.0f} MB"
                    )
                    advice = f"Dat gebeurt bij lege opmaak over hele kolommen. {ONLY_LIST}"
                    raise over_limit(path, limits, "verhouding", reason, advice)


class FileKind(Enum):
    """The formats that can be read."""

    XLSX = auto()
    XLS = auto()
    XLSB = auto()
    ODS = auto()
    HTML = auto()
    TEXT = auto()


def read_bytes(path: Path, limits: ReadLimits = LIMITS) -> bytes:
    """Read a file that the user named.

    Raises:
        InputFileError: it is missing, a folder, empty, too large or not to be opened.
    """
    try:
        _check_place(path, limits)
        content = path.read_bytes()
    except PermissionError as error:
        advice = "Sluit het in andere programma's en controleer de rechten."
        raise InputFileError(path, "dit bestand mag niet gelezen worden.", advice) from error
    except InputFileError:
        raise
    except (OSError, ValueError) as error:
        raise InputFileError(path, "dit bestand kan niet geopend worden.", _CHECK_NAME) from error
    if not content:
        advice = "Haal of bewaar het bestand opnieuw."
        raise InputFileError(path, "het bestand is leeg (0 bytes).", advice)
    return content


def _visible_files(folder: Path) -> list[Path]:
    """Give the files of a folder that a person sees; none where it cannot be looked into."""
    try:
        return sorted(f for f in folder.iterdir() if f.name[0] not in ".~" and f.is_file())
    except OSError:
        return []


def _check_place(path: Path, limits: ReadLimits) -> None:
    if path.is_dir():
        inside = [f"‘{file.name}’" for file in _visible_files(path) if file.suffix in _LISTS]
        named = f" Hier staan: {first_few(inside, _MOST_NAMED, ' en nog {n}')}." if inside else ""
        raise InputFileError(path, "dit is een map.", f"Geef de naam van één bestand.{named}")
    if not path.exists():
        names = {file.stem: file.name for file in _visible_files(path.parent)}
        near = [names[stem] for stem in get_close_matches(path.stem, names, 2, cutoff=_LIKE)]
        raise InputFileError(path, f"dit bestand bestaat niet.{did_you_mean(near)}", _CHECK_NAME)
    if not path.is_file():
        raise InputFileError(path, "dit is geen gewoon bestand.", _CHECK_NAME)
    size = path.stat().st_size / 1e6
    if size > limits.file_mb:
        raise over_limit(path, limits, "bestand-mb", f"het bestand is te groot: {size:.0f} MB")


def kind_of(content: bytes, path: Path, limits: ReadLimits = LIMITS) -> FileKind:
    """Say which format the content has; a zipped workbook is checked before it is unpacked.

    Raises:
        InputFileError: it is no format that can be read, locked, damaged or unpacks to too much.
    """
    if content.startswith(b"PK"):
        kind = _zipped_kind(_member_names(content, path, limits))
    elif content.startswith(_OLE):
        kind = _ole_kind(content)
    elif path.name.startswith("~$"):
        reason = "dit is het vergrendelbestand dat Excel maakt zolang een lijst open is."
        kind = reason, f"Kies het bestand ‘{path.name.removeprefix('~$')}’."
    elif content.startswith(b"%PDF"):
        kind = "dit is een pdf.", "Vraag de lijst als Excel-bestand."
    else:
        kind = _text_kind(content)
    if isinstance(kind, tuple):
        raise InputFileError(path, *kind)
    return kind


def _zipped_kind(names: frozenset[str]) -> FileKind | _Refusal:
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "content.xml" in names and "mimetype" in names:
        return FileKind.ODS
    if "word/document.xml" in names:
        advice = "Zet de lijst in een Excel-werkmap, met een opleidingsonderdeel per rij."
        return "dit is een Word-document.", advice
    return "dit is een zipbestand, geen werkmap.", "Pak het uit en geef de werkmap erin."


def _ole_kind(content: bytes) -> FileKind | _Refusal:
    # The directory of an OLE file spells the names of its streams in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in content or _LOCKED_XLS.search(content):
        return "het bestand is met een wachtwoord beveiligd.", _UNLOCK_IN_EXCEL
    if "WordDocument".encode("utf-16-le") in content:
        return "dit is een oud Word-document (.doc).", "Zet de lijst in een Excel-werkmap."
    return FileKind.XLS


def _text_kind(content: bytes) -> FileKind | _Refusal:
    start = content[:_SEARCHED]
    if start.startswith(_BOMS[1:]):
        return FileKind.TEXT
    if _SPREADSHEET_XML in start:
        return "dit is een XML-werkblad van Excel 2003.", _SAVE_AS
    if start.startswith(b"MIME-Version:"):
        return "dit is een webarchief (.mht).", _SAVE_AS
    bare = start.removeprefix(_BOMS[0])
    if _MARKUP_START.match(bare) and _HTML.search(bare):
        return FileKind.HTML
    control = sum(byte < 0x20 and byte not in b"\t\n\v\f\r" for byte in start)  # noqa: PLR2004 - ASCII
    if b"\x00" in start or control > len(start) * _MOST_CONTROL:
        advice = "Geef een lijst als .xlsx, .xls, .ods of .csv."
        return "dit is geen werkmap en geen tekstbestand.", advice
    return FileKind.TEXT

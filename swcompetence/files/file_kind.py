"""What a file really is, judged by its bytes, and whether it is safe to unpack."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from swcompetence.errors import InputFileError

__all__ = ["LIMITS", "Limits", "check_workbook", "read_bytes"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be; far above any course list, far below a memory problem."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 300_000_000
    entries: int = 5_000


LIMITS = Limits()

_CHECK_NAME = "Controleer de naam en de map."
_SAVE_AS = "Open het bestand in Excel en bewaar het als ‘Excel-werkmap (*.xlsx)’."
_UNLOCK = (
    "Staat er een wachtwoord op, verwijder dat dan eerst (Bestand > Info > Werkmap beveiligen)."
)
_FETCH_AGAIN = (
    "Haal het bestand opnieuw op, of open het in Excel, laat het herstellen en bewaar het opnieuw."
)
_ONLY_LIST = "Bewaar enkel het blad met de opleidingsonderdelen in een nieuwe werkmap."
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"\s*<(!doctype html|html|table|head|meta)", re.IGNORECASE)


def read_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """Read a file that the user named.

    Raises:
        InputFileError: it is missing, a folder, empty, too large or not to be opened.
    """
    try:
        _check_place(path, limits)
        content = path.read_bytes()
    except PermissionError as error:
        raise InputFileError(
            path,
            "dit bestand mag niet gelezen worden.",
            "Sluit het in andere programma's en controleer de rechten.",
        ) from error
    except InputFileError:
        raise
    except (OSError, ValueError) as error:
        raise InputFileError(path, "dit bestand kan niet geopend worden.", _CHECK_NAME) from error
    if not content:
        raise InputFileError(
            path, "het bestand is leeg (0 bytes).", "Haal of bewaar het bestand opnieuw."
        )
    return content


def _check_place(path: Path, limits: Limits) -> None:
    if path.is_dir():
        raise InputFileError(path, "dit is een map.", "Geef de naam van een Excel-bestand.")
    if not path.exists():
        raise InputFileError(path, "dit bestand bestaat niet.", _CHECK_NAME)
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise InputFileError(
            path,
            f"het bestand is te groot ({size / 1e6:.0f} MB; hoogstens"
            f" {limits.file_bytes / 1e6:.0f} MB).",
            _ONLY_LIST,
        )


def check_workbook(content: bytes, path: Path, limits: Limits = LIMITS) -> None:
    """Make sure that the content is an .xlsx or .xlsm workbook that is safe to unpack.

    Raises:
        InputFileError: it is something else, damaged, or unpacks to too much.
    """
    if not content.startswith(b"PK"):
        reason, advice = _not_a_zip(content, path)
        raise InputFileError(path, reason, advice)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_entries(archive, path, limits)
            _check_members(archive, path)
            _check_unpacked(archive, path, limits)
    except InputFileError:
        raise
    except Exception as error:  # zipfile raises many kinds on damaged input
        raise InputFileError(
            path, "het bestand is beschadigd of niet volledig opgehaald.", _FETCH_AGAIN
        ) from error


def _not_a_zip(content: bytes, path: Path) -> tuple[str, str]:
    if content.startswith(_OLE):
        return (
            "dit is een oud .xls-bestand of een bestand met een wachtwoord.",
            f"{_SAVE_AS} {_UNLOCK}",
        )
    if path.name.startswith("~$"):
        return (
            "dit is het vergrendelbestand dat Excel maakt zolang een lijst open is.",
            f"Kies het bestand ‘{path.name.removeprefix('~$')}’.",
        )
    if content.startswith(b"%PDF"):
        return "dit is een pdf.", "Vraag de lijst als Excel-bestand."
    if _HTML.match(content.removeprefix(b"\xef\xbb\xbf")[:200]):
        return "dit is een webpagina (HTML), geen werkmap.", _SAVE_AS
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in content[:4096]:
        return "dit is een tekstbestand (zoals .csv), geen werkmap.", _SAVE_AS
    return "dit is geen Excel-werkmap.", "Geef een .xlsx- of .xlsm-bestand."


def _check_entries(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise InputFileError(
            path,
            f"de werkmap bestaat uit te veel onderdelen ({len(entries)}; hoogstens"
            f" {limits.entries}).",
            _ONLY_LIST,
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise InputFileError(path, "het bestand is met een wachtwoord beveiligd.", _UNLOCK)


def _check_members(archive: zipfile.ZipFile, path: Path) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise InputFileError(path, "dit is een binaire werkmap (.xlsb).", _SAVE_AS)
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        raise InputFileError(
            path,
            "dit is een OpenDocument-bestand (.ods).",
            "Open het in LibreOffice of Excel en bewaar het als .xlsx.",
        )
    if "word/document.xml" in names:
        raise InputFileError(
            path,
            "dit is een Word-document.",
            "Zet de lijst in een Excel-werkmap, met een opleidingsonderdeel per rij.",
        )
    raise InputFileError(
        path, "dit is een zipbestand, geen Excel-werkmap.", "Pak het uit en geef de werkmap erin."
    )


def _check_unpacked(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    total = 0
    for entry in archive.infolist():
        total += _unpacked_size(archive, entry, limits.unpacked_bytes - total)
        if total > limits.unpacked_bytes:
            raise InputFileError(
                path,
                f"de werkmap is uitgepakt te groot (meer dan"
                f" {limits.unpacked_bytes / 1e6:.0f} MB).",
                _ONLY_LIST,
            )


def _unpacked_size(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    """Count the bytes that really come out, until there are more than allowed."""
    size = 0
    with archive.open(entry) as stream:
        while size <= allowed and (chunk := stream.read(_CHUNK)):
            size += len(chunk)
    return size

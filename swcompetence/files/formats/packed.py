"""Makes sure that a zipped workbook is safe to unpack, by unpacking it to nowhere first."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.formats.read_limits import ONLY_LIST, ReadLimits, over_limit

_FETCH_AGAIN = (
    "Haal het bestand opnieuw op, of open het in Excel, laat het herstellen en bewaar het opnieuw."
)
_UNLOCK = "Verwijder het wachtwoord en bewaar het bestand opnieuw."
_CHUNK = 1 << 18
_USUAL_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The only methods of the workbook formats; others can unpack without bounds."""
_FREE_MB = 10
"""Up to this size the ratio does not matter: short lists are sometimes very repetitive."""


def member_names(content: bytes, path: Path, limits: ReadLimits) -> frozenset[str]:
    """Give the names of the parts of a zipped file that may be unpacked.

    Raises:
        InputFileError: it is damaged, locked, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_entries(archive, path, limits)
            _check_unpacked(archive, len(content), path, limits)
            return frozenset(archive.namelist())
    except InputFileError:
        raise
    except Exception as error:  # zipfile raises many kinds on damaged input
        raise InputFileError(
            path, "het bestand is beschadigd of niet volledig opgehaald.", _FETCH_AGAIN
        ) from error


def _check_entries(archive: zipfile.ZipFile, path: Path, limits: ReadLimits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise over_limit(
            path, limits, "onderdelen", f"de werkmap heeft te veel onderdelen: {len(entries)}"
        )
    if any(entry.compress_type not in _USUAL_METHODS for entry in entries):
        raise InputFileError(
            path, "de werkmap is op een ongewone manier samengeperst.", _FETCH_AGAIN
        )
    manifest = "META-INF/manifest.xml"
    is_locked = any(entry.flag_bits & 0x1 for entry in entries) or (
        manifest in archive.namelist() and b"encryption-data" in _first(archive, manifest)
    )
    if is_locked:
        raise InputFileError(path, "het bestand is met een wachtwoord beveiligd.", _UNLOCK)


def _first(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(_CHUNK)


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
                    raise over_limit(
                        path,
                        limits,
                        "uitgepakt-mb",
                        f"de werkmap is uitgepakt te groot: meer dan {most / 1e6:g} MB",
                    )
                if total > most_by_ratio:
                    raise over_limit(
                        path,
                        limits,
                        "verhouding",
                        f"de werkmap is verdacht sterk samengeperst: {packed / 1e6:.1f} MB wordt"
                        f" meer dan {most_by_ratio / 1e6:.0f} MB",
                        f"Dat gebeurt bij lege opmaak over hele kolommen. {ONLY_LIST}",
                    )

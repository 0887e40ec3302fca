"""The program for somebody who double-clicks it, or drops a file on it: it asks what it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from swcompetence.cells import free_name
from swcompetence.cli.window import given_path

if TYPE_CHECKING:
    from swcompetence.workflow.opening import FileRole


Runner = Callable[[list[str]], object]
"""Runs a command line and raises what went wrong."""

_WELCOME = (
    "swcompetence toont wat een opleiding sociaal werk dekt van kaders en OCMW-praktijk.\n"
    "Alles gebeurt op deze computer en uw lijst wordt nooit gewijzigd.\n"
)
_WHICH = "Welke lijst? Sleep het bestand naar dit venster of typ het pad (Enter: stoppen)\n>"
_WHICH_COURSE = "Van welk opleidingsonderdeel? Typ de code (Enter: stoppen)\n>"
_STOPPED = "Gestopt. Er is niets gemaakt."
_FOR_A_LIST = (
    "koppelingen, om na te kijken in Excel",
    "een rapport over de opleiding",
    "uitleg bij één opleidingsonderdeel",
)
_FOR_A_BOOK = (
    "het rapport, met de besluiten die erin staan",
    "de koppelingen verder nakijken",
    "hetzelfde rapport als webpagina, om te tonen of door te sturen",
)
_OPEN_BOOK = "Open het in Excel of LibreOffice, ga naar het blad Koppelingen en kies uw besluiten."
_THEN_REPORT = "Bewaar het daarna en geef dat bestand aan swcompetence: dan komt er een rapport."
_OPEN_REPORT = "Open het in Excel of LibreOffice en begin bij het blad Samenvatting."
_OPEN_PAGE = "Dubbelklik erop: het opent in uw browser. Eén bestand, ook zonder internet."
_WRONG = 2


class Dialogue(Protocol):
    """Somebody who answers questions."""

    def ask(self, question: str) -> str:
        """Put a question and give the answer."""

    def say(self, text: str) -> None:
        """Tell something."""


def at_desk(words: Sequence[str], dialogue: Dialogue, run: Runner) -> int:
    """Do what the answers, or the file dropped on the program, ask for; give the exit code.

    Args:
        words: the command line: nothing, or one file.
        dialogue: who answers.
        run: runs one of our commands.
    """
    from swcompetence.errors import SwCompetenceError

    desk = _Desk(dialogue, run)
    try:
        return desk.take(Path(words[0]).absolute()) if words else desk.guide()
    except EOFError:
        dialogue.say(_STOPPED)
        return _WRONG if words else 0
    except SwCompetenceError as error:
        dialogue.say(f"Fout: {error}")
        return _WRONG


def _beside(source: Path, what: str) -> Path:
    from swcompetence.workflow.safekeeping import beside

    return beside(source, what)


class _Target(NamedTuple):
    """Where a result goes."""

    path: Path
    replaces: bool = False


class _Desk:
    """One conversation."""

    def __init__(self, dialogue: Dialogue, run: Runner) -> None:
        self._dialogue = dialogue
        self._run = run

    def take(self, path: Path) -> int:
        """Do the obvious with a file that was dropped on the program."""
        from swcompetence.workflow.opening import FileRole, role_of

        role = role_of(path)
        if role is FileRole.COURSE_LIST:
            return self._map(path, self._free(_beside(path, "koppelingen")))
        if role is FileRole.REVIEW_BOOK:
            return self._report(path, self._free(_beside(path, "hiaten")))
        return self._show(path, _OPEN_REPORT)

    def guide(self) -> int:
        """Ask which list and what to make, and make it."""
        from swcompetence.workflow.opening import FileRole

        self._dialogue.say(_WELCOME)
        asked = self._which()
        if asked is None:
            self._dialogue.say(_STOPPED)
            return 0
        path, role = asked
        if role is FileRole.GAP_REPORT:
            return self._show(path, _OPEN_REPORT)
        if role is FileRole.REVIEW_BOOK:
            return self._take_book(path, self._choose(_FOR_A_BOOK))
        chosen = self._choose(_FOR_A_LIST)
        if chosen == 1:
            return self._map(path, self._agreed(_beside(path, "koppelingen")))
        return self._report_on_list(path) if chosen == 2 else self._explain(path)  # noqa: PLR2004 - as shown

    def _take_book(self, path: Path, chosen: int) -> int:
        report = _beside(path, "hiaten")
        if chosen == 1:
            return self._report(path, self._agreed(report))
        if chosen == 2:  # noqa: PLR2004 - as shown
            return self._show(path, _OPEN_BOOK)
        return self._report(path, self._agreed(report.with_suffix(".html")), _OPEN_PAGE)

    def _which(self) -> tuple[Path, FileRole] | None:
        from swcompetence.errors import InputFileError
        from swcompetence.workflow.opening import role_of

        while path := given_path(self._dialogue.ask(_WHICH)):
            try:
                return path.absolute(), role_of(path)
            except InputFileError as error:
                self._dialogue.say(f"{error}\n")
        return None

    def _choose(self, choices: Sequence[str]) -> int:
        self._dialogue.say("\nWat wilt u maken?")
        allowed = {str(place): choice for place, choice in enumerate(choices, start=1)}
        for number, choice in allowed.items():
            self._dialogue.say(f"  {number}  {choice}")
        while True:
            answer = self._dialogue.ask(f"Typ een cijfer van 1 tot {len(choices)} (Enter: 1)\n>")
            if (answer.strip() or "1") in allowed:
                return int(answer.strip() or "1")

    def _agrees(self, question: str, *, by_default: bool) -> bool:
        answer = self._dialogue.ask(f"{question} {'[J/n]' if by_default else '[j/N]'}")
        word = answer.strip().casefold()
        return word.startswith(("j", "y")) if word else by_default

    def _free(self, target: Path) -> _Target:
        """Choose the target without a question: never one that exists."""
        if not target.exists():
            return _Target(target)
        free = free_name(target)
        self._dialogue.say(f"‘{target.name}’ bestaat al en blijft staan.")
        return _Target(free)

    def _agreed(self, target: Path) -> _Target:
        """Choose the target, and ask where it exists."""
        if target.exists() and self._agrees(
            f"‘{target.name}’ bestaat al. Vervangen?", by_default=False
        ):
            return _Target(target, replaces=True)
        return self._free(target)

    def _write(self, words: list[str], target: _Target) -> Path | None:
        """Run a command that writes; where the target is open elsewhere, offer another name."""
        from swcompetence.errors import TargetLockedError

        while True:
            try:
                self._run([*words, "-o", str(target.path), *(["--force"] * target.replaces)])
            except TargetLockedError as error:
                self._dialogue.say(
                    f"‘{target.path.name}’ is nog open in een ander programma (Excel?)."
                )
                question = f"Schrijven naar ‘{error.alternative.name}’ in de plaats?"
                if not self._agrees(question, by_default=True):
                    self._dialogue.say("Sluit het bestand en begin opnieuw. Er is niets gemaakt.")
                    return None
                target = _Target(error.alternative)
            else:
                return target.path

    def _map(self, path: Path, target: _Target) -> int:
        book = self._write(["map", str(path)], target)
        return self._show(book, _OPEN_BOOK, _THEN_REPORT) if book else _WRONG

    def _report(self, path: Path, target: _Target, advice: str = _OPEN_REPORT) -> int:
        report = self._write(["report", str(path)], target)
        return self._show(report, advice) if report else _WRONG

    def _report_on_list(self, path: Path) -> int:
        book = _beside(path, "koppelingen")
        question = f"‘{book.name}’ staat er al. Het rapport daaruit maken?"
        if not (book.exists() and self._agrees(question, by_default=True)):
            mapped = self._write(["map", str(path)], self._free(book))
            if mapped is None:
                return _WRONG
            book = mapped
            self._dialogue.say("Nog niemand keek de koppelingen na: het rapport is voorlopig.")
        return self._report(book, self._agreed(_beside(book, "hiaten")))

    def _explain(self, path: Path) -> int:
        from swcompetence.errors import InputFileError

        while code := self._dialogue.ask(_WHICH_COURSE).strip():
            try:
                self._run(["explain", str(path), f"--course={code}"])
            except InputFileError as error:
                self._dialogue.say(str(error))
        return 0

    def _show(self, path: Path, *advice: str) -> int:
        """Say where a file lies and what to do with it."""
        is_file = path.exists()
        where = path if is_file else path.parent
        self._dialogue.say("\nHet resultaat staat in:" if is_file else "\nDe bestanden staan in:")
        self._dialogue.say(f"  {where.absolute()}")
        for line in advice:
            self._dialogue.say(line)
        return 0

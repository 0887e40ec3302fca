"""The exceptions of swcompetence: a wrong call raises one of these, bad data gives issues.

Every class keeps its facts as attributes and builds one Dutch message from them, since the
message is what a lecturer reads.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, wraps
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from swcompetence.phrasing import counted

_P = ParamSpec("_P")
_R = TypeVar("_R")


def checked(call: Callable[_P, _R]) -> Callable[_P, _R]:
    """Give a function that refuses an argument of another type than it takes, by its name.

    It raises a `TypeError`, before anything is done; of what can be walked once only, each member
    is looked at when it is taken.

    >>> @checked
    ... def read(paths: Sequence[str]) -> None: ...
    >>> read("lijst.xlsx")
    Traceback (most recent call last):
    TypeError: read() takes as 'paths' Sequence[str], not str
    """
    signature = inspect.signature(call)
    hints = cache(lambda: get_type_hints(call))

    def refused(name: str, given: str) -> TypeError:
        wanted = signature.parameters[name].annotation
        called = call.__qualname__.removesuffix(".__init__").rpartition(".")[2]
        return TypeError(f"{called}() takes as {name!r} {wanted}, not {given}")

    def walked(name: str, members: Iterable[object], hint: Any) -> Iterator[object]:
        for member in members:
            if misfit := _misfit(member, hint):
                raise refused(name, f"{type(members).__name__} of {misfit}")
            yield member

    @wraps(call)
    def checking(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        bound = signature.bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            hint = hints().get(name, object)  # nobody annotates `self`
            if misfit := _misfit(value, hint):
                raise refused(name, misfit)
            if get_origin(hint) is Iterable and not isinstance(value, Collection):
                bound.arguments[name] = walked(name, value, *get_args(hint))
        return call(*bound.args, **bound.kwargs)

    return checking


def _misfit(value: object, hint: Any) -> str:
    """Name what a value is instead of an annotated type; empty where it is of that type.

    What is no plain type is left to the call.
    """
    from pydantic import BaseModel  # noqa: PLC0415 - by now it is there; an error needs none of it

    origin, parts, kind = get_origin(hint), get_args(hint), type(value).__name__
    fits = True
    if origin in {Union, types.UnionType}:
        misfits = [_misfit(value, part) for part in parts]
        # the right container of wrong members comes nearest
        return "" if "" in misfits else next((more for more in misfits if more != kind), kind)
    if origin is Literal:
        if isinstance(value, str):
            kind = repr(value)
        fits = value in parts
    elif isinstance(origin, type) and issubclass(origin, Iterable):
        # a text and a value of the domain can be walked as well, through letters and fields
        fits = isinstance(value, origin) and not isinstance(value, str | bytes | BaseModel)
        # what can be walked once only is not walked here
        members = value if fits and isinstance(value, Collection) else ()
        misfit = next(filter(None, (_misfit(member, parts[0]) for member in members)), "")
        return f"{kind} of {misfit}" if misfit else "" if fits else kind
    elif origin is Callable:
        fits = callable(value)
    elif origin is None and isinstance(hint, type):
        fits = isinstance(value, (int, float) if hint is float else hint)
    return "" if fits else kind


def did_you_mean(suggestions: Sequence[str]) -> str:
    """Ask whether one of the nearest names was meant, to follow a sentence; empty without any.

    >>> did_you_mean(["lijst.xlsx"])
    ' Bedoelde u ‘lijst.xlsx’?'
    """
    return f" Bedoelde u {' of '.join(f'‘{name}’' for name in suggestions)}?" if suggestions else ""


class SwCompetenceError(Exception):
    """Root of all errors that this package raises on purpose; they come whole from a pickle."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the message and the facts: of the message alone no error can be made again."""
        return _made_again, (type(self), self.args), self.__dict__


def _made_again(kind: type[SwCompetenceError], args: tuple[object, ...]) -> SwCompetenceError:
    error = kind.__new__(kind)
    error.args = args
    return error


class PhraseError(SwCompetenceError, ValueError):
    """An indicator phrase cannot be read."""

    def __init__(self, phrase: str, reason: str) -> None:
        self.phrase = phrase
        self.reason = reason
        super().__init__(f"De woordgroep ‘{phrase}’ is niet leesbaar: {reason}")


class EditionError(SwCompetenceError, ValueError):
    """An edition file has mistakes; all of them are in `problems`, each with `file:line`."""

    def __init__(self, path: str, problems: Sequence[str]) -> None:
        self.path = path
        self.problems: tuple[str, ...] = tuple(problems)
        count = counted(len(self.problems), "fout", "fouten")
        super().__init__(f"{path}: {count}\n" + "\n".join(f"  {p}" for p in self.problems))


class NotOneCurriculumError(SwCompetenceError, ValueError):
    """A report is about one curriculum; the mapping holds none or several."""

    def __init__(self, curricula: Sequence[str]) -> None:
        self.curricula: tuple[str, ...] = tuple(curricula)
        super().__init__(
            f"Een hiatenrapport gaat over één opleidingsprogramma; hier zijn er {len(curricula)}"
            f" ({', '.join(curricula) or 'geen'}). Kies er één met mapping.only(id)."
        )


class UnknownCrosswalkError(SwCompetenceError, LookupError):
    """No crosswalk leads from the one edition to the other."""

    def __init__(self, subject: str, target: str, known: Sequence[str]) -> None:
        self.subject = subject
        self.target = target
        self.known: tuple[str, ...] = tuple(known)
        super().__init__(
            f"Er zijn geen koppelingen van {subject} naar {target}."
            f" Beschikbaar: {', '.join(known) or 'geen'}."
        )


class NotABaseError(SwCompetenceError, ValueError):
    """Names in other systems cannot begin with this text."""

    def __init__(self, base: str) -> None:
        self.base = base
        super().__init__(
            f"‘{base}’ kan geen begin van namen zijn. Geef een volledige URI die eindigt op / of #,"
            " bijvoorbeeld https://competenties.hogeschool.example/"
        )


class NothingAlignedError(SwCompetenceError, ValueError):
    """No item of one edition is related to an item of the other."""

    def __init__(self, subject: str, target: str, why: str) -> None:
        self.subject = subject
        self.target = target
        super().__init__(f"Er zijn geen koppelingen van {subject} naar {target}: {why}")


class MissingLibraryError(SwCompetenceError, ImportError):
    """A part of the program needs a library that is not installed with the rest."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        self.what = what
        self.library = library
        self.extra = extra
        super().__init__(
            f"{what} vraagt de bibliotheek {library}, die hier niet geïnstalleerd is."
            f" Installeer ze met: pip install swcompetence[{extra}]"
        )


class NotDivisibleError(SwCompetenceError, ValueError):
    """No course has what a mapping should be divided by."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"Verdelen per {what} kan niet: de lijst vermeldt bij geen enkel opleidingsonderdeel"
            f" een {what}. Geef aan --split-by een CSV met de kolommen code;naam."
        )


class DifferentRunsError(SwCompetenceError, ValueError):
    """Mappings that should come together were not made in one run."""

    def __init__(self, names: Sequence[str], differing: str) -> None:
        self.names: tuple[str, ...] = tuple(names)
        self.differing = differing
        super().__init__(
            f"{' en '.join(f'‘{name}’' for name in names)} horen niet bij elkaar. Dit verschilt:"
            f" {differing}. Breng enkel bestanden samen die één keer ‘swcompetence map’ schreef;"
            " besluiten over een andere lijst neemt u over met ‘swcompetence map LIJST --decisions"
            " BESTAND’."
        )


class LostProcessError(SwCompetenceError, RuntimeError):
    """One of several processes that judge courses stopped before its work was done."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        super().__init__(
            f"Een van de {jobs} processen is gestopt voor het klaar was. Is er te weinig geheugen,"
            " vraag er dan minder met --jobs. In een Python-script moet het eigen werk onder"
            ' ‘if __name__ == "__main__":’ staan.'
        )


class LostPartitionError(SwCompetenceError, RuntimeError):
    """Worker after worker of a cluster stopped while it mapped the same curriculum."""

    def __init__(self, curriculum: str) -> None:
        self.curriculum = curriculum
        super().__init__(
            f"Bij ‘{curriculum}’ is de ene werker na de andere gestopt: waarschijnlijk is er te"
            " weinig geheugen. Geef elke werker meer, met één draad per werker, en start opnieuw:"
            " wat al geschreven is, blijft staan en wordt niet opnieuw berekend."
        )


class OtherProgramError(SwCompetenceError, RuntimeError):
    """A worker of a cluster has another version of the program than who asked for the work."""

    def __init__(self, here: str, there: str) -> None:
        self.here = here
        self.there = there
        super().__init__(
            f"Een werker heeft swcompetence {there}, hier is het {here}. Installeer overal dezelfde"
            " versie; deze werker schreef niets."
        )


class PseudonymClashError(SwCompetenceError, ValueError):
    """Two names would get the same pseudonym."""

    def __init__(self) -> None:
        super().__init__(
            "Twee namen krijgen hetzelfde pseudoniem. Geef een andere tekst mee met --zout."
        )


class NothingSharedError(SwCompetenceError, ValueError):
    """Two reviews are about different courses."""

    def __init__(self) -> None:
        super().__init__(
            "De twee bestanden hebben geen enkel opleidingsonderdeel met dezelfde tekst gemeen."
            " Vergelijk twee nakijkbestanden van dezelfde lijst."
        )


class UnknownFrameworkError(SwCompetenceError, LookupError):
    """No framework edition answers to the reference."""

    def __init__(
        self, ref: str, known: Sequence[str], suggestions: Sequence[str] = (), *, advice: str = ""
    ) -> None:
        self.ref = ref
        self.known: tuple[str, ...] = tuple(known)
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(
            f"Het kader ‘{ref}’ bestaat niet.{did_you_mean(suggestions)}{advice and f' {advice}'}"
            f" Beschikbaar: {', '.join(known) or 'geen'}."
        )


class UnknownItemError(SwCompetenceError, LookupError):
    """A framework edition has no item with this id."""

    def __init__(self, ref: str, item: str, suggestions: Sequence[str] = ()) -> None:
        self.ref = ref
        self.item = item
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(
            f"Het kader {ref} heeft geen item ‘{item}’.{did_you_mean(suggestions)}"
            f" Bekijk de lijst met: swcompetence frameworks show {ref}"
        )


class UnknownCourseError(SwCompetenceError, LookupError):
    """Codes that no course of a list has; `near` gives the nearest codes of each."""

    def __init__(self, near: Mapping[str, Sequence[str]]) -> None:
        self.near: dict[str, tuple[str, ...]] = {code: tuple(codes) for code, codes in near.items()}
        codes_with_near = [
            f"‘{code}’" + (f" (bedoelde u {' of '.join(codes)}?)" if codes else "")
            for code, codes in near.items()
        ]
        words = "Deze code staat" if len(near) == 1 else "Deze codes staan"
        super().__init__(f"{words} niet in de lijst: {'; '.join(codes_with_near)}.")


class UnknownCheckError(SwCompetenceError, LookupError):
    """No check answers to the name, and no weight does."""

    def __init__(self, name: str, known: Sequence[str], suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.known: tuple[str, ...] = tuple(known)
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(
            f"De controle ‘{name}’ bestaat niet.{did_you_mean(suggestions)}"
            f" Kies uit: {', '.join(known)}; of neem er meer tegelijk met"
            " alles, of met een gewicht: hoog, midden, laag."
        )


class UnknownReferenceError(SwCompetenceError, LookupError):
    """No reference answers to the name, and no file does."""

    def __init__(self, name: str, known: Sequence[str], suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.known: tuple[str, ...] = tuple(known)
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(
            f"De referentie ‘{name}’ bestaat niet.{did_you_mean(suggestions)}"
            f" Beschikbaar: {', '.join(known) or 'geen'}, of het pad naar een bestand (YAML, JSON"
            " of ingevuld formulier) of naar een map met ingevulde formulieren."
        )


class ReferenceMismatchError(SwCompetenceError, ValueError):
    """A reference is for another framework, or of another kind, than what is asked for.

    `has` and `wanted` are editions, or kinds such as ‘de soort ‘bevraging’’.
    """

    def __init__(self, title: str, has: str, wanted: str) -> None:
        self.title = title
        self.has = has
        self.wanted = wanted
        super().__init__(
            f"De referentie ‘{title}’ past hier niet: ze hoort bij {has}, niet bij {wanted}. Kies"
            " of maak een andere referentie."
        )


class UnknownFormatError(SwCompetenceError, LookupError):
    """There is no such format to write or read; `known` gives name and meaning of each.

    Or there is, but not for what is written, which `what` names.
    """

    def __init__(self, name: str, known: Mapping[str, str], what: str = "") -> None:
        self.name = name
        self.known: dict[str, str] = dict(known)
        self.what = what
        said = f"is er niet voor {what}" if what else "bestaat hier niet"
        near = did_you_mean(get_close_matches(name, known, 2))
        lines = "\n".join(f"  {format_:10} {about}" for format_, about in self.known.items())
        super().__init__(f"Het formaat ‘{name}’ {said}.{near} Kies uit:\n{lines}")


class NothingToWeighError(SwCompetenceError, ValueError):
    """Nothing gives any item a weight."""

    def __init__(self, what: str, advice: str) -> None:
        self.what = what
        self.advice = advice
        super().__init__(f"Hieruit volgt geen referentie: {what}. {advice}")


class DuplicateFrameworkError(SwCompetenceError, ValueError):
    """Two places offer the same edition."""

    def __init__(self, ref: str, places: Sequence[str]) -> None:
        self.ref = ref
        self.places: tuple[str, ...] = tuple(places)
        super().__init__(f"Het kader {ref} is er twee keer: {' en '.join(places)}. Kies er één.")


class InputFileError(SwCompetenceError, ValueError):
    """A file given by the user cannot be used; says why and what to do."""

    def __init__(self, path: str | Path, reason: str, advice: str) -> None:
        self.path: str = str(path)
        self.reason = reason
        self.advice = advice
        super().__init__(f"{path}: {reason} {advice}")


class NoCourseError(InputFileError):
    """A list was read, but no course was found in it."""


class TargetExistsError(SwCompetenceError, FileExistsError):
    """The file to write exists already."""

    def __init__(self, path: Path, *, holds_decisions: bool = False) -> None:
        self.path = path
        self.holds_decisions = holds_decisions
        what = " en bevat besluiten of notities" if holds_decisions else ""
        copy = "; er blijft dan een kopie met datum naast staan" if holds_decisions else ""
        super().__init__(
            f"{path} bestaat al{what}. Kies een andere naam met -o, of voeg --force toe om het te"
            f" vervangen{copy}."
        )


class TargetLockedError(SwCompetenceError, PermissionError):
    """The file to write is open in another program."""

    def __init__(self, path: Path, alternative: Path, *, lock: Path | None = None) -> None:
        self.path = path
        self.alternative = alternative
        self.lock = lock
        """The file by which the other program says so."""
        left = (
            f" Is het nergens open, verwijder dan het achtergebleven {lock.name}." if lock else ""
        )
        super().__init__(
            f"{path} is nog open in een ander programma (Excel?). Sluit het en probeer opnieuw, of"
            f' schrijf naar een andere naam: -o "{alternative}".{left}'
        )


class BadQueryError(SwCompetenceError, ValueError):
    """A question to a service cannot be read."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class PortTakenError(SwCompetenceError, OSError):
    """A service cannot listen at a port of this computer."""

    def __init__(self, port: int, reason: str) -> None:
        self.port = port
        self.reason = reason
        super().__init__(
            f"Op poort {port} kan niets luisteren ({reason}). Kies een andere met --port, of 0 voor"
            " een die vrij is."
        )

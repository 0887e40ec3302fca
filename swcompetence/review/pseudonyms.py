"""Reviewers' names replaced by stable pseudonyms: the same name and salt give the same one.

A pseudonym hides a name from a reader. Who knows the staff can try every name, unless the salt is
secret; so this is no anonymity.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from swcompetence.errors import PseudonymClashError
from swcompetence.model import Decision, Issue, Link, Mapping, Place
from swcompetence.model.issue import warning
from swcompetence.model.mapping import MATRIX_REVIEWER, reviewer_key
from swcompetence.phrasing import counted, first_few
from swcompetence.review.merge import ReviewedLink

_PERSON, _FILE = "lesgever-", "nakijkbestand-"
_DIGITS = 6
_MOST_TOLD = 20
_OF_DIVIDING = "split-"
"""Issues that name the people between whom the work was divided."""
_MASKED = re.compile(rf"(?:{_PERSON}|{_FILE})[0-9a-f]{{{_DIGITS}}}(?:\.\w+)?")
_ADDRESS = "[e-mailadres]"
_BETWEEN = r"[\s_.,-]+"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TITLE = (
    r"(?:mevrouw|mevr|mw|meneer|dhr|hr|heer|collega|docente?|lector|lesgever|titularis|prof|dr"
    r"|juf(?:frouw)?|meester)\b\.?:?\s+"
)
_TITLED = re.compile(
    rf"(?<!\w)(?i:{_TITLE})(?:(?:de|den|der|van|ter|ten)\s+)*(?!{_PERSON})[A-ZÀ-Þ]\w"
)
_HANDLE = re.compile(r"(?<!\w)@\w")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•\n])[\s\"'‘“(-]*$")
_PARTICLES = frozenset(
    "de den der van vande vanden vander ter ten te le la du el al ben von op".split()
)
_ORDINARY = _PARTICLES | frozenset(
    "wil mei wit bos vos kok jong groot sterk smet"
    " zwart bruin koning meester bakker visser mulder jager dekker kuiper schilder molen berg dijk"
    " lange haan wolf leeuw winter zomer lente herfst smit boer prins keizer graaf hertog zee duin"
    " beek brug heide hof huis kamp kerk steen veld water wind blok bond brand broos coppens dam"
    " daal engel goed goede goos hart heer helder hoop kind klein klerk krans lam maan mol moens"
    " nest paus peer pit post raad ridder rode roe schepers schoen ster stoop storm struik timmer"
    " vink vogel volk vriend vrolijk weg wever wild wijn zalm zorg zon zwaan".split()
)
"""Names that are words as well: small letters mean the word, and a capital may begin a sentence."""
_LEAST_SMALL, _LEAST_SMALL_WHOLE = 5, 4
"""Letters of a part of a name, and of a whole one, that is masked in small letters too."""


class Pseudonyms:
    """Replaces the names of a number of reviewers wherever they stand.

    >>> masked = Pseudonyms(["An Peeters"])
    >>> masked.name("an  peeters") == masked.name("An Peeters")
    True
    >>> masked.text("Vraag An Peeters.").startswith("Vraag lesgever-")
    True
    """

    def __init__(self, names: Iterable[str | None], salt: str = "") -> None:
        """Prepare.

        Raises:
            PseudonymClashError: two names would get the same pseudonym.
        """
        self._salt = salt
        names_by_key = {key: name for name in names if name and (key := reviewer_key(name))}
        mask_by_key = {
            key: self.name(name)
            for key, name in sorted(names_by_key.items())
            if not _MASKED.fullmatch(key)
        }
        if len(set(mask_by_key.values())) < len(mask_by_key):
            raise PseudonymClashError
        forms = [form for key, mask in mask_by_key.items() for form in _forms(key, mask)]
        masks: dict[str, set[str]] = {}
        for form in forms:
            masks.setdefault(form.name, set()).add(form.mask)
        # The whole names first, and of those the longest: An Peeters before An. A part that two
        # people share stands for neither.
        self._forms = [
            form if len(masks[form.name]) == 1 else form._replace(mask=self.name(form.name))
            for form in sorted(forms, key=lambda form: (form.is_part, -len(form.name)))
        ]

    def name(self, name: str) -> str:
        """Give the pseudonym of a name; a pseudonym stays as it is, and a matrix is nobody."""
        key = reviewer_key(name) or ""
        return name if key == MATRIX_REVIEWER else self._masked(_PERSON, key)

    def file(self, file: str) -> str:
        """Give the name under which a review workbook is spoken of; its own may hold a name."""
        suffix = file[file.rfind(".") :] if "." in file else ""
        return self._masked(_FILE, file, suffix)

    def text(self, text: str) -> str:
        """Replace the names in a text, whole and in part, and every e-mail address."""
        text = _EMAIL.sub(self._address, unicodedata.normalize("NFC", text))
        for form in self._forms:
            text = form.masked_in(text)
        return text

    def _address(self, match: re.Match[str]) -> str:
        """Give what stands for an e-mail address: its owner where that is one of the people."""
        local = match[0].partition("@")[0]
        owners = (form.mask for form in self._forms if form.names(local))
        return next(owners, _ADDRESS)

    def left_in(self, mapping: Mapping) -> tuple[Issue, ...]:
        """Tell where a masked mapping may still hold a name: in remarks, and in texts of courses.

        No name is repeated.
        """
        codes = {course.id: course.code or course.id for course in mapping.courses}
        notes = [
            f"{codes[link.course]} bij {link.item}"
            for link in mapping.links
            if any(self._may_name(decision.note) for decision in link.decisions if decision.note)
        ]
        texts = [
            codes[course.id]
            for course in mapping.courses
            if any(map(self._names_somebody, course.fields.values()))
        ]
        issues = []
        if notes:
            count = counted(len(notes), "opmerking", "opmerkingen")
            where = first_few(list(dict.fromkeys(notes)), _MOST_TOLD)
            message = (
                f"In {count} staat misschien nog een naam: {where}. Kijk ze na voor u het bestand"
                " doorgeeft."
            )
            issues.append(warning("review-name-left", message, Place()))
        if texts:
            message = (
                "In de titel of tekst van opleidingsonderdelen staat misschien een naam of een"
                f" e-mailadres; daar is niets vervangen: {first_few(texts, _MOST_TOLD)}."
            )
            issues.append(warning("review-name-in-text", message, Place()))
        return tuple(issues)

    def _may_name(self, text: str) -> bool:
        is_known = any(form.may_be_left_in(text) for form in self._forms)
        return is_known or bool(_TITLED.search(text) or _HANDLE.search(text))

    def _names_somebody(self, text: str) -> bool:
        if _EMAIL.search(text) or _TITLED.search(text):
            return True
        return any(not form.is_word and form.names(text) for form in self._forms)

    def decision(self, decision: Decision) -> Decision:
        """Replace the names in a decision."""
        update = {
            "reviewer": decision.reviewer and self.name(decision.reviewer),
            "note": decision.note and self.text(decision.note),
        }
        return decision.model_copy(update=update)

    def statement(self, reviewed: ReviewedLink) -> ReviewedLink:
        """Replace the names in what a row says."""
        return reviewed.model_copy(update={"decision": self.decision(reviewed.decision)})

    def mapping(self, mapping: Mapping) -> Mapping:
        """Replace the names in a mapping; the texts of courses stay as they are."""
        lists = {c.source.file for c in mapping.curricula if c.source}
        kept = (issue for issue in mapping.issues if not issue.code.startswith(_OF_DIVIDING))
        part = mapping.part
        # The names of parts may be those of people who gave nothing back: they become numbers.
        numbered = part and tuple(f"deel {number}" for number in range(1, part.of + 1))
        update = {
            "links": tuple(self._link(link) for link in mapping.links),
            "issues": tuple(self.issue(issue, lists) for issue in kept),
            "part": part and part.model_copy(update={"names": numbered}),
        }
        return mapping.model_copy(update=update)

    def issue(self, issue: Issue, lists: Iterable[str] = ()) -> Issue:
        """Replace names in an issue, also file names of workbooks; those of course lists stay."""
        message, file = issue.message, issue.where.file
        if file and file not in lists:
            masked = self.file(file)
            message, file = message.replace(file, masked), masked
        where = issue.where.model_copy(update={"file": file})
        return issue.model_copy(update={"message": self.text(message), "where": where})

    def _link(self, link: Link) -> Link:
        decisions = sorted(
            (self.decision(decision) for decision in link.decisions),
            key=lambda decision: reviewer_key(decision.reviewer) or "",
        )
        return link.model_copy(update={"decisions": tuple(decisions)})

    def _masked(self, kind: str, name: str, suffix: str = "") -> str:
        if _MASKED.fullmatch(name):
            return name
        digest = hashlib.sha256(f"{self._salt}{name}".encode()).hexdigest()
        return f"{kind}{digest[:_DIGITS]}{suffix}"


class _Form(NamedTuple):
    """One way to write the name of a person."""

    name: str
    """In small letters, to tell forms apart."""
    mask: str
    pattern: re.Pattern[str]
    loose: re.Pattern[str]
    """As `pattern`, in letters of any size."""
    is_part: bool = False
    is_word: bool = False
    """Whether it may be an ordinary word, which has a capital where a sentence begins."""

    def masked_in(self, text: str) -> str:
        """Replace this form in a text, whatever its accents."""
        plain = _plain(text)
        for match in reversed([*self.pattern.finditer(plain)]):
            start, end = match.span("name")
            is_sentence = self.is_word and start == match.start()
            if not (is_sentence and _SENTENCE_START.search(plain[:start])):
                text = text[:start] + self.mask + text[end:]
        return text

    def names(self, text: str) -> bool:
        """Say whether this form stands in a text."""
        return self.pattern.search(_plain(text).replace("_", " ")) is not None

    def may_be_left_in(self, text: str) -> bool:
        """Say whether a masked text holds this form where it may be a word, or in small letters."""
        if self.is_word:
            return self.names(text)
        return self.loose.search(_plain(text)) is not None


def _plain(text: str) -> str:
    """Take the accents from letters; every sign keeps its place."""
    return "".join(unicodedata.normalize("NFD", sign)[0] for sign in text)


def _forms(key: str, mask: str) -> Iterator[_Form]:
    """Give the ways in which people write a name: whole, turned round, with initials, in part."""
    last, comma, first = (_plain(part).split() for part in key.partition(","))
    words = [*first, *last] if comma else last
    if len(words) == 1 or (not comma and words[0] in _PARTICLES):
        yield _form(words, mask, is_part=False)
        return
    given, family = (first, last) if comma else (words[:1], words[1:])
    for order in ([*given, *family], [*family, *given]):
        yield _form(order, mask, is_part=False)
    letters = [re.escape(word[0].upper()) for word in words]
    for part, initial in ((family, given[0][0]), (given, family[0][0])):
        for order in ([f"{initial}.", *part], [*part, f"{initial}."]):
            yield _form(order, mask, is_part=False)
    whole = r"\.\s?".join(f"(?:{letter})" for letter in letters)
    dotted = re.compile(rf"(?<!\w)(?P<name>{whole}\.)(?!\w)")
    bare = re.compile(rf"(?<!\w)(?P<name>{''.join(letters)})(?!\w)")
    yield _Form("".join(letters), mask, dotted, bare, is_part=True)
    for part in (part for part in (family, given) if len(part[0].rstrip(".")) > 1):
        form = _form(part, mask, is_part=True)
        titled = re.compile(rf"(?<!\w)(?i:{_TITLE}(?P<name>{form.loose.pattern}))")
        yield form._replace(pattern=titled, loose=titled, is_word=False)
        yield form


def _form(words: Sequence[str], mask: str, *, is_part: bool) -> _Form:
    """Make the form of these words: in any letters where they cannot be anything else."""
    distinct = [word for word in words if word not in _ORDINARY and word[-1] != "."]
    longest = max(map(len, distinct), default=0)
    is_distinct = longest >= (_LEAST_SMALL if is_part else _LEAST_SMALL_WHOLE)
    spelled = _BETWEEN.join(f"(?:{_capital(word)}|{re.escape(word.upper())})" for word in words)
    joined = _BETWEEN.join(map(re.escape, words)).replace(r"\.", r"\.?")
    spelled = spelled.replace(r"\.", r"\.?")
    name = joined if is_distinct else spelled
    flags = re.IGNORECASE if is_distinct else 0
    pattern = re.compile(rf"(?<!\w)(?P<name>{name})(?!\w)", flags)
    loose = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
    return _Form(" ".join(words), mask, pattern, loose, is_part, is_part and not distinct)


def _capital(word: str) -> str:
    """Write a word of a name as people do: with a capital, and a particle also without."""
    first = f"[{word[0].upper()}{word[0]}]" if word in _PARTICLES else re.escape(word[0].upper())
    return first + re.escape(word[1:])

"""Reviewers' names replaced by stable pseudonyms: the same name and salt give the same one.

A pseudonym hides a name from a reader. Who knows the staff can try every name, unless the salt is
secret; so this is no anonymity.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from swcompetence.errors import PseudonymClashError
from swcompetence.model import Decision, Issue, Link, Mapping
from swcompetence.model.mapping import MATRIX_REVIEWER, reviewer_key
from swcompetence.review.merge import ReviewedLink

_PERSON, _FILE = "lesgever-", "nakijkbestand-"
_DIGITS = 6
_OF_DIVIDING = "split-"
"""Issues that name the people between whom the work was divided."""
_MASKED = re.compile(rf"(?:{_PERSON}|{_FILE})[0-9a-f]{{{_DIGITS}}}(?:\.\w+)?")
_SHORT_NAME = 3
"""A name this short may be an ordinary word in small letters, as An and als."""
_BETWEEN = r"[\s_.-]+"


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
        # The longest first: An Peeters before An.
        self._patterns = [
            (_pattern(key, names_by_key[key]), mask)
            for key, mask in sorted(mask_by_key.items(), key=lambda pair: -len(pair[0]))
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
        """Replace the names in a text."""
        for pattern, mask in self._patterns:
            text = pattern.sub(mask, text)
        return text

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


def _pattern(key: str, name: str) -> re.Pattern[str]:
    """Match a name as a whole, also with other spaces or joined as in a file name."""
    is_short = len(key) <= _SHORT_NAME
    words = (name if is_short else key).split()
    joined = _BETWEEN.join(re.escape(word) for word in words)
    return re.compile(rf"(?<!\w){joined}(?!\w)", 0 if is_short else re.IGNORECASE)

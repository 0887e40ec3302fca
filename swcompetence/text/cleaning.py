"""The one way in which every text of a course list is cleaned before anything reads it.

Evidence points into the cleaned text. Cleaning a text again changes no word of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from swcompetence.phrasing import single_spaced, visible
from swcompetence.text.lexicon import LEAST_LETTERS, is_known_word
from swcompetence.text.markup import BULLET, text_of
from swcompetence.text.segments import BULLET_START, WRAPPED_FROM
from swcompetence.text.words import fold

_USUAL = r"[!-%'-;=?-~¡-¬®-ÁÆ-ËÍ-áã-îð-ÿ‘’“”–—…•€]+"
_CLEAN = re.compile(f"{_USUAL}(?: {_USUAL})*")
"""One line of usual signs with single spaces: nearly every short cell, and nothing to do."""
_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small"
    r"|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s+[\w:-]+\s*=[^<>]*|\s*/?)>",
    re.IGNORECASE,
)
_LINE_TAG = re.compile(r"<(?:br|div|h[1-6]|li|p|table|tr)[\s/>]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d?|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
_ESCAPED_SIGN = re.compile(r"&(?:(?:amp|#38|#x26);)+")
_MOST_LAYERS = 4
"""How often HTML may be wrapped in HTML, or a text misread; exports do it twice at most."""
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SOFT_BREAK = re.compile(r"\u00ad[ \t]*\n[ \t]*")
_SIGNS = str.maketrans(
    dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
    | dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000", " ")
)
"""Invisible signs go, every kind of space becomes a space."""
_SYMBOL_BULLET = re.compile(r"^(?:[\uf000-\uf0ff] ?)+(?=\S)")
"""A bullet of Word, which is a sign of a symbol font."""

_CP1252: dict[str, int] = {chr(code): code for code in range(0x80, 0x100)} | {
    sign: code for code in range(0x80, 0xA0) for sign in bytes([code]).decode("cp1252", "ignore")
}
"""What a byte of UTF-8 becomes when it is read as Latin-1 or Windows-1252."""
_FOLLOWS = "[" + "".join(sign for sign, code in _CP1252.items() if code < ord("À")) + "]"
_MISREAD = re.compile(
    f"[ÂÃÄÅÌ]{_FOLLOWS}|â{_FOLLOWS}{{2}}|ï(?:¬|»){_FOLLOWS}|√[©®´∂Øº†ß¢™§]|‚(?:Ä[ôòúùìî¶¢]|Ç¨)"
)
_BROKEN = re.compile(r"Ã[\s¡-¿]|â€|Â[\s°§«»]|\ufffd|(?<=[a-z])[‰‹Š‚„†](?=[a-z])")
"""What is left of such a sign when a part of it was lost, and letters of MS-DOS in a word."""

_HYPHEN_END = re.compile(r"([^\W\d_]{1,40})[-\u2010]$")
_LONGEST_END = 41
_FIRST_WORD = re.compile(r"[^\W\d_]{1,40}")
_SUSPENDED = {"en", "of", "and", "or", "tot"}
"""Before these a hyphen stays: ‘gezondheids- en welzijnszorg’."""
_PREFIXES = {"e", "co", "ex", "hr", "ict", "it", "pc", "tv", "non", "pro", "anti"}
"""Beginnings that a short word keeps its hyphen after: ‘e-mail’."""
_LABEL = re.compile(r"[a-z][.)][A-Z]|\w{1,3}\)")
_SENTENCE_END = (".", "!", "?", ":", ";", "…")
_ASKS_MORE = re.compile(r"\b(?:de|een|van|en|of|with|the|an|and|or)$", re.IGNORECASE)
"""No sentence, heading or item ends so, whatever follows."""
_RUNS_ON = re.compile(r"(?:,|\b(?:het|met|te|als|hun|deze|dit|for|to))$", re.IGNORECASE)
"""A line that ends so goes on in one that begins with a small letter."""
_NARROWEST = 20
"""A shorter line is a heading or an item of a list, unless its last word asks for more."""
_INDENT = re.compile(r"^(?: ?\t[ \t\u00a0]*|[ \u00a0]{2}[ \t\u00a0]*)(?=\S)", re.MULTILINE)
"""White space that sets a line under the one above it."""
_TAB = 4
_DEEPEST = 16


def cleaned(text: str) -> str:
    r"""Give a text as a person reads it: no HTML, one space, whole words and whole sentences.

    Bullets, headings and items of a list keep lines of their own, and the white space that sets
    them under another line.

    >>> cleaned("<p>Het <b>leef</b>loon</p><ul><li>financi&euml;le&nbsp;hulp</li></ul>")
    'Het leefloon\n• financiële hulp'
    >>> cleaned("We oefenen  budgetbege-\nleiding en dringende\nmedische hulp.")
    'We oefenen budgetbegeleiding en dringende medische hulp.'
    """
    if _CLEAN.fullmatch(bare := text.strip()):
        return bare
    text = _without_markup(mended(text)).strip()
    text = _SOFT_BREAK.sub("", _LINE_END.sub("\n", text))
    indented = _INDENT.sub(lambda i: " " * min(len(i[0].expandtabs(_TAB)), _DEEPEST), text)
    text = visible(indented.translate(_SIGNS))
    lines = [_single_spaced(line) for line in unicodedata.normalize("NFC", text).split("\n")]
    return "\n".join(_whole_lines(lines)).strip()


def without_hidden_signs(text: str) -> str:
    r"""Give a text with the signs that `cleaned` leaves, and nothing else changed.

    >>> without_hidden_signs("a\u00a0b\u200bc\u202e\r\n")
    'a bc�\n'
    """
    if text.isprintable():
        return text
    return visible(_LINE_END.sub("\n", text).translate(_SIGNS))


def _single_spaced(line: str) -> str:
    """Squeeze white space but for the indent; less than two spaces are none."""
    indent = _INDENT.match(line)
    return (indent[0] if indent else "") + _SYMBOL_BULLET.sub(BULLET, single_spaced(line))


def is_marked_up(text: str) -> bool:
    """Say whether a text holds tags or entities of HTML."""
    return bool(_TAG.search(text)) or any(unescape(sign) != sign for sign in _ENTITY.findall(text))


def is_broken(text: str) -> bool:
    """Say whether letters of a text were lost where encodings were mixed up.

    >>> is_broken("co�rdinatie"), is_broken(mended("coÃ¶rdinatie"))
    (True, False)
    """
    return bool(_BROKEN.search(text))


def mended(text: str) -> str:
    """Bring back the letters of UTF-8 that was read as Windows-1252 or by an old Mac.

    >>> mended("cliÃ«nt en Ã©Ã©n â€“ cafÃ©")
    'cliënt en één – café'
    """
    for _ in range(_MOST_LAYERS):
        if not _MISREAD.search(text):
            break
        text = _MISREAD.sub(_meant, text)
    return text


def _meant(match: re.Match[str]) -> str:
    sign = match[0]
    is_mac = sign[0] in "√‚"
    try:
        written = sign.encode("mac_roman") if is_mac else bytes(map(_CP1252.__getitem__, sign))
        return written.decode("utf-8")
    except UnicodeError:
        return sign


def _without_markup(text: str) -> str:
    for _ in range(_MOST_LAYERS):
        before = text
        if _TAG.search(text):
            # In a text with tags for bold only, the line ends are those of the writer.
            text = text_of(text if _LINE_TAG.search(text) else text.replace("\n", "<br>"))
        elif "&" in text:
            text = _ESCAPED_SIGN.sub("&", text)
            text = _ENTITY.sub(lambda sign: unescape(sign[0]), text)
        if text == before:
            break
    return text


def _whole_lines(lines: list[str]) -> Iterator[str]:
    """Join wrapped lines and words that were broken off; one blank line is enough."""
    run: list[str] = []
    for line in lines:
        if run and _may_run_on(run[-1], line):
            run.append(line)
        elif line or run != [""]:
            yield from _unwrapped(run)
            run = [line]
    yield from _unwrapped(run)


def _may_run_on(line: str, following: str) -> bool:
    following = following.lstrip()
    if not line or not following or line.endswith(_SENTENCE_END):
        return False
    if BULLET_START.match(following) or _LABEL.match(following):
        return False
    return following[0].islower() or bool(_ASKS_MORE.search(line[-_LONGEST_END:]))


def _unwrapped(run: list[str]) -> Iterator[str]:
    """Join the lines of a run that no sentence end, bullet or capital divides, where they wrap.

    Between short lines only where the run begins as a sentence and every line is as full as the
    width allows: a list without bullets is no sentence.
    """
    width = max(map(len, run), default=0)
    is_wrapped = not "".join(run[:1]).lstrip()[:1].islower()
    for line, following in pairwise(run):
        first = following.lstrip().split(" ", 1)[0]
        is_full = len(line) >= _NARROWEST and len(f"{line} {first}") > width
        is_wrapped &= is_full or len(line) >= WRAPPED_FROM or _asks_more(line)
    whole = ""
    for line, following in pairwise([*run, ""]):
        if following and (is_wrapped or _asks_more(line)):
            whole += _leading_to(line if not whole else line.lstrip(), following.lstrip())
        else:
            yield whole + (line if not whole else line.lstrip())
            whole = ""


def _asks_more(line: str) -> bool:
    end = line[-_LONGEST_END:]
    return any(pattern.search(end) for pattern in (_HYPHEN_END, _ASKS_MORE, _RUNS_ON))


def _leading_to(line: str, following: str) -> str:
    """Give a line as the next one follows it: after a space, or within a word."""
    broken, word = _HYPHEN_END.search(line[-_LONGEST_END:]), _FIRST_WORD.match(following)
    if not broken or not word or word[0].casefold() in _SUSPENDED:
        return f"{line} "
    return line[:-1] if _is_one_word(broken[1], word[0]) else line


def _is_one_word(left: str, right: str) -> bool:
    """Say whether a hyphen only broke off a word: what it divides is a word, or part of one."""
    joined = left + right
    if len(fold(joined)) < LEAST_LETTERS:
        return left.casefold() not in _PREFIXES
    starts = range(min(len(left), len(joined) - LEAST_LETTERS + 1))
    return any(is_known_word(joined[start:]) for start in starts)

"""HTML: its tags and the texts between them, its text as a reader sees it, and text as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

BLOCKS = frozenset(
    "address blockquote dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre table tr ul".split()
)
"""Elements that stand on lines of their own."""
BULLET = "• "
"""How a list item begins; no spreadsheet takes it for the start of a formula."""
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,30})(?![a-zA-Z0-9:])")
_SPAN = re.compile(r"\b(rowspan|colspan)\s{0,9}=\s{0,9}[\"']?\s{0,9}(\d{1,9})", re.IGNORECASE)
_LINK = re.compile(r"\bhref\s{0,9}=\s{0,9}[\"']([^\"'<>]{1,2000})[\"']", re.IGNORECASE)
_RAW = {"script", "style", "title", "textarea", "xml"}
"""Elements whose content is not text of the page."""
_LONGEST = 20_000
"""Characters of a tag; what is longer is no tag."""
_DEEPEST = 5
_SOURCE_BREAK = re.compile(r" *[\t\n\r\f][ \t\n\r\f]*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag or an end tag."""

    name: str
    is_end: bool = False
    down: int = 1
    across: int = 1
    link: str = ""
    """Where a link leads."""


def tokens(text: str) -> Iterator[Tag | str]:
    """Give the tags and the texts between them, as they are written, without scripts.

    In time that grows with the length, whatever is sent: the standard library's `html.parser`
    (3.11.7) takes 50 seconds for 60 kB of `<a <a <a`.

    >>> "".join(map(str, tokens("a &lt; b<!-- c --><script>x</script>")))
    'a &lt; b'
    """
    at, closing = 0, -1
    while (start := text.find("<", at)) >= 0:
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            yield text[at:start]
            at = end + 3 if end >= 0 else len(text)
            continue
        if closing < start:
            closing = text.find(">", start)
        if closing < 0:
            break
        # Of several `<` before a `>`, the last one opens the tag and the others are text.
        start = text.rfind("<", start, closing)
        yield text[at:start]
        at = closing + 1
        if closing - start > _LONGEST:
            continue
        tag = _tag(text[start:at])
        if tag and not tag.is_end and tag.name in _RAW:
            end_tag = re.compile(f"</{tag.name}[^<>]{{0,100}}>", re.IGNORECASE).search(text, at)
            at = end_tag.end() if end_tag else len(text)
        elif tag:
            yield tag
    yield text[at:]


def _tag(markup: str) -> Tag | None:
    named = _NAME.match(markup)
    if not named:
        return None
    name = named[1].casefold()
    if markup[1] == "/":
        return Tag(name, is_end=True)
    spans = {span.casefold(): max(int(number), 1) for span, number in _SPAN.findall(markup)}
    link = _LINK.search(markup) if name == "a" else None
    to = unescape(link[1]) if link else ""
    return Tag(name, down=spans.get("rowspan", 1), across=spans.get("colspan", 1), link=to)


def text_of(source: str) -> str:
    r"""Read the text of a piece of HTML; paragraphs and list items become lines.

    A list inside a list is set in under its item.

    >>> text_of("<p>Een <b>woord</b>.</p>\n<ul><li>eerst<ul><li>dan</li></ul></li></ul>")
    'Een woord.\n• eerst\n  • dan'
    """
    parts: list[str] = []
    depth = 0
    for token in tokens(source):
        is_begun = bool(parts) and not parts[-1].endswith("\n")
        if isinstance(token, str):
            text = unescape(_SOURCE_BREAK.sub(" ", token))
            if text and (is_begun or text != " "):
                parts.append(text)
        elif token.name == "br":
            parts.append("\n")
        elif token.name in BLOCKS:
            if is_begun:
                parts.append("\n")
            if token.name in {"ul", "ol"}:
                depth = max(depth + (-1 if token.is_end else 1), 0)
            elif token.name == "li" and not token.is_end:
                parts.append("  " * (min(depth, _DEEPEST) - 1) + BULLET)
        elif token.name in {"td", "th"} and is_begun:
            parts.append(" ")
    return "".join(parts).strip()


def html_of(text: str) -> str:
    r"""Write a text as one paragraph, with its line breaks; no sign of it is taken for a tag.

    >>> html_of('a < "b"\nc')
    '<p>a &lt; &quot;b&quot;<br />c</p>'
    """
    escaped = escape(text).replace("\t", "&#9;").replace("\r", "&#13;")
    return f"<p>{escaped.replace(chr(10), '<br />')}</p>"

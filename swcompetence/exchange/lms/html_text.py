"""Plain text as HTML and back, for systems that keep descriptions as HTML."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address blockquote dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre table tr ul".split()
)
_UNSEEN = frozenset({"script", "style"})
_SOURCE_BREAK = re.compile(r" *[\t\n\r\f][ \t\n\r\f]*")


def html_of(text: str) -> str:
    r"""Write a text as one paragraph, with its line breaks; no sign of it is taken for a tag.

    >>> html_of('a < "b"\nc')
    '<p>a &lt; &quot;b&quot;<br />c</p>'
    """
    escaped = html.escape(text).replace("\t", "&#9;").replace("\r", "&#13;")
    return f"<p>{escaped.replace(chr(10), '<br />')}</p>"


def text_of(source: str) -> str:
    r"""Read the text of a piece of HTML; paragraphs and list items become lines.

    >>> text_of("<p>Een <b>woord</b>.</p><ul><li>eerst</li><li>dan</li></ul>")
    'Een woord.\n- eerst\n- dan'
    """
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return "".join(reader.parts).strip()


class _Reader(HTMLParser):
    """Collects text and breaks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self._break()
        if tag == "li":
            self.parts.append("- ")
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(_SOURCE_BREAK.sub(" ", data))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.parts.append(html.unescape(f"&#{name};"))

    def _break(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")

"""An edition as one Markdown document; every text of the edition is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from swcompetence.cells import inert
from swcompetence.model import Framework
from swcompetence.phrasing import counted, single_spaced
from swcompetence.report.edition.view import (
    EditionView,
    FactView,
    ItemView,
    ProvenanceView,
    SourceRef,
    SourceView,
    WordingView,
    view_edition,
)

_SIGNS = re.compile(r"([\\`*_\[\]|~])")
_LINE_START = re.compile(r"^([#>+=-]|\d+(?=[.)]))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NO_URL = re.compile(r"[<>\s\\]")
_DEEPEST_HEADING = 6


def edition_markdown(framework: Framework) -> str:
    """Render an edition as Markdown for a reader (CommonMark with folded HTML details)."""
    return "\n\n".join(_blocks(view_edition(framework))) + "\n"


def _blocks(view: EditionView) -> Iterator[str]:
    yield f"# {_text(view.title)}"
    yield f"Kader {_code(view.subtitle)}"
    for warning in view.warnings:
        yield f"> **Opgelet:** {_text(warning)}"
    yield _list([f"**{fact.name}:** {_text(fact.value)}" for fact in view.key_facts])
    yield "## Wat dit is en wat het niet is"
    yield _text(view.about)
    if view.missing:
        yield f"**Wat ontbreekt:** {_text(view.missing)}"
    yield f"{_text(view.purpose)} {_text(view.mapping_rule)}"
    yield "## Waarop het steunt"
    yield _list([*map(_provenance, view.provenances)])
    yield "## Inhoud"
    yield "\n".join(_branch(view.items, 0))
    yield "## Items"
    for item in view.items:
        yield from _item(item, 3)
    if view.anchors:
        yield "## Ankertermen"
    for group in view.anchors:
        yield f"<details><summary>{group.title}</summary>"
        yield _list([*map(_wording, group.wordings)])
        yield "</details>"
    yield "## Nog niet nagekeken"
    lines = [f"[{_text(item.label)}](#item-{item.id})" for item in view.unread_items]
    lines += [f"[{_text(f.item.label)}](#item-{f.item.id}): {_fact(f)}" for f in view.unread_facts]
    yield _list(lines) or "Niets: elk item en elk wettelijk feit steunt op een bron."
    yield "## Bronnen"
    yield from map(_source, view.sources)
    yield "## Logboek, licentie en vingerafdrukken"
    yield _list([f"**{_text(change.name)}:** {_text(change.value)}" for change in view.changes])
    yield f"Licentie: {_text(view.licence)}"
    yield _text(view.correcting)
    yield _list([f"{digest.name}: {_code(digest.value)}" for digest in view.digests])


def _text(text: str) -> str:
    """Escape a text of the edition and put it on one line."""
    line = single_spaced(inert(text))
    line = _SIGNS.sub(r"\\\1", _ENTITY.sub("&amp;", line)).replace("<", "&lt;")
    return _LINE_START.sub(r"\\\1" if not line[:1].isdigit() else r"\1\\", line)


def _code(text: str) -> str:
    """Show a text literally, whatever backticks it holds."""
    line = single_spaced(inert(text))
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _provenance(view: ProvenanceView) -> str:
    count = counted(view.items, "item", "items")
    facts = f", {counted(view.facts, 'wettelijk feit', 'wettelijke feiten')}" if view.facts else ""
    return f"**{view.words}** ({count}{facts}): {view.meaning}"


def _branch(items: Sequence[ItemView], depth: int) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}- [{_text(item.item.label)}](#item-{item.item.id})"
        yield from _branch(item.children, depth + 1)


def _item(item: ItemView, depth: int) -> Iterator[str]:
    heading = "#" * min(depth, _DEEPEST_HEADING)
    yield f'{heading} <a id="item-{item.item.id}"></a>{_text(item.item.label)}'
    if item.gone:
        yield f"> **{_text(item.gone)}**{_successors(item)}"
    if item.item.definition:
        yield _text(item.item.definition)
    yield _list([*_grounds(item)])
    yield from _folded(item)
    if item.parts:
        yield f"**{_text(item.parts.title)}**"
        yield "\n".join(line for part in item.parts.items for line in _part(part))
    for child in item.children:
        yield from _item(child, depth + 1)


def _grounds(item: ItemView) -> Iterator[str]:
    yield f"Id {_code(item.item.id)} ({_text(item.item.level)})"
    if item.item.alt_labels:
        yield f"Ook genoemd: {_text(', '.join(item.item.alt_labels))}"
    yield f"Herkomst: {item.status}{_refs(item.sources)}"
    yield from _marks(item)
    for fact in item.facts:
        yield f"Wettelijk: {_fact(fact)}"
    if item.item.note:
        yield f"Opmerking: {_text(item.item.note)}"


def _marks(item: ItemView) -> Iterator[str]:
    if item.own:
        yield f"Merk: {item.own}"
    if item.core_task:
        note = f" – {_text(item.core_task.note)}" if item.core_task.note else ""
        yield f"Kerntaak van de sociale dienst{_refs(item.core_task.sources)}{note}"
    if item.related:
        names = (f"[{_text(label)}](#item-{name})" for name, label in item.related)
        yield f"Verwante thema's: {', '.join(names)}"


def _refs(sources: Sequence[SourceRef]) -> str:
    if not sources:
        return ""
    return "; " + ("bronnen " if len(sources) > 1 else "bron ") + ", ".join(map(_ref, sources))


def _ref(source: SourceRef) -> str:
    place = f" ({_text(source.locator)})" if source.locator else ""
    return f"[{source.number}](#bron-{source.number}){place}"


def _fact(fact: FactView) -> str:
    source = f"; bron {_ref(fact.source)}" if fact.source else ""
    note = f" – {_text(fact.fact.note)}" if fact.fact.note else ""
    return f"{_text(fact.fact.fact)} [**{fact.status}**{source}]{note}"


def _successors(item: ItemView) -> str:
    names = (f"[{_text(label)}](#item-{name})" for name, label in item.successors)
    listed = ", ".join(names)
    return f" Vervangen door {listed}." if listed else ""


def _folded(item: ItemView) -> Iterator[str]:
    if not item.wordings:
        return
    yield f"<details><summary>{item.wordings_title}</summary>"
    yield _list([_wording(wording) for wording in item.wordings])
    if item.item.not_in:
        yield f"Telt niet in: {', '.join(map(_code, item.item.not_in))}"
    yield "</details>"


def _wording(wording: WordingView) -> str:
    condition = f" ({_text(wording.condition)})" if wording.condition else ""
    return _code(wording.phrase) + condition


def _part(part: ItemView, indent: str = "") -> Iterator[str]:
    gone = f" **{_text(part.gone)}**{_successors(part)}" if part.gone else ""
    about = f": {_text(part.item.definition)}" if part.item.definition else ""
    yield (
        f'{indent}- <a id="item-{part.item.id}"></a>**{_text(part.item.label)}**{about}{gone}'
        f" [**{part.status}**{_refs(part.sources)}]"
    )
    yield from (f"{indent}  - {mark}" for mark in _marks(part))
    yield from (f"{indent}  - Wettelijk: {_fact(fact)}" for fact in part.facts)
    if part.item.note:
        yield f"{indent}  - Opmerking: {_text(part.item.note)}"
    if part.wordings:
        yield f"{indent}  - {part.wordings_title}: {', '.join(map(_wording, part.wordings))}"
    for below in part.parts.items if part.parts else ():
        yield from _part(below, f"{indent}  ")


def _source(source: SourceView) -> str:
    title = _text(source.title)
    url = _NO_URL.sub(lambda char: f"%{ord(char.group()):02X}", inert(source.url or ""))
    named = f"[{title}](<{url}>)" if source.url else title
    details = "".join(f" {_text(detail.rstrip('.'))}." for detail in source.details)
    users = ", ".join(f"[{_text(label)}](#item-{name})" for name, label in source.users)
    used = f" Gebruikt bij: {users}." if users else " Nergens gebruikt."
    return f'{source.number}. <a id="bron-{source.number}"></a>{named}.{details}{used}'

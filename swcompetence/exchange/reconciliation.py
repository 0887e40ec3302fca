"""Answers of a reconciliation service: which item of a framework does a cell of a table mean?

The form is that of the Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community
Group, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/, which
OpenRefine speaks. An entity is an item, a type is a framework, a property is a fact of an item.
Scores are confidences of the matcher in hundredths, and 100 for an item's own name, code or
reference; only that is called a match, since elsewhere people decide.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from threading import Lock
from typing import Any, NamedTuple

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from swcompetence.errors import BadQueryError
from swcompetence.exchange.exported import ITEM_FACTS
from swcompetence.exchange.names import BASE, item_uri
from swcompetence.matching import tool_version
from swcompetence.matching.items.alignment import Aligner, words_of
from swcompetence.matching.items.search import search
from swcompetence.model import Course, CourseField, Curriculum, Framework, Item, Link
from swcompetence.model.base import Row
from swcompetence.phrasing import single_spaced
from swcompetence.text import fold

MOST_QUERIES = 100
"""Queries in a batch."""
_LONGEST = 20_000
"""Signs of one query."""
_SUGGESTED, _CANDIDATES, _MOST_CANDIDATES = 10, 8, 50
_LEAST = 1.0
"""Score under which a candidate says nothing."""
_REMEMBERED = 5
"""Questions per item whose words its preview shows."""
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_Json = dict[str, Any]  # Any: an answer is JSON of any depth


class _Property(BaseModel):
    pid: str
    v: Any = None


class _Query(BaseModel):
    query: str | None = Field(default=None, max_length=_LONGEST)
    type: str | list[str] = []
    limit: int = Field(default=_CANDIDATES, ge=1)
    properties: list[_Property] = []


class _Wish(BaseModel):
    id: str


class _Extension(BaseModel):
    ids: list[str]
    properties: list[_Wish]


_BATCH = TypeAdapter(dict[str, _Query])


class _Entity(NamedTuple):
    framework: Framework
    item: Item

    @property
    def id(self) -> str:
        return self.framework.item_ref(self.item)

    @property
    def kind(self) -> _Json:
        return {"id": self.framework.id, "name": self.framework.title}


class _Asked(NamedTuple):
    """A question that an item was the answer to, with the words that speak for it."""

    course: Course
    link: Link


class Reconciler:
    """Answers about the items of editions; of its answers it keeps the last few for the previews.

    One for many threads.
    """

    def __init__(self, frameworks: Sequence[Framework], *, base: str = BASE) -> None:
        self._frameworks = {framework.id: framework for framework in frameworks}
        self._base = base
        self._aligner = Aligner(tuple(frameworks))
        self._entities = {
            entity.id: entity for f in frameworks for entity in (_Entity(f, i) for i in f.items)
        }
        self._named: dict[str, list[_Entity]] = defaultdict(list)
        for entity in self._entities.values():
            item = entity.item
            for name in dict.fromkeys(map(_folded, (entity.id, item.id, item.label))):
                self._named[name].append(entity)
        self._rows: dict[str, Row] = {
            str(row["item"]): row for f in frameworks for row in f.to_rows()
        }
        held = next(iter(self._rows.values()), {})
        facts = {fact: dutch for fact, dutch in ITEM_FACTS.items() if fact in held}
        self._properties = {"uri": "naam op het web", **facts}
        self._lock = Lock()
        self._asked: dict[str, deque[_Asked]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))

    def manifest(self, address: str) -> _Json:
        """Say what the service offers at an address without a slash at its end."""
        kinds = [{"id": f.id, "name": f.title} for f in self._frameworks.values()]
        suggest = {
            kind: {"service_url": address, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        }
        return {
            "versions": ["0.2"],
            "name": f"swcompetence: {', '.join(f.ref for f in self._frameworks.values())}",
            "identifierSpace": f"{self._base}item/",
            "schemaSpace": f"{_SKOS}Concept",
            "defaultTypes": kinds,
            "serviceVersion": tool_version(),
            "batchSize": MOST_QUERIES,
            "view": {"url": f"{address}/preview?id={{{{id}}}}"},
            "preview": {"url": f"{address}/preview?id={{{{id}}}}", "width": 430, "height": 300},
            "suggest": suggest,
            "extend": {
                "propose_properties": {"service_url": address, "service_path": "/properties"}
            },
        }

    def answers(self, batch: str) -> _Json:
        """Answer a batch of queries, given as JSON; each on its own.

        Raises:
            BadQueryError: it is no batch, or larger than `MOST_QUERIES`.
        """
        queries = _read(_BATCH, batch)
        if len(queries) > MOST_QUERIES:
            raise BadQueryError(f"Stel hoogstens {MOST_QUERIES} vragen tegelijk.")
        return {name: {"result": self._candidates(query)} for name, query in queries.items()}

    def suggestions(self, kind: str, prefix: str, cursor: str = "0") -> _Json:
        """Give what a user may mean who types the beginning of an item, a framework or a fact.

        Without a beginning there are no items, and all frameworks and facts.

        Raises:
            BadQueryError: the cursor is no number, or there are no suggestions of that kind.
        """
        if not cursor.isdecimal() or kind not in {"entity", "type", "property"}:
            raise BadQueryError(f"Deze vraag naar suggesties is niet te lezen: {kind}, {cursor}.")
        if kind == "entity":
            found = self._suggested(prefix)
        else:
            types = {f.id: f.title for f in self._frameworks.values()}
            named = types if kind == "type" else self._properties
            start = _folded(prefix)
            found = [
                {"id": name, "name": title}
                for name, title in named.items()
                if _folded(name).startswith(start) or start in _folded(title)
            ]
        return {"result": found[int(cursor) : int(cursor) + _SUGGESTED]}

    def proposed_properties(self, kind: str) -> _Json:
        """Give the facts of items with which a table can be extended."""
        properties = [{"id": key, "name": name} for key, name in self._properties.items()]
        return {"type": kind, "properties": properties}

    def extension(self, wish: str) -> _Json:
        """Give facts of items, asked in JSON; of what is no item or no fact nothing.

        Raises:
            BadQueryError: it is no such question.
        """
        asked = _read(TypeAdapter(_Extension), wish)
        wishes = [wish.id for wish in asked.properties if wish.id in self._properties]
        return {
            "meta": [{"id": key, "name": self._properties[key]} for key in wishes],
            "rows": {name: {key: self._fact(name, key) for key in wishes} for name in asked.ids},
        }

    def preview(self, ref: str) -> str | None:
        """Give a page about an item, with the words of the last questions that it answered.

        None where there is no such item.
        """
        entity = self._entities.get(ref)
        if entity is None:
            return None
        item, edition = entity.item, entity.framework
        above = [edition.item(item.parent).label] if item.parent else []
        with self._lock:
            asked = list(self._asked.get(ref, ()))
        told = "".join(f"<blockquote>{_marked(a)}</blockquote>" for a in reversed(asked))
        evidence = f"<h2>Waarop het laatst voorgesteld is</h2>{told}" if told else ""
        place = " › ".join([f"{edition.title} ({edition.ref})", *above, item.level])
        return (
            '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">'
            f"<title>{escape(item.label)}</title><style>{_STYLE}</style></head><body>"
            f"<h1>{escape(item.label)}</h1><p>{escape(place)} · <code>{escape(ref)}</code></p>"
            f"<p>{escape(item.definition or item.note or '')}</p>{evidence}</body></html>"
        )

    def _candidates(self, query: _Query) -> list[_Json]:
        kinds = {query.type} if isinstance(query.type, str) else set(query.type)
        texts = [text for given in query.properties for text in _texts(given.v)]
        course = Course(
            id="vraag",
            code="vraag",
            title=single_spaced(query.query or ""),
            fields={CourseField.CONTENT: "\n".join(texts)},
        )
        named = [
            entity
            for entity in self._named.get(_folded(query.query or ""), ())
            if not kinds or entity.framework.id in kinds
        ]
        found = {entity.id: _candidate(entity, 100.0, is_match=len(named) == 1) for entity in named}
        for link in self._aligner.aligned(Curriculum(id="vraag", courses=(course,))).links:
            score = round(100 * link.confidence, 1)
            entity = self._entities.get(link.item)
            if entity is None or score < _LEAST or (kinds and entity.framework.id not in kinds):
                continue
            with self._lock:
                self._asked[link.item].append(_Asked(course, link))
            found.setdefault(link.item, _candidate(entity, score, why=words_of(link)))
            found[link.item]["features"] = [
                {"id": "zekerheid", "value": link.confidence},
                {"id": "vermelding", "value": link.mention},
            ]
        best = sorted(found.values(), key=lambda candidate: -candidate["score"])
        return best[: min(query.limit, _MOST_CANDIDATES)]

    def _suggested(self, prefix: str) -> list[_Json]:
        if not (start := _folded(prefix)):
            return []
        refs = [
            entity.id
            for name, entities in self._named.items()
            if f" {start}" in f" {name}"
            for entity in entities
        ]
        if not refs:  # in other words than those of the names
            found = search(tuple(self._frameworks.values()), prefix)
            refs = [f"{answer.framework.id}:{answer.item}" for answer in found]
        entities = (self._entities[ref] for ref in dict.fromkeys(refs))
        return [
            {
                "id": entity.id,
                "name": entity.item.label,
                "description": f"{entity.item.level}, {entity.framework.title}",
                "notable": [entity.kind],
            }
            for entity in entities
        ]

    def _fact(self, ref: str, key: str) -> list[_Json]:
        entity = self._entities.get(ref)
        if entity is None:
            return []
        if key == "uri":
            return [{"str": item_uri(entity.framework, entity.item, self._base)}]
        value = self._rows[ref][key]
        if key == "parent" and value:
            return [{"id": value, "name": self._entities[str(value)].item.label}]
        if isinstance(value, bool):
            return [{"str": "ja" if value else "nee"}]
        return [{"str": line} for line in str(value or "").split("\n") if line]


def _read(kind: TypeAdapter[Any], text: str) -> Any:
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        why = (
            f"‘{place}’ ontbreekt of heeft een verkeerde vorm" if place else "geef een JSON-object"
        )
        raise BadQueryError(f"Deze vraag is niet te lezen: {why}.") from error


def _candidate(entity: _Entity, score: float, *, is_match: bool = False, why: str = "") -> _Json:
    """Give an item as an answer; the description quotes the words that speak for it."""
    place = f"{entity.item.level}, {entity.framework.title}"
    return {
        "id": entity.id,
        "name": entity.item.label,
        "description": f"{why}. {place}" if why else place,
        "type": [entity.kind],
        "score": score,
        "match": is_match,
    }


def _texts(value: Any) -> Iterator[str]:
    """Give the texts of a property: one or several, perhaps entities with a name."""
    for part in value if isinstance(value, list) else [value]:
        text = part.get("name") if isinstance(part, dict) else part
        if isinstance(text, str) and text.split():
            yield text[:_LONGEST]


def _folded(text: str) -> str:
    return fold(single_spaced(text))


def _marked(asked: _Asked) -> str:
    """Give the texts of a question in HTML, with the words that speak for the item marked."""
    paragraphs = []
    for field, text in asked.course.fields.items():
        spans = [(e.start, e.end) for e in asked.link.evidence if e.field == field]
        paragraphs += [f"<p>{''.join(_pieces(text, spans))}</p>"] if spans else []
    return "".join(paragraphs)


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for start, end in sorted(spans):
        if start >= done:
            yield f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>"
            done = end
    yield escape(text[done:])


_STYLE = (
    "body{font:14px/1.4 sans-serif;margin:8px}h1{font-size:16px;margin:0}h2{font-size:14px}"
    "p{margin:6px 0}blockquote{margin:6px 0;padding-left:8px;border-left:3px solid #888}"
)

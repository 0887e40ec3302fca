"""Links whose evidence stands where the words stand, for tests that count text."""

from swcompetence.model import Course, CourseField, Evidence, Link, link_id
from swcompetence.model.base import ItemRef

_OPTIONAL = ("mention", "treatment", "tie", "tie_context", "tie_evidence")


def evident(of: Course, item_ref: str, *words: str, status: str = "open", **facts: object) -> Link:
    """Build a link with one strong piece of evidence for every place where the words stand."""
    ref = ItemRef(item_ref)
    pieces = [
        Evidence.model_validate(
            {
                "field": field,
                "text": word,
                "start": start,
                "end": start + len(word),
                "item_part": "indicator",
                "term": word,
                "kind": facts.get("kind", "exact"),
                "weight": facts.get("weight", 1),
            }
        )
        for word in words
        for field in CourseField
        for start in _starts(of.fields.get(field, ""), word)
    ]
    return Link.model_validate(
        {
            "id": link_id(of.id, ref),
            "course": of.id,
            "item": ref,
            "confidence": facts.get("confidence", 0.5),
            "proposed": facts.get("proposed", True),
            "status": status,
            "origin": facts.get("origin", "machine"),
            "decisions": facts.get("decisions", ()),
            "evidence": pieces,
            **{name: facts[name] for name in _OPTIONAL if name in facts},
        }
    )


def _starts(text: str, word: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(word, place)]

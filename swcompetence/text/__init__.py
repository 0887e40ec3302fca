"""Dutch course text: words, stems, segments, language and role. Pure."""

from swcompetence.text.language import Language, language_of, reading_of
from swcompetence.text.role import role_weight
from swcompetence.text.segments import Segment, enclosing_span, headings_above, split_segments
from swcompetence.text.shared_text import (
    SHARED_TEXT_RULE,
    SharedSegment,
    SharedText,
    course_groups,
    pasted_text,
    shared_text,
)
from swcompetence.text.words import Word, fold, split_words, stem

__all__ = [
    "SHARED_TEXT_RULE",
    "Language",
    "Segment",
    "SharedSegment",
    "SharedText",
    "Word",
    "course_groups",
    "enclosing_span",
    "fold",
    "headings_above",
    "language_of",
    "pasted_text",
    "reading_of",
    "role_weight",
    "shared_text",
    "split_segments",
    "split_words",
    "stem",
]

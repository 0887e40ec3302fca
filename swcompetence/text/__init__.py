"""Dutch course text: words, stems, segments, language and role. Pure."""

from swcompetence.text.language import Language, language_of
from swcompetence.text.segments import Segment, split_segments
from swcompetence.text.stem import stem
from swcompetence.text.words import Word, fold, split_words

__all__ = [
    "Language",
    "Segment",
    "Word",
    "fold",
    "language_of",
    "split_segments",
    "split_words",
    "stem",
]

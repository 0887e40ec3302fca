"""See what a Flemish social-work curriculum really covers, with evidence for every link.

`propose(curriculum, frameworks)` maps courses onto framework items without touching a file;
`get_framework` and `list_frameworks` give the shipped editions.
"""

from swcompetence.errors import SwCompetenceError
from swcompetence.matching import propose
from swcompetence.model import (
    Course,
    Curriculum,
    Decision,
    Evidence,
    Framework,
    FrameworkRef,
    Issue,
    Item,
    ItemRef,
    Link,
    Mapping,
)
from swcompetence.registry import get_framework, list_frameworks

__all__ = [
    "Course",
    "Curriculum",
    "Decision",
    "Evidence",
    "Framework",
    "FrameworkRef",
    "Issue",
    "Item",
    "ItemRef",
    "Link",
    "Mapping",
    "SwCompetenceError",
    "get_framework",
    "list_frameworks",
    "propose",
]

"""See what a Flemish social-work curriculum really covers, with evidence for every link.

`propose(curriculum, frameworks)` maps courses onto framework items without touching a file;
`get_framework` and `list_frameworks` give the shipped editions.

>>> course = Course(id="SW1", code="SW1", title="Schuldhulpverlening", credits=5)
>>> mapping = propose(Curriculum(id="lijst", courses=(course,)), [get_framework("ocmw-praktijk")])
>>> [link.item for link in mapping.links if link.proposed]
['ocmw-praktijk:schuldhulp']

What stands in `__all__` here, and `swcompetence.testing.assert_valid_framework`, is the public
interface; everything else may change in any version.
"""

from swcompetence.errors import SwCompetenceError
from swcompetence.files.data.data_files import read_framework
from swcompetence.matching import propose
from swcompetence.model import (
    Alignment,
    Band,
    Course,
    CourseField,
    Crosswalk,
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
    Severity,
    Status,
    Verdict,
)
from swcompetence.registry import (
    get_crosswalk,
    get_framework,
    list_crosswalks,
    list_frameworks,
)

__all__ = [
    "Alignment",
    "Band",
    "Course",
    "CourseField",
    "Crosswalk",
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
    "Severity",
    "Status",
    "SwCompetenceError",
    "Verdict",
    "get_crosswalk",
    "get_framework",
    "list_crosswalks",
    "list_frameworks",
    "propose",
    "read_framework",
]

"""Before a build: the editions, and what a matcher knows of them, in a form that loads at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Writes JSON beside the YAML files of `frameworks`, and a pickle in `matching`; for no Git."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Write the files that are not there yet, and take away those of older texts."""
        sys.path.insert(0, self.root)
        from swcompetence.files.data.data_files import build_shipped  # noqa: PLC0415 - of this tree
        from swcompetence.matching.prepared import prepare  # noqa: PLC0415
        from swcompetence.model import Purpose  # noqa: PLC0415
        from swcompetence.registry import default_frameworks  # noqa: PLC0415

        build_shipped(Path(self.root) / "frameworks")
        prepare([f for f in default_frameworks() if f.purpose is Purpose.COVER])

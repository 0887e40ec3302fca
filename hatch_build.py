"""Before a build: every edition, crosswalk and reference also in a form that loads in no time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Writes JSON beside the YAML files of `frameworks`; Git ignores it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Write the files that are not there yet, and take away those of older texts."""
        sys.path.insert(0, self.root)
        from swcompetence.files.data.data_files import build_shipped  # noqa: PLC0415 - of this tree

        build_shipped(Path(self.root) / "frameworks")

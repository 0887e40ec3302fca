"""Write, per labelled programme, the mapping that parameters fitted on the others give.

    python tests/calibration/leave_one_out.py --out FOLDER SHEETS.xlsx LABELS.jsonl [SHEETS ...]

The folder gets `<sheets>.json` for each programme, as `swcompetence map` would write it, and
`<sheets>.in-sample.json` with the parameters that are in use. With `--score SCRIPT` a program that
reads a mapping and labels is run on each of the first kind, and on all of them together.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from fit_parameters import fit, measured_frameworks, read_programmes, read_rows

from swcompetence.matching import PARAMETERS, EvidenceMatcher, propose


def main() -> None:
    """Write the mappings, and score them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--score", type=Path, metavar="SCRIPT")
    parser.add_argument("files", nargs="+", metavar="SHEETS LABELS")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    frameworks = measured_frameworks()
    programmes = read_programmes(arguments.files)
    rows = read_rows(programmes, frameworks)
    for programme in programmes:
        fitted = fit([row for row in rows if row.programme != programme.name])
        for suffix, parameters in ((".json", fitted), (".in-sample.json", PARAMETERS)):
            matcher = EvidenceMatcher(frameworks, parameters)
            mapping = propose(programme.curriculum, frameworks, matcher=matcher)
            path = arguments.out / f"{programme.name}{suffix}"
            path.write_text(mapping.to_json(), encoding="utf-8")
    if arguments.score:
        written = [arguments.out / f"{programme.name}.json" for programme in programmes]
        links = [link for path in written for link in json.loads(path.read_text())["links"]]
        everything = arguments.out / "all.json"
        everything.write_text(json.dumps({"links": links}), encoding="utf-8")
        labels = arguments.files[1::2]
        for mapping_file, label_files in zip(
            [*written, everything], [*([one] for one in labels), labels], strict=True
        ):
            sys.stdout.write(f"\n{mapping_file.stem}\n")
            sys.stdout.flush()
            command = [sys.executable, str(arguments.score), str(mapping_file), *label_files]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()

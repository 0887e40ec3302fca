"""Make swcompetence/text/lexicon.zlib from a plain Dutch word list, one word a line.

    python tests/calibration/make_lexicon.py /usr/share/dict/dutch

The list of OpenTaal (Debian package `wdutch`) is the one in use; its licence lies beside the
result. Only stems of words of seven letters or more are kept: shorter words are never repaired.
"""

import sys
import zlib
from pathlib import Path

from swcompetence.text.lexicon import LEAST_LETTERS
from swcompetence.text.words import fold, stem

TARGET = Path(__file__).resolve().parents[2] / "swcompetence" / "text" / "lexicon.zlib"


def main() -> None:
    """Write the lexicon."""
    words = {fold(word) for word in Path(sys.argv[1]).read_text(encoding="utf-8").split()}
    kept = {word for word in words if word.isascii() and word.isalpha()}
    stems = sorted({stem(word) for word in kept if len(word) >= LEAST_LETTERS})
    packed = zlib.compress("\n".join(["", *stems, ""]).encode("ascii"), 9)
    TARGET.write_bytes(packed)
    sys.stderr.write(f"{len(stems)} stems, {len(packed)} bytes\n")


if __name__ == "__main__":
    main()

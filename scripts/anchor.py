"""Print what an anchor's columns hold: heading left for you, first line, last line, hash.

    python scripts/anchor.py DOCUMENT FIRST [LAST]

DOCUMENT is the document's text file. The passage is printed too, white space collapsed, so that
you see what you anchor.
"""

import sys
from pathlib import Path

from technopole.evidence.anchors import collapsed, passage_hash


def main() -> int:
    """Print the passage and its three columns."""
    if len(sys.argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    first, last = int(sys.argv[2]), int(sys.argv[-1])
    lines = Path(sys.argv[1]).read_text("utf-8").split("\n")
    if not 1 <= first <= last <= len(lines):
        print(
            f"{sys.argv[1]} has lines 1 to {len(lines)}; {first} to {last} is no range of them.",
            file=sys.stderr,
        )
        return 2
    passage = lines[first - 1 : last]
    print(collapsed(passage))
    print(f"{first},{last},{passage_hash(passage)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

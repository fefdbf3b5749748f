"""Writes anew by what everything on the board is found: python -m practice_app.reindex.

With the data folder of `make run`: `python -m practice_app.run with .venv/bin/python -m practice_app.reindex`.
People go on writing and searching meanwhile; it may be broken off and begun again.
"""

import sys

from practice_app.errors import Unavailable
from practice_app.services.shared import indexing


def main() -> int:
    """Do it; 1 when the database went away."""
    try:
        sys.stdout.write(f"{indexing.rebuild()} texts indexed\n")
    except Unavailable as away:
        sys.stdout.write(f"{away} What was done is done; start it again.\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

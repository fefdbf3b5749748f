"""Fill the database and say how to sign in."""

import sys
import time

from practice_app.demo.seed import ANN, PASSWORD, TEACHER, seed_demo
from practice_app.errors import Problem


def main() -> int:
    """Seed, and print who is there."""
    began = time.monotonic()
    try:
        seeded = seed_demo(say=lambda line: print(f"  {line}", flush=True))
    except Problem as problem:
        print(f"The demo can't be made now: {problem}", file=sys.stderr)
        return 1
    print(f"{seeded.people} people, {seeded.sessions} sessions, {seeded.heard} of them heard", end="")
    print(f" ({time.monotonic() - began:.0f} s). Sign in as")
    print(f"  {ANN.email:28} {PASSWORD}   (a student)")
    print(f"  {TEACHER.email:28} {PASSWORD}   (her teacher)")
    return 0


sys.exit(main())

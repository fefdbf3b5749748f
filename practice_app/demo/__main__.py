"""Fill the database and say how to sign in."""

import sys
import time

from practice_app.demo.people import EVERYONE
from practice_app.demo.seed import ANN, PASSWORD, TEACHER, seed_demo
from practice_app.errors import Problem


def main() -> int:
    """Seed, and print who is there."""
    began = time.monotonic()
    try:
        print(f"{len(EVERYONE)} people and what they practised, up to a year back; about half a minute …", flush=True)
        seeded = seed_demo(say=lambda line: print(f"  {line}", flush=True))
    except Problem as problem:
        print(f"The demo can't be made now: {problem}", file=sys.stderr)
        return 1
    print(f"{seeded.people} people, {seeded.new} new sessions ({time.monotonic() - began:.0f} s). Sign in as")
    print(f"  {ANN.email:28} {PASSWORD}   (a student)")
    print(f"  {TEACHER.email:28} {PASSWORD}   (her teacher)")
    return 0


sys.exit(main())

"""The board at its size: lists, threads, votes, searches.

    python -m benchmarks.board --posts 1000000 --times 20

Times by the clock suffer from whatever else the machine does; "at work" is how long PostgreSQL's backend and this
thread ran.
"""

import argparse
import gc
import time

from benchmarks.board import asking
from benchmarks.board.filling import fill
from benchmarks.jobs import services
from benchmarks.served import DATABASE


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    args = parser.parse_args()
    with services() as stack:
        superuser, begun = stack.database(stack.superuser_url, DATABASE), time.monotonic()
        fill(superuser, args.posts)
        print(f"{args.posts} posts in {time.monotonic() - begun:.0f} s", flush=True)
        ask(superuser, args.times)


def ask(superuser: str, times: int) -> None:
    """Ask for everything once, before it is in anybody's memory, and then so many times."""
    who = asking.readers(superuser)
    print("\nfor the first time")
    asking.lists(who, 1)
    asking.threads(who, 1)
    asking.searches(who, 1)
    gc.collect()
    gc.freeze()  # as a web process does once it has loaded what it needs: else all waits for Python's sweeping, 0.15 s
    print("\nagain")
    asking.lists(who, times)
    asking.threads(who, times)
    asking.votes(who, superuser)
    asking.searches(who, times)


if __name__ == "__main__":
    main()

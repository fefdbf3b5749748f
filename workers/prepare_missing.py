"""`python -m workers.prepare_missing`: kept films of before get what they are stepped through.

They are queued like any other, a few at a time, so that nobody's new film waits behind them. It can be stopped at any
time and started again: nothing is made twice.
"""

import sys

from practice_app.errors import Unavailable
from practice_app.models import JobKind
from practice_app.services.recordings import films
from workers import queueing

AHEAD = 2
"""So many may wait before we do."""


def main() -> int:
    """Queue what is missing and say how much it was."""
    try:
        count = queue_missing()
    except Unavailable as away:
        print(f"{away} Start it again later: nothing is made twice.", file=sys.stderr)
        return 1
    print(f"Queued {count} kept films.")
    return 0


def queue_missing() -> int:
    """Queue every kept film without a rendition to step through; how many there were."""
    return queueing.a_few_at_a_time(JobKind.FILM, films.missing(), films.ask, AHEAD)


if __name__ == "__main__":
    sys.exit(main())

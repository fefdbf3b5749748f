"""`python -m workers.prepare_missing`: kept films of before get what they are stepped through.

They are queued like any other, a few at a time, so that nobody's new film waits behind them. It can be stopped at any
time and started again: nothing is made twice.
"""

import sys
import time

from practice_app.errors import Unavailable
from practice_app.models import JobKind
from practice_app.services.recordings import films
from practice_app.services.shared import jobs

AHEAD = 2
"""So many may wait before we do."""
_LOOK_EVERY_S = 2.0


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
    count = 0
    for recording_id in films.missing():
        while jobs.waiting(JobKind.FILM) >= AHEAD:
            time.sleep(_LOOK_EVERY_S)
        count += films.ask(recording_id)
    return count


if __name__ == "__main__":
    sys.exit(main())

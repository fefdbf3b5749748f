"""`python -m workers.analysis reanalyse --since VERSION`: kept recordings that an older ear heard are heard again.

They are queued like any other job, a few at a time, so that nobody's new recording waits behind them. It can be stopped
at any time and started again; what was heard before is shown until the new result is there, and stays stored beside it.
"""

import argparse
import re
import sys

from practice_app.errors import Unavailable
from practice_app.models import JobKind
from practice_app.services.recordings import analysing
from workers import queueing
from workers.analysis.result import VERSION

AHEAD = 4
"""So many may wait before we do."""
_UNAVAILABLE = 1
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


def main(arguments: list[str]) -> int:
    """Queue what is outdated and say how much it was."""
    parser = argparse.ArgumentParser(prog="python -m workers.analysis reanalyse", description=__doc__)
    parser.add_argument("--since", type=_version, required=True, metavar="VERSION", help=f"the newest is {VERSION}")
    since = parser.parse_args(arguments).since
    try:
        count = queue_outdated(since)
    except Unavailable as away:
        print(f"{away} Start it again later: nothing is done twice.", file=sys.stderr)
        return _UNAVAILABLE
    print(f"Queued {count} recordings heard by an ear older than {since}.")
    return 0


def queue_outdated(since: str) -> int:
    """Queue every kept recording whose newest analysis is older than that version; how many there were."""
    outdated = analysing.outdated(since)
    return queueing.a_few_at_a_time(JobKind.ANALYSIS, outdated, lambda one: analysing.anew(one, since), AHEAD)


def _version(said: str) -> str:
    if not _VERSION.fullmatch(said):
        raise argparse.ArgumentTypeError("a version is written like 1.5.0")
    if _numbers(said) > _numbers(VERSION):
        raise argparse.ArgumentTypeError(f"this ear is version {VERSION}; it cannot make newer analyses")
    return said


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]

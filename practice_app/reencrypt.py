"""`python -m practice_app.reencrypt`: bring addresses and tokens under the newest keys, while Woodshed runs.

With ``--look`` it changes nothing and only says under which keys they are. It ends with 1 while a key of before is
needed.
"""

import argparse
import logging
import sys

from practice_app.errors import Unavailable
from practice_app.services import accounts


def main(arguments: list[str] | None = None) -> int:
    """Go through everything and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m practice_app.reencrypt", description=__doc__)
    parser.add_argument("--look", action="store_true", help="change nothing, say under which keys addresses are")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    tally = accounts.Tally()
    try:
        for tally in accounts.reencrypt(only_look=chosen.look):
            _say(f"\r{tally.under.total()} looked at, {tally.changed} encrypted anew", end="")
    except Unavailable as away:
        _say(f"{away} What was done is done; start it again.")
        return 1
    _say("")
    return _report(tally)


def _report(tally: accounts.Tally) -> int:
    for (field, index), number in sorted(tally.under.items()):
        _say(f"{number} under field key {field}, index key {index}")
    if tally.failed:
        _say(f"{len(tally.failed)} could not be brought over: {', '.join(map(str, tally.failed[:20]))}")
    _say("Everything is under the newest keys." if tally.whole else "Keys of before are still needed.")
    return 0 if tally.whole else 1


def _say(line: str, end: str = "\n") -> None:
    sys.stdout.write(line + end)


if __name__ == "__main__":
    raise SystemExit(main())

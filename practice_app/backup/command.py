"""What is asked of copies by command, and what is answered: sentences, and 1 where it can't be done."""

import argparse
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from psycopg import OperationalError

from practice_app.backup import copies, locking, making, objects, restoring
from practice_app.backup.copies import Copy
from practice_app.backup.locking import CopyError
from practice_app.embedded.home import write_private
from practice_app.errors import Unavailable
from practice_app.run.migration import MigrationError
from practice_app.services.shared import backups
from practice_app.services.shared.backups import Outcome

MB = 1e6
_REASONS = (CopyError, MigrationError, Unavailable, OSError, OperationalError, ClientError, BotoCoreError)


def main(arguments: list[str]) -> int:
    """Do what is asked for; a reason goes to standard error."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    asked = _parser().parse_args(arguments)
    try:
        asked.do(asked)
    except _REASONS as error:
        sys.stderr.write(f"{str(error).strip() or type(error).__name__}\n")
        return 1
    return 0


def _make(asked: argparse.Namespace) -> None:
    began = time.monotonic()
    copy = making.make(asked.place)
    _say(f"{_told(copy)} Made in {time.monotonic() - began:.1f} s.")


def _list(asked: argparse.Namespace) -> None:
    store = copies.store(asked.place)
    for name in store.names():
        _say(f"{name}  {_told(store.read(name))}")


def _told(copy: Copy) -> str:
    return (
        f"A copy of {copy.made_at:%d %B %Y %H:%M} UTC: {copy.rows} rows of {len(copy.tables)} tables,"
        f" {len(copy.objects)} objects ({copy.bytes / MB:.1f} MB)."
    )


def _restore(asked: argparse.Namespace) -> None:
    began = time.monotonic()
    copy, gone = restoring.restore(asked.place, asked.copy, replace=asked.replace, say=_say)
    _say(f"{_told(copy)} Put back in {time.monotonic() - began:.1f} s.")
    if gone.rows:
        _say(f"Whoever was erased since is erased again: {gone.rows} rows, {gone.objects} objects.")
    if gone.waiting:
        _say(f"{gone.waiting} who were erased could not be erased again yet: they are hidden, and the worker goes on.")
    if asked.compare:
        _compare(copy, gone.objects)


def _compare(copy: Copy, gone: int) -> None:
    """What was erased again is not there, and is not to be."""
    differing = objects.differing(copy)
    if len(differing) > gone:
        raise CopyError(f"{len(differing)} objects are not what they were, the first of them {differing[0]}.")
    _say(f"{len(copy.objects) - len(differing)} objects were read once more; each is what it was, and each table is.")


def _secrets(asked: argparse.Namespace) -> None:
    copy = copies.store(asked.place).read(asked.copy)
    lines = [f"{name}={value}\n" for name, value in copy.secrets.items() if value]
    write_private(Path(asked.file), "".join(lines))
    _say(f"{', '.join(name for name, value in copy.secrets.items() if value)} stand in {asked.file}.")


def _key(asked: argparse.Namespace) -> None:
    locking.make_key(Path(asked.file))
    _say(f"{asked.file} locks and opens copies (BACKUP_KEY_FILE). Keep a second one in another house, or on paper.")


def _drilled(asked: argparse.Namespace) -> None:
    backups.note_drill(Outcome(time.time()) if asked.status == "0" else Outcome.failed("The drill failed."))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m practice_app.backup", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    _verb(verbs, "make", _make, "place")
    _verb(verbs, "list", _list, "place")
    restore = _verb(verbs, "restore", _restore, "place", "copy")
    restore.add_argument("--replace", action="store_true")
    restore.add_argument("--compare", action="store_true")
    _verb(verbs, "key", _key, "file")
    _verb(verbs, "secrets", _secrets, "file", "place", "copy")
    _verb(verbs, "drilled", _drilled, "status")
    return parser


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    do: Callable[[argparse.Namespace], None],
    *takes: str,
) -> argparse.ArgumentParser:
    made = verbs.add_parser(name)
    for word in takes:
        made.add_argument(word)
    made.set_defaults(do=do)
    return made

"""From a word to what does it: a module of ours in a process of its own, with the addresses of this data folder."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

SERVERS = ("DATABASE_URL", "REDIS_URL", "S3_ENDPOINT_URL")
CHECKING = "practice_app.commands.checking"


def to_module(
    module: str,
    words: Sequence[str],
    environ: Mapping[str, str] = os.environ,
    *,
    migrated: bool = True,
    alone: bool = False,
) -> int:
    """Run it where the data are, running or not; with servers of one's own, on these as they are.

    Tables are brought up to date first unless they are to stay as they are; ``alone``: not while Woodshed runs.
    """
    from practice_app.run.borrowing import run_with_services
    from practice_app.run.environment import Wish
    from practice_app.run.launcher import in_sentences

    def handed_on() -> int:
        wish = Wish.read(environ)
        if all(map(wish.gives, SERVERS)):
            return in_this_environment(module, words, environ)
        return run_with_services(wish, _call(module, words), migrated=migrated, alone=alone)

    return in_sentences(handed_on)


def in_this_environment(module: str, words: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Run it with what the environment says, and nothing started for it."""
    return subprocess.run(_call(module, words), env=environ, check=False).returncode


def on_copies(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Do something with copies alone, for which nothing of a Woodshed has to be there."""
    placeholder = {"SECRET_KEY": "of no house: only copies are looked at"}
    return in_this_environment("practice_app.backup", words, placeholder | dict(environ))


def migrate() -> int:
    """Bring the tables up to date, which borrowing the services does."""
    from practice_app.run.borrowing import run_with_services
    from practice_app.run.environment import Wish
    from practice_app.run.launcher import in_sentences

    return in_sentences(lambda: run_with_services(Wish.read(os.environ), ["true"]))


def check() -> int:
    """Look at what runs, without starting anything: of a folder where nothing runs, at its settings alone."""
    from practice_app.run.borrowing import addresses_while_running
    from practice_app.run.environment import Wish
    from practice_app.run.launcher import in_sentences

    def looked_at() -> int:
        wish = Wish.read(os.environ)
        known = {} if all(map(wish.gives, SERVERS)) else addresses_while_running(wish.home)
        return in_this_environment(CHECKING, [], dict(os.environ) | known)

    return in_sentences(looked_at)


def _call(module: str, words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", module, *words]

"""`python only.py NAME,NAME COMMAND …`: become that command, with these variables of the environment and no others.

A server of somebody else's needs its own key, never our SECRET_KEY or the database's address; a key on its command line
would stand in the list of processes, so it goes through the environment.
"""

import os
import sys
from pathlib import Path


def with_only(names: tuple[str, ...], *command: str) -> tuple[str, ...]:
    """Say how to start a command that gets only these variables."""
    return (sys.executable, "-I", "-S", str(Path(__file__).resolve()), ",".join(names), *command)


if __name__ == "__main__":
    wanted, *rest = sys.argv[1:]
    os.execve(rest[0], rest, {name: os.environ[name] for name in wanted.split(",") if name in os.environ})  # noqa: S606

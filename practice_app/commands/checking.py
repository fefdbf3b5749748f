"""`woodshed check`: whether settings are right and servers answer, a sentence for each. It changes nothing.

It ends with 1 when something is wrong; what is only worth knowing leaves it at 0.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from practice_app.commands.said import Said
from practice_app.settings import Settings, get_settings

GB = 2**30
LITTLE_ROOM = 5 * GB


def main() -> int:
    """Say everything; 1 when something is wrong."""
    found: list[Said] = []
    for said in _all():
        found.append(said)
        sys.stdout.write(f"{said.kind:5}  {said.sentence}\n")
        sys.stdout.flush()
    wrong = sum(said.kind == "wrong" for said in found)
    sys.stdout.write(f"\n{f'{wrong} of these must be mended.' if wrong else 'Nothing is wrong.'}\n")
    return 1 if wrong else 0


def _all() -> Iterator[Said]:
    settings = _settings()
    yield Said("well", "The settings can be read.")
    yield from _place(settings)
    yield from _words(settings)
    if not settings.database_url:
        yield Said("note", f"Nothing runs on {settings.home}: its servers are looked at once `woodshed run` is there.")
        return
    from practice_app.commands import connections

    for name, ask in connections.ASKED.items():
        yield from _asked(name, ask)


def _settings() -> Settings:
    """Read them; of a folder whose key is made by its first start they are complete without one."""
    os.environ.setdefault("SECRET_KEY", "made by the first start, and read by nobody here")
    return get_settings()


def _asked(name: str, ask: Callable[[], Iterator[Said]]) -> Iterator[Said]:
    try:
        yield from ask()
    except Exception as error:
        yield Said("wrong", f"{name} can't be used: {_reason(error)}")


def _reason(error: BaseException) -> str:
    """The first line of what was said at the bottom of it, which names no password."""
    while error.__cause__ is not None:
        error = error.__cause__
    line = str(error).strip().partition("\n")[0]
    return f"{line} ({type(error).__name__})" if line else type(error).__name__


def _place(settings: Settings) -> Iterator[Said]:
    where = settings.home
    while not where.exists():
        where = where.parent
    free = shutil.disk_usage(where).free
    yield Said(
        "note" if free < LITTLE_ROOM else "well", f"The data folder is {settings.home}; {free / GB:.0f} GB are free."
    )


def _words(settings: Settings) -> Iterator[Said]:
    from practice_app import notices

    if not settings.public_url:
        yield Said("note", "PUBLIC_URL isn't set: people reach it on this machine alone, and no mail can be sent.")
    elif settings.public_url.startswith("http://"):
        yield Said("note", "PUBLIC_URL is no https: browsers let nobody record who comes by it from another machine.")
    else:
        yield Said("well", f"People come by {settings.public_url}.")
    if dsn := settings.sentry_dsn.get_secret_value():
        yield Said("well", f"Errors are told to {urlsplit(dsn).hostname}: kinds and places in our code.")
    if settings.traces_to:
        yield Said("well", f"{settings.traces_share:.0%} of traces go to {urlsplit(settings.traces_to).hostname}.")
    if unsaid := notices.missing():
        yield Said("note", f"/privacy and /terms leave out what these would say: {', '.join(unsaid)}.")


if __name__ == "__main__":
    sys.exit(main())

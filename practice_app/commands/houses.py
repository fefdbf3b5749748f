"""From one house to another, by way of a copy: to try whether it can be put back, or to live there."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from practice_app.commands import handing_on

COPIES = "practice_app.backup"
OF_A_HOUSE = ("DATABASE_", "REDIS_URL", "S3_", "AWS_", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS", "VAPID_")
"""What says where a house is, or opens it: nothing of that is another's."""


def drill(place: str, copy: str) -> int:
    """Restore into a data folder made for this, on servers of its own, and tell the house that it was tried."""
    with _reachable_folder("woodshed-drill-") as folder:
        status = _restored(_elsewhere(folder / "home"), ["restore", place, copy, "--compare"], folder / "home")
    handing_on.to_module(COPIES, ["drilled", str(status)], migrated=False)
    return status


def move(target: Path, by: Path | None) -> int:
    """Bring all that is here to the house that a folder or a file of settings names, and compare it there."""
    with _reachable_folder("woodshed-move-", by) as folder:
        store, key, keys = folder / "copies", folder / "key", folder / "keys"
        locked = {"BACKUP_KEY_FILE": str(key), "BACKUP_TO": "", "BACKUP_PASSPHRASE": ""}
        here = dict(os.environ) | locked
        status = (
            handing_on.on_copies(["key", str(key)])
            or handing_on.to_module(COPIES, ["make", str(store)], here, migrated=False, alone=True)
            or handing_on.on_copies(["secrets", str(keys), str(store), ""], here)
        )
        return status or _restored(
            _there(target, settings_of(keys.read_text())) | locked, ["restore", str(store), "", "--compare"]
        )


def settings_of(text: str) -> dict[str, str]:
    """Read lines of NAME=value, as a service's file of settings has them; quotes around a value are not part of it."""
    lines = (line.strip().removeprefix("export ") for line in text.splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): _unquoted(value.strip()) for name, _, value in pairs}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _there(target: Path, keys: Mapping[str, str]) -> dict[str, str]:
    """The other house's environment; keys that its settings lack are written to them, for they open what comes."""
    if not target.is_file():
        return _elsewhere(target)
    told = settings_of(target.read_text())
    if lacking := {name: value for name, value in keys.items() if name not in told}:
        with target.open("a") as file:
            file.writelines(f"{name}={value}\n" for name, value in lacking.items())
        sys.stdout.write(f"{', '.join(lacking)} of here stand in {target} now.\n")
    return _not_of_here() | told | lacking


def _elsewhere(folder: Path) -> dict[str, str]:
    return _not_of_here() | {"WOODSHED_HOME": str(folder.absolute())}


def _not_of_here() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(OF_A_HOUSE)}


def _restored(environ: Mapping[str, str], words: list[str], forget: Path | None = None) -> int:
    from practice_app.embedded import Home
    from practice_app.embedded.postgres_place import remove

    try:
        return handing_on.to_module(COPIES, words, environ, migrated=False, alone=True)
    finally:
        if forget:
            remove(Home(forget))


@contextmanager
def _reachable_folder(name: str, where: Path | None = None) -> Iterator[Path]:
    """A folder for this alone; as root, PostgreSQL runs as somebody else, who must get in."""
    with tempfile.TemporaryDirectory(prefix=name, dir=where) as made:
        folder = Path(made)
        folder.chmod(0o711)
        yield folder

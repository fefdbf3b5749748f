"""The one folder where everything lives: data, logs, and the secrets that were made for it."""

import fcntl
import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""


class HomeTakenError(RuntimeError):
    """Another Woodshed is already running on this folder."""


@dataclass(frozen=True)
class Secrets:
    """Made once, at random, for one home; hexadecimal, so that they fit into any address."""

    secret_key: str
    postgres_password: str
    owner_password: str
    app_password: str
    redis_password: str
    s3_access_key_id: str
    s3_secret_access_key: str


@dataclass(frozen=True)
class Home:
    """A data folder and the names of what is in it."""

    path: Path

    @property
    def logs(self) -> Path:
        """One log per process, rotated."""
        return self.path / "logs"

    @property
    def media(self) -> Path:
        """What the S3 server serves: a folder per bucket."""
        return self.path / "media"

    @property
    def redis(self) -> Path:
        """What Redis remembers."""
        return self.path / "redis"

    @property
    def scheduler(self) -> Path:
        """When the scheduler last did what."""
        return self.path / "scheduler"

    @property
    def figures(self) -> Path:
        """What the web processes have counted since the start, for Prometheus."""
        return self.path / "figures"

    @property
    def postgres(self) -> Path:
        """The database cluster, or a link to it where its user cannot reach this folder."""
        return self.path / "postgres"

    def prepare(self) -> None:
        """Make the folder and the rooms in it; nobody else may look into them."""
        self.path.mkdir(parents=True, exist_ok=True)
        for room in (self.figures, self.logs, self.media, self.redis, self.scheduler):
            room.mkdir(mode=0o700, exist_ok=True)

    def forget_figures(self) -> None:
        """Begin to count anew: what earlier processes counted belongs to an earlier start."""
        for file in self.figures.glob("*.db"):
            file.unlink()

    def lock(self) -> IO[str]:
        """Take this folder for as long as the answer stays open."""
        self.path.mkdir(parents=True, exist_ok=True)
        held = (self.path / "lock").open("a")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            held.close()
            raise HomeTakenError(
                f"Woodshed is already running on {self.path}. Stop that one first, "
                "or give this one a folder of its own: make run WOODSHED_HOME=folder"
            ) from taken
        return held

    def secrets(self) -> Secrets:
        """The secrets of this home, made on the first visit; what a newer version adds is added."""
        file = self.path / "secrets.json"
        known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        wanted = {field.name: known.get(field.name) or secrets.token_hex(24) for field in fields(Secrets)}
        found = Secrets(**wanted)
        if asdict(found).items() - known.items():
            write_private(file, json.dumps({**known, **wanted}, indent=2))
        return found

    def keep_secret_key(self, key: str) -> None:
        """Go on with the key of a house that was restored here; the servers' own passwords stay."""
        write_private(self.path / "secrets.json", json.dumps(asdict(self.secrets()) | {"secret_key": key}, indent=2))


def write_private(file: Path, text: str) -> None:
    """Write whole or not at all, readable by its owner only."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)

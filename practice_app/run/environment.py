"""What the user has configured, and the environment that every process of ours gets."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from practice_app import machine
from practice_app.embedded import Home, postgres, redis, s3
from practice_app.embedded.home import ROOT
from practice_app.embedded.postgres import EmbeddedPostgres
from practice_app.embedded.redis import EmbeddedRedis
from practice_app.embedded.s3 import EmbeddedS3
from practice_app.reflex_seams.serving import KEEPS_TO_ITSELF
from practice_app.settings import default_home

BUCKET = "woodshed"
KEYS = ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS")
MOST_WEB_WORKERS = 4
"""One a core; a single one carries some 130 events a second."""
WEB_WORKER_MB = 300
"""One holds 170 MB, and more while it works."""


class WrongSettingError(RuntimeError):
    """A setting that cannot be used, in a sentence."""


@dataclass(frozen=True)
class Wish:
    """What the environment asks for; empty addresses mean: bring your own."""

    home: Home
    port: int
    given: Mapping[str, str] = field(repr=False)

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Wish":
        """Read it from the environment."""
        folder = environ.get("WOODSHED_HOME")
        home = Path(folder).expanduser().absolute() if folder else default_home()
        return cls(Home(home), _port(environ.get("PORT") or "8000"), environ)

    def gives(self, name: str) -> bool:
        """Whether the user named a server of their own."""
        return bool(self.given.get(name))


@dataclass(frozen=True)
class Services:
    """The embedded services that this start needs; None where the user has a real one."""

    postgres: EmbeddedPostgres | None
    redis: EmbeddedRedis | None
    s3: EmbeddedS3 | None

    @classmethod
    def prepare(cls, wish: Wish) -> "Services":
        """Make their folders and configurations; nothing runs yet."""
        wish.home.prepare()
        return cls(
            None if wish.gives("DATABASE_URL") else postgres.prepare(wish.home),
            None if wish.gives("REDIS_URL") else redis.prepare(wish.home),
            None if wish.gives("S3_ENDPOINT_URL") else s3.prepare(wish.home, BUCKET),
        )

    def all(self) -> list[EmbeddedPostgres | EmbeddedRedis | EmbeddedS3]:
        """Those that we start."""
        return [service for service in (self.postgres, self.redis, self.s3) if service]


def environment(wish: Wish, services: Services) -> dict[str, str]:
    """The environment of the web process, the worker and the scheduler."""
    chosen = dict(wish.given)
    chosen.pop("DATABASE_OWNER_URL", None)  # migrations only: see owner_environment
    chosen.setdefault("SECRET_KEY", wish.home.secrets().secret_key)
    if services.postgres:
        chosen["DATABASE_URL"] = services.postgres.url()
    if services.redis:
        chosen["REDIS_URL"] = services.redis.url
    if services.s3:
        chosen["S3_ENDPOINT_URL"] = services.s3.endpoint_url
        chosen["S3_ACCESS_KEY_ID"] = services.s3.access_key_id
        chosen["S3_SECRET_ACCESS_KEY"] = services.s3.secret_access_key
        chosen["S3_BUCKET"] = BUCKET
        chosen["S3_REGION"] = s3.REGION
        chosen |= services.s3.program.environment
    chosen["WOODSHED_HOME"] = str(wish.home.path)
    chosen["PORT"] = str(wish.port)
    chosen["PATH"] = os.pathsep.join((str(ROOT / "build" / "bin"), wish.given.get("PATH", "/usr/bin:/bin")))
    chosen["PYTHONUNBUFFERED"] = "1"
    chosen["PROMETHEUS_MULTIPROC_DIR"] = str(wish.home.figures)
    chosen.setdefault("GRANIAN_WORKERS", str(machine.share().processes(WEB_WORKER_MB, most=MOST_WEB_WORKERS)))
    return chosen | KEEPS_TO_ITSELF


def owner_environment(wish: Wish, services: Services) -> dict[str, str]:
    """The same for migrations, which alone may sign in as the owner."""
    chosen = environment(wish, services)
    if services.postgres:
        chosen["DATABASE_OWNER_URL"] = services.postgres.url(postgres.OWNER)
    elif wish.gives("DATABASE_OWNER_URL"):
        chosen["DATABASE_OWNER_URL"] = wish.given["DATABASE_OWNER_URL"]
    return chosen


def addresses_of(wish: Wish, services: Services) -> dict[str, str]:
    """Where the services of this start are: what another command on this home needs to know."""
    known = owner_environment(wish, services)
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "PORT", "WOODSHED_HOME", *KEYS)
    return {name: value for name, value in known.items() if name in names or name.startswith("S3_")}


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise WrongSettingError(f"PORT must be a number from 1 to 65535, not {text!r}.")

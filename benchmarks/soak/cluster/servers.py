"""The servers of a cluster on this machine: PostgreSQL with a streaming replica, Redis, and S3 on a small disk."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from practice_app.embedded import Home, postgres, postgres_place, redis, s3
from practice_app.embedded.postgres import EmbeddedPostgres
from practice_app.embedded.program import Program, wait_until

DISK_MB = 800
_EVERYBODY = "pg_stat_replication WHERE state = 'streaming'"


@dataclass
class Server:
    """One of them, which can be killed, held, and started again."""

    program: Program
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, without waiting."""
        self.process = self.program.start(self.log)

    def signal(self, which: signal.Signals) -> None:
        """Send a signal to all of it."""
        if self.process:
            os.killpg(self.process.pid, which)

    def kill(self) -> None:
        """End it as a machine ends that loses its power."""
        self.signal(signal.SIGKILL)
        if self.process:
            self.process.wait(20)

    def stop(self) -> None:
        """End it as it wants to be ended."""
        if self.process and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                self.signal(signal.SIGCONT)
                self.process.send_signal(self.program.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
                return
            self.kill()


class Database:
    """Two PostgreSQL: what is committed on the first is on the second before whoever asked is told so."""

    def __init__(self, folder: Path) -> None:
        homes = Home(folder / "first"), Home(folder / "second")
        self.first = postgres.prepare(homes[0])
        self.servers = [Server(self.first.program, folder / "first.log")]
        self._run_alone(self.first)
        self.second = self._copied(*homes)
        self.servers.append(Server(self.second.program, folder / "second.log"))
        self.writes = self.first
        self._homes = homes

    def _run_alone(self, first: EmbeddedPostgres) -> None:
        self.servers[0].start()
        wait_until(first.ping, "the first database")
        first.settle()
        self.servers[0].stop()

    def _copied(self, first: Home, second: Home) -> EmbeddedPostgres:
        """Copy the first while it rests; the copy follows the first from there on."""
        second.prepare()
        shutil.copyfile(first.path / "secrets.json", second.path / "secrets.json")
        source, place = postgres_place.find(first), postgres_place.find(second)
        shutil.copytree(source.cluster, place.cluster)
        (place.cluster / "standby.signal").touch()
        for path in (place.cluster, *place.cluster.rglob("*")):
            if place.user:
                shutil.chown(path, place.user)
        made = postgres.prepare(second)
        password = first.secrets().postgres_password
        follows = f"host=127.0.0.1 port={self.first.port} user=postgres password={password} application_name=second"
        command = (*made.program.command, "-c", f"primary_conninfo={follows}")
        return replace(made, program=replace(made.program, command=command))

    def start(self) -> None:
        """Start both, and commit nothing from then on that only one of them has."""
        for server in self.servers:
            server.start()
        wait_until(self.first.ping, "the first database")
        with self._superuser(self.first) as db:
            wait_until(lambda: _one(db, f"SELECT 1 / count(*) FROM {_EVERYBODY}"), "the second database")
            db.execute("ALTER SYSTEM SET synchronous_standby_names = 'second'")
            db.execute("SELECT pg_reload_conf()")

    def url(self, role: str = postgres.APP) -> str:
        """Give the address of both, of which the one that writes is taken."""
        one, other = self.first.url(role), self.second.port
        return one.replace(f":{self.first.port}/", f":{self.first.port},127.0.0.1:{other}/") + _WRITES

    def take_over(self) -> None:
        """Let the second take over."""
        with self._superuser(self.second) as db:
            db.execute("SELECT pg_promote()")
        self.writes = self.second

    @contextmanager
    def _superuser(self, of: EmbeddedPostgres) -> Iterator[psycopg.Connection]:
        with psycopg.connect(of.url("postgres", "postgres"), autocommit=True, connect_timeout=5) as db:
            yield db

    def remove(self) -> None:
        """Let go of what lies outside of the folder."""
        for home in self._homes:
            postgres_place.remove(home)


_WRITES = "?target_session_attrs=read-write"


def _one(db: psycopg.Connection, query: str) -> object:
    return (db.execute(query).fetchone() or (None,))[0]


class Broker:
    """Redis, which can be started again with nothing in it."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "broker")
        self.home.prepare()
        self._made = redis.prepare(self.home)
        self.url = self._made.url
        self.server = Server(self._made.program, folder / "broker.log")

    def start(self) -> None:
        """Start it and wait."""
        self.server.start()
        wait_until(self._made.ping, "Redis")

    def restart_empty(self) -> None:
        """Kill it and start it again with all forgotten."""
        self.server.kill()
        for found in self.home.redis.iterdir():
            if found.is_dir():
                shutil.rmtree(found)
        self.start()


class Store:
    """S3 on a disk of its own, which can be away, hang, or be full."""

    def __init__(self, folder: Path) -> None:
        home = Home(folder / "store")
        home.prepare()
        self.media = home.media
        self.own_disk = _mounted(home.media)
        self.made = s3.prepare(home)
        self.server = Server(self.made.program, folder / "store.log")

    def start(self) -> None:
        """Start it and wait."""
        self.server.start()
        wait_until(self.made.ping, "S3")

    def fill(self) -> None:
        """Leave no room on its disk."""
        with (self.media / "ballast").open("wb") as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(1 << 20))
                file.flush()

    def empty(self) -> None:
        """Give the room back."""
        (self.media / "ballast").unlink(missing_ok=True)

    def remove(self) -> None:
        """Let the disk go."""
        if self.own_disk:
            subprocess.run(["umount", str(self.media)], check=False)


def _mounted(folder: Path) -> bool:
    """Put a disk of its own there, where this machine lets us."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "woodshed-soak", str(folder)]
    return os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0

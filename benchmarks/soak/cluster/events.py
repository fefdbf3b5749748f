"""What happens to the cluster, one thing after the other, while musicians go on."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.soak.cluster.clocks import Clock
from benchmarks.soak.cluster.fleet import Fleet, serving
from benchmarks.soak.cluster.proxy import Proxy
from benchmarks.soak.cluster.release import Release
from benchmarks.soak.cluster.servers import Broker, Database, Store
from practice_app.embedded.program import wait_until

PRE_STOP_S = 10.0
"""As long as a pod that is to end is out of its Service before it is told (`preStop`)."""
NOTICED_S = 3.0
"""So long it takes whoever watches over PostgreSQL to let the second take over."""
AWAY_S, FULL_S, JUMP_S = 60.0, 30.0, 20.0
START_S = 180.0


@dataclass
class Phase:
    """A stretch of the rehearsal, in seconds since the Unix epoch."""

    name: str
    began: float
    ended: float = 0
    note: str = ""


@dataclass
class Cluster:
    """All that there is."""

    folder: Path
    environment: Mapping[str, str] = field(repr=False)
    old: Release
    new: Release
    database: Database
    broker: Broker
    store: Store
    fleet: Fleet
    proxy: Proxy
    web: dict[str, int]
    """The port of each web process, by its name; the first two are of the old release."""
    clock: Clock | None = None
    """That of one web process and one worker of the new release."""
    phases: list[Phase] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[Phase]:
        """Something happens."""
        this = Phase(name, time.time())
        self.phases.append(this)
        print(f"{time.strftime('%H:%M:%S')} {name}", flush=True)
        yield this
        this.ended = time.time()

    @property
    def names(self) -> list[str]:
        """The names of the web processes."""
        return list(self.web)

    def start_web(self, name: str, release: Release, **more: str) -> None:
        """Start a web process, and let it have requests once it serves."""
        self.fleet.web(name, release, self.web[name], **more)
        self.wait_for(name)
        self.proxy.ready(name)

    def wait_for(self, name: str) -> None:
        """Wait until a web process serves."""

        def asked() -> None:
            if not serving(self.web[name]):
                raise RuntimeError("it does not serve")

        wait_until(asked, name, START_S)

    def replace(self, name: str) -> float:
        """Let a web process go as a cluster does: nothing new, a while, then its end; the seconds that took."""
        self.proxy.drain(name)
        time.sleep(PRE_STOP_S)
        took = self.fleet.end(name)
        self.proxy.out(name)
        return took


def calm(cluster: Cluster, seconds: float) -> None:
    """Nothing happens."""
    with cluster.phase("calm"):
        time.sleep(seconds)


def upgrade(cluster: Cluster, settle_s: float) -> None:
    """Bring a new release in, as docs/operations.md says."""
    first, second, third, fourth = cluster.names
    with cluster.phase("a new release") as phase:
        for name in (one for kind in ("scheduler", *KINDS) for one in cluster.fleet.names(kind)):
            cluster.fleet.end(name)
        cluster.new.migrate(os.environ | cluster.environment)
        begin_workers(cluster, cluster.new)
        cluster.start_web(third, cluster.new)
        cluster.start_web(fourth, cluster.new, **clock(cluster))
        time.sleep(settle_s)
        took = [cluster.replace(name) for name in (first, second)]
        phase.note = f"old web processes ended {took[0]:.1f} and {took[1]:.1f} s after they were told to"


KINDS = ("housekeeping", "listening", "films")


def begin_workers(cluster: Cluster, release: Release, **more: str) -> None:
    """Start workers for each queue, and the scheduler; of the new release one listens by a clock that may jump."""
    for kind in KINDS:
        cluster.fleet.worker(f"{kind}-1", release, **more)
    if release is cluster.new:
        cluster.fleet.worker("listening-2", release, **clock(cluster))
    cluster.fleet.scheduler(release)


def kills(cluster: Cluster, settle_s: float) -> None:
    """Kill one of each kind of process."""
    third = cluster.names[2]
    for name in (third, "listening-1", "housekeeping-1", "films-1", "scheduler", "proxy"):
        with cluster.phase(f"kill -9 {name}"):
            cluster.fleet.kill(name)
            time.sleep(settle_s)
    with cluster.phase("kill -9 S3"):
        cluster.store.server.kill()
        time.sleep(2)
        cluster.store.start()
        time.sleep(settle_s)


def redis_empty(cluster: Cluster, settle_s: float) -> None:
    """Let Redis forget everything."""
    with cluster.phase("Redis restarted empty"):
        cluster.broker.restart_empty()
        time.sleep(settle_s)


def fail_over(cluster: Cluster, settle_s: float) -> None:
    """Lose the first PostgreSQL."""
    with cluster.phase("PostgreSQL failed over"):
        cluster.database.servers[0].kill()
        time.sleep(NOTICED_S)
        cluster.database.take_over()
        time.sleep(settle_s)


def store_away(cluster: Cluster, settle_s: float) -> None:
    """Let S3 hang, then be away."""
    with cluster.phase(f"S3 hangs for {AWAY_S / 2:.0f} s, then is away as long"):
        cluster.store.server.signal(signal.SIGSTOP)
        time.sleep(AWAY_S / 2)
        cluster.store.server.kill()
        time.sleep(AWAY_S / 2)
        cluster.store.start()
        time.sleep(settle_s)


def store_full(cluster: Cluster, settle_s: float) -> None:
    """Let S3 have no room."""
    if not cluster.store.own_disk:
        print("  no disk of its own could be mounted for S3: it is not filled", flush=True)
        return
    with cluster.phase(f"S3's disk is full for {FULL_S:.0f} s"):
        cluster.store.fill()
        time.sleep(FULL_S)
        cluster.store.empty()
        time.sleep(settle_s)


def clock(cluster: Cluster) -> dict[str, str]:
    """The environment of a process whose clock can be made to jump, where this machine has what that needs."""
    return cluster.clock.environment if cluster.clock else {}


def jumps(cluster: Cluster, settle_s: float) -> None:
    """Let the clocks of a web process and a worker jump an hour ahead, and an hour back."""
    if cluster.clock is None:
        print("  no clock jumps here: that needs Linux and a C compiler", flush=True)
        return
    for seconds, lasts_s in ((3600, JUMP_S), (-3600, JUMP_S), (0, settle_s)):
        with cluster.phase(f"clocks of a web process and a worker: {seconds:+d} s"):
            cluster.clock.ahead(seconds)
            time.sleep(lasts_s)

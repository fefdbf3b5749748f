"""A rehearsal of a cluster: two releases, one proxy, workers for each queue, and what goes wrong in a year in minutes.

    python -m benchmarks.soak.cluster [--musicians 60] [--settle 10] [--old REVISION] [--only upgrade,kills]

Musicians read and practise on a fixed clock meanwhile. Nothing may fail after their devices' own retries, no session
or recording may be lost, and each recording is heard once. HAProxy must be there; clocks jump where there is a C
compiler.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.soak.cluster import audit, clocks, events, fleet, proxy, release, report
from benchmarks.soak.cluster.events import Cluster
from benchmarks.soak.cluster.servers import Broker, Database, Store
from practice_app.embedded import postgres
from practice_app.embedded.program import wait_until
from tests.stack import end_properly

WEB = ("web1", "web2", "web3", "web4")
READ_EVERY_S, PRACTISE_EVERY_S = 10.0, 240.0
"""What one musician does: 200 of them read 20 times a second and bring 50 recordings a minute."""
PATIENCE_S = 300.0
SESSIONS_EACH = 20
EVENTS: dict[str, Callable[[Cluster, float], None]] = {
    "upgrade": events.upgrade,
    "kills": events.kills,
    "redis": events.redis_empty,
    "database": events.fail_over,
    "away": events.store_away,
    "full": events.store_full,
    "clocks": events.jumps,
}
_SEED = (
    "import json, pathlib; from benchmarks.served import Served;"
    " print(json.dumps(Served('', 0, pathlib.Path('.'), None).seed_people({people}, {sessions})))"
)


@contextmanager
def cluster(folder: Path, old: str) -> Iterator[Cluster]:
    """Start it all as it was before the new release came; stop and remove it afterwards."""
    folder.chmod(0o711)  # as root, PostgreSQL runs as somebody else, who must get in
    before, now = release.before(old), release.this()
    for one in (before, now):
        one.build()
    database, broker, store = Database(folder), Broker(folder), Store(folder)
    given = _environment(database, broker, store)
    web = dict(zip(WEB, fleet.ports(len(WEB)), strict=True))
    front = proxy.Proxy(folder, fleet.ports(1)[0], web)
    there = Cluster(folder, given, before, now, database, broker, store, fleet.Fleet(folder, given), front, web)
    there.clock = clocks.made(folder)
    try:
        _start(there)
        yield there
    finally:
        there.fleet.stop()
        for server in (store.server, broker.server, *database.servers):
            server.stop()
        store.remove()
        database.remove()


def _environment(database: Database, broker: Broker, store: Store) -> dict[str, str]:
    return {
        "DATABASE_URL": database.url(),
        "DATABASE_OWNER_URL": database.url(postgres.OWNER),
        "REDIS_URL": broker.url,
        "S3_ENDPOINT_URL": store.made.endpoint_url,
        "S3_ACCESS_KEY_ID": store.made.access_key_id,
        "S3_SECRET_ACCESS_KEY": store.made.secret_access_key,
        "SECRET_KEY": database.first.secrets.secret_key,
        "TRUSTED_PROXY_HOPS": "1",
        "LOG_FORMAT": "json",
    }


def _start(there: Cluster) -> None:
    there.database.start()
    there.broker.start()
    there.store.start()
    alone = {"DATABASE_URL": there.database.first.url()}  # it may be a release that knew of one only
    owned = {"DATABASE_OWNER_URL": there.database.first.url(postgres.OWNER)}
    there.old.migrate(os.environ | there.environment | alone | owned)
    there.fleet.proxy(there.proxy.port, there.proxy.configuration)
    for name in WEB[:2]:
        there.fleet.web(name, there.old, there.web[name], **alone)
    events.begin_workers(there, there.old, **alone)
    for name in WEB[:2]:
        there.wait_for(name)
        there.proxy.ready(name)


def rehearse(there: Cluster, musicians: int, settle_s: float, only: list[str]) -> report.Verdict:
    """Let musicians play while all that happens, and look at what came of it."""
    crowd, orders = _gather(there, musicians)
    wait_until(lambda: (orders.with_name("crowd-began")).read_text(), "the musicians", 120)
    began = float(orders.with_name("crowd-began").read_text())
    try:
        events.calm(there, settle_s)
        for name in only:
            EVENTS[name](there, settle_s)
        events.calm(there, settle_s)
    finally:
        orders.with_name("over-crowd").touch()
        print("the clock stands still; what is under way is brought to its end", flush=True)
        crowd.wait(PATIENCE_S * 2)
    told = json.loads(orders.with_name("crowd.json").read_text())
    practised = [one for musician in told["everybody"] for one in musician["practised"]]
    url = there.database.writes.url("postgres", postgres.DATABASE)
    found = audit.look(url, there.store, practised, told["digests"], PATIENCE_S)
    return report.judge(told, began, there.phases, found)


def _gather(there: Cluster, musicians: int) -> tuple[subprocess.Popen[bytes], Path]:
    """Make the people, as the old release does, and let a process of its own be all of them."""
    alone = {"DATABASE_URL": there.database.first.url()}
    made = there.old.run(_SEED.format(people=musicians, sessions=SESSIONS_EACH), os.environ | there.environment | alone)
    told = {"address": there.proxy.address, "cookies": json.loads(made.splitlines()[-1])}
    told |= {"read_every_s": READ_EVERY_S, "practise_every_s": PRACTISE_EVERY_S, "patience_s": PATIENCE_S}
    orders = there.folder / "orders.json"
    orders.write_text(json.dumps(told))
    return subprocess.Popen([sys.executable, "-m", "benchmarks.soak.cluster.crowd", str(orders)]), orders


def main() -> int:
    """Rehearse and print; 1 when something failed, was lost, or done twice."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--musicians", type=int, default=60)
    asked.add_argument("--settle", type=float, default=10, help="seconds after each event before the next")
    asked.add_argument("--old", default="", help="a revision; the one before the newest migration when none is named")
    asked.add_argument("--only", default=",".join(EVENTS), help="events, with commas between; most want upgrade first")
    asked.add_argument("--folder", type=Path, help="an empty folder that is kept, with all logs")
    given = asked.parse_args()
    proxy.program()
    end_properly()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="woodshed-cluster-") as name:
        folder = given.folder or Path(name)
        folder.mkdir(exist_ok=True)
        with cluster(folder, given.old) as there:
            print(
                f"{there.old.head()} → {there.new.head()}, {given.musicians} musicians, load before {load:.1f}",
                flush=True,
            )
            began = time.monotonic()
            verdict = rehearse(there, given.musicians, given.settle, given.only.split(","))
            report.printed(verdict, there.fleet.began_again)
            print(f"in {time.monotonic() - began:.0f} s, load of the machine {os.getloadavg()[0]:.1f}")
    return 0 if verdict.good else 1


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except (proxy.Missing, release.NoHistory) as missing:
        sys.exit(str(missing))

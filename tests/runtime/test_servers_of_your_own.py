"""With servers of one's own: they are used, and may be away when Woodshed starts."""

import httpx
import psycopg
import pytest

from practice_app.embedded import Home, postgres, redis, s3
from practice_app.embedded.program import free_port, wait_until
from practice_app.run.environment import BUCKET
from tests.running import RunningApp, stop
from tests.stack import remove


@pytest.fixture
def elsewhere(run_folder, worker_number):
    """A PostgreSQL, a Redis and an S3 server of somebody else's, not started."""
    home = Home(run_folder / f"elsewhere-{worker_number}")
    home.prepare()
    servers = (postgres.prepare(home, careless=True), redis.prepare(home), s3.prepare(home, BUCKET))
    running = []

    def start(server):
        running.append((server, server.program.start(home.logs / f"{server.program.name}.log")))
        wait_until(server.ping, server.program.name)
        if server is servers[0]:
            servers[0].settle()

    yield *servers, start
    for server, process in running:
        process.send_signal(server.program.stop_signal)
        process.wait(20)
    remove(home.path, home)


def test_servers_that_are_away_at_the_start_are_named_and_used_once_there(run_folder, worker_number, elsewhere):
    database, broker, store, start = elsewhere
    folder = run_folder / f"guest-{worker_number}"
    app = RunningApp(folder / "home", free_port(), addresses(database, broker, store))
    process = app.start()
    try:
        app.until(lambda: answer(app) is not None, 180, "the web process up")
        assert answer(app).status_code == 503
        assert answer(app).json()["failing"] == ["database", "redis", "s3"]
        assert not {"postgresql", "redis", "s3"} & set(app.children)

        for server in (store, broker, database):
            start(server)
        app.until(app.is_ready, 120, "ready")
        app.until(lambda: "tables are up to date" in app.log, 60, "migrated")
        with psycopg.connect(database.url(postgres.OWNER)) as db:
            assert db.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
        for _ in range(20):
            httpx.get(f"{app.url}/health/live")
        assert len({lives_counted(app) for _ in range(8)}) == 1
    finally:
        stop(process)
        left = app.left()
        remove(folder, Home(app.home))
    assert left == []


def addresses(database, broker, store) -> dict[str, str]:
    return {
        "DATABASE_URL": database.url(),
        "DATABASE_OWNER_URL": database.url(postgres.OWNER),
        "REDIS_URL": broker.url,
        "S3_ENDPOINT_URL": store.endpoint_url,
        "S3_ACCESS_KEY_ID": store.access_key_id,
        "S3_SECRET_ACCESS_KEY": store.secret_access_key,
        "S3_BUCKET": BUCKET,
        "S3_REGION": s3.REGION,
    }


def lives_counted(app: RunningApp) -> str:
    """What is said to have been asked of /health/live: the same, whichever web process answers."""
    (line,) = [
        line
        for line in httpx.get(f"{app.url}/metrics").text.splitlines()
        if '"/health/live"' in line and "_requests_total" in line
    ]
    return line


def answer(app: RunningApp) -> httpx.Response | None:
    try:
        return httpx.get(f"{app.url}/health/ready", timeout=10)
    except httpx.HTTPError:
        return None

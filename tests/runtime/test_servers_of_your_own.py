"""With servers of one's own: they are used, and may be away when Woodshed starts."""

import httpx
import psycopg
import pytest

from practice_app.embedded import Home, postgres
from practice_app.embedded.program import free_port, wait_until
from tests.running import RunningApp, stop
from tests.stack import remove


@pytest.fixture
def database(run_folder, worker_number):
    """A PostgreSQL of somebody else's, not started."""
    home = Home(run_folder / f"elsewhere-{worker_number}")
    server = postgres.prepare(home, careless=True)
    running = []

    def start():
        running.append(server.program.start(home.logs / "postgresql.log"))
        wait_until(server.ping, "postgresql")
        server.settle()

    yield server, start
    for process in running:
        process.send_signal(server.program.stop_signal)
        process.wait(20)
    remove(home.path, home)


def test_a_database_that_is_away_at_the_start_is_named_and_used_once_it_is_there(run_folder, worker_number, database):
    server, start_database = database
    folder = run_folder / f"guest-{worker_number}"
    given = {"DATABASE_URL": server.url(), "DATABASE_OWNER_URL": server.url(postgres.OWNER)}
    app = RunningApp(folder / "home", free_port(), given)
    process = app.start()
    try:
        app.until(lambda: answer(app) is not None, 180, "the web process up")
        assert answer(app).status_code == 503
        assert answer(app).json()["failing"] == ["database"]
        assert "postgresql" not in app.children

        start_database()
        app.until(app.is_ready, 120, "ready")
        app.until(lambda: "tables are up to date" in app.log, 60, "migrated")
        with psycopg.connect(server.url(postgres.OWNER)) as db:
            assert db.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    finally:
        stop(process)
        left = app.processes()
        remove(folder, Home(app.home))
    assert left == []


def answer(app: RunningApp) -> httpx.Response | None:
    try:
        return httpx.get(f"{app.url}/health/ready", timeout=10)
    except httpx.HTTPError:
        return None

"""`make run` from the outside: starts, says where it is, survives what happens to it, leaves nothing behind."""

import re
import signal
import socket
from pathlib import Path

import psutil
import pytest

from practice_app.embedded import Home
from practice_app.embedded.program import free_port
from tests.running import RunningApp, stop
from tests.stack import remove


@pytest.fixture
def app(run_folder: Path, worker_number: int):
    """A Woodshed of this test's own, not started."""
    folder = run_folder / f"own-{worker_number}"
    app = RunningApp(folder / "home", free_port())
    yield app
    remove(folder, Home(app.home))
    for left in app.processes():
        left.kill()


def test_it_says_where_it_is_refuses_a_second_copy_and_leaves_nothing_behind(app):
    process = app.start()
    app.wait(process)
    assert re.search(rf"^Woodshed is ready: http://localhost:{app.port}$", app.log, re.MULTILINE)
    assert {"postgresql", "redis", "s3", "web", "worker", "scheduler"} <= set(app.children)

    second = RunningApp(app.home, free_port())
    said = app.log
    refused = second.start()
    assert refused.wait(30) == 1
    assert f"already running on {app.home}" in second.log
    assert app.is_ready()

    (app.home / "said.log").write_text(said)
    assert stop(process) == 0
    assert app.left() == []


def test_a_second_start_finds_its_data_again_and_builds_nothing(app):
    first = app.start()
    app.wait(first)
    before = app.addresses
    stop(first, signal.SIGINT)
    again = app.start()
    app.wait(again)
    after = app.addresses
    stop(again)

    assert "Building" not in app.log
    assert before["SECRET_KEY"] == after["SECRET_KEY"]


def test_only_processes_of_our_own_know_a_secret(own_app):
    others = {"postgres", "redis-server", "valkey-server", "rclone", "ffmpeg"}
    known = [told for process in own_app.processes() if (told := name_and_environment(process))]
    theirs = [(name, environment) for name, environment in known if name in others or "workers.analyser" in name]
    assert len(theirs) > 3
    secret = own_app.addresses["SECRET_KEY"]
    assert [name for name, environment in theirs if secret in environment] == []


def name_and_environment(process: psutil.Process) -> tuple[str, str] | None:
    """Of one that still lives: its name, for Python its command, and what it was started with."""
    try:
        name = process.name()
        return " ".join(process.cmdline()) if name.startswith("python") else name, str(process.environ())
    except psutil.Error:
        return None


@pytest.mark.parametrize("victim", ["postgresql", "redis", "s3", "worker", "scheduler", "web"])
def test_a_process_that_is_killed_comes_back_by_itself(own_app, victim):
    pid = own_app.children[victim]
    psutil.Process(pid).kill()

    own_app.until(lambda: own_app.children.get(victim, pid) != pid, 60, f"{victim} started again")
    own_app.until(own_app.is_ready, 120, "ready again")


@pytest.fixture(scope="module")
def own_app(run_folder: Path, worker_number: int):
    """A Woodshed whose processes this module may kill."""
    folder = run_folder / f"killed-{worker_number}"
    app = RunningApp(folder / "home", free_port())
    process = app.start()
    app.wait(process)
    yield app
    stop(process)
    remove(folder, Home(app.home))


def test_nothing_stays_behind_when_the_launcher_is_killed(app):
    process = app.start()
    app.wait(process)
    process.kill()
    process.wait()

    app.until(lambda: not app.processes(), 60, "everything gone")


def test_nothing_stays_behind_when_the_supervisor_is_killed(app):
    process = app.start()
    app.wait(process)
    psutil.Process(app.children["supervisor"]).kill()

    assert process.wait(60) == 1
    app.until(lambda: not app.processes(), 10, "everything gone")


def test_after_the_worst_the_next_start_tidies_up_and_works(app):
    process = app.start()
    app.wait(process)
    psutil.Process(app.children["supervisor"]).kill()
    process.kill()
    process.wait()
    assert app.processes()

    again = app.start()
    app.wait(again)
    assert "cut short" in app.log
    assert stop(again) == 0
    assert app.left() == []


def test_a_port_that_is_taken_is_a_sentence(app):
    with socket.create_server(("0.0.0.0", app.port)):
        process = app.start()
        assert process.wait(30) == 1
    assert f"Port {app.port} is taken" in app.log
    assert "Traceback" not in app.log

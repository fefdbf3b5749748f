"""`make run` from the outside: starts, says where it is, survives what happens to it, leaves nothing behind."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from practice_app.embedded import Home
from practice_app.embedded.program import free_port
from tests.running import RunningApp, stop
from tests.stack import remove

pytestmark = pytest.mark.xdist_group("a house that is killed")


class House:
    """A Woodshed of this module's own: whoever needs it running has it started, whatever the last one did to it."""

    def __init__(self, folder: Path) -> None:
        self.app = RunningApp(folder / "home", free_port(), {"GRANIAN_WORKERS": "1"})
        self._process: subprocess.Popen[bytes] | None = None

    def up(self) -> subprocess.Popen[bytes]:
        """Let it run and be ready."""
        if self._process is None or self._process.poll() is not None:
            self._process = self.app.start()
            self.app.wait(self._process)
        return self._process

    def down(self) -> None:
        """Let it be stopped."""
        if self._process is not None and self._process.poll() is None:
            stop(self._process)


@pytest.fixture(scope="module")
def house(run_folder: Path, worker_number: int) -> Iterator[House]:
    """One data folder for all: to start on what is there is what a start mostly does."""
    folder = run_folder / f"own-{worker_number}"
    house = House(folder)
    yield house
    house.down()
    remove(folder, Home(house.app.home))
    for left in house.app.processes():
        left.kill()


def test_it_says_where_it_is_and_refuses_a_second_copy(house):
    house.up()
    app = house.app
    assert re.search(rf"^Woodshed is ready: http://localhost:{app.port}$", app.log, re.MULTILINE)
    assert {"postgresql", "redis", "s3", "web", "worker", "scheduler"} <= set(app.children)

    second = RunningApp(app.home, free_port())
    said = app.log
    refused = second.start()
    assert refused.wait(30) == 1
    assert f"already running on {app.home}" in second.log
    assert app.is_ready()
    (app.home / "said.log").write_text(said)


def test_only_processes_of_our_own_know_a_secret(house):
    house.up()
    others = {"postgres", "redis-server", "valkey-server", "rclone", "ffmpeg"}
    known = [told for process in house.app.processes() if (told := name_and_environment(process))]
    theirs = [(name, environment) for name, environment in known if name in others or "workers.analyser" in name]
    assert len(theirs) > 3
    secret = house.app.addresses["SECRET_KEY"]
    assert [name for name, environment in theirs if secret in environment] == []


def name_and_environment(process: psutil.Process) -> tuple[str, str] | None:
    """Of one that still lives: its name, for Python its command, and what it was started with."""
    try:
        name = process.name()
        return " ".join(process.cmdline()) if name.startswith("python") else name, str(process.environ())
    except psutil.Error:
        return None


@pytest.mark.parametrize("victim", ["postgresql", "redis", "s3", "worker", "scheduler", "web"])
def test_a_process_that_is_killed_comes_back_by_itself(house, victim):
    house.up()
    pid = house.app.children[victim]
    psutil.Process(pid).kill()

    house.app.until(lambda: house.app.children.get(victim, pid) != pid, 60, f"{victim} started again")
    house.app.until(house.app.is_ready, 120, "ready again")


def test_nothing_stays_behind_when_the_supervisor_is_killed(house):
    process = house.up()
    psutil.Process(house.app.children["supervisor"]).kill()

    assert process.wait(60) == 1
    house.app.until(lambda: not house.app.processes(), 10, "everything gone")


def test_nothing_stays_behind_when_the_launcher_is_killed(house):
    process = house.up()
    process.kill()
    process.wait()

    house.app.until(lambda: not house.app.processes(), 60, "everything gone")


def test_after_the_worst_the_next_start_tidies_up_finds_its_data_builds_nothing_and_leaves_nothing_behind(house):
    process = house.up()
    before = house.app.addresses
    psutil.Process(house.app.children["supervisor"]).kill()
    process.kill()
    process.wait()
    assert house.app.processes()

    again = house.up()
    assert "cut short" in house.app.log
    assert "Building" not in house.app.log
    assert before["SECRET_KEY"] == house.app.addresses["SECRET_KEY"]
    assert stop(again, signal.SIGINT) == 0
    assert house.app.left() == []


def test_a_port_that_is_taken_is_a_sentence(house):
    house.down()
    guest = RunningApp(house.app.home, free_port())
    with socket.create_server(("0.0.0.0", guest.port)):
        process = guest.start()
        assert process.wait(30) == 1
    assert f"Port {guest.port} is taken" in guest.log
    assert "Traceback" not in guest.log

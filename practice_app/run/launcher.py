"""Start everything in order, say what happens, watch it, and stop it all again."""

import contextlib
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from practice_app import notices
from practice_app.embedded.home import HomeTakenError, write_private
from practice_app.embedded.program import NotReadyError, wait_until
from practice_app.run import frontend, programs, readiness
from practice_app.run.environment import (
    Services,
    Wish,
    WrongSettingError,
    addresses_of,
    environment,
    owner_environment,
)
from practice_app.run.migration import MigrationError, migrate
from practice_app.run.orphans import Children
from practice_app.run.supervisor import APPLICATION, SERVICES, State, Supervisor

Plan = Callable[[int, str], programs.Application]
"""From the port and the scheduler's file: what is to run."""
_PATIENCE_S = 300
_SENTENCES = (
    HomeTakenError,
    WrongSettingError,
    NotReadyError,
    MigrationError,
    frontend.BuildError,
    FileNotFoundError,
)


class _StopError(BaseException):
    """Somebody asked us to stop."""


def main(plan: Plan = programs.finished) -> int:
    """Run until asked to stop; 0 when that went as it should."""

    def living() -> int:
        wish = Wish.read(os.environ)
        with wish.home.lock():
            _run(wish, plan(wish.port, str(wish.home.scheduler / "schedule")))
        return 0

    return in_sentences(living)


def in_sentences(do: Callable[[], int]) -> int:
    """Do it until done or asked to stop; what went wrong is said in a sentence, not a stack of calls."""
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, _stop)
    try:
        return do()
    except _StopError:
        say("Woodshed has stopped.")
        return 0
    except _SENTENCES as problem:
        say(f"Woodshed could not go on. {problem}")
    return 1


def say(sentence: str) -> None:
    """Tell whoever started us, at once."""
    print(sentence, flush=True)


def _stop(*_: int | FrameType | None) -> None:
    """Once is enough: from here on everything is being stopped, in order."""
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.SIG_IGN)
    raise _StopError


def _run(wish: Wish, application: programs.Application) -> None:
    """One whole life, from the first folder to the last process."""
    noted = wish.home.path / "children.json"
    if Children.of_an_earlier_run(noted).end():
        say("The last run was cut short; what it had left running is stopped now.")
    _require_free(wish.port)
    say(f"Your data is in {wish.home.path}")
    services = Services.prepare(wish)
    wish.home.forget_figures()
    if services.postgres and services.postgres.note:
        say(services.postgres.note)
    ours = environment(wish, services)
    groups = {
        SERVICES: [service.program for service in services.all()],
        APPLICATION: application.programs,
    }
    children = Children(noted)
    addresses = wish.home.path / "running.json"
    write_private(addresses, json.dumps(addresses_of(wish, services)))
    try:
        with Supervisor(groups, ours | dict(application.environment), wish.home.logs) as supervisor:
            watch = _Watch(supervisor, children)
            try:
                _start(wish, services, application, supervisor, watch)
                watch.for_ever()
            finally:
                say("Stopping …")
                _stop_in_order(supervisor)
    finally:
        children.end()
        addresses.unlink(missing_ok=True)


def _start(
    wish: Wish, services: Services, application: programs.Application, supervisor: Supervisor, watch: "_Watch"
) -> None:
    """Services, tables, pages, application: each needs the one before."""
    if services.all():
        with told("PostgreSQL, Redis and S3"):
            supervisor.start(SERVICES)
            for service in services.all():
                wait_until(service.ping, service.program.name, _PATIENCE_S, meanwhile=watch.look)
        if services.postgres:
            services.postgres.settle()
        if services.redis:
            services.redis.settle()
    _migrate(wish, services)
    if not application.pages_are_made():
        with told("Building the pages, because they are new or have changed"):
            application.make_pages(environment(wish, services))
    with told("Web process, worker and scheduler"):
        supervisor.start(APPLICATION)
        ready = _await_ready(wish.port, watch)
    if not ready:
        say(f"Woodshed runs, but not all it needs is there: http://localhost:{wish.port}/health/ready names it.")
        _await_ready(wish.port, watch, patience_s=float("inf"))
    say(f"Woodshed is ready: http://localhost:{wish.port}")
    if unsaid := notices.missing():
        say(f"  /privacy and /terms don't say yet who runs this: set {', '.join(unsaid)}")


def _migrate(wish: Wish, services: Services) -> None:
    """Our own database must follow; somebody else's may be away: then go on, and try until it is back."""
    owner = owner_environment(wish, services)
    try:
        with told("Tables"):
            migrate(owner)
    except MigrationError as problem:
        if services.postgres:
            raise
        say(f"  the database does not answer yet ({problem}); trying again in the background")
        threading.Thread(target=_migrate_later, args=(owner,), daemon=True).start()


def _migrate_later(owner: dict[str, str]) -> None:
    while True:
        time.sleep(3)
        try:
            migrate(owner)
        except MigrationError:
            continue
        say("The database answers now, and its tables are up to date.")
        return


def _await_ready(port: int, watch: "_Watch", patience_s: float = 20) -> bool:
    """Wait for the web process; once it lives, do not wait long for what somebody else must repair."""
    deadline, lives_since = time.monotonic() + _PATIENCE_S, 0.0
    while True:
        watch.look()
        health = readiness.health(port)
        if health.ready and watch.all_run():
            return True
        now = time.monotonic()
        lives_since = lives_since or (now if health.live else 0.0)
        if lives_since and now - lives_since > patience_s:
            say(f"  it runs, but something is missing: {health.missing or 'a process does not stay up'}")
            return False
        if not lives_since and now > deadline:
            raise NotReadyError(f"The web process did not answer within {_PATIENCE_S} s; its log is web.log.")
        time.sleep(0.2)


def _stop_in_order(supervisor: Supervisor) -> None:
    """First what uses the services, then the services; supervisord itself goes on leaving its `with`."""
    if supervisor.alive():
        for group in (APPLICATION, SERVICES):
            try:
                supervisor.stop(group)
            except Exception as problem:
                say(f"  {group}: {problem}")


class _Watch:
    """Keeps an eye on the processes: tells what stopped, starts again what was given up."""

    def __init__(self, supervisor: Supervisor, children: Children) -> None:
        self._supervisor = supervisor
        self._children = children
        self._pids: dict[str, int] = {}
        self._parent = os.getppid() if "MAKELEVEL" in os.environ else None

    def all_run(self) -> bool:
        """Whether every process is up."""
        return all(state.state == "RUNNING" for state in self._supervisor.states())

    def for_ever(self) -> None:
        """Look once a second, until somebody asks us to stop."""
        while True:
            time.sleep(1)
            self.look()

    def look(self) -> None:
        """Look once."""
        if self._parent not in {None, os.getppid()}:
            raise _StopError  # make was killed, and could not tell us
        if not self._supervisor.alive():
            raise NotReadyError("The supervisor of its processes is gone; everything has been stopped.")
        states = self._supervisor.states()
        for state in states:
            self._compare(state)
        self._children.remember({"supervisor": self._supervisor.pid} | {s.name: s.pid for s in states})

    def _compare(self, state: State) -> None:
        before = self._pids.get(state.name)
        if state.state == "RUNNING":
            if before and before != state.pid:
                with contextlib.suppress(OSError):
                    os.killpg(before, signal.SIGKILL)  # its own children would go on serving beside the new one
                say(f"The {state.name} process had stopped and was started again.")
            self._pids[state.name] = state.pid
        if state.state == "FATAL":
            say(f"The {state.name} process does not stay up ({state.end}); trying again. See {state.name}.log")
            self._supervisor.start_again(state)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say that something begins, and how long it took."""
    start = time.monotonic()
    say(f"{what} …")
    yield
    say(f"  ready after {time.monotonic() - start:.1f} s")


def _require_free(port: int) -> None:
    """A port that somebody listens on is no place to start."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 - where the web process will listen
        except OSError as taken:
            raise WrongSettingError(
                f"Port {port} is taken by another program, or not ours to use. "
                f"Choose another: make run PORT={port + 1 if port < 65535 else 8000}"
            ) from taken

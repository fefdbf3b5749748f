"""For other commands on a data folder (`make migrate`, `make demo`): its services, running already or for once."""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from practice_app.embedded.home import Home, HomeTakenError
from practice_app.embedded.program import NotReadyError, wait_until
from practice_app.run.environment import Services, Wish, environment, owner_environment
from practice_app.run.migration import migrate
from practice_app.run.supervisor import SERVICES, Supervisor

RUNNING = "running.json"


@contextmanager
def borrowed(wish: Wish, *, migrated: bool = True, alone: bool = False) -> Iterator[dict[str, str]]:
    """The environment of a command that needs the database, Redis and S3 of this home.

    Its tables are brought up to date unless they are to stay as they are; ``alone``: refused while Woodshed runs.
    """
    try:
        held = wish.home.lock()
    except HomeTakenError:
        if alone:
            raise
        yield dict(os.environ) | _addresses(wish.home)
        return
    with held:
        services = Services.prepare(wish)
        groups = {SERVICES: [service.program for service in services.all()]}
        with Supervisor(groups, environment(wish, services), wish.home.logs) as supervisor:
            if services.all():
                supervisor.start(SERVICES)
            for service in services.all():
                wait_until(service.ping, service.program.name)
            if services.postgres:
                services.postgres.settle()
            if migrated:
                migrate(owner_environment(wish, services))
            yield owner_environment(wish, services)


def addresses_while_running(home: Home) -> dict[str, str]:
    """Where the services of this home are; nothing when nobody runs it. Makes nothing and waits for nobody."""
    try:
        return dict(json.loads((home.path / RUNNING).read_text()))
    except (OSError, ValueError):
        return {}


def run_with_services(wish: Wish, command: Sequence[str], *, migrated: bool = True, alone: bool = False) -> int:
    """Run a command with those services; answers its exit status."""
    with borrowed(wish, migrated=migrated, alone=alone) as environ:
        return subprocess.run(command, env=environ, check=False).returncode


def _addresses(home: Home, seconds: float = 60) -> dict[str, str]:
    """Where the running Woodshed has its services; it may be just about to tell."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := addresses_while_running(home):
            return found
        time.sleep(0.2)
    raise NotReadyError(f"Woodshed on {home.path} does not say where its database is.")

"""Where this worker works: the machine's workers share a name, under which they claim jobs."""

import os
import socket
from typing import Any

from celery.signals import celeryd_init

from practice_app.services.shared.jobs import Place

_here: list[Place] = []


@celeryd_init.connect
def settle(options: dict[str, Any], conf: Any, **_: object) -> None:
    """Note who we are before the workers are made, so that each of them knows."""
    _here[:] = [Place(_name(), int(options.get("concurrency") or conf.worker_concurrency or 1))]


def here() -> Place:
    """This place; where no worker was started (a test, a command) one of its own, of one worker."""
    if not _here:
        _here.append(Place(_name(), 1))
    return _here[0]


def _name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"

"""Says that this worker is there, every few seconds from its main process, and that it has ended."""

import threading
from typing import Any

from celery.signals import worker_ready, worker_shutdown

from practice_app.services.shared import alive
from workers.place import here

SAY_EVERY_S = 15.0
_ended = threading.Event()


@worker_ready.connect
def begin(**_: Any) -> None:
    """Begin to say so, once jobs are taken."""
    threading.Thread(target=_say, daemon=True, name="living").start()


@worker_shutdown.connect
def end(**_: Any) -> None:
    """Say that it is over."""
    _ended.set()
    alive.forget_worker(here().name, here().workers)


def _say() -> None:
    alive.note_worker(here().name, here().workers)
    while not _ended.wait(SAY_EVERY_S):
        alive.note_worker(here().name, here().workers)

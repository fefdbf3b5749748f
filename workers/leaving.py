"""What a worker does that is told to end: it goes on with its jobs for a while, then puts back what is not done.

A machine that is taken away, or a new release, is no fault of a job: put back in time it waits for another worker at
the cost of no attempt, and nobody has to notice first that this one is gone.
"""

import logging
import threading
from typing import Any

import psutil
from celery.signals import worker_shutting_down

from practice_app.errors import Unavailable
from practice_app.services.shared import jobs
from practice_app.settings import get_settings
from workers.place import here

log = logging.getLogger(__name__)


@worker_shutting_down.connect
def leave(how: str = "Warm", **_: Any) -> None:
    """Give what is worked on a while, none if we end at once; called in a signal's handler, so by a thread."""
    patience_s = get_settings().worker_grace_s if how == "Warm" else 0
    timer = threading.Timer(patience_s, let_go)
    timer.daemon = True  # whoever is done sooner ends sooner
    timer.start()


def let_go() -> None:
    """Put back what is worked on, and end what still works on it."""
    try:
        put_back()
    except Unavailable:
        log.warning("what is worked on here is found in a minute: the database is away")
    else:
        _end_helpers()


def put_back() -> None:
    """Put back all that is worked on here, and tell others of it."""
    kinds = jobs.let_go(here().name)
    for kind in kinds:
        log.info("a job (%s) was put back: this worker ends", kind)
        jobs.ask(kind)


def _end_helpers() -> None:
    """End the analysers and whatever else our processes wait for; their jobs then see that they are not ours."""
    ours = psutil.Process().children()
    for helper in psutil.Process().children(recursive=True):
        if helper not in ours:
            helper.kill()

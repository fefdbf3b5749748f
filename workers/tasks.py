"""The tasks: claim, work, finish. Each may run twice, be killed anywhere, or find the house half down."""

import logging

from celery.signals import worker_process_init

from practice_app.errors import Unavailable
from practice_app.services.recordings import jobs, orphans, turns
from practice_app.services.shared.queue import enqueue_analysis, waiting
from workers import isolated
from workers.app import app
from workers.listening import discard, listen
from workers.place import here

log = logging.getLogger(__name__)


@worker_process_init.connect
def get_ready(**_: object) -> None:
    """Have a listener wait for the first job of a worker."""
    isolated.get_ready()


@app.task(name="recordings.analyse", ignore_result=True)
def analyse(recording_id: str) -> None:
    """Listen to the recording whose turn it is; that of the message only says that there is one."""
    try:
        job = turns.next_job(here())
    except Unavailable:
        log.warning("recording %s waits: the database is away", recording_id)
        return
    if job is not None:
        listen(job)
        look_again(job)


def look_again(job: jobs.Job) -> None:
    """Ask once more when a long recording has ended: meanwhile others may have been passed over for it."""
    try:
        waits = turns.after(job)
    except Unavailable:
        return
    if waits:
        enqueue_analysis(waits)


@app.task(name="recordings.sweep", ignore_result=True)
def sweep() -> None:
    """Send again what got lost; delete what S3 could not delete before."""
    try:
        overdue = jobs.overdue()
        if waiting() < len(overdue):
            for recording_id in overdue:
                enqueue_analysis(recording_id)
        for recording_id in jobs.spent():
            discard(recording_id)
        orphans.sweep()
        orphans.tidy()
    except Unavailable as away:
        log.warning("the sweep comes again: %s", away)

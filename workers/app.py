"""The Celery application: a queue for each that jobs ask for, one schedule. The rows are the jobs, messages hints."""

import gc
from typing import Any

from celery import Celery, Task
from celery.signals import beat_init, setup_logging, worker_init, worker_process_shutdown
from kombu import Exchange, Queue

from practice_app import machine, trail
from practice_app.server import elsewhere, logs
from practice_app.services.shared.jobs import KINDS
from practice_app.settings import get_settings

SWEEP_EVERY_S = 30.0
ERASE_EVERY_S = 600.0
FAREWELLS_EVERY_S = 60.0
CATCH_UP_EVERY_S = 60.0
REFILL_EVERY_S = 3600.0
COUNT_EVERY_S = 20.0
DELIVER_EVERY_S = 5.0
REMIND_EVERY_S = 60.0
QUIET_EVERY_S = 3600.0
BACKUP_LOOKED_AFTER_EVERY_S = 900.0
HOMEWORK_DUE_EVERY_S = 600.0
WEEKS_OVER_EVERY_S = 600.0
LOOK_EVERY_S = 20.0
NIGHTLY_EVERY_S = 21_600.0
"""Four times a day: whoever switches a server off at night has it done, too; what was done is not done again."""
PROCESS_MB = 600
"""A process of a worker may hold 400 MB, and the one that listens for it 200 more."""
QUEUES = ("default", *dict.fromkeys(kind.queue for kind in KINDS.values()))

logs.install()
if logs.as_json():
    setup_logging.connect(lambda **_: logs.install(), weak=False)  # else Celery would write its own lines
elsewhere.install("worker")
worker_process_shutdown.connect(lambda **_: elsewhere.flush(), weak=False)


@beat_init.connect
@worker_init.connect
def keep_what_was_loaded(**_: Any) -> None:
    """Nobody looks for garbage among what was loaded: not now and then, nor for a second of a processor at the end."""
    gc.freeze()


class Followed(Task):  # type: ignore[type-arg]
    """A task of which whoever follows is told."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do it."""
        with trail.stretch("task", str(self.name)):
            return super().__call__(*args, **kwargs)


app = Celery(
    "woodshed",
    task_cls=Followed,
    broker=get_settings().redis_url,
    include=["workers.tasks", "workers.leaving", "workers.living", "workers.alive"],
)
app.conf.update(
    # Plain data through the broker, nothing kept of results: they are in the database.
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    # A message is done when its work is; whoever dies gives it back.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    broker_transport_options={
        "visibility_timeout": 3 * 3600,  # longer than any job; the sweep is quicker anyway
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,
    },
    # Redis away: wait for it, at the start and later, for ever.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_pool_limit=4,
    # A fresh process now and then, so nothing grows for ever.
    worker_concurrency=get_settings().worker_concurrency or machine.share().processes(PROCESS_MB, least=2),
    worker_max_tasks_per_child=200,
    worker_max_memory_per_child=400_000,  # kB
    worker_send_task_events=False,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    task_default_queue="default",
    task_queues=[Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
    timezone="UTC",
    beat_schedule={
        "recordings.sweep": {
            "task": "recordings.sweep",
            "schedule": SWEEP_EVERY_S,
            "options": {"expires": SWEEP_EVERY_S},
        },
        "accounts.erase": {
            "task": "accounts.erase",
            "schedule": ERASE_EVERY_S,
            "options": {"expires": ERASE_EVERY_S},
        },
        "backups.make": {
            "task": "backups.make",
            "schedule": BACKUP_LOOKED_AFTER_EVERY_S,
            "options": {"expires": BACKUP_LOOKED_AFTER_EVERY_S},
        },
        "accounts.farewells": {
            "task": "accounts.farewells",
            "schedule": FAREWELLS_EVERY_S,
            "options": {"expires": FAREWELLS_EVERY_S},
        },
        "progress.catch_up": {
            "task": "progress.catch_up",
            "schedule": CATCH_UP_EVERY_S,
            "options": {"expires": CATCH_UP_EVERY_S},
        },
        "teaching.remind": {
            "task": "teaching.remind",
            "schedule": HOMEWORK_DUE_EVERY_S,
            "options": {"expires": HOMEWORK_DUE_EVERY_S},
        },
        "search.count": {
            "task": "search.count",
            "schedule": COUNT_EVERY_S,
            "options": {"expires": COUNT_EVERY_S},
        },
        "lessons.refill": {
            "task": "lessons.refill",
            "schedule": REFILL_EVERY_S,
            "options": {"expires": REFILL_EVERY_S},
        },
        "partners.sweep": {
            "task": "partners.sweep",
            "schedule": QUIET_EVERY_S,
            "options": {"expires": QUIET_EVERY_S},
        },
        "notifications.remind": {
            "task": "notifications.remind",
            "schedule": REMIND_EVERY_S,
            "options": {"expires": REMIND_EVERY_S},
        },
        "notifications.push": {
            "task": "notifications.push",
            "schedule": DELIVER_EVERY_S,
            "options": {"expires": DELIVER_EVERY_S},
        },
        "notifications.mail": {
            "task": "notifications.mail",
            "schedule": DELIVER_EVERY_S,
            "options": {"expires": DELIVER_EVERY_S},
        },
        "forum.tidy": {
            "task": "forum.tidy",
            "schedule": NIGHTLY_EVERY_S,
            "options": {"expires": NIGHTLY_EVERY_S},
        },
        "forum.cards": {
            "task": "forum.cards",
            "schedule": LOOK_EVERY_S,
            "options": {"expires": LOOK_EVERY_S},
        },
        "moderation.look": {
            "task": "moderation.look",
            "schedule": LOOK_EVERY_S,
            "options": {"expires": LOOK_EVERY_S},
        },
        "teaching.week": {
            "task": "teaching.week",
            "schedule": WEEKS_OVER_EVERY_S,
            "options": {"expires": WEEKS_OVER_EVERY_S},
        },
        "lessons.remind": {
            "task": "lessons.remind",
            "schedule": REMIND_EVERY_S,
            "options": {"expires": REMIND_EVERY_S},
        },
    },
)

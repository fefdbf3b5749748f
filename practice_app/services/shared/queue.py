"""Tells the workers to look, by task name. The row is the job: a message that is lost costs a few seconds, no work."""

import logging
from functools import lru_cache

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from practice_app.services.shared.redis import TIMEOUT_S, client
from practice_app.services.shared.steps import step
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
WORK = "jobs.work"


@lru_cache
def _sender() -> Celery:
    sender = Celery("woodshed", broker=get_settings().redis_url)
    sender.conf.update(
        task_ignore_result=True,
        broker_transport_options={"socket_connect_timeout": TIMEOUT_S, "socket_timeout": TIMEOUT_S},
        broker_connection_retry_on_startup=False,
    )
    return sender


@step
def ask(queue: str, kind: str) -> None:
    """Tell the workers of a queue that there is a job of this kind, after its row was committed."""
    try:
        _sender().send_task(WORK, args=[kind], queue=queue, retry=False)
    except OperationalError as error:
        log.warning("a job (%s) waits for the sweep: %s", kind, error)


@step
def waiting(queue: str) -> int:
    """How many messages of a queue nobody has taken yet; none when Redis is away."""
    try:
        return int(client().llen(queue))  # type: ignore[arg-type]
    except RedisError:
        return 0

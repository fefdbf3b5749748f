"""Tells the workers to look, by task name. The row is the job: a message that is lost costs a few seconds, no work."""

import logging
from functools import lru_cache
from uuid import UUID

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from practice_app.services.shared.redis import TIMEOUT_S, client
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
ANALYSE, QUEUE = "recordings.analyse", "analysis"


@lru_cache
def _sender() -> Celery:
    sender = Celery("woodshed", broker=get_settings().redis_url)
    sender.conf.update(
        task_ignore_result=True,
        broker_transport_options={"socket_connect_timeout": TIMEOUT_S, "socket_timeout": TIMEOUT_S},
        broker_connection_retry_on_startup=False,
    )
    return sender


def enqueue_analysis(recording_id: UUID) -> None:
    """Ask for an analysis, after the row was committed. When Redis is away the sweep will ask again."""
    try:
        _sender().send_task(ANALYSE, args=[str(recording_id)], queue=QUEUE, retry=False)
    except OperationalError as error:
        log.warning("analysis of %s waits for the sweep: %s", recording_id, error)


def waiting() -> int:
    """How many analyses are asked for and not begun; none when Redis is away."""
    try:
        return int(client().llen(QUEUE))  # type: ignore[arg-type]
    except RedisError:
        return 0

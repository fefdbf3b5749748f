"""A file that the worker's loop touches as it goes round: what a probe of a container looks at."""

from celery.signals import heartbeat_sent, worker_ready

from practice_app.settings import get_settings

NAME = "worker-alive"


@worker_ready.connect
@heartbeat_sent.connect
def note(**_: object) -> None:
    """Say that the loop goes round: every two seconds, as often as Celery's own heart beats."""
    home = get_settings().home
    home.mkdir(parents=True, exist_ok=True)
    (home / NAME).touch()

"""The processes of the application itself."""

import sys

from practice_app.embedded.program import Program


def application(port: int, schedule: str) -> list[Program]:
    """The web process, the worker and its scheduler, as they are to be started."""
    return [
        Program("web", (*_python("granian"), *_web(port)), stop_seconds=10),
        Program("worker", (*_python("celery"), *_celery("worker"), *_WORKER), stop_seconds=10),
        Program("scheduler", (*_python("celery"), *_celery("beat"), *_scheduler(schedule)), stop_seconds=5),
    ]


_WORKER = ("--without-gossip", "--without-mingle", "--hostname", "woodshed@%h")


def _python(module: str) -> tuple[str, ...]:
    """Call a module, not its script: a script's first line breaks in long or moved folders."""
    return (sys.executable, "-m", module)


def _web(port: int) -> tuple[str, ...]:
    """Granian, with the finished pages and the API on one port; a worker that dies is replaced."""
    options = ("--factory", "--interface", "asgi", "--host", "0.0.0.0", "--port", str(port))  # noqa: S104
    patience = ("--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "5")
    return (*options, *patience, "--log-level", "warning", "practice_app.practice_app:app")


def _celery(verb: str) -> tuple[str, ...]:
    return ("--app", "workers.app:app", verb, "--loglevel", "INFO")


def _scheduler(schedule: str) -> tuple[str, ...]:
    return ("--schedule", schedule, "--pidfile", "")

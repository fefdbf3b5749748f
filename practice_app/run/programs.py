"""The processes of the application itself."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from practice_app.embedded.program import Program
from practice_app.reflex_seams.serving import SERVES_A_FINISHED_BUILD
from practice_app.run import frontend

LONGEST_REQUEST_S = "25"
"""So long a web process that ends lets a request go on: a part of an upload (5 MiB) takes that on a slow line."""


@dataclass(frozen=True)
class Application:
    """What is started once the services are there, and how it gets its pages."""

    programs: list[Program]
    environment: Mapping[str, str]
    pages_are_made: Callable[[], bool]
    make_pages: Callable[[Mapping[str, str]], object]


def finished(port: int, schedule: str) -> Application:
    """What people use: a finished build, served by the web process, a worker and its scheduler."""
    programs = [Program("web", python("granian", *_web(port)), stop_seconds=30), worker(), scheduler(schedule)]
    return Application(programs, SERVES_A_FINISHED_BUILD, frontend.is_built, frontend.build)


def worker(*before: str) -> Program:
    """The Celery process that does what takes long; `before` may watch over it."""
    names = ("--without-gossip", "--without-mingle", "--hostname", "woodshed@%h")
    return Program("worker", (*before, *python("celery", *_celery("worker"), *names)), stop_seconds=10)


def scheduler(schedule: str) -> Program:
    """The Celery process that says when."""
    options = ("--schedule", schedule, "--pidfile", "")
    return Program("scheduler", python("celery", *_celery("beat"), *options), stop_seconds=5)


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """Call a module, not its script: a script's first line breaks in long or moved folders."""
    return (sys.executable, "-m", module, *arguments)


def _web(port: int) -> tuple[str, ...]:
    """Granian, with the finished pages and the API on one port; a worker that dies is replaced."""
    options = ("--factory", "--interface", "asgi", "--host", "0.0.0.0", "--port", str(port))  # noqa: S104
    patience = ("--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", LONGEST_REQUEST_S)
    return (*options, *patience, "--log-level", "warning", "practice_app.web:create")


def _celery(verb: str) -> tuple[str, ...]:
    return ("--app", "workers.app:app", verb, "--loglevel", "INFO")

"""Errors for a Sentry: of what kind, where in the code, and under which id the rest stands in our own log.

Whatever of ours goes wrong is logged with its exception (a request, a page's handler, a job), so the log is where it
is picked up, once, and no framework is looked into.
"""

import logging
from typing import Any, Final

import sentry_sdk
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from practice_app import trail
from practice_app.server.redaction import legible

KEPT: Final = ("event_id", "timestamp", "level", "platform", "logger", "environment")
OF_A_FRAME: Final = ("filename", "function", "module", "lineno", "in_app", "context_line")
"""Of our own code alone, which everybody may read; not where on a disk it lies, and no values."""
OURS: Final = ("practice_app", "workers")
_PATIENCE_S: Final = 2.0


def install(dsn: str, part: str, environment: str) -> None:
    """Send errors of this process there from now on."""
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR), DedupeIntegration()],
        include_local_variables=False,
        send_default_pii=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        traces_sample_rate=None,
        send_client_reports=False,
        in_app_include=list(OURS),
        before_send=lambda event, _hint: told(dict(event), part),  # type: ignore[arg-type, return-value]
    )


def told(event: dict[str, Any], part: str) -> dict[str, Any] | None:
    """Make of an event what may leave the house; ``None``: without an exception there is nothing to tell."""
    raised = (event.get("exception") or {}).get("values") or []
    if not raised:
        return None
    tags = {"part": part} | ({"request_id": trail.current()} if trail.current() else {})
    return {
        **{name: event[name] for name in KEPT if name in event},
        "exception": {"values": [_raised(one) for one in raised]},
        "tags": tags,
        **_said(event),
    }


def _raised(one: dict[str, Any]) -> dict[str, Any]:
    """Its kind and its way through the code; what it says may be somebody's, and stands in our log."""
    frames = (one.get("stacktrace") or {}).get("frames") or []
    kept = [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
    return {"type": one.get("type"), "module": one.get("module"), "value": "", "stacktrace": {"frames": kept}}


def _said(event: dict[str, Any]) -> dict[str, Any]:
    """What our own line says before anything is filled into it."""
    template = (event.get("logentry") or {}).get("message")
    ours = str(event.get("logger", "")).startswith(OURS)
    return {"logentry": {"message": legible(str(template))}} if ours and template else {}


def flush() -> None:
    """Send what waits."""
    sentry_sdk.flush(_PATIENCE_S)

"""How this process writes its log: lines for people, or one JSON object a line for what collects logs (`LOG_FORMAT`).

Either way what opens an account is blotted out first (`server.redaction`).
"""

import json
import logging
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_app import trail
from practice_app.http import METHODS
from practice_app.server import redaction
from practice_app.settings import early, get_settings

OURS: Final = ("practice_app", "workers", "celery", "migrations")
"""Told from `INFO` on; of others warnings alone, for at `INFO` some of them write addresses of requests."""
_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "data"}
requests = logging.getLogger("practice_app.requests")


class Json(logging.Formatter):
    """A record as one line of JSON, with the id of what it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """Write it; whatever ``extra`` brought along becomes fields."""
        told: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        if trail.current():
            told["request_id"] = trail.current()
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        told |= {name: _plain(value) for name, value in vars(record).items() if name not in _STANDARD}
        return json.dumps(told, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | None) else redaction.legible(str(value))


def as_json() -> bool:
    """Whether the log is wanted as JSON."""
    return early("LOG_FORMAT") == "json"


def install() -> None:
    """Redact whatever is logged from now on, and write it as is wanted."""
    redaction.install()
    if not as_json():
        return
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Json())
    root = logging.getLogger()
    root.handlers[:], root.level = [handler], logging.WARNING
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    for logger in (logging.getLogger(name) for name in ("_granian", "granian.access")):
        logger.handlers[:] = [handler]


class Trails:
    """ASGI middleware around everything: each request has an id, which its answer names, and in JSON a line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self._told = app, as_json()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give it an id, a proxy's where proxies of ours stand in front."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(trail.HEADER, "") if get_settings().trusted_proxy_hops else ""
        known = trail.begin(given)
        if scope["type"] == "websocket":  # open for as long as its page is
            await self.app(scope, receive, send)
        else:
            await self._answer(scope, receive, send, known)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, known: str) -> None:
        began, status = time.perf_counter(), 500

        async def naming(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[trail.HEADER] = known
            await send(message)

        with _followed(scope) as stretch:
            try:
                await self.app(scope, receive, naming)
            finally:
                method, route = _of(scope)
                stretch.name = f"{method} {route}"
                stretch.facts |= {"http.request.method": method, "http.route": route}
                stretch.facts["http.response.status_code"] = status
                if self._told:
                    _tell(method, route, status, time.perf_counter() - began)


def _followed(scope: Scope) -> AbstractContextManager[trail.Stretch]:
    """Tell who follows of a request; of what only asks whether we are there, nobody wants to know."""
    if scope["path"].startswith(("/health/", "/metrics")):
        return nullcontext(trail.Stretch("request", ""))
    return trail.stretch("request", "request")


def _of(scope: Scope) -> tuple[str, str]:
    """Its method and its route: an address may name somebody's things, and a method may be any word."""
    method = scope["method"] if scope["method"] in METHODS else "other"
    return method, getattr(scope.get("route"), "path", None) or "other"


def _tell(method: str, route: str, status: int, seconds: float) -> None:
    """Note an answer."""
    fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
    requests.info("%s %s %d", method, route, status, extra=fields)

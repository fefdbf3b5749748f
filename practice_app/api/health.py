"""Health for whoever keeps the house running, and figures for Prometheus. At the root, not part of the API."""

import hmac
import ipaddress
import os
import time
from pathlib import Path

import psutil
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_app.api import figures
from practice_app.api.shared.problems import respond
from practice_app.errors import NotFound, Unavailable
from practice_app.http import METHODS, origin
from practice_app.services.shared import health
from practice_app.settings import get_settings

router = APIRouter(tags=["health"], include_in_schema=False)
REQUESTS = Counter("woodshed_http_requests", "Answers given", ["method", "route", "status"])
SECONDS = Histogram("woodshed_http_request_seconds", "Time to an answer", ["method", "route"])
FORWARDING = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@router.get("/health/live")
async def live() -> dict[str, str]:
    """Say that this process answers."""
    return {"status": "live"}


@router.get("/health/serving")
def serving(request: Request) -> JSONResponse:
    """Say whether requests may be sent here: this process is up, and the database not behind its code."""
    word = health.serving()
    if word == health.OK:
        return JSONResponse({"status": "serving"})
    headers = {"Retry-After": str(Unavailable.retry_after_s)}
    return respond(request, 503, Unavailable.code, Unavailable.title, f"database: {word}", headers)


@router.get("/health/ready")
def ready(request: Request) -> JSONResponse:
    """Say whether database, Redis and S3 answer; name what doesn't."""
    checks = health.readiness()
    failing = [name for name, word in checks.items() if word != health.OK]
    if not failing:
        return JSONResponse({"status": "ready", "checks": checks})
    headers = {"Retry-After": str(Unavailable.retry_after_s)}
    detail = ", ".join(f"{name}: {checks[name]}" for name in failing)
    return respond(request, 503, Unavailable.code, Unavailable.title, detail, headers, checks=checks, failing=failing)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Give the figures to this machine, or to whoever has the token; nobody else learns that they exist."""
    if not (_has_token(request) or _from_this_machine(request)):
        raise NotFound()
    house = CollectorRegistry()
    house.register(figures.House())
    return Response(generate_latest(_all_processes()) + generate_latest(house), media_type=CONTENT_TYPE_LATEST)


def _all_processes() -> CollectorRegistry:
    """What every web process has counted, when there are several and they share a folder."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder:
        return REGISTRY
    for file in Path(folder).glob("gauge_live*_*.db"):  # of one that died nothing is open any more
        pid = int(file.stem.rpartition("_")[2])
        if not psutil.pid_exists(pid):
            multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


def _has_token(request: Request) -> bool:
    wanted = get_settings().metrics_token.get_secret_value()
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())


def _from_this_machine(request: Request) -> bool:
    """Tell whether it was asked here, and not passed on by a proxy or a tunnel that runs here."""
    if request.client is None or any(name in request.headers for name in FORWARDING):
        return False
    name = origin.host(request.headers) or ""
    return _loopback(request.client.host) and (name == "localhost" or _loopback(name))


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Measured:
    """Counts answers and how long they took, by route; what no route knows is one group."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what became of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            _note(scope, status, time.perf_counter() - began)


def _note(scope: Scope, status: int, seconds: float) -> None:
    method = scope["method"] if scope["method"] in METHODS else "other"
    route = getattr(scope.get("route"), "path", None) or "other"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(method, route).observe(seconds)

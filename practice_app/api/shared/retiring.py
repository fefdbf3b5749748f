"""A call that will go says so: in its answers (RFC 9745, RFC 8594) and in the OpenAPI document.

    @router.get("/takes")
    @retired(since=date(2027, 1, 10), until=date(2027, 7, 10), instead="/api/v1/recordings")
    def takes(...): ...

How a call is retired is told in docs/api-versions.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any, TypeVar

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

F = TypeVar("F", bound=Callable[..., Any])
_MARK = "__retired__"
_TOLD_AT = "/api/v1/docs"


@dataclass(frozen=True)
class Retirement:
    """Since when a call should not be used any more, until when it answers, and what to call instead."""

    since: date
    until: date
    instead: str | None = None
    told_at: str = _TOLD_AT

    def __post_init__(self) -> None:
        if self.until <= self.since:
            raise ValueError("a call is retired first, and goes later")

    def headers(self) -> list[tuple[str, str]]:
        """What each answer says of it."""
        links = [f'<{self.told_at}>; rel="deprecation"; type="text/html"']
        links += [f'<{self.instead}>; rel="successor-version"'] if self.instead else []
        return [
            ("Deprecation", f"@{int(_midnight(self.since).timestamp())}"),
            ("Sunset", format_datetime(_midnight(self.until), usegmt=True)),
            *(("Link", link) for link in links),
        ]


def retired(*, since: date, until: date, instead: str | None = None, told_at: str = _TOLD_AT) -> Callable[[F], F]:
    """Mark an endpoint as retired; it goes on working as before."""
    retirement = Retirement(since, until, instead, told_at)

    def mark(endpoint: F) -> F:
        setattr(endpoint, _MARK, retirement)
        return endpoint

    return mark


def describe(router: APIRouter) -> None:
    """Say in the OpenAPI document which calls of a router are retired."""
    for route in router.routes:
        if isinstance(route, APIRoute) and hasattr(route.endpoint, _MARK):
            route.deprecated = True


class Retiring:
    """ASGI middleware: puts a retired call's headers on whatever it answers, problems too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers once it is known which call it was."""

        async def sending(message: Message) -> None:
            retirement = getattr(scope.get("endpoint"), _MARK, None)
            if message["type"] == "http.response.start" and retirement:
                headers = MutableHeaders(scope=message)
                for name, value in retirement.headers():
                    headers.append(name, value)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

"""What the whole server says to browsers: who may open a socket, and what a page of ours may do."""

import logging
from functools import cached_property, lru_cache
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_app.http import guarded, origin
from practice_app.locales import msg
from practice_app.server import bounds
from practice_app.server.policy import Policies
from practice_app.settings import get_settings

log = logging.getLogger(__name__)
A_YEAR_S: Final = 31_536_000
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "microphone=(self), camera=(self), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """ASGI middleware around everything: refuses what is too long or comes from other sites, adds security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        plain = scope["type"] == "http"
        refusal = bounds.refusal(scope) or _foreign(scope)
        if refusal and not plain:
            await send({"type": "websocket.close", "code": 1008})
            return
        await (refusal or self.app)(scope, receive, self._with_headers(scope, send) if plain else send)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(scope, MutableHeaders(scope=message))
            await send(message)

        return sending

    def _add(self, scope: Scope, headers: MutableHeaders) -> None:
        policy = self._policies.of(scope["path"], headers.get("content-type", ""))
        for name, value in {**HEADERS, **_transport(scope), "Content-Security-Policy": policy}.items():
            headers.setdefault(name, value)
        if scope["method"] == "GET" and scope["path"].startswith("/api/"):  # what no cache between us keeps
            for cookie in guarded.renamed(HTTPConnection(scope)):
                headers.append("set-cookie", cookie)

    @cached_property
    def _policies(self) -> Policies:
        return Policies()


def _transport(scope: Scope) -> dict[str, str]:
    """Whoever came by https once comes by it ever after."""
    if not origin.is_secure(HTTPConnection(scope)):
        return {}
    below = "; includeSubDomains" if get_settings().hsts_subdomains else ""
    return {"Strict-Transport-Security": f"max-age={A_YEAR_S}{below}"}


def _foreign(scope: Scope) -> Response | None:
    """Refuse a name that can't be ours, and a socket (or what stands in for one) opened by a page of another site."""
    asked = HTTPConnection(scope)
    if "host" in asked.headers and not origin.host(asked.headers):
        return bounds.sentence(scope, msg("This isn't the name of a host."), 400)
    socket = scope["type"] == "websocket" or scope["path"].startswith("/_event")
    if socket and not origin.is_own(asked):
        _advise(origin.parsed(asked.headers["origin"]), origin.host(asked.headers))
        return bounds.sentence(scope, msg("This came from another site."), 403)
    return None


def _advise(page: origin.Origin | None, host: str | None) -> None:
    """Tell whoever keeps the house what is probably missing when a page of the same host is refused."""
    if page and page[1] == host:
        _advise_once()


@lru_cache
def _advise_once() -> None:
    log.warning("a page of this host, but of another scheme or port, was refused: is PUBLIC_URL what people type?")

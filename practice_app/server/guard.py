"""What the whole server says to browsers: who may open a socket, and what a page of ours may do."""

from functools import cached_property
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_app.settings import get_settings


class Guard:
    """ASGI middleware around everything: refuses sockets opened by other sites, adds security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        socket = scope["type"] == "websocket" or str(scope.get("path", "")).startswith("/_event")
        if socket and not _own_origin(Headers(scope=scope)):
            await self._refuse(scope, receive, send)
            return
        await self.app(scope, receive, self._with_headers(send) if scope["type"] == "http" else send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("This came from another site.", 403)(scope, receive, send)

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return sending

    @cached_property
    def _headers(self) -> dict[str, str]:
        media = f" {get_settings().s3_public_url}" if get_settings().s3_public_url else ""
        # Reflex writes inline scripts into its pages and evaluates some events (its own and those of browser tests).
        policy = (
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
            f"img-src 'self' data: blob:{media}; media-src 'self' blob:{media}; "
            f"connect-src 'self' ws: wss:{media}; worker-src 'self' blob:; "
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        )
        return {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "microphone=(self), camera=(self), geolocation=()",
        }


def _own_origin(headers: Headers) -> bool:
    """Tell whether a browser opened this from a page of ours (other clients name no origin)."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host") or origin == get_settings().public_url

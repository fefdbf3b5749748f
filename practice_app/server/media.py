"""`/_s3`: the way from a browser to an S3 server that only this machine can reach.

Carries bytes both ways without keeping them. The signature in the address was made for the S3 server's own name and is
checked there; nothing else of the request (cookies least of all) goes along, and no address is ever logged.
"""

import asyncio
from collections.abc import AsyncIterator
from weakref import WeakKeyDictionary

import httpx
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

PREFIX = b"/_s3"
# A part has 5 MiB; nothing that is signed for is larger, but a signature cannot say so.
LARGEST_BODY = 64 * 1024 * 1024
METHODS = ("GET", "HEAD", "PUT", "OPTIONS")

_ASKS = ("content-length", "content-type", "content-md5", "range", "if-match", "if-none-match", "if-range")
_TELLS = (
    "content-length", "content-type", "content-range", "content-disposition", "accept-ranges", "etag", "last-modified",
)  # fmt: skip
# What people upload is shown under our own origin: it may be listened to, never run.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=300",
}
_PATIENCE = httpx.Timeout(60, connect=3)


class Media:
    """ASGI application that passes signed requests on to one S3 server."""

    def __init__(self, endpoint_url: str) -> None:
        self._endpoint = httpx.URL(endpoint_url)
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = _refusal(request) or await self._passed_on(request)
            await response(scope, receive, send)
        except ClientDisconnect:
            return

    async def _passed_on(self, request: Request) -> Response:
        """Send it on, and the answer back, piece by piece."""
        asked = self._client().build_request(
            request.method,
            self._address(request.scope),
            headers={name: request.headers[name] for name in _ASKS if name in request.headers},
            content=_body(request),
        )
        try:
            answer = await self._client().send(asked, stream=True)
        except httpx.TransportError:
            return _away()
        told = {name: answer.headers[name] for name in _TELLS if name in answer.headers}
        return StreamingResponse(
            answer.aiter_raw(),
            _status(answer),
            headers=told | _HARMLESS,
            background=BackgroundTask(answer.aclose),
        )

    def _address(self, scope: Scope) -> httpx.URL:
        """The same address without our prefix, letter for letter: it is signed."""
        path = scope.get("raw_path") or scope["path"].encode()
        path = path.split(b"?")[0].removeprefix(PREFIX)
        query = scope["query_string"]
        return self._endpoint.copy_with(raw_path=path + (b"?" + query if query else b""))

    def _client(self) -> httpx.AsyncClient:
        """One pool of connections for each event loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
            self._clients[loop] = httpx.AsyncClient(
                timeout=_PATIENCE, limits=limits, trust_env=False, headers={"accept-encoding": "identity"}
            )
        return self._clients[loop]


def _status(answer: httpx.Response) -> int:
    """rclone sends a range with the status of a whole file, which players take for one."""
    return 206 if answer.status_code == 200 and "content-range" in answer.headers else answer.status_code


def _body(request: Request) -> AsyncIterator[bytes] | None:
    return request.stream() if request.method == "PUT" else None


def _refusal(request: Request) -> Response | None:
    """What need not be passed on to be refused."""
    if request.method not in METHODS:
        return _problem(405, "Method not allowed", "Media can be read and written, nothing else.")
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    if request.method == "PUT":
        length = request.headers.get("content-length", "")
        if not length.isdecimal():
            return _problem(411, "Length required", "An upload must say how long it is.")
        if int(length) > LARGEST_BODY:
            return _problem(413, "Too large", "One part of an upload has 5 MiB.")
    return None


def _away() -> Response:
    """The S3 server does not answer; a client that tries again later loses nothing."""
    answer = _problem(503, "Storage is away", "The storage for recordings does not answer. Please try again.")
    answer.headers["Retry-After"] = "5"
    return answer


def _problem(status: int, title: str, detail: str) -> JSONResponse:
    code = title.lower().replace(" ", "_")
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    return JSONResponse(told, status, media_type="application/problem+json")

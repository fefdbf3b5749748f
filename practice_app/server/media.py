"""`/_s3`: the way from a browser to an S3 server that only this machine can reach.

Carries bytes both ways without keeping them. The signature in the address was made for the S3 server's own name and is
checked there; nothing else of the request (cookies least of all) goes along, and no address is ever logged.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from urllib.parse import quote
from weakref import WeakKeyDictionary

import httpx
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from practice_app.errors import Unavailable
from practice_app.services.shared import storage
from practice_app.services.shared.parts import PART_SIZE

PREFIX = b"/_s3"
LARGEST_BODY = PART_SIZE
MOST_AT_ONCE = 3
"""Parts of one upload on their way through one process: more would only wait in the S3 server for those before them."""
NOT_IMPLEMENTED = 501
METHODS = ("GET", "HEAD", "PUT", "OPTIONS")

_ASKS = ("content-length", "content-type", "content-md5", "range", "if-match", "if-none-match", "if-range")
_TELLS = (
    "content-length", "content-type", "content-range", "content-disposition", "accept-ranges", "etag", "last-modified",
)  # fmt: skip
# What people upload is shown under our own origin: it may be listened to, never run.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=300",
}
_PATIENCE = httpx.Timeout(60, connect=3)
_HUNG_UP = (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError)


class Media:
    """ASGI application that passes signed requests on to one S3 server."""

    def __init__(self, endpoint_url: str) -> None:
        self._endpoint = httpx.URL(endpoint_url)
        self._parts: Counter[str] = Counter()
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            with self._turn(request) as refusal:
                response = refusal or await self._passed_on(request)
                await response(scope, receive, send)
        except ClientDisconnect:
            return

    @contextmanager
    def _turn(self, request: Request) -> Iterator[Response | None]:
        """Count the parts of one upload that are on their way; give a refusal where there is one."""
        upload_id = request.query_params.get("uploadId", "") if request.method == "PUT" else ""
        refusal = _refusal(request) or (_busy() if self._parts[upload_id] >= MOST_AT_ONCE else None)
        if refusal or not upload_id:
            yield refusal
            return
        self._parts[upload_id] += 1
        try:
            yield None
        finally:
            self._parts[upload_id] -= 1
            self._parts += Counter()  # those at nothing go

    async def _passed_on(self, request: Request) -> Response:
        """Send it on, and the answer back, piece by piece."""
        asked = self._client().build_request(
            request.method,
            self._address(request.scope),
            headers=[(name.encode(), said.encode("latin-1")) for name in _ASKS if (said := request.headers.get(name))],
            content=_body(request),
        )
        try:
            answer = await self._client().send(asked, stream=True)
        except _MoreThanSaid:
            return _problem(413, "Too large", "More came than was said.")
        except httpx.TransportError as error:
            hung_up = request.method == "PUT" and isinstance(error, _HUNG_UP)
            return await asyncio.to_thread(_cut_off) if hung_up else _away()
        if answer.status_code == NOT_IMPLEMENTED and request.method == "PUT":
            await answer.aclose()
            return await asyncio.to_thread(_given_up, request)
        told = {name: answer.headers[name] for name in _TELLS if name in answer.headers}
        return StreamingResponse(
            answer.aiter_raw(),
            _status(answer),
            headers=told | _HARMLESS,
            background=BackgroundTask(answer.aclose),
        )

    def _address(self, scope: Scope) -> httpx.URL:
        """The same address without our prefix, letter for letter: it is signed."""
        query = scope["query_string"]
        return self._endpoint.copy_with(raw_path=_path(scope).removeprefix(PREFIX) + (b"?" + query if query else b""))

    def _client(self) -> httpx.AsyncClient:
        """One pool of connections for each event loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
            self._clients[loop] = httpx.AsyncClient(
                timeout=_PATIENCE, limits=limits, trust_env=False, headers={"accept-encoding": "identity"}
            )
        return self._clients[loop]


def _path(scope: Scope) -> bytes:
    """The path as it was sent."""
    sent: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    return sent.split(b"?")[0]


def _status(answer: httpx.Response) -> int:
    """rclone sends a range with the status of a whole file, which players take for one."""
    return 206 if answer.status_code == 200 and "content-range" in answer.headers else answer.status_code


class _MoreThanSaid(Exception):
    """A body is longer than its header says."""


def _body(request: Request) -> AsyncIterator[bytes] | None:
    return _no_more_than_said(request) if request.method == "PUT" else None


async def _no_more_than_said(request: Request) -> AsyncIterator[bytes]:
    left = int(request.headers["content-length"])
    async for piece in request.stream():
        left -= len(piece)
        if left < 0:
            raise _MoreThanSaid()
        yield piece


def _given_up(request: Request) -> Response:
    """Tell that an upload is gone, and let it be: rclone can't replace a part once it has written it, others can.

    The device then begins the upload again, instead of sending the same part for ever.
    """
    _, _, _, key = request.scope["path"].split("/", 3)  # after our prefix and the bucket
    try:
        storage.abort(key, request.query_params.get("uploadId", ""))
    except Unavailable:
        return _away()
    return Response("<Error><Code>NoSuchUpload</Code></Error>", 404, media_type="application/xml")


def _cut_off() -> Response:
    """Tell why the S3 server hung up while it was sent to: it refused this (a signature, a length), or it is away."""
    try:
        storage.ping()
    except Unavailable:
        return _away()
    return _problem(403, "Not taken", "The storage refused this part. Ask for its address anew.")


def _refusal(request: Request) -> Response | None:
    """What need not be passed on to be refused."""
    if request.method not in METHODS:
        return _problem(405, "Method not allowed", "Media can be read and written, nothing else.")
    if not _is_passable(request.scope):
        return _problem(404, "Not found", "No recording has such an address.")
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    if request.method == "PUT":
        length = request.headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal() and len(length) < 20):
            return _problem(411, "Length required", "An upload must say how long it is.")
        if len(length) > 12 or int(length) > LARGEST_BODY:
            return _problem(413, "Too large", "One part of an upload has 5 MiB.")
    return None


def _busy() -> Response:
    answer = _problem(503, "Slow down", "Too many parts of this upload are on their way at once.")
    answer.headers["Retry-After"] = "2"
    return answer


def _is_passable(scope: Scope) -> bool:
    """Whether the address, as it was sent, lies below our prefix (`/_s3%2f…` does not) and is one at all."""
    path = _path(scope)
    return path.startswith(PREFIX + b"/") and (path + scope["query_string"]).isascii()


def _away() -> Response:
    """The S3 server does not answer; a client that tries again later loses nothing."""
    answer = _problem(503, "Storage is away", "The storage for recordings does not answer. Please try again.")
    answer.headers["Retry-After"] = "5"
    return answer


def _problem(status: int, title: str, detail: str) -> JSONResponse:
    code = title.lower().replace(" ", "_")
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    return JSONResponse(told, status, media_type="application/problem+json")

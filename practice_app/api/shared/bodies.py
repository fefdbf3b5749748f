"""Bodies are JSON, and small, but for the form of Apple's page: whatever else comes is refused before it is read.

What `OF_THEIR_OWN` names reads its body itself, once it knows who sends it, by `whole`.
"""

import re

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_app.api.shared.problems import answer_to
from practice_app.errors import Problem, TooLarge, WrongType
from practice_app.locales import msg

LARGEST = 1024 * 1024
"""A session with a thousand intervals, two hundred pieces and the longest note takes a fifth of that."""
WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})
PREFIX = "/api/"
OF_THEIR_OWN = frozenset(
    {
        ("PUT", "/api/v1/me/picture"),
        ("POST", "/api/v1/me/import"),
        ("POST", "/api/v1/me/imports"),
        ("POST", "/api/v1/assignments/files"),
        ("POST", "/api/v1/forum/uploads"),
    }
)
FILE = re.compile(r"/api/v1/(?:pieces/[^/]{1,100}/sheet|groups/[^/]{1,100}/picture|recordings/[^/]{1,100}/motion)")
FORMS = frozenset({"/api/v1/auth/apple/callback"})
"""Where another site's page has a browser post a form (`accounts_providers.py`)."""


class JsonOnly:
    """Reads the body of an API request whole, as far as it may go, and passes it on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what is no request with a body; answer 413 and 415 here."""
        if scope["type"] != "http" or not _is_ours(scope["method"], scope["path"]):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            body = await _read(request, receive)
        except Problem as problem:
            await (await answer_to(request, problem))(scope, receive, send)
            return
        if body is not None:
            await self.app(scope, _again(body, receive), send)


def _is_ours(method: str, path: str) -> bool:
    return method in WITH_BODY and path.startswith(PREFIX) and not _reads_itself(method, path)


def _reads_itself(method: str, path: str) -> bool:
    return (method, path) in OF_THEIR_OWN or (method == "PUT" and FILE.fullmatch(path) is not None)


async def whole(request: Request, largest: int) -> bytes:
    """Read a body that is no JSON; raise ``TooLarge`` as soon as it shows that it is more than that."""
    if _declared(request) > largest:
        raise TooLarge()
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > largest:
            raise TooLarge()
    return bytes(body)


async def _read(request: Request, receive: Receive) -> bytes | None:
    """Read the body; ``None`` when the client left, ``TooLarge`` and ``WrongType`` as soon as it shows."""
    if _declared(request) > LARGEST:
        raise TooLarge(msg("A request can't be larger than a megabyte."))
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > LARGEST:
            raise TooLarge(msg("A request can't be larger than a megabyte."))
        if not message.get("more_body", False):
            break
    if body and not _is_taken(request.url.path, request.headers.get("content-type", "")):
        raise WrongType()
    return bytes(body)


def _declared(request: Request) -> int:
    declared = request.headers.get("content-length", "")
    return int(declared) if declared.isascii() and declared.isdigit() and len(declared) < 20 else 0


def _is_taken(path: str, content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    if path in FORMS:
        return kind == "application/x-www-form-urlencoded"
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _again(body: bytes, receive: Receive) -> Receive:
    """Give the body once more, then whatever still comes."""
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay

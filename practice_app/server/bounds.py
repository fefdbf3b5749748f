"""How much a request may say before its body: long addresses and heaps of headers are refused unread."""

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from practice_app.http.cookies import cookie_of
from practice_app.locales import COOKIE, msg, negotiate, translate

LONGEST_ADDRESS: Final = 8_192
"""Bytes of path and query as they were sent; a signed address of S3 has some two thousand at most."""
LONGEST_SEGMENT: Final = 255
"""Bytes between two slashes: what a file's name may have. Nothing of ours is called longer."""
LARGEST_HEADERS: Final = 32_768
"""Bytes of all headers together; a browser with every cookie of ours sends under two thousand."""


def refusal(scope: Scope) -> Response | None:
    """Say what is too long about this request; None when nothing is."""
    path = scope["path"]
    if len(scope.get("raw_path") or path.encode()) + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
        return sentence(scope, msg("This address is too long."), 414)
    if max(map(len, path.encode(errors="replace").split(b"/"))) > LONGEST_SEGMENT:
        return sentence(scope, msg("Nothing has a name as long as that."), 404)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return sentence(scope, msg("These headers are too large."), 431)
    return None


def sentence(scope: Scope, text: str, status: int) -> Response:
    """Answer in one sentence of the reader's language; ``text`` is a message id."""
    headers = Headers(scope=scope)
    language = negotiate(headers.get("accept-language"), cookie_of(headers, COOKIE))
    return PlainTextResponse(translate(language, text), status)

"""How much a request may say before its body: long addresses and heaps of headers are refused unread."""

from typing import Final

from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

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
        return PlainTextResponse("This address is too long.", 414)
    if max(map(len, path.encode(errors="replace").split(b"/"))) > LONGEST_SEGMENT:
        return PlainTextResponse("Nothing has a name as long as that.", 404)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return PlainTextResponse("These headers are too large.", 431)
    return None

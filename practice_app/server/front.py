"""The way in: media to the S3 server, pages without detours, and how long a browser may keep what it gets."""

import re

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_app.http import guarded
from practice_app.reflex_seams import pages
from practice_app.reflex_seams.drawn_ahead import stand_in
from practice_app.server.media import Media
from practice_app.settings import get_settings

FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
A_MONTH = "public, max-age=2592000"
NEVER = "no-store"


class Front:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._pages = pages.folder()
        self._media: Media | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find out who answers, and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].startswith("/_s3/") and not get_settings().s3_public_url:
            await self._own_media()(scope, receive, send)
        else:
            scope = self._straight(scope)
            await self.app(scope, receive, _with_lifetime(scope["path"], send))

    def _own_media(self) -> Media:
        self._media = self._media or Media(get_settings().s3_endpoint_url)
        return self._media

    def _straight(self, scope: Scope) -> Scope:
        """Serve `/practice` from `practice/index.html` at once; Reflex would send browsers to `/practice/`.

        And `/pieces/<id>` from the page that is drawn for whichever it is.
        """
        path = scope["path"].strip("/")
        no_page = scope["path"].startswith("/api/") or scope["path"].endswith("/") or "." in path
        if no_page or _for_everybody(scope):
            return scope
        drawn = f"/{path}/" if (self._pages / path / "index.html").is_file() else stand_in(self._pages, path)
        return {**scope, "path": drawn, "raw_path": drawn.encode()} if drawn else scope


def _for_everybody(scope: Scope) -> bool:
    """Whether this is a profile, or a page of the public board, and asked for by nobody who is signed in.

    These are HTML with no script (`api/profile_page.py`, `api/forum_page.py`).
    """
    public = _PERSON.fullmatch(scope["path"]) or (get_settings().public_board and _BOARD.fullmatch(scope["path"]))
    if not public:
        return False
    return not guarded.read(HTTPConnection(scope), guarded.SESSION)


_PERSON = re.compile(r"/users/[^/]+")
_BOARD = re.compile(r"/forum(?:/[0-9a-f-]{36})?")


def lifetime(path: str, status: int, content_type: str) -> str | None:
    """How long a browser may keep this answer without asking again; None: not for us to say."""
    if path.startswith(("/api/", "/health/", "/metrics")):
        return NEVER
    if path.startswith("/_"):
        return None
    if path.startswith("/assets/") and status in {200, 206, 304} and not content_type.startswith("text/html"):
        return FOR_EVER  # these names carry a hash of what is in them
    if path.startswith("/fonts/") and status in {200, 206, 304}:
        return A_MONTH
    return ASK_EACH_TIME


def _with_lifetime(path: str, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            keep = lifetime(path, message["status"], headers.get("content-type", ""))
            if keep:
                headers.setdefault("Cache-Control", keep)
        await send(message)

    return sending

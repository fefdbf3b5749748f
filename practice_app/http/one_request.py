"""What a request holds of the database is counted over all threads that work on it (`practice_app.nesting`)."""

from starlette.types import ASGIApp, Receive, Scope, Send

from practice_app.nesting import one_request


class OneRequest:
    """ASGI middleware: each HTTP request is one. A socket is none: its events are worked on beside each other."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count from here on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with one_request():
            await self.app(scope, receive, send)

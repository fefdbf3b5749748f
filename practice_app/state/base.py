"""What every state of ours shares: who sits at this socket, how to ask a service, how a problem is told.

State is no security boundary (any client can call any public method with any arguments), so each event proves anew who
asks, by the cookie of the socket's handshake; arguments are checked against their annotations; secrets stay in `_vars`.
"""

import functools
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx
from pydantic import ConfigDict, ValidationError, validate_call
from reflex.event import EventSpec
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState
from sqlmodel import Session

from practice_app.errors import NotSignedIn, Problem
from practice_app.locales import msg
from practice_app.services import signin
from practice_app.services.secrets import hash_token
from practice_app.services.signin import Identity
from practice_app.state import live

P = ParamSpec("P")
T = TypeVar("T")


class OwnState(rx.State):
    """The root of every state that shows something of a person's own."""

    signed_in: bool = False
    display_name: str = ""
    role: str = ""
    timezone: str = "UTC"

    notice: str = ""
    """A message id to show as a toast; `notice_number` grows with each, so that the same one shows twice."""
    notice_values: dict[str, str] = {}  # noqa: RUF012 - Reflex copies defaults
    notice_kind: str = "info"
    notice_number: int = 0
    _bound: str = ""
    _device: str = ""
    """Which of the person's signed-in devices this is."""

    async def _ask(self, verb: Callable[Concatenate[Session, Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a service as whoever is signed in at this socket, away from the event loop."""
        who, answer = await rx.run_in_thread(functools.partial(_answer, self._cookie(), verb, args, kwargs))
        self._meet(who)
        return answer  # type: ignore[no-any-return]

    def _cookie(self) -> str:
        return session_cookie(self.router.headers.cookie)

    def _meet(self, who: Identity) -> None:
        """Remember whom this tab shows, so that the shell can greet them and news can reach them."""
        live.watch(str(who.id), self.router.session.client_token)
        self._device = str(who.auth_session_id)
        shown = (True, who.display_name, who.role, who.timezone)
        if shown != (self.signed_in, self.display_name, self.role, self.timezone):
            self.signed_in, self.display_name, self.role, self.timezone = shown

    def _tell(self, message: str, kind: str = "info", **values: Any) -> None:
        """Show a toast; ``message`` is a message id, translated in the browser."""
        self.notice, self.notice_kind = message, kind
        self.notice_values = {name: str(value) for name, value in values.items()}
        self.notice_number += 1


def _answer(cookie: str, verb: Callable[..., T], args: Any, kwargs: Any) -> tuple[Identity, T]:
    with signin.asking(cookie) as (who, db):
        return who, verb(db, who.id, *args, **kwargs)


def session_cookie(header: str) -> str:
    """Read our session's cookie from a Cookie header; nothing when there is none or it makes no sense."""
    try:
        found = SimpleCookie(header).get(signin.COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


Handler = Callable[..., Awaitable[EventSpec | list[EventSpec] | None]]


def kindly(handler: Handler) -> Handler:
    """Check a handler's arguments, and tell its problems as a toast instead of breaking.

    Someone whose sign-in has ended is taken to the sign-in page and back.
    """
    checked = validate_call(config=ConfigDict(arbitrary_types_allowed=True))(handler)

    @functools.wraps(handler)
    async def guarded(self: OwnState, *args: Any, **kwargs: Any) -> EventSpec | list[EventSpec] | None:
        try:
            return await checked(self, *args, **kwargs)
        except NotSignedIn:
            self.signed_in = False
            return rx.redirect(f"/login?next={self.router.url.path}")
        except Problem as problem:
            self._tell(problem.detail or problem.title, "error", **problem.values)
        except ValidationError:
            self._tell(msg("That didn't work. Please reload the page and try again."), "error")
        return None

    return guarded


class Binding(Middleware):
    """Ties a tab's state to its cookie: state outlives its sockets, so another cookie must find it empty."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Any) -> None:  # noqa: ARG002
        """Forget everything when this socket's cookie is not the one that the state was filled under."""
        cookie = session_cookie(state.router.headers.cookie)
        bound = hash_token(cookie).hex() if cookie else ""
        own = await state.get_state(OwnState)
        if own._bound != bound:
            for kind in _all_below(OwnState):
                (await state.get_state(kind)).reset()  # type: ignore[no-untyped-call]
            own._bound = bound


def _all_below(kind: type[BaseState]) -> list[type[BaseState]]:
    return [kind, *(grandchild for child in kind.get_substates() for grandchild in _all_below(child))]

"""What every state of ours shares: who sits at this socket, how to ask a service, how a problem is told.

State is no security boundary (any client can call any public method with any arguments), so each event proves anew who
asks, by the device whose cookie opened its socket; arguments are checked against their annotations; secrets stay in
`_vars`.
"""

import functools
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import reflex as rx
from pydantic import ConfigDict, ValidationError, validate_call
from reflex.event import EventSpec
from reflex.state import BaseState
from sqlmodel import Session

from practice_app import trail
from practice_app.errors import NotSignedIn, Problem
from practice_app.locales import msg
from practice_app.reflex_seams.middleware import BeforeEachEvent
from practice_app.reflex_seams.states import Moment, below
from practice_app.services import accounts
from practice_app.services.accounts import Identity, Leaving
from practice_app.state.shared.connections import ENDED, connections
from practice_app.state.shared.paths import LEAVING, sign_in_and_back

P = ParamSpec("P")
T = TypeVar("T")


class OwnState(rx.State):
    """The root of every state that shows something of a person's own."""

    signed_in: bool = False
    user_id: str = ""
    display_name: str = ""
    role: str = ""
    teaches: bool = False
    """Whether they say that they teach: then there is a way to their students."""
    has_lessons: bool = False
    """Whether they teach or have a teacher: then there is a way to lessons."""
    timezone: str = "UTC"
    unconfirmed: bool = False
    """Whether there is an address that was not confirmed yet."""
    quiet: bool = False
    """Whether streaks, points, titles and challenges are to be seen nowhere."""

    notice: str = ""
    """A message id to show as a toast; `notice_number` grows with each, so that the same one shows twice."""
    notice_values: dict[str, str] = {}  # noqa: RUF012 - Reflex copies defaults
    notice_kind: str = "info"
    notice_number: int = 0
    _device: str = ""
    """The signed-in device whose cookie opened this tab's socket, as a connection has it; kept by ``Binding``."""
    _bound: bool = False
    """Whether an event has come to this tab: before, nothing of anybody's is in it."""
    _last_moment: str = ""
    """The last ``Moment`` of the page that was more than work."""
    _resumes: bool = False
    _touched: bool = False
    """Whether somebody did anything on this page since it was come to."""

    @property
    def _comes_anew(self) -> bool:
        """Whether a page that loads was just come to.

        Otherwise what is open stays open: only its socket was lost, or somebody was quicker than what fills it.
        """
        return not self._resumes and not self._touched

    async def _call_service(
        self, verb: Callable[Concatenate[Session, Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a service as whoever is signed in at this socket, away from the event loop."""
        work = functools.partial(_answer, self._device, verb, args, kwargs)
        who, answer = await rx.run_in_thread(trail.carried(work))
        self._meet(who)
        return answer  # type: ignore[no-any-return]

    def _meet(self, who: Identity) -> None:
        """Remember whom this tab shows, so that the shell can greet them."""
        shown = {
            "signed_in": True,
            "user_id": str(who.id),
            "display_name": who.display_name,
            "role": who.role,
            "teaches": who.teaches,
            "has_lessons": who.has_lessons,
            "timezone": who.timezone,
            "unconfirmed": who.unconfirmed,
            "quiet": who.quiet,
        }
        for name, value in shown.items():
            if getattr(self, name) != value:
                setattr(self, name, value)

    def _tell(self, message: str, kind: str = "info", **values: Any) -> None:
        """Show a toast; ``message`` is a message id, translated in the browser."""
        self.notice, self.notice_kind = message, kind
        self.notice_values = {name: str(value) for name, value in values.items()}
        self.notice_number += 1


def _answer(device: str, verb: Callable[..., T], args: Any, kwargs: Any) -> tuple[Identity, T]:
    if device in {"", ENDED}:
        raise NotSignedIn()
    with accounts.asking(device_id=UUID(device)) as (who, db):
        return who, verb(db, who.id, *args, **kwargs)


Handler = Callable[..., Awaitable[EventSpec | list[EventSpec] | None]]


def handle_problems(handler: Handler) -> Handler:
    """Check a handler's arguments, and tell its problems as a toast instead of breaking.

    Someone whose sign-in has ended is taken to the sign-in page and back, someone who is leaving to where that is said.
    """
    checked = validate_call(config=ConfigDict(arbitrary_types_allowed=True))(handler)

    @functools.wraps(handler)
    async def guarded(self: OwnState, *args: Any, **kwargs: Any) -> EventSpec | list[EventSpec] | None:
        try:
            with trail.stretch("event", handler.__qualname__):
                return await checked(self, *args, **kwargs)
        except NotSignedIn:
            await _emptied(self)
            return rx.redirect(sign_in_and_back(self.router.url.path))
        except Leaving:
            await _emptied(self)
            return rx.redirect(LEAVING)
        except Problem as problem:
            self._tell(problem.detail or problem.title, "error", **problem.values)
        except ValidationError:
            self._tell(msg("That didn't work. Please reload the page and try again."), "error")
        return None

    return guarded


class Binding(BeforeEachEvent):
    """Ties a tab's state to a device: state outlives its sockets, so whoever comes next must find it empty."""

    async def before(self, state: BaseState, device: str, moment: Moment) -> None:
        """Forget everything when another device is here than the state was filled for, or its sign-in is over."""
        trail.begin()
        opens = moment in {Moment.OPENS, Moment.RETURNS}
        if device not in {"", ENDED} and opens and not await rx.run_in_thread(functools.partial(_is_alive, device)):
            connections.end_devices([device])
            device = ENDED
        own = await state.get_state(OwnState)
        if own._device != device or not own._bound:
            if own._bound:
                await _emptied(own)
            own._device, own._bound = device, True
        if moment is Moment.WORKS:
            own._touched = True
        elif moment is not Moment.FILLS:
            own._touched = own._touched and moment is Moment.LOADS and own._last_moment != Moment.LOADS.name
            own._resumes = moment is Moment.LOADS and own._last_moment == Moment.RETURNS.name
            own._last_moment = moment.name


async def _emptied(state: BaseState) -> None:
    """Leave nothing of anybody's in this tab: all of its states are fetched, and the first takes the others along."""
    for kind in below(OwnState):
        await state.get_state(kind)
    (await state.get_state(OwnState)).reset()  # type: ignore[no-untyped-call]


def _is_alive(device: str) -> bool:
    """Whether a device is still signed in. When that can't be known now, nothing of its person's can be read either."""
    try:
        return bool(accounts.living([device]))
    except Problem:
        return True

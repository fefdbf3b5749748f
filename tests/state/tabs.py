"""A tab without a browser: one state of ours, as the page at an address has it, with a person's cookie."""

from typing import Any, TypeVar

import reflex as rx
from reflex.istate.data import ReflexURL, URLData

from practice_app.database import system_transaction
from practice_app.models import AuthKind, User
from practice_app.reflex_seams.namespace import DEVICE
from practice_app.services.accounts import signin
from practice_app.state.shared.base import Binding, OwnState
from practice_app.state.shared.connections import ENDED

State = TypeVar("State", bound=OwnState)


def cookie_of(user_id: Any) -> str:
    """Sign somebody in on a browser."""
    with system_transaction() as db:
        user = db.get(User, user_id)
        assert user is not None
        return signin.sign_in(db, user, AuthKind.BROWSER, "Mozilla/5.0 (iPhone) Safari/604").cookie


async def tab(kind: type[State], cookie: str = "", path: str = "/") -> State:
    """Open a page: its state, nothing asked yet."""
    root = rx.State(_reflex_internal_init=True)
    await proved(root, cookie)
    root.rx_router_url = URLData.from_url(ReflexURL(f"http://woodshed.example{path}"))
    return await root.get_state(kind)


async def at(state: State, path: str) -> State:
    """Go to another page in the same tab."""
    root = state._get_root_state()
    root.rx_router_url = URLData.from_url(ReflexURL(f"http://woodshed.example{path}"))
    return state


def call(state: OwnState, name: str, *args: Any) -> Any:
    """Call an event handler as a page does, but wait for it."""
    return type(state).event_handlers[name].fn(state, *args)


async def proved(root: rx.State, cookie: str) -> None:
    """Let an event come through a socket that was opened with this cookie."""
    who = signin.identify_cookie(cookie, leaving=True)
    root.router_data = {DEVICE: str(who.auth_session_id) if who else ENDED if cookie else ""}
    await Binding().preprocess(None, root, None)

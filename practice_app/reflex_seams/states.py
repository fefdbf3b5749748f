"""A tab's state as Reflex keeps it in Redis: a key for each class, an hour after the last event.

Seen on Reflex 0.10.1: `reflex.istate.manager.redis.StateManagerRedis`, `BaseStateToken._state_key`,
`reflex_base.constants.state.FIELD_MARKER`.
"""

from typing import Any

import reflex as rx
from redis.exceptions import RedisError
from reflex.istate.manager.redis import StateManagerRedis
from reflex.state import BaseState, State
from reflex_base.constants.state import FIELD_MARKER

__all__ = ["FIELD_MARKER", "HYDRATES", "below", "expire_soon", "is_hydrate", "keys"]
"""``FIELD_MARKER`` ends the name of each field of a state in the page."""
SOON_S = 60
"""Long enough for a page that lost its network for a moment."""


async def expire_soon(app: rx.App, token: str) -> None:
    """Let what a tab has in Redis go a minute from now, unless it comes back."""
    manager = app.state_manager
    if not isinstance(manager, StateManagerRedis):
        return
    try:
        async with manager.redis.pipeline(transaction=False) as together:
            for key in keys(token):
                together.expire(key, SOON_S)
            await together.execute()
    except RedisError:
        return


def keys(token: str) -> list[str]:
    """Where a tab's state is."""
    whole = rx.BaseStateToken(ident=token, cls=State)
    return [whole._state_key(kind) for kind in [State, *below(State)]]


def below(kind: type[BaseState]) -> list[Any]:
    """All states that hang under this one."""
    return [one for child in kind.get_substates() for one in (child, *below(child))]


def is_hydrate(event: Any) -> bool:
    """Whether a page asks for the whole state, as it does when its socket opens."""
    return event is not None and event.name in HYDRATES


HYDRATES = frozenset(f"{State.get_full_name()}.{name}" for name in ("hydrate", "hydrate_and_load"))

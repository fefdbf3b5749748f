"""A tab's state as Reflex keeps it in Redis: a key for each class, an hour after the last event.

Seen on Reflex 0.10.1: `reflex.istate.manager.redis.StateManagerRedis`, `BaseStateToken._state_key`, the payload of
`State.hydrate_and_load`, `OnLoadInternalState.on_load_internal`, `BaseState._to_schema`,
`reflex_base.constants.state.FIELD_MARKER`.
"""

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any, cast, get_args, get_type_hints

import reflex as rx
from redis.exceptions import RedisError
from reflex.istate.manager.redis import StateManagerRedis
from reflex.state import BaseState, OnLoadInternalState, State
from reflex_base.constants import CompileVars
from reflex_base.constants.state import FIELD_MARKER

__all__ = [
    "FIELD_MARKER",
    "FILLERS",
    "HASHES",
    "HYDRATES",
    "LOADS",
    "Moment",
    "below",
    "expire_soon",
    "keys",
    "moment_of",
]
"""``FIELD_MARKER`` ends the name of each field of a state in the page."""
HASHES = CompileVars.PAYLOAD_HASHES
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


_NAMES_ONLY: Any = BaseState.__dict__["_to_schema"].__func__


@lru_cache
def _schema(kind: type[BaseState]) -> str:
    """Tell by a short text what a state holds; what Reflex says of it stops at the name of a row.

    A tab outlives a release. What the one before left of it is taken up where this text is the same, else the state
    begins anew; a row of before, that lacks a field, would break each event of the tab for as long as it is kept.
    """
    held = sorted((name, _shape(field.type_)) for name, field in kind.get_fields().items())
    return hashlib.sha256(repr((_NAMES_ONLY(kind), held)).encode()).hexdigest()


setattr(BaseState, "_to_schema", classmethod(cast(Any, _schema)))  # noqa: B010 - no state may take this name


def _shape(kind: Any, within: tuple[Any, ...] = ()) -> str:
    """What values of a type are made of, and what those are made of."""
    parts = [_shape(argument, within) for argument in get_args(kind)]
    if is_dataclass(kind) and kind not in within:
        hints = get_type_hints(kind)
        parts += [f"{field.name}: {_shape(hints[field.name], (*within, kind))}" for field in fields(kind)]
    return f"{kind}[{', '.join(parts)}]"


HYDRATES = frozenset(f"{State.get_full_name()}.{name}" for name in ("hydrate", "hydrate_and_load"))
LOADS = f"{OnLoadInternalState.get_full_name()}.on_load_internal"


class Moment(Enum):
    """Which moment of a page an event is."""

    OPENS = auto()
    """It asks for the whole state: it was just opened, or read anew."""
    RETURNS = auto()
    """It asks for it because its socket opened again; in the browser all stands as it was."""
    LOADS = auto()
    """What it does when it is come to: after one of these two, or from another page."""
    FILLS = auto()
    """One of those by which a page is filled then (`FILLERS`), or none of a page's at all."""
    WORKS = auto()
    """Whatever else: what somebody did."""


FILLERS = frozenset({"arrive", "load", "look", "prepare"})
"""What handlers are called that pages are filled by when they are come to."""


def moment_of(event: Any) -> Moment:
    """Which moment an event is: only a page that was just opened tells which defaults it holds (``hashes``)."""
    if event is None or event.name.rpartition(".")[2] in FILLERS:
        return Moment.FILLS
    if event.name in HYDRATES:
        return Moment.OPENS if HASHES in event.payload else Moment.RETURNS
    return Moment.LOADS if event.name == LOADS else Moment.WORKS

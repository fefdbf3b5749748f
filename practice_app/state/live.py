"""News for open pages: from the worker over Redis to the tabs of one user, in the process that holds their sockets."""

import asyncio
import logging
from collections import defaultdict
from typing import Any

import reflex as rx
from redis.exceptions import RedisError

from practice_app.services import events
from practice_app.services.events import Event

log = logging.getLogger(__name__)
RECONNECT_AFTER_S = 1.0
_tabs: defaultdict[str, set[str]] = defaultdict(set)
_listeners: list[type[Any]] = []


def watch(user_id: str, token: str) -> None:
    """Remember that this tab belongs to this user."""
    if token:
        _tabs[user_id].add(token)


def listens(state: type[Any]) -> type[Any]:
    """Class decorator: let ``_heard`` of this state be called for each event of the tab's user."""
    _listeners.append(state)
    return state


async def relay(app: rx.App) -> None:
    """Pass news on for as long as the process lives; when Redis goes away, try again every second."""
    while True:
        try:
            async for event in events.follow():
                await deliver(app, event)
        except (RedisError, OSError) as error:
            log.warning("news can't come in just now: %s", error)
        await asyncio.sleep(RECONNECT_AFTER_S)


async def deliver(app: rx.App, event: Event) -> None:
    """Tell each open tab of the event's user; a tab that is gone is forgotten."""
    for token in list(_tabs.get(event.user_id, ())):
        if app.event_namespace is None or token not in app.event_namespace.token_to_sid:
            _tabs[event.user_id].discard(token)
            continue
        for kind in _listeners:
            try:
                async with app.modify_state(rx.BaseStateToken(ident=token, cls=kind)) as state:
                    await (await state.get_state(kind))._heard(event)
            except Exception:
                log.exception("a tab could not be told of %s", event.kind)

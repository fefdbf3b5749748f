"""Events for open pages: from Redis to the tabs of one user, in the process that holds their sockets."""

import asyncio
import logging
from typing import Any

import reflex as rx
from redis.exceptions import RedisError

from practice_app.errors import Problem
from practice_app.reflex_seams.namespace import pushed
from practice_app.services import accounts
from practice_app.services.shared.events import SIGNED_OUT, Event, Feed
from practice_app.state.shared.connections import Connection, connections

log = logging.getLogger(__name__)
RECONNECT_AFTER_S = 1.0
LOOK_EVERY_S = 60.0
"""A sign-in that ended without a word (it expired, or Redis was away) has its sockets closed within this time."""
_listeners: list[type[Any]] = []


def listens(state: type[Any]) -> type[Any]:
    """Class decorator: let ``_heard`` of this state be called for each event of the tab's user."""
    _listeners.append(state)
    return state


async def relay(app: rx.App) -> None:
    """Pass events on for as long as the process lives; when Redis goes away, try again every second."""
    feed = Feed(connections.users)
    connections.on_change = feed.look
    while True:
        try:
            async for event in feed.follow():
                await deliver(app, event)
        except (RedisError, OSError) as error:
            log.warning("events can't come in just now: %s", error)
        await asyncio.sleep(RECONNECT_AFTER_S)


async def watch_over() -> None:
    """Close, for as long as the process lives, what belongs to sign-ins that have ended."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        await end_the_dead()


async def end_the_dead() -> None:
    """Look once which of the devices here are still signed in; when that can't be known now, leave them."""
    here = connections.devices()
    try:
        living = await asyncio.to_thread(accounts.living, here) if here else set()
    except Problem:
        return
    connections.end_devices(here - living)


async def deliver(app: rx.App, event: Event) -> None:
    """Tell each open tab of the event's user, or close those of a device that was signed out."""
    if event.kind == SIGNED_OUT:
        connections.end_devices([event.device_id])
        return
    for connection in connections.of(event.user_id):
        for kind in _listeners:
            try:
                await _tell(app, connection, kind, event)
            except Exception:
                log.exception("a tab could not be told of %s", event.kind)


async def _tell(app: rx.App, connection: Connection, kind: type[Any], event: Event) -> None:
    async with pushed(app, connection, kind) as state:
        if state is not None:
            await state._heard(event)

"""Realtime events for open pages: from Redis to the tabs that follow them, in the process that holds their sockets."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx
from redis.exceptions import RedisError

from practice_app.errors import Problem
from practice_app.reflex_seams.namespace import pushed
from practice_app.services import accounts
from practice_app.services.shared.events import Audience, AudienceKind, Event, NoLongerYours, SignedOut, Topic
from practice_app.services.shared.feed import Feed
from practice_app.state.shared import subscriptions
from practice_app.state.shared.connections import Connection, connections

log = logging.getLogger(__name__)
RECONNECT_AFTER_S = 1.0
LOOK_EVERY_S = 60.0
"""A sign-in that ended without a word (it expired, or Redis was away) has its sockets closed within this time."""
State = TypeVar("State", bound=type[Any])
_subscribed: defaultdict[Topic, list[type[Any]]] = defaultdict(list)


def subscribes(*topics: Topic) -> Callable[[State], State]:
    """Class decorator: let ``_received(event)`` of this state be called for each event on these that a tab follows."""

    def noted(state: State) -> State:
        for topic in topics:
            _subscribed[topic].append(state)
        return state

    return noted


async def relay(app: rx.App) -> None:
    """Pass events on for as long as the process lives; when Redis goes away, try again every second."""
    feed = Feed(connections.audiences)
    connections.on_change = feed.look
    while True:
        try:
            async for audience, event in feed.follow():
                await deliver(app, audience, event)
        except (RedisError, OSError) as error:
            log.warning("events can't come in just now: %s", error)
        await asyncio.sleep(RECONNECT_AFTER_S)


async def watch_over() -> None:
    """Let go, for as long as the process lives, of what belongs to sign-ins that ended and what nobody may read."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        await end_the_dead()
        await subscriptions.look_again(connections)


async def end_the_dead() -> None:
    """Look once which of the devices here are still signed in; when that can't be known now, leave them."""
    here = connections.devices()
    try:
        living = await asyncio.to_thread(accounts.living, here) if here else set()
    except Problem:
        return
    connections.end_devices(here - living)


async def deliver(app: rx.App, audience: Audience, event: Event) -> None:
    """Tell each open tab that follows this audience; close or let go of what the event says is over."""
    if isinstance(event.payload, SignedOut):
        connections.end_devices([event.subject])
        return
    for connection in connections.following(audience):
        if isinstance(event.payload, NoLongerYours):
            if connection.user_id == event.subject and audience.kind is not AudienceKind.USER:
                connections.unfollow(connection, audience)
            continue
        for kind in _subscribed[event.topic]:
            try:
                await _tell(app, connection, kind, event)
            except Exception:
                log.exception("a tab could not be told of %s", event.topic)


async def _tell(app: rx.App, connection: Connection, kind: type[Any], event: Event) -> None:
    async with pushed(app, connection, kind) as state:
        if state is not None:
            await state._received(event)

"""Groups and threads: who may follow them is asked, through the socket that proved who one is."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.errors import NotFound, NotSignedIn
from practice_app.ids import new_id
from practice_app.models.relations import Group, GroupMember
from practice_app.services.accounts import signin
from practice_app.services.shared import events
from practice_app.services.shared.events import Audience, AudienceKind, Event, RecordingChanged
from practice_app.state.shared import live, subscriptions
from practice_app.state.shared.connections import ENDED, Connection, Connections

pytestmark = pytest.mark.anyio
MEMBER = text("SELECT 1 FROM group_member WHERE group_id = :g AND member_id = :m AND status = 'active'")


def member(db, who: UUID, group_id: UUID) -> None:
    """Whoever is in a group may follow it."""
    if db.scalar(MEMBER, {"g": group_id, "m": who}) is None:
        raise NotFound()


@pytest.fixture
def known(monkeypatch) -> Connections:
    known = Connections()
    monkeypatch.setattr(live, "connections", known)
    monkeypatch.setattr(subscriptions, "PROOFS", {AudienceKind.GROUP: member})
    return known


@pytest.fixture
def trio(ann) -> Audience:
    """A group that Ann is in."""
    group_id = new_id()
    with system_transaction() as db:
        db.add(Group(id=group_id, name="Trio"))
        db.flush()
        db.add(GroupMember(group_id=group_id, member_id=ann))
    return Audience(AudienceKind.GROUP, str(group_id))


def leave(group: Audience) -> None:
    with system_transaction() as db:
        db.execute(text("UPDATE group_member SET status = 'left' WHERE group_id = :g"), {"g": group.id})


def opened(cookie: str) -> Connection:
    """A socket that was opened with this cookie."""
    who = signin.identify_cookie(cookie)
    return Connection("a", str(who.id), str(who.auth_session_id))


async def test_a_member_follows_a_group_until_the_socket_ends(known, trio, anns):
    with known.holding(opened(anns)) as tab, known.holding(opened(anns)) as other:
        await subscriptions.subscribe(known, tab, trio)
        assert known.following(trio) == [tab]
        assert set(known.of(tab.user_id)) == {tab, other}
    assert (known.audiences(), tab.follows) == ([], set())


async def test_who_is_not_in_it_is_told_nothing_and_not_that_it_is_there(known, trio, bobs):
    with known.holding(opened(bobs)) as tab:
        for asked in (trio, Audience(AudienceKind.GROUP, str(new_id())), Audience(AudienceKind.GROUP, "junk")):
            with pytest.raises(NotFound):
                await subscriptions.subscribe(known, tab, asked)
        assert known.following(trio) == []


async def test_nobody_follows_what_no_permission_speaks_of_nor_another_person(known, ann, anns, bobs):
    with known.holding(opened(bobs)) as tab:
        for asked in (Audience(AudienceKind.THREAD, str(new_id())), Audience.user(ann)):
            with pytest.raises(NotFound):
                await subscriptions.subscribe(known, tab, asked)
        assert tab.follows == {Audience.user(tab.user_id)}


async def test_a_socket_on_which_nobody_proved_themselves_follows_nothing(known, trio, ann, anns):
    over = opened(anns)
    with system_transaction() as db:
        signin.sign_out_everywhere(db, ann)
    for connection in (Connection("a"), Connection("a", device_id=ENDED), over):
        with known.holding(connection), pytest.raises(NotSignedIn):
            await subscriptions.subscribe(known, connection, trio)
    assert known.audiences() == []


async def test_a_socket_that_ended_meanwhile_follows_nothing(known, trio, anns):
    with known.holding(opened(anns)) as tab:
        pass
    await subscriptions.subscribe(known, tab, trio)
    with known.holding(opened(anns)) as ending:
        ending.end()
        await subscriptions.subscribe(known, ending, trio)
    assert known.audiences() == []


async def test_a_tab_follows_only_so_much(known, trio, anns, monkeypatch):
    monkeypatch.setattr(subscriptions, "MOST_FOLLOWED", 1)
    with known.holding(opened(anns)) as tab, pytest.raises(NotFound):
        await subscriptions.subscribe(known, tab, trio)


async def test_whoever_left_is_told_nothing_more_at_once_or_within_a_minute(known, trio, anns, bobs):
    with known.holding(opened(anns)) as told, known.holding(opened(anns)) as found:
        await subscriptions.subscribe(known, told, trio)
        await live.deliver(None, trio, Event(str(new_id()), events.NoLongerYours()))
        await subscriptions.look_again(known)
        assert known.following(trio) == [told]
        await live.deliver(None, trio, Event(told.user_id, events.NoLongerYours()))
        assert known.following(trio) == []

        await subscriptions.subscribe(known, found, trio)
        leave(trio)
        await subscriptions.look_again(known)
        assert known.audiences() == [Audience.user(told.user_id)]


async def test_what_a_group_is_told_comes_only_to_processes_with_a_tab_that_follows_it(known, trio, anns, redis_url):
    elsewhere, here, there = Connections(), [], []

    def hears(connections: Connections, heard: list) -> asyncio.Task:
        feed = live.Feed(connections.audiences)
        connections.on_change = feed.look

        async def listen() -> None:
            async for audience, event in feed.follow():
                heard.append((audience, event.subject))

        return asyncio.create_task(listen())

    def tell(take: str) -> int:
        event = Event(take, RecordingChanged("session"))
        return events.client().publish(trio.channel, event.written())

    tasks = [hears(known, here), hears(elsewhere, there)]
    try:
        async with asyncio.timeout(30):
            with known.holding(opened(anns)) as tab, elsewhere.holding(opened(anns)):
                assert tell("too early") == 0
                await subscriptions.subscribe(known, tab, trio)
                while not tell("theirs"):
                    await asyncio.sleep(0.01)
                while not here:
                    await asyncio.sleep(0.01)
            while tell("too late"):
                await asyncio.sleep(0.01)
    finally:
        for task in tasks:
            task.cancel()
    assert here[0] == (trio, "theirs")
    assert there == []

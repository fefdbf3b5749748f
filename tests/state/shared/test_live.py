"""Events reach the people they are about, and end what belongs to a sign-in that is over."""

import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.services.accounts import signin
from practice_app.services.shared import events
from practice_app.services.shared.events import SIGNED_OUT, Event, Feed
from practice_app.state.shared import live
from practice_app.state.shared.connections import ENDED, Connection, Connections
from tests.state.tabs import cookie_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def known(monkeypatch) -> Connections:
    known = Connections()
    monkeypatch.setattr(live, "connections", known)
    return known


@pytest.fixture
def told(monkeypatch) -> list[Connection]:
    """The connections through which a page was told something."""
    told = []

    @asynccontextmanager
    async def pushed(_app, connection, _kind):
        async def heard(_event):
            told.append(connection)

        yield SimpleNamespace(_heard=heard)

    monkeypatch.setattr(live, "pushed", pushed)
    monkeypatch.setattr(live, "_listeners", [object])
    return told


async def test_only_the_open_pages_of_the_person_are_told(known, told):
    ann, bob, stranger = Connection("a", "ann", "phone"), Connection("a", "bob", "phone"), Connection("a")
    ended = Connection("a", "ann", "laptop")
    with known.holding(ann), known.holding(bob), known.holding(stranger), known.holding(ended):
        ended.end()
        await live.deliver(None, Event("ann", "recording"))
    await live.deliver(None, Event("ann", "recording"))
    assert told == [ann]


async def test_a_device_that_is_signed_out_has_its_pages_closed_and_no_other(known, told):
    phone, tab, laptop = (Connection("a", "ann", device) for device in ("phone", "phone", "laptop"))
    with known.holding(phone), known.holding(tab), known.holding(laptop):
        await live.deliver(None, Event("ann", SIGNED_OUT, device_id="phone"))
        assert [one.is_open for one in (phone, tab, laptop)] == [False, False, True]
    assert told == []


async def test_what_ended_without_a_word_is_found_out(known, ann, anns):
    other = str(signin.identify_cookie(cookie_of(ann)).auth_session_id)
    device = str(signin.identify_cookie(anns).auth_session_id)
    with system_transaction() as db:
        signin._end(db, ann, signin.col(signin.AuthSession.id) == other)
    lost, kept, stranger = (
        Connection("a", str(ann), other),
        Connection("a", str(ann), device),
        Connection("a", "", ENDED),
    )
    with known.holding(lost), known.holding(kept), known.holding(stranger):
        await live.end_the_dead()
        assert [one.is_open for one in (lost, kept, stranger)] == [False, True, True]


async def test_a_process_hears_only_of_those_who_have_a_page_open_in_it(known, clean_database, redis_url):
    ann, bob = new_id(), new_id()
    feed, heard = Feed(known.users), []
    known.on_change = feed.look

    async def listen() -> None:
        async for event in feed.follow():
            heard.append((event.user_id, event.kind))

    async def until(number: int, *subscribed: object) -> None:
        asked = {events._channel(str(who)): int(who in subscribed) for who in (ann, bob)}
        while len(heard) < number or dict(events.client().pubsub_numsub(*asked)) != asked:
            await asyncio.sleep(0.01)

    listening = asyncio.create_task(listen())
    try:
        async with asyncio.timeout(30):
            await until(0)
            events.publish(ann, "before", new_id())
            with known.holding(Connection("a", str(ann), "phone")), known.holding(Connection("a", str(ann), "laptop")):
                await until(0, ann)
                events.publish(bob, "not hers", new_id())
                events.publish(ann, "hers", new_id())
                events.signed_out(ann, [new_id()])
                await until(2, ann)
            await until(2)
            with known.holding(Connection("a", str(bob), "phone")):
                await until(2, bob)
                events.publish(ann, "after", new_id())
                events.publish(bob, "his", new_id())
                await until(3, bob)
    finally:
        listening.cancel()
    assert heard == [(str(ann), "hers"), (str(ann), SIGNED_OUT), (str(bob), "his")]

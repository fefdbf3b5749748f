"""Events reach the people they are about, and end what belongs to a sign-in that is over."""

import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.services.accounts import signin
from practice_app.services.shared import events
from practice_app.services.shared.events import Audience, Event, RecordingChanged, SignedOut, Topic
from practice_app.services.shared.feed import Feed
from practice_app.state.shared import live
from practice_app.state.shared.connections import ENDED, Connection, Connections
from tests.state.tabs import cookie_of

pytestmark = pytest.mark.anyio
ANN = Audience.user("ann")
CUT = '{"topic": "recording", "subject": "x", "payload": {}}'
MORE = '{"topic": "recording", "subject": "x", "payload": {"session_id": "y", "later": 1}}'
CHANGED = Event("take", RecordingChanged("session"))


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

        yield SimpleNamespace(_received=heard)

    monkeypatch.setattr(live, "pushed", pushed)
    monkeypatch.setattr(live, "_subscribed", {Topic.RECORDING: [object]})
    return told


async def test_only_the_open_pages_of_the_person_are_told(known, told):
    ann, bob, stranger = Connection("a", "ann", "phone"), Connection("a", "bob", "phone"), Connection("a")
    ended = Connection("a", "ann", "laptop")
    with known.holding(ann), known.holding(bob), known.holding(stranger), known.holding(ended):
        ended.end()
        await live.deliver(None, ANN, CHANGED)
    await live.deliver(None, ANN, CHANGED)
    assert told == [ann]


async def test_a_device_that_is_signed_out_has_its_pages_closed_and_no_other(known, told):
    phone, tab, laptop = (Connection("a", "ann", device) for device in ("phone", "phone", "laptop"))
    with known.holding(phone), known.holding(tab), known.holding(laptop):
        await live.deliver(None, ANN, Event("phone", SignedOut()))
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
    before, not_hers, hers, after, his = (new_id() for _ in range(5))
    async with listening(known, ann, bob) as (heard, until):
        await until(0)
        events.recording_changed(ann, new_id(), before)
        with known.holding(Connection("a", str(ann), "phone")), known.holding(Connection("a", str(ann), "laptop")):
            await until(0, ann)
            events.recording_changed(bob, new_id(), not_hers)
            events.recording_changed(ann, new_id(), hers)
            events.signed_out(ann, [device := new_id()])
            await until(2, ann)
        await until(2)
        with known.holding(Connection("a", str(bob), "phone")):
            await until(2, bob)
            events.recording_changed(ann, new_id(), after)
            events.recording_changed(bob, new_id(), his)
            await until(3, bob)
    assert heard == [
        (Audience.user(ann), Topic.RECORDING, str(hers)),
        (Audience.user(ann), Topic.SIGNED_OUT, str(device)),
        (Audience.user(bob), Topic.RECORDING, str(his)),
    ]


async def test_a_process_without_an_open_page_receives_nothing(known, clean_database, redis_url):
    ann = new_id()
    async with listening(known, ann) as (heard, until):
        with known.holding(Connection("a", str(ann), "phone")):
            await until(0, ann)
        await until(0)
        for _ in range(10):
            events.recording_changed(ann, new_id(), new_id())
        assert events.client().publish(Audience.user(ann).channel, "") == 0  # Redis knows nobody to give it to
        with known.holding(Connection("a", str(ann), "phone")):
            await until(0, ann)
            events.recording_changed(ann, new_id(), last := new_id())
            await until(1, ann)
    assert [subject for _, _, subject in heard] == [str(last)]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"topic": "later", "subject": "x", "payload": {}}', CUT, MORE])
async def test_what_another_version_tells_is_left_out_and_the_next_is_heard(known, clean_database, redis_url, text):
    ann = new_id()
    async with listening(known, ann) as (heard, until):
        with known.holding(Connection("a", str(ann), "phone")):
            await until(0, ann)
            events.client().publish(Audience.user(ann).channel, text)
            events.recording_changed(ann, new_id(), take := new_id())
            await until(1, ann)
    assert [subject for _, _, subject in heard] == [str(take)]


@asynccontextmanager
async def listening(known: Connections, *people):
    """What a process hears, and how to wait until it has heard so much and follows those who are named."""
    feed, heard = Feed(known.audiences), []
    known.on_change = feed.look

    async def listen() -> None:
        async for audience, event in feed.follow():
            heard.append((audience, event.topic, event.subject))

    async def until(number: int, *subscribed: object) -> None:
        asked = {Audience.user(who).channel: int(who in subscribed) for who in people}
        while len(heard) < number or dict(events.client().pubsub_numsub(*asked)) != asked:
            await asyncio.sleep(0.01)

    task = asyncio.create_task(listen())
    try:
        async with asyncio.timeout(30):
            yield heard, until
    finally:
        task.cancel()

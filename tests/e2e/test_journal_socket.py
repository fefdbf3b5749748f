"""What a client without a browser gets of a journal: speaks the socket itself, with any cookie and any token."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import redis

from practice_app.ids import new_id
from practice_app.services.shared.events import Audience, Event, RecordingChanged
from practice_app.state.journal.months import JournalState
from practice_app.state.journal.session import SessionState
from tests.running import RunningApp
from tests.sockets import Tab

pytestmark = pytest.mark.browser
JOURNAL, SESSION = JournalState.get_full_name(), SessionState.get_full_name()
MARK = "only for my own eyes"


class Somebody:
    """An account with one session, and the cookie of its browser."""

    def __init__(self, url: str) -> None:
        headers = {"Origin": url, "Sec-Fetch-Site": "same-origin"}
        self.client = httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=30)
        email = f"{new_id().hex}@example.org"
        body = {"email": email, "password": "a quiet room", "display_name": "Ann", "role": "student"}
        assert self.client.post("/auth/register", json=body).status_code == 201
        self.cookie = self.client.cookies["woodshed_session"]
        self.email = email

    @classmethod
    def again(cls, other: "Somebody") -> httpx.Client:
        """The same person on another device."""
        client = httpx.Client(base_url=other.client.base_url, headers=other.client.headers, timeout=30)
        assert client.post("/auth/login", json={"email": other.email, "password": "a quiet room"}).status_code == 200
        return client

    def practise(self) -> str:
        """Let there be a session that says whose it is."""
        start = datetime.now(UTC) - timedelta(minutes=30)
        body = {
            "started_at": start.isoformat(),
            "ended_at": (start + timedelta(minutes=20)).isoformat(),
            "instrument": MARK,
            "note": MARK,
            "source": "timer",
            "timezone": "UTC",
            "client_updated_at": start.isoformat(),
        }
        session_id = str(new_id())
        assert self.client.put(f"/sessions/{session_id}", json=body).status_code == 201
        return session_id


@pytest.fixture
def ann(running_app: RunningApp) -> Somebody:
    return Somebody(running_app.url)


@pytest.fixture
def bob(running_app: RunningApp) -> Somebody:
    return Somebody(running_app.url)


def seen(watching) -> Any:
    """Run what watches sockets in a thread, since Playwright's loop runs in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(watching)).result()


def looked(url: str, cookie: str, token: str | None, *events: tuple[str, dict, str]) -> Tab:
    """What such a tab sees."""
    return seen(_looked(url, cookie, token, *events))


async def _looked(url: str, cookie: str, token: str | None, *events: tuple[str, dict, str]) -> Tab:
    """Open a tab, send these events one after the other, each when the one before was answered."""
    async with Tab(url, cookie, token) as tab:
        await tab.hydrate()
        for event in events:
            await tab.ask(*event)
        return tab


def test_its_owner_sees_it(running_app: RunningApp, ann: Somebody):
    ann.practise()
    tab = looked(running_app.url, ann.cookie, None, (f"{JOURNAL}.load", {}, "/"))
    assert MARK in str(tab.state)


def test_another_cookie_on_the_same_token_sees_nothing(running_app: RunningApp, ann: Somebody, bob: Somebody):
    session_id, token = ann.practise(), str(new_id())
    page = f"/sessions/{session_id}"
    load = [(f"{JOURNAL}.load", {}, "/"), (f"{SESSION}.load", {}, page)]
    assert MARK in str(looked(running_app.url, ann.cookie, token, *load).state)

    for cookie in (bob.cookie, "", "made-up"):
        steal = [*load, (f"{SESSION}.edit", {}, page), (f"{SESSION}.delete", {}, page)]
        assert MARK not in str(looked(running_app.url, cookie, token, *steal).state)
    assert ann.client.get(f"/sessions/{session_id}").json()["note"] == MARK


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (f"{JOURNAL}.turn", {"month": {"a": 1}}),
        (f"{JOURNAL}.choose", {"day": "x" * 10_000}),
        (f"{JOURNAL}._offer_undo", {"session_id": "x"}),
        (f"{JOURNAL}.setvar", {"var_name": "_deleted", "value": "x"}),
        (f"{SESSION}.save", {"form": [1, 2]}),
        (f"{SESSION}.nothing", {}),
    ],
)
def test_nonsense_is_survived(running_app: RunningApp, ann: Somebody, name: str, payload: dict):
    ann.practise()

    async def surviving() -> None:
        async with Tab(running_app.url, ann.cookie) as tab:
            await tab.hydrate()
            await tab.send(name, payload)  # some of it is not even answered
            await tab.send(f"{JOURNAL}.load", {})
            while MARK not in str(tab.state):
                await tab.change()

    seen(surviving())


async def _open_journal(url: str, cookie: str, token: str | None = None) -> Tab:
    tab = await Tab(url, cookie, token).__aenter__()
    await tab.hydrate()
    await tab.ask(f"{JOURNAL}.load", {})
    return tab


def _tell_ann(app: RunningApp, ann: Somebody, session_id: str) -> None:
    """Say, as the worker does, that something happened to a recording of hers."""
    user_id = ann.client.get("/me").json()["id"]
    event = Event("", RecordingChanged(session_id))
    with redis.Redis.from_url(app.addresses["REDIS_URL"]) as client:
        assert client.publish(Audience.user(user_id).channel, event.written()) > 0


def test_what_happens_reaches_the_socket_that_proved_its_cookie_and_nobody_who_knows_the_tab(
    running_app: RunningApp, ann: Somebody, bob: Somebody
):
    """A tab's token is no secret worth a journal: another socket that names it hears nothing."""
    session_id = ann.practise()

    async def watching() -> tuple[Tab, list[Tab]]:
        gone = await _open_journal(running_app.url, ann.cookie)
        await gone.__aexit__()
        others = [Tab(running_app.url, "", gone.token), Tab(running_app.url, bob.cookie, gone.token)]
        for other in others:
            await other.__aenter__()  # and says no word that would empty the tab
        own = await _open_journal(running_app.url, ann.cookie)
        ann.client.patch(f"/sessions/{session_id}", json={"instrument": "just changed"})
        await asyncio.to_thread(_tell_ann, running_app, ann, session_id)
        while "just changed" not in str(own.state):
            await own.change()
        await asyncio.sleep(0.5)
        for tab in (own, *others):
            await tab.__aexit__()
        return own, others

    own, others = seen(watching())
    assert "just changed" in str(own.state)
    assert [(tab.state, tab.events) for tab in others] == [({}, []), ({}, [])]


@pytest.mark.parametrize(
    "ending",
    [
        lambda ann: ann.client.post("/auth/logout"),
        lambda ann: ann.client.post("/auth/logout-everywhere"),
        lambda ann: ann.client.delete(f"/auth/sessions/{ann.client.get('/auth/sessions').json()['items'][0]['id']}"),
        lambda ann: Somebody.again(ann).post(
            "/me/password", json={"current_password": "a quiet room", "new_password": "a quieter room"}
        ),
    ],
    ids=["sign out", "everywhere", "the device", "another password"],
)
def test_signing_out_closes_what_is_open_and_the_cookie_opens_nothing_any_more(
    running_app: RunningApp, ann: Somebody, ending
):
    """In whichever process the sockets are: a handful go to all of them."""
    ann.practise()

    async def watching() -> list[Tab]:
        tabs = [await _open_journal(running_app.url, ann.cookie) for _ in range(5)]
        assert all(MARK in str(tab.state) for tab in tabs)
        assert (await asyncio.to_thread(ending, ann)).status_code == 204
        assert [await tab.ended() for tab in tabs] == [1000] * 5
        back = [Tab(running_app.url, ann.cookie, tab.token) for tab in tabs]
        for tab in back:
            await tab.__aenter__()
            await tab.hydrate()
            await tab.send(f"{JOURNAL}.load", {})
        while not all(tab.events for tab in back):
            await asyncio.sleep(0.05)
        return back

    for tab in seen(watching()):
        assert MARK not in str(tab.state)
        assert ann.email not in str(tab.state)
        assert "/login?next=" in str(tab.events)


def test_no_cookie_and_no_junk_lies_in_redis(running_app: RunningApp, ann: Somebody):
    junk = "j" * 20_000

    async def filling() -> Tab:
        async with Tab(running_app.url, ann.cookie) as tab:
            await tab.hydrate()
            for n in range(5):
                router = {"pathname": "/" + junk, "asPath": junk, "query": {f"q{n}": junk}, f"more{n}": junk}
                await tab.send_raw({"name": f"{JOURNAL}.load", "payload": {f"p{n}": 1}, "router_data": router})
            await tab.ask(f"{JOURNAL}.load", {})
            return tab

    token = seen(filling()).token
    with redis.Redis.from_url(running_app.addresses["REDIS_URL"]) as client:
        stored = [client.get(key) or b"" for key in client.keys(f"{token}*")]
        everything = b"".join(client.get(key) or b"" for key in client.scan_iter() if client.type(key) == b"string")
    assert 0 < sum(map(len, stored)) < 20_000
    assert b"jjjj" not in b"".join(stored)
    assert ann.cookie.encode() not in everything
    log = b"".join(file.read_bytes() for file in (running_app.home / "redis").rglob("*") if file.is_file())
    assert ann.cookie.encode() not in log

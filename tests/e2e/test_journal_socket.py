"""What a client without a browser gets of a journal: speaks the socket itself, with any cookie and any token."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from practice_app.ids import new_id
from practice_app.state.journal import JournalState
from practice_app.state.session import SessionState
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


def looked(url: str, cookie: str, token: str | None, *events: tuple[str, dict, str]) -> Tab:
    """What such a tab sees; in a thread, since Playwright's loop runs in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_looked(url, cookie, token, *events))).result()


async def _looked(url: str, cookie: str, token: str | None, *events: tuple[str, dict, str]) -> Tab:
    """Open a tab, send these events one after the other, and see what comes back."""
    async with Tab(url, cookie, token) as tab:
        await tab.hydrate()
        for name, payload, path in events:
            await tab.send(name, payload, path)
            await asyncio.sleep(1)
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
    tab = looked(running_app.url, ann.cookie, None, (name, payload, "/"), (f"{JOURNAL}.load", {}, "/"))
    assert MARK in str(tab.state)

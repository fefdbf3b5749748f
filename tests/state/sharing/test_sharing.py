"""Links on the pages: made for what the page shows, listed, taken back."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from practice_app.state.sharing import SharingState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
async def test_a_link_is_made_for_as_long_as_was_said_and_taken_back(clean_database):
    ann = people.person("Ann")
    row = people.session(ann, datetime(2026, 3, 2, 17, tzinfo=UTC), note="secret")
    at = await tab(SharingState, cookie_of(ann), f"/sessions/{row.id}")
    await call(at, "load")
    assert (at.loaded, at.links, at.span) == (True, [], "month")
    await call(at, "last", "week")
    await call(at, "make", "session", str(row.id))
    await call(at, "last", "nonsense")
    await call(at, "make", "profile", "")
    profile, session = at.links
    assert session.url.startswith("http://woodshed.example/s/")
    assert (session.about, profile.about, profile.until) == (str(row.id), "", "")
    ends = datetime.fromisoformat(session.until) - datetime.now(UTC)
    assert timedelta(days=6) < ends <= timedelta(days=7)
    await call(at, "revoke", session.id)
    assert [link.id for link in at.links] == [profile.id]
    assert "secret" not in json.dumps([link.__dict__ for link in at.links])


@pytest.mark.anyio
async def test_what_is_anothers_or_nonsense_is_told_and_nothing_is_made(clean_database):
    ann, bob = people.person("Ann"), people.person("Bob")
    row = people.session(ann, datetime(2026, 3, 2, 17, tzinfo=UTC))
    at = await tab(SharingState, cookie_of(bob), f"/sessions/{row.id}")
    for kind, about in (("session", str(row.id)), ("session", ""), ("group", ""), ("session", "x")):
        await call(at, "make", kind, about)
        assert at.notice_kind == "error"
    await call(at, "revoke", "x")
    assert at.links == []

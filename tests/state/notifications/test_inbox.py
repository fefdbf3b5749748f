"""The bell and the page of what one was told: live, and read by a tap."""

import pytest

from practice_app.database import system_transaction
from practice_app.models import NotificationKind
from practice_app.services.shared.events import Event, Notified
from practice_app.services.shared.telling import tell
from practice_app.state.notifications.bell import BellState
from practice_app.state.notifications.inbox import InboxState
from tests.state.tabs import call, tab


def told(to, key, kind=NotificationKind.TITLE_EARNED, **more):
    with system_transaction() as db:
        tell(db, to, kind, key, path="/achievements", **{"title": "First hour"} | more)


@pytest.mark.anyio
async def test_the_bell_counts_and_hears_of_more(ann, anns):
    told(ann, "one")
    at = await tab(BellState, anns, "/pieces")
    await call(at, "look")
    assert at.unread == 1
    told(ann, "two")
    await at._received(Event(str(ann), Notified()))
    assert at.unread == 2


@pytest.mark.anyio
async def test_a_visitor_has_nothing_to_count_and_is_led_nowhere(ann):
    at = await tab(BellState, "", "/")
    assert await call(at, "look") is None
    assert at.unread == 0


@pytest.mark.anyio
async def test_a_tap_reads_one_and_leads_there_and_one_more_reads_all(ann, anns):
    for key in ("one", "two", "three"):
        told(ann, key)
    at = await tab(InboxState, anns, "/notifications")
    await call(at, "load")
    assert [line.told["title"] for line in at.lines] == ["First hour"] * 3
    led = await call(at, "open", at.lines[1].id)
    assert "/achievements" in str(led)
    assert [line.fresh for line in at.lines] == [True, False, True]
    await call(at, "read_all")
    assert (at.any_fresh, [line.fresh for line in at.lines]) == (False, [False] * 3)
    told(ann, "four")
    await at._received(Event(str(ann), Notified()))
    assert [line.fresh for line in at.lines] == [True, False, False, False]


@pytest.mark.anyio
async def test_a_long_list_goes_on(ann, anns, monkeypatch):
    monkeypatch.setattr("practice_app.state.notifications.inbox.FIRST", 2)
    for key in ("one", "two", "three"):
        told(ann, key)
    at = await tab(InboxState, anns, "/notifications")
    await call(at, "load")
    assert len(at.lines) == 2
    await call(at, "more")
    assert (len({line.id for line in at.lines}), at.next_cursor) == (3, "")

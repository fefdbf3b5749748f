"""The journal's page: what it shows, to whom, and how it keeps up."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from reflex.istate.data import HeaderData

from practice_app.database import transaction
from practice_app.services import practice
from practice_app.services.shared.events import Event, PracticeChanged, RecordingChanged
from practice_app.state.journal.months import JournalState
from tests.services.people import heard, session, take
from tests.state.tabs import call, proved, tab

pytestmark = pytest.mark.anyio
NOW = datetime.now(UTC)


def practised(user_id, minutes=30, hours_ago=2, **more):
    return session(user_id, NOW - timedelta(hours=hours_ago), minutes, **more)


async def test_a_visitor_gets_what_woodshed_is_and_nothing_else(clean_database):
    state = await tab(JournalState)
    await call(state, "arrive")
    assert (state.door, state.loaded, state.entries) == ("visitor", False, [])


async def test_a_member_finds_sessions_days_and_totals(ann, anns):
    practised(ann, 30)
    state = await tab(JournalState, anns)
    await call(state, "arrive")
    assert (state.door, state.loaded) == ("member", True)
    assert [entry.clock_s for entry in state.entries] == [1800]
    assert state.sessions == 1
    assert state.month_s >= state.today_s


@pytest.mark.parametrize(("languages", "starts"), [("en-GB,en;q=0.9", 1), ("en-US", 7), ("", 7)])
async def test_the_week_begins_as_the_browsers_language_has_it(ann, anns, languages, starts):
    state = await tab(JournalState, anns)
    state._get_root_state().rx_router_headers = HeaderData(accept_language=languages)
    await call(state, "arrive")
    assert state.week_start == starts


async def test_someone_whose_sign_in_has_ended_is_asked_to_sign_in(clean_database):
    state = await tab(JournalState, "made-up")
    event = await call(state, "arrive")
    assert "/login?next=/" in str(event.args)
    assert state.entries == []


async def test_a_session_that_waited_on_the_device_is_listed_when_it_has_arrived(ann, anns, bobs):
    state, other = await tab(JournalState, anns), await tab(JournalState, bobs)
    for one in (state, other):
        await call(one, "arrive")
    arrived = str(practised(ann, 25).id)
    for one in (state, other):
        await call(one, "arrived", arrived)
    assert ([entry.id for entry in state.entries], state.month_s > 0) == ([arrived], True)
    assert (other.entries, other.month_s) == ([], 0)
    await call(state, "arrived", "../me")
    assert state.notice_kind == "error"


async def test_a_stranger_finds_nothing_of_anns(ann, anns, bobs):
    practised(ann)
    state = await tab(JournalState, bobs)
    await call(state, "arrive")
    await call(state, "choose", f"{NOW:%Y-%m-%d}")
    await call(state, "turn", f"{NOW:%Y-%m}")
    assert (state.entries, state.days, state.sessions) == ([], [], 0)


async def test_another_cookie_in_the_same_tab_finds_an_empty_journal(ann, anns, bobs):
    practised(ann)
    state = await tab(JournalState, anns)
    root = state._get_root_state()
    await call(state, "arrive")
    assert state.entries

    await proved(root, bobs)

    assert (state.entries, state.days, state.loaded, state.door, state.display_name) == ([], [], False, "", "")


@pytest.mark.parametrize("wrong", [None, 12, "", "2026", "2026-11-01", {"a": 1}, "٢٠٢٦-١١"])
async def test_a_month_that_is_none_is_refused_with_a_sentence(anns, wrong):
    state = await tab(JournalState, anns)
    await call(state, "load")
    before = state.month
    await call(state, "turn", wrong)
    assert (state.month, state.notice_kind) == (before, "error")


async def test_turning_the_calendar_leaves_the_list(ann, anns):
    practised(ann)
    state = await tab(JournalState, anns)
    await call(state, "load")
    await call(state, "turn", "2020-02")
    assert (state.month, state.days, len(state.entries)) == ("2020-02", [], 1)


async def test_a_day_lists_its_own_sessions_and_again_the_newest(ann, anns):
    today, older = practised(ann), practised(ann, hours_ago=24 * 9)
    state = await tab(JournalState, anns)
    await call(state, "load")
    await call(state, "choose", older.local_day.isoformat())
    assert [entry.id for entry in state.entries] == [str(older.id)]
    await call(state, "choose", older.local_day.isoformat())
    assert [entry.id for entry in state.entries] == [str(today.id), str(older.id)]


async def test_more_adds_the_next_sessions(ann, anns):
    for hours in range(13):
        practised(ann, 10, hours_ago=2 + hours)
    state = await tab(JournalState, anns)
    await call(state, "load")
    assert len(state.entries) == 10
    await call(state, "more")
    assert len({entry.id for entry in state.entries}) == 13
    assert not state.next_cursor


async def test_what_was_heard_appears_by_itself(ann, anns):
    row = practised(ann)
    recording = take(row, ann, status="processing")
    state = await tab(JournalState, anns)
    await call(state, "load")
    assert state.entries[0].listening == "open"
    with transaction(ann) as db:
        from practice_app.models import Recording

        db.get(Recording, recording).status = "ready"
    heard(row, ann, recording, 1800, 1200)

    await state._received(Event(str(recording), RecordingChanged(str(row.id), "ready")))

    assert (state.entries[0].listening, state.entries[0].played_s) == ("ready", 1200)


async def test_a_recording_renews_its_session_alone_and_practice_the_whole_journal(ann, anns):
    state = await tab(JournalState, anns)
    await call(state, "load")
    row = practised(ann)
    await state._received(Event(str(uuid4()), RecordingChanged(str(row.id))))
    assert (state.entries, state.sessions) == ([], 0)
    await state._received(Event(str(ann), PracticeChanged()))
    assert ([entry.id for entry in state.entries], state.sessions) == ([str(row.id)], 1)


async def test_an_event_of_a_session_that_is_gone_changes_nothing(ann, anns):
    practised(ann)
    state = await tab(JournalState, anns)
    await call(state, "load")
    await state._received(Event(str(uuid4()), RecordingChanged(str(uuid4()))))
    assert len(state.entries) == 1


async def test_a_deleted_session_comes_back(ann, anns):
    row = practised(ann)
    state = await tab(JournalState, anns)
    with transaction(ann) as db:
        practice.delete(db, ann, row.id)
    await call(state, "load")
    assert state.entries == []
    state._offer_undo(str(row.id))
    assert state.undo_number == state.notice_number

    await call(state, "undo")

    assert [entry.id for entry in state.entries] == [str(row.id)]
    assert state.undo_number == 0


def test_only_what_a_page_needs_can_be_called():
    public = {name for name in JournalState.event_handlers if not name.startswith("_")}
    assert public <= {"arrive", "arrived", "load", "turn", "choose", "more", "undo", "setvar", "set_is_hydrated"}

"""A session's page: shown, followed while it is listened to, changed, deleted and brought back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.services import pieces, practice
from practice_app.services.pieces.repertoire import PieceDraft
from practice_app.services.shared import alive
from practice_app.services.shared.events import Event, RecordingChanged
from practice_app.services.shared.redis import client as redis_client
from practice_app.state.journal.months import JournalState
from practice_app.state.journal.session import SessionState
from tests.services.people import heard, person, session, take
from tests.state.tabs import at, call, proved, tab

pytestmark = pytest.mark.anyio
START = datetime(2026, 2, 14, 9, tzinfo=UTC)
WRONG = ("correct", ["playing", 0.0, 60.0])
FORM = {"instrument": "violin", "focus": ["bow", "tone"], "mode": "slow", "self_rating": 4, "note": "better"}


def worked(title: str, **more: object) -> dict[str, object]:
    return {"place": None, "piece_title": title, "section_title": "", "minutes": None, **more}


@pytest.fixture
def row(ann):
    return session(ann, START, 20, timezone="Asia/Seoul", instrument="Violin")


async def opened(row, cookie):
    state = await tab(SessionState, cookie, f"/sessions/{row.id}/")
    await call(state, "load")
    return state


async def test_it_shows_what_was_told_and_heard(ann, anns, row):
    heard(row, ann, take(row, ann), 1200, 720)
    state = await opened(row, anns)
    assert state.stage == "shown"
    assert (state.shown.clock_s, state.shown.played_s, state.shown.instrument) == (1200, 720, "violin")


@pytest.mark.parametrize(
    "address", ["/sessions/nope", "/sessions/", "/sessions/01a1fbd5-e0d0-7f17-b218-bae531407fbd", "/sessions/%00"]
)
async def test_what_does_not_exist_is_a_long_rest(anns, address):
    state = await tab(SessionState, anns, address)
    await call(state, "load")
    assert (state.stage, state.shown.id) == ("missing", "")


async def test_what_was_heard_wrongly_is_corrected_beside_it_and_taken_back(ann, anns, row):
    heard(row, ann, take(row, ann), 1200, 720)
    state = await opened(row, anns)
    await call(state, "correct", "not_playing", 0.0, 60.0)
    assert (state.shown.played_s, state.shown.corrected_s) == (720, 660)
    (said,) = state.shown.corrections
    await call(state, "withdraw", said["id"])
    assert (state.shown.corrected_s, state.shown.corrections) == (None, [])
    await call(state, "withdraw", "nonsense")
    assert state.notice_kind == "error"


async def test_a_strangers_session_looks_the_same_as_none(bobs, row):
    state = await opened(row, bobs)
    assert (state.stage, state.shown.id, state.notice) == ("missing", "", "")


async def test_a_stranger_changes_nothing_even_with_a_page_of_his_own_making(ann, bobs, row):
    state = await opened(row, bobs)
    for name, args in (("edit", []), ("save", [FORM]), ("delete", []), ("listen_again", []), WRONG):
        await call(state, name, *args)
        assert state.notice_kind == "error"
    with transaction(ann) as db:
        assert practice.show(db, ann, row.id).note == ""


async def test_a_take_that_failed_by_a_fault_of_ours_is_listened_to_again(ann, anns, row):
    take(row, ann, "failed", failure="internal")
    state = await opened(row, anns)
    assert (state.shown.status, state.shown.failure) == ("failed", "internal")
    await call(state, "listen_again")
    assert (state.shown.status, state.shown.failure) == ("queued", "")


async def test_who_waits_behind_many_is_told_about_how_long(ann, anns, row):
    redis_client().delete("woodshed:workers")  # those of tests before
    take(row, ann, "queued")
    state = await opened(row, anns)
    assert (state.shown.status, state.shown.wait_min) == ("queued", 0), "in a moment: no word"
    bob = person("Bob")
    before = session(bob, START, 20)
    hours = [take(before, bob, "queued", length_s=36_000.0) for _ in range(4)]
    with system_transaction() as db:
        moved = text(
            "UPDATE jobs SET work_s = 36000, updated_at = now() - interval '1 hour' WHERE recording_id = ANY(:ids)"
        )
        db.execute(moved, {"ids": hours})
    alive.note_worker("expected:1", 2)
    try:
        state = await opened(row, anns)
        assert state.shown.wait_min == 25, "forty hours at a fiftieth of their length, by two at once: 24 minutes"
    finally:
        alive.forget_worker("expected:1", 2)


async def test_another_cookie_in_the_same_tab_sees_nothing_and_can_do_nothing(ann, anns, bobs, row):
    state = await tab(SessionState, anns, f"/sessions/{row.id}")
    root = state._get_root_state()
    await call(state, "load")
    assert state.shown.id

    await proved(root, bobs)
    assert (state.stage, state.shown.id) == ("", "")
    await call(state, "delete")
    with transaction(ann) as db:
        assert practice.show(db, ann, row.id)


async def test_what_was_heard_appears_by_itself(ann, anns, row):
    state = await opened(row, anns)
    assert state.shown.status == "none"
    heard(row, ann, take(row, ann), 1200, 720)
    await state._received(Event("", RecordingChanged(str(row.id), "ready")))
    assert (state.shown.status, state.shown.played_s) == ("ready", 720)


async def test_an_event_of_another_session_is_not_for_this_page(ann, anns, row):
    state = await opened(row, anns)
    other = session(ann, START + timedelta(days=1), 5)
    await state._received(Event("", RecordingChanged(str(other.id))))
    assert state.shown.id == str(row.id)


@pytest.mark.parametrize("failure", ["not_audio", "empty", "damaged", "too_long", "gone", "internal"])
async def test_a_failure_is_told_by_its_reason(ann, anns, row, failure):
    take(row, ann, status="failed", failure=failure)
    state = await opened(row, anns)
    assert (state.shown.status, state.shown.failure) == ("failed", failure)


async def test_words_are_changed_and_the_times_stay_measured(anns, row):
    state = await opened(row, anns)
    await call(state, "edit")
    assert state.editing
    await call(state, "save", {**FORM, "started_at": state.shown.started_local, "ended_at": state.shown.ended_local})
    assert (state.editing, state.errors) == (False, {})
    assert (state.shown.note, state.shown.mode, state.shown.self_rating) == ("better", "slow", 4)
    assert state.shown.focus == ["bow", "tone"]
    assert state.shown.source == "timer"


async def test_times_changed_by_hand_are_marked_so_and_mean_the_players_clock(anns, row):
    state = await opened(row, anns)
    await call(state, "save", {**FORM, "ended_at": "2026-02-14T18:45"})
    assert state.shown.source == "edited"
    assert state.shown.clock_s == 45 * 60
    assert state.shown.ended_at.startswith("2026-02-14T09:45")


async def test_an_end_changed_within_the_hour_that_came_twice_stays_in_its_half(ann, anns):
    start = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)  # 0:30 in New York; 1:00 to 2:00 comes twice that night
    night = session(ann, start, 90, timezone="America/New_York")
    state = await opened(night, anns)
    assert state.shown.ended_local == "2026-11-01T01:00"
    await call(state, "save", {**FORM, "ended_at": "2026-11-01T01:05"})
    assert state.shown.clock_s == 95 * 60


async def test_a_piece_is_chosen_from_ones_own_or_named_anew(ann, anns, row):
    with transaction(ann) as db:
        piece, _ = pieces.add_piece(db, ann, PieceDraft(title="Partita"))
    state = await opened(row, anns)
    await call(state, "save", {**FORM, "works": [worked("partita "), worked("Gavotte", section_title="Trio")]})
    assert state.shown.title == "Partita · Gavotte"
    assert [(w.piece_title, w.section_title) for w in state.shown.works] == [("Partita", ""), ("Gavotte", "Trio")]
    with transaction(ann) as db:
        assert practice.show(db, ann, row.id).items[0].piece_id == piece.id
    await call(state, "save", {**FORM, "works": []})
    assert (state.shown.title, state.shown.works) == ("", [])


async def test_every_answer_is_counted_so_that_the_page_stops_waiting(anns, row):
    state = await opened(row, anns)
    await call(state, "edit")
    await call(state, "save", {**FORM, "note": "x" * 10_001})
    await call(state, "save", FORM)
    assert (state.answers, state.editing, state.notice) == (2, False, "Session saved.")


async def test_what_belongs_to_no_field_is_said_in_the_form_and_the_form_stays(ann, anns, row):
    state = await opened(row, anns)
    await call(state, "edit")
    with transaction(ann) as db:
        practice.delete(db, ann, row.id)
    await call(state, "save", FORM)
    assert state.editing
    assert list(state.errors) == ["form"]
    assert state.errors["form"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"ended_at": "2026-02-14T17:00"}, "ended_at"),
        ({"started_at": "soon"}, "started_at"),
        ({"self_rating": 9}, "self_rating"),
        ({"target_bpm": 5}, "target_bpm"),
        ({"note": "x" * 10_001}, "note"),
        ({"mode": {"a": 1}}, "mode"),
        ({"works": [worked("x" * 201)]}, "works"),
        ({"works": [worked("Gavotte", minutes="many")]}, "works"),
        ({"works": [worked("Gavotte")] * 22}, "works"),
        ({"tags": [{"id": "not an id", "name": "warm-up"}]}, "tags"),
    ],
)
async def test_what_cannot_be_taken_is_said_beside_its_field(anns, row, told, field):
    state = await opened(row, anns)
    await call(state, "edit")
    await call(state, "save", {**FORM, **told})
    assert state.editing
    assert list(state.errors) == [field]


async def test_a_form_of_another_shape_breaks_nothing(anns, row):
    state = await opened(row, anns)
    for form in (None, [], "x", {"note": ["a"], "focus": {"b": 1}, "started_at": 5}):
        await call(state, "save", form)
    assert state.stage == "shown"


async def test_a_deleted_session_leads_home_and_can_be_brought_back(ann, anns, row):
    state = await opened(row, anns)
    event = await call(state, "delete")
    assert "/" in str(event.args)
    assert state.shown.id == ""
    journal = await state.get_state(JournalState)
    assert journal.undo_number == journal.notice_number > 0

    await at(state, "/")
    await call(journal, "undo")

    await at(state, f"/sessions/{row.id}")
    await call(state, "load")
    assert state.stage == "shown"


def test_only_what_a_page_needs_can_be_called():
    public = {name for name in SessionState.event_handlers if not name.startswith("_")}
    assert public <= {
        "load",
        "edit",
        "listen_again",
        "correct",
        "withdraw",
        "read_as",
        "close",
        "save",
        "delete",
        "share_take",
        "trim_take",
        "show_whole_take",
        "setvar",
        "set_is_hydrated",
    }


async def test_a_kept_take_is_shared_and_trimmed_on_its_page(ann, anns, row):
    kept = take(row, ann, keep=True, duration_s=60.0)
    heard(row, ann, kept, 60, 40)
    state = await opened(row, anns)
    assert (state.shown.takes[0].shared, state.shown.takes[0].trim_end_s) == (False, 60)
    await call(state, "share_take", str(kept), True)
    await call(state, "trim_take", str(kept), 4.0, 9.5)
    shown = state.shown.takes[0]
    assert (shown.shared, shown.trimmed, shown.trim_start_s, shown.trim_end_s) == (True, True, 4.0, 9.5)
    await call(state, "show_whole_take", str(kept))
    assert (state.shown.takes[0].trimmed, state.shown.takes[0].trim_end_s) == (False, 60)

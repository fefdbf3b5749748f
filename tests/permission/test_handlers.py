"""Every event handler, called by everybody in a tab whose state names what is Ann's."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from practice_app import practice_app as _app  # noqa: F401 - so that every state is known
from practice_app.ids import new_id
from practice_app.reflex_seams.states import below
from practice_app.services.comparisons import Choice
from practice_app.services.shared.paging import Key, cursor
from practice_app.state.lessons.shown import TimeShown
from practice_app.state.shared.base import OwnState
from tests.permission import matrix
from tests.permission.cast import MARK, NEW, PEOPLE, Cast
from tests.state.tabs import call, tab

FIRST = cursor(Key(NEW + timedelta(days=900), new_id()))
STATES = {kind.__name__: kind for kind in below(OwnState)}


def test_every_event_handler_has_its_line():
    found = {name: set(kind.event_handlers) - {"setvar"} for name, kind in STATES.items()}
    assert {name: handlers for name, handlers in found.items() if handlers} == {
        name: set(handlers) for name, handlers in matrix.HANDLERS.items()
    }


@pytest.mark.anyio
@pytest.mark.parametrize(("state", "handler"), [(s, h) for s, hs in matrix.HANDLERS.items() for h in hs])
async def test_an_event_handler_shows_and_changes_nothing_of_anothers(cast: Cast, anns, state, handler):
    """Also when the tab's own state was made to name what is Ann's: a client can do that."""
    before = anns()
    for name in PEOPLE:
        if name not in {"owner"} | matrix.LOOKED_AFTER.get(state, set()):
            shown = await handled(cast, name, state, handler)
            assert MARK not in shown, name
    assert anns() == before


@pytest.mark.anyio
@pytest.mark.parametrize(("name", "stage"), [("teacher", "theirs"), ("stranger", "missing")])
async def test_a_session_of_anothers_is_missing_as_a_page(cast: Cast, name, stage):
    """Also for those who read it, who have a part of the page to themselves: this one is what its owner may change."""
    at = await tab(STATES["SessionState"], cast.keys[name].cookie, f"/session/{cast.ids['session_id']}")
    await call(at, "load")
    assert (at.stage, at.shown.id) == (stage, "")


async def handled(cast: Cast, name, state, handler):
    """Everything that a tab shows after an event of theirs."""
    keys = cast.keys.get(name)
    what, name = matrix.ADDRESSES.get(state, ("session", "session_id"))
    path = f"/{what}/{cast.ids[name]}?group={cast.ids['group_id']}"
    at = await tab(STATES[state], keys.cookie if keys else "", path)
    forged(at, state, cast)
    if state == "GroupState":
        at.group, at.about = replace(at.group, id=str(cast.ids["group_id"])), str(cast.ann)
    sent = matrix.HANDLERS[state][handler]
    given = [str(cast.ids[one]) if isinstance(one, str) and one.endswith("_id") else one for one in sent]
    await call(at, handler, *given)
    return json.dumps(at._get_root_state().dict(), default=lambda row: getattr(row, "__dict__", str(row)))


def _forged_lesson(at, state, cast: Cast):
    lesson = replace(at.lesson, key="a lesson", class_id=str(cast.ids["class_id"]), zone="UTC")
    at.lesson = replace(lesson, occurrence=NEW.isoformat(), starts_at=NEW.isoformat())
    at.rows = [at.lesson]
    if state == "DraggedState":
        at.form, at.time = "scope", TimeShown("2026-12-02", "17:00")
        at._back = {"class_id": at.lesson.class_id, "wish": {"starts_at": "2026-12-02T17:00", "scope": "all"}}


def forged(at, state, cast: Cast):  # noqa: PLR0912 - a line for each state
    """Let the tab say that it has something of Ann's in hand."""
    if state == "ComparisonState":
        at.shown = replace(at.shown, id=str(cast.ids["comparison_id"]))
        at.shown = replace(at.shown, a=replace(at.shown.a, recording_id=str(cast.ids["recording_id"])))
        at.shown = replace(at.shown, b=replace(at.shown.b, recording_id=str(cast.ids["unshared_recording_id"])))
    if state in ("LessonsState", "DraggedState", "FreeDaysState", "LessonRemindersState"):
        _forged_lesson(at, state, cast)
    if state == "AdminState":
        at.deed, at.whom = "suspend", str(cast.ann)
    if state == "MemberSessionsState":
        at.group_id, at.person_id = str(cast.ids["group_id"]), str(cast.ann)
        at.next_cursor = FIRST
    if state == "ThreadState":
        at.post, at.changing = replace(at.post, id=str(cast.ids["draft_id"])), str(cast.ids["draft_id"])
    if state == "WritingState":
        at.post_id = str(cast.ids["draft_id"])
    if state == "CompareWithState":
        at.mine = str(cast.ids["unshared_recording_id"])
    if state == "CompareTakesState":
        at.takes = [
            Choice(str(cast.ids[name]), "", "", "", "", 1.0) for name in ("recording_id", "unshared_recording_id")
        ]
        at.one, at.other = (take.recording_id for take in at.takes)
    if state == "HeardState":
        at.session_id = str(cast.ids["session_id"])
    if state == "ReviewState":
        at.stage = "there"
    if state == "HomeworkState":
        at.loaded, at.view, at.handing = True, "given", str(cast.ids["assignment_id"])
    if state == "GivenState":
        at.shown = str(cast.ann)
    if state == "StudentState":
        at.stage, at.id = "there", str(cast.ann)
    if state == "SessionState":
        at.shown = replace(at.shown, id=str(cast.ids["session_id"]))
    elif state == "PieceState":
        at.piece = replace(at.piece, id=str(cast.ids["piece_id"]))
        at.passage, at._undo = replace(at.passage, id=str(cast.ids["section_id"])), ["piece", str(cast.ids["piece_id"])]
        at.passages = [at.passage]
    elif state == "JournalState":
        at._deleted, at.door, at.loaded = str(cast.ids["deleted_session_id"]), "member", True

"""The calendar's page: a year, a day of it, goals set and taken away."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.services import progress
from practice_app.services.shared.events import Event, PracticeChanged, RecordingChanged
from practice_app.state.progress import CalendarState
from tests.services.people import session, take
from tests.state.tabs import call, tab

pytestmark = pytest.mark.anyio


def today_in_seoul(user_id):
    with transaction(user_id) as db:
        return progress.here(db, user_id, "Asia/Seoul").today


async def test_a_year_opens_with_each_of_its_days_and_a_day_with_its_sessions(ann, anns):
    session(ann, datetime.now(UTC) - timedelta(seconds=1), 20, timezone="Asia/Seoul")
    state = await tab(CalendarState, anns, "/calendar")
    await call(state, "load")
    today = today_in_seoul(ann)
    number = (today - today.replace(month=1, day=1)).days
    assert (state.loaded, state.year, state.marks[number], state.minutes[number]) == (True, today.year, "c", 20)
    await call(state, "choose", str(today))
    assert (state.chosen, [entry.day for entry in state.entries]) == (str(today), [str(today)])
    assert state.week.seconds == state.month.seconds == 1200
    assert sum(week.seconds for week in state.weeks) == 1200


async def test_what_is_practised_elsewhere_appears_and_what_is_heard_of_an_open_day_too(ann, anns):
    state = await tab(CalendarState, anns, "/calendar")
    await call(state, "load")
    row = session(ann, datetime.now(UTC) - timedelta(seconds=1), 20, timezone="Asia/Seoul")
    await state._received(Event(str(ann), RecordingChanged(str(row.id))))
    assert state.whole.days == 0
    await state._received(Event(str(ann), PracticeChanged()))
    assert state.whole.days == 1
    await call(state, "choose", str(today_in_seoul(ann)))
    assert [entry.listening for entry in state.entries] == [""]
    recording = take(row, ann, status="processing")
    await state._received(Event(str(recording), RecordingChanged(str(row.id), "processing")))
    assert [entry.listening for entry in state.entries] == ["open"]


@pytest.mark.parametrize(
    ("address", "years_ago"),
    [("?year=LAST", 1), ("?month=LAST-02", 1), ("?month=LAST-02&year=2000", 1), ("?year=NEXT", 0), ("?month=12-12", 0)],
)
async def test_the_address_says_which_year_opens_and_a_year_to_come_is_this_one(ann, anns, address, years_ago):
    this = today_in_seoul(ann).year
    named = address.replace("LAST", str(this - 1)).replace("NEXT", str(this + 1))
    state = await tab(CalendarState, anns, f"/calendar{named}")
    await call(state, "load")
    assert (state.year, state.latest) == (this - years_ago, this)


async def test_a_goal_is_set_in_the_form_changed_and_taken_away(anns):
    state = await tab(CalendarState, anns, "/calendar")
    await call(state, "load")
    await call(state, "add")
    await call(state, "save", {"instrument": "violin", "minutes_per_week": "", "rest_6": "on"})
    assert (state.form, list(state.errors)) == ("new", ["minutes_per_week"])
    await call(state, "save", {"instrument": "violin", "minutes_per_week": "90", "rest_6": "on"})
    assert [(goal.instrument, goal.minutes, goal.rest_days) for goal in state.goals] == [("violin", 90, [6])]
    await call(state, "edit", "violin")
    assert (state.form, state.goal.minutes) == ("goal", 90)
    await call(state, "save", {"minutes_per_week": "60"} | {f"rest_{day}": "on" for day in range(7)})
    assert list(state.errors) == ["rest_days"]
    await call(state, "delete", "violin")
    assert (state.goals, state.form) == ([], "")


async def test_a_stranger_sees_and_takes_away_nothing(ann, anns, bobs):
    session(ann, datetime.now(UTC) - timedelta(seconds=1), 20, timezone="Asia/Seoul")
    mine, theirs = await tab(CalendarState, anns, "/calendar"), await tab(CalendarState, bobs, "/calendar")
    await call(mine, "load")
    await call(mine, "add")
    await call(mine, "save", {"instrument": "violin", "minutes_per_week": "90"})
    await call(theirs, "load")
    await call(theirs, "delete", "violin")
    await call(theirs, "choose", str(today_in_seoul(ann)))
    assert (theirs.whole.days, theirs.goals, theirs.entries) == (0, [], [])
    await call(mine, "load")
    assert len(mine.goals) == 1

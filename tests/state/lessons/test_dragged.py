"""Lessons are set down elsewhere in the planner, alone or with their series, put back and taken back; days are free."""

from datetime import timedelta

import pytest

from practice_app.state.lessons import DraggedState, FreeDaysState, LessonsState
from tests.state.lessons.test_planner import DAY, FORM, opened, two  # noqa: F401 - the fixture
from tests.state.tabs import call

WEEK = timedelta(days=7)


async def planned(two, **more):  # noqa: F811 - the fixture's value
    """A teacher's tab with a lesson, and what the planner does there."""
    at = await opened(two[0])
    await call(at, "save", FORM | {"student": two[2]} | more)
    return at, at.get_substate([DraggedState.get_name()])


def later(row, minutes):
    return f"{row.begins[:11]}{17 + minutes // 60:02}:{minutes % 60:02}"


@pytest.mark.anyio
async def test_one_lesson_is_set_down_elsewhere_and_taken_back(two):  # noqa: F811
    at, hand = await planned(two, repeat="once")
    (row,) = at.rows
    await call(hand, "drop", row.key, later(row, 75), 60)
    assert (at.rows[0].begins, at.rows[0].minutes) == (later(row, 75), 60)
    assert (at.form, hand.answered, hand.undo_number) == ("", 1, at.notice_number)
    hers = await opened(two[1])
    assert hers.rows[0].minutes == 60
    await call(hand, "take_back")
    assert (at.rows[0].begins, at.rows[0].minutes, hand.answered) == (row.begins, 45, 2)
    await call(hand, "take_back")
    assert hand.answered == 2, "what was taken back is not taken back again"


@pytest.mark.anyio
async def test_of_a_series_it_is_asked_how_many(two):  # noqa: F811
    at, hand = await planned(two)
    (row,) = at.rows
    await call(hand, "drop", row.key, later(row, 60), 45)
    assert (at.form, at.rows[0].begins, hand.answered) == ("scope", row.begins, 0)
    await call(hand, "put_back")
    assert (at.form, hand.answered) == ("", 1)
    await call(hand, "drop", row.key, later(row, 60), 45)
    await call(hand, "choose", "all")
    after = await opened(two[0], DAY + WEEK)
    assert [one.begins[11:] for one in (*at.rows, *after.rows)] == ["18:00"] * 2
    await call(hand, "take_back")
    await after._look()
    assert [one.begins[11:] for one in (*at.rows, *after.rows)] == ["17:00"] * 2
    await call(hand, "drop", at.rows[0].key, later(row, 60), 45)
    await call(hand, "choose", "this")
    await after._look()
    assert [one.begins[11:] for one in (*at.rows, *after.rows)] == ["18:00", "17:00"]


@pytest.mark.anyio
async def test_what_follows_is_put_back_too(two):  # noqa: F811
    _first, _hand = await planned(two)
    at = await opened(two[0], DAY + WEEK)
    hand = at.get_substate([DraggedState.get_name()])
    (row,) = at.rows
    await call(hand, "drop", row.key, later(row, 30), 45)
    await call(hand, "choose", "following")
    assert at.rows[0].begins == later(row, 30)
    await call(hand, "take_back")
    after = await opened(two[0], DAY + 2 * WEEK)
    assert [one.begins[11:] for one in (*at.rows, *after.rows)] == ["17:00"] * 2


@pytest.mark.anyio
async def test_where_the_time_is_taken_it_goes_back_with_a_word(two):  # noqa: F811
    at, hand = await planned(two, repeat="once")
    await call(at, "save", FORM | {"student": two[2], "begins": "18:00", "repeat": "once"})
    row = at.rows[0]
    await call(hand, "drop", row.key, later(row, 30), 45)
    assert ([one.begins[11:] for one in at.rows], hand.answered) == (["17:00", "18:00"], 1)
    assert (at.notice_kind, hand.undo_number, at.form) == ("error", 0, "")
    assert "stays" in at.notice or "stayed" in at.notice
    await call(hand, "drop", row.key, "2026-99-99T17:00", 45)
    assert (at.rows[0].begins, hand.answered) == (row.begins, 2)


@pytest.mark.anyio
async def test_a_student_moves_nothing(two):  # noqa: F811
    at, _hand = await planned(two, repeat="once")
    hers = await opened(two[1])
    (row,) = hers.rows
    hand = hers.get_substate([DraggedState.get_name()])
    await call(hand, "drop", row.key, later(row, 60), 45)
    await call(hand, "draw", row.begins, 45)
    await at._look()
    assert (at.rows[0].begins[11:], hers.form, hers.notice_kind) == ("17:00", "", "error")


@pytest.mark.anyio
async def test_a_lesson_is_drawn_and_free_days_are_shown_and_called_off(two):  # noqa: F811
    at, hand = await planned(two, repeat="once")
    await call(hand, "draw", f"{DAY}T09:15", 90)
    assert (at.form, at.time.begins, at.time.minutes, at.time.student) == ("new", "09:15", 90, two[2])
    days = at.get_substate([FreeDaysState.get_name()])
    await call(days, "add_days", {"first_day": "", "title": "Holiday"})
    assert days.problems.keys() == {"first_day"}
    await call(days, "add_days", {"first_day": DAY.isoformat(), "title": "Holiday"})
    assert ([one.lessons for one in at.free], at.rows[0].free) == ([1], True)
    await call(days, "call_off", at.free[0].id)
    assert (at.rows[0].status, at.rows[0].reason, at.free[0].lessons) == ("cancelled", "Holiday", 0)
    await call(days, "drop_days", at.free[0].id)
    assert at.free == []
    await call(days, "remind", "60,1440")
    await call(days, "prepare")
    assert days.before == "60,1440"
    assert isinstance(days, LessonsState)

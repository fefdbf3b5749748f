"""Weekly goals, and the days off that a streak rests on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_app.database import transaction
from practice_app.errors import Invalid, NotFound
from practice_app.models import Goal
from practice_app.services import progress
from practice_app.services.progress import GoalDraft, goals, rests
from practice_app.services.progress.rests import Said
from practice_app.services.progress.streaks import worked_out
from practice_app.services.progress.today import Here
from practice_app.services.shared.fields import checked
from tests.services.people import heard, person, session, take
from tests.services.progress.test_streaks import A_DAY, BEGIN, day, runs_of

TODAY = datetime.now(UTC).date()
MIDNIGHT = datetime.combine(TODAY, datetime.min.time(), UTC)
wanted = st.lists(st.tuples(st.integers(0, 20), st.sets(st.integers(0, 6), max_size=6)), max_size=8)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def asked(user_id, question, *args, **kwargs):
    with transaction(user_id) as db:
        return question(db, user_id, *args, **kwargs)


def goal(user_id, minutes=90, rest=(), instrument="violin"):
    return asked(user_id, progress.put_goal, instrument, GoalDraft(minutes_per_week=minutes, rest_days=list(rest)))


def test_a_goal_tells_what_was_practised_this_week(ann):
    row = session(ann, MIDNIGHT, 30, instrument="violin")
    heard(row, ann, take(row, ann), 1800, 600)
    session(ann, MIDNIGHT - timedelta(days=8), 30, instrument="violin")
    session(ann, MIDNIGHT, 10, instrument="piano")
    goal(ann, instrument="violin")
    goal(ann, instrument="all", minutes=120)
    both = asked(ann, progress.own_goals)
    assert [(one.instrument, one.minutes_per_week) for one in both] == [("all", 120), ("violin", 90)]
    assert [(one.week.seconds, one.week.clock_s) for one in both] == [(1200, 2400), (600, 1800)]
    assert all(one.week.since <= TODAY <= one.week.until == one.week.since + 6 * A_DAY for one in both)


def test_a_goal_is_set_again_and_taken_away(ann):
    goal(ann, 90, [6, 6, 0])
    assert goal(ann, 60).minutes_per_week == 60
    assert [(one.minutes_per_week, one.rest_days) for one in asked(ann, progress.own_goals)] == [(60, [])]
    asked(ann, progress.delete_goal, "violin")
    assert asked(ann, progress.own_goals) == []
    with pytest.raises(NotFound):
        asked(ann, progress.delete_goal, "violin")


def test_a_stranger_has_goals_of_their_own(ann):
    bob = person("Bob")
    goal(ann, rest=[6])
    assert asked(bob, progress.own_goals) == []
    assert asked(bob, rests.of) == {}
    with pytest.raises(NotFound):
        asked(bob, progress.delete_goal, "violin")
    goal(bob, 10)
    assert [one.minutes_per_week for one in asked(ann, progress.own_goals)] == [90]


@pytest.mark.parametrize(
    "values",
    [
        {"minutes_per_week": 0},
        {"minutes_per_week": 10_081},
        {"minutes_per_week": 60, "rest_days": [7]},
        {"minutes_per_week": 60, "rest_days": [-1]},
        {"minutes_per_week": 60, "rest_days": list(range(7))},
        {},
    ],
)
def test_a_goal_that_cannot_be_is_refused(values):
    with pytest.raises(Invalid):
        checked(GoalDraft, values)


def test_nobody_has_more_goals_than_there_is_room_for(ann, monkeypatch):
    monkeypatch.setattr(goals, "MOST", 2)
    goal(ann, instrument="violin")
    goal(ann, instrument="piano")
    goal(ann, instrument="piano", minutes=5)
    with pytest.raises(goals.TooManyGoals):
        goal(ann, instrument="harp")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({}, set()),
        ({"violin": [5, 6]}, {5, 6}),
        ({"violin": [5, 6], "piano": [6]}, {6}),
        ({"violin": [5, 6], "piano": []}, set()),
        ({"violin": [], "all": [2]}, {2}),
    ],
)
def test_a_day_rests_where_no_goal_is_meant_to_sound(said, meant):
    rows = [Goal(instrument=name, minutes_per_week=60, rest_days=days) for name, days in said.items()]
    assert goals.rest_days(rows) == meant


def test_a_rest_day_holds_for_what_lies_before_and_a_streak_knows_it(ann):
    for ago in (0, 1, 3, 4):
        session(ann, MIDNIGHT - timedelta(days=ago))
    at = Here("UTC", TODAY)
    assert asked(ann, progress.streak, at).current == 2
    off = (TODAY - 2 * A_DAY).weekday()
    goal(ann, rest=[off])
    assert asked(ann, progress.streak, at).current == 4
    goal(ann, rest=[])
    assert asked(ann, progress.streak, at).current == 2, "said today, it was a slip"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 20), max_size=20), wanted)
def test_changing_ones_rest_days_never_costs_a_streak(practised, changes):
    """Whatever is said on a later day than before; and no more is kept than is needed."""
    said, runs = set[Said](), runs_of([day(n) for n in practised])
    for n, weekdays in sorted(changes, key=lambda change: change[0]):
        today = day(n)
        slips = any(one.said_on >= today for one in said)
        at = Here("UTC", today)
        known = [run for run in runs if run.last <= today]
        before = worked_out(known, rests.rests(said), at)
        said = rests.changed(said, weekdays, today)
        after = worked_out(known, rests.rests(said), at)
        assert slips or (after.current >= before.current and after.longest >= before.longest)
        assert {weekday for weekday, until in rests.rests(said).items() if until is None} == weekdays
        assert len(said) <= 14
        assert rests.changed(said, weekdays, today) == said


def test_what_was_taken_back_may_be_said_again():
    sundays = rests.changed(set(), {6}, BEGIN)
    ended = rests.changed(sundays, set(), day(10))
    assert rests.rests(ended) == {6: day(10)}
    again = rests.changed(ended, {6}, day(20))
    assert rests.rests(again) == {6: None}
    assert rests.changed(again, set(), day(20)) == ended, "a slip"
    assert rests.rests(rests.changed(again, set(), day(30))) == {6: day(30)}
    assert rests.rests([Said(6, date(2026, 1, 1), day(3)), Said(6, day(5), day(9))]) == {6: day(9)}

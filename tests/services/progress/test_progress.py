"""How practice adds up, in the player's own days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import Invalid
from practice_app.services import practice, progress
from practice_app.services.progress.today import Here
from tests.services.people import heard, metric, person, session, take

NOW = datetime.now(UTC)
TODAY = NOW.date()
FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)
HERE = Here("UTC", TODAY)
MIDNIGHT = datetime.combine(TODAY, datetime.min.time(), UTC)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def on(days_ago: int) -> datetime:
    return MIDNIGHT - timedelta(days=days_ago)


def asked(user_id, question, *args, **kwargs):
    with transaction(user_id) as db:
        return question(db, user_id, *args, **kwargs)


def test_a_month_has_all_its_days(ann):
    session(ann, datetime(2026, 2, 14, 9, tzinfo=UTC), 20)
    session(ann, datetime(2026, 2, 14, 19, tzinfo=UTC), 25)
    month = asked(ann, progress.days, *FEBRUARY)
    assert len(month) == 28
    assert [(d.day.day, d.minutes, d.sessions) for d in month if d.sessions] == [(14, 45, 2)]
    assert len(asked(ann, progress.days, date(2025, 12, 1), date(2025, 12, 31))) == 31


def test_a_day_is_the_players_own(ann):
    session(ann, datetime(2026, 2, 14, 16, tzinfo=UTC), 20, timezone="Asia/Seoul")
    month = asked(ann, progress.days, *FEBRUARY)
    assert [d.day for d in month if d.sessions] == [date(2026, 2, 15)]


def test_what_was_played_counts_before_what_the_clock_says(ann):
    row = session(ann, on(0), 30)
    heard(row, ann, take(row, ann), 1800, 600)
    assert asked(ann, progress.totals, TODAY).today_s == 600
    assert asked(ann, progress.days, TODAY, TODAY)[0].minutes == 10


def test_totals_of_today_and_ever(ann):
    session(ann, on(0), 10)
    session(ann, on(400), 20)
    totals = asked(ann, progress.totals, TODAY)
    assert (totals.today_s, totals.all_s, totals.sessions, totals.days) == (600, 1800, 2, 2)
    assert totals.week_s >= 600
    assert totals.month_s >= totals.today_s


def test_deleted_sessions_do_not_count(ann):
    row = session(ann, on(0))
    asked(ann, practice.delete, row.id)
    assert asked(ann, progress.totals, TODAY).all_s == 0
    assert asked(ann, progress.streak, HERE).current == 0


@pytest.mark.parametrize(
    ("days_ago", "current", "longest"),
    [
        ([], 0, 0),
        ([0], 1, 1),
        ([1], 1, 1),
        ([0, 1, 2], 3, 3),
        ([1, 2], 2, 2),
        ([2, 3, 4], 0, 3),
        ([0, 2, 3, 4], 1, 3),
        ([0, 0, 1, 1], 2, 2),
    ],
)
def test_a_day_not_practised_yet_does_not_break_the_streak(ann, days_ago, current, longest):
    for ago in days_ago:
        session(ann, on(ago))
    streak = asked(ann, progress.streak, HERE)
    assert (streak.current, streak.longest, streak.practised_today) == (current, longest, 0 in days_ago)


def test_a_newcomers_consistency_begins_with_them(ann):
    assert asked(ann, progress.consistency, TODAY).practised == 0
    session(ann, on(3))
    session(ann, on(0))
    found = asked(ann, progress.consistency, TODAY)
    assert (found.practised, found.days, found.share) == (2, 4, 0.5)


def test_a_range_is_summed_up_every_way(ann):
    session(ann, on(1), 30, instrument="violin", focus=["tone", "shifting"], mode="slow")
    row = session(ann, on(0), 10, instrument="piano", focus=["tone"])
    heard(row, ann, take(row, ann), 600, 300, metrics=[metric("tempo_bpm", 80.0), metric("tuning_cents", 3.0, 0.1)])
    dash = asked(ann, progress.dash, "UTC", str(on(2).date()), str(TODAY))
    assert [d.minutes for d in dash.by_day] == [0, 30, 5]
    assert (dash.totals.seconds, dash.totals.clock_s, dash.totals.days_practised) == (2100, 2400, 2)
    assert {(s.key, s.seconds) for s in dash.by_focus} == {("tone", 2100), ("shifting", 1800)}
    assert [(s.key, s.sessions) for s in dash.by_instrument] == [("violin", 1), ("piano", 1)]
    assert {s.key for s in dash.by_mode} == {"slow", "normal"}
    assert [(t.key, t.points[0].value) for t in dash.trends] == [("tempo_bpm", 80)], "what is unsure makes no trend"


def test_a_days_recordings_are_put_together_as_those_of_a_session(ann):
    row = session(ann, on(0), 20)
    for minute, cents in enumerate((49.0, -49.0)):
        heard(row, ann, take(row, ann, offset_s=60.0 * minute), 60, 60, metrics=[metric("tuning_cents", cents)])
    (trend,) = asked(ann, progress.dash, "UTC", str(TODAY), str(TODAY)).trends
    assert abs(trend.points[0].value) == pytest.approx(50), "49 and -49 cents are two cents apart, not at 0"


def test_without_a_range_the_last_thirty_days_are_meant(ann):
    dash = asked(ann, progress.dash, "UTC")
    assert (dash.until, len(dash.by_day)) == (TODAY, 30)


@pytest.mark.parametrize(
    ("since", "until"),
    [("2026-03-02", "2026-03-01"), ("soon", None), ("0001-01-01", "2026-01-01"), (None, "0001-01-02")],
)
def test_a_range_that_cannot_be_is_refused(ann, since, until):
    with pytest.raises(Invalid):
        asked(ann, progress.dash, "UTC", since, until)


def test_a_stranger_adds_nothing_up(ann):
    session(ann, on(0), focus=["tone"])
    bob = person("Bob")
    dash = asked(bob, progress.dash, "UTC")
    assert (dash.totals.sessions, dash.by_focus, dash.streak.current) == (0, [], 0)
    assert asked(bob, progress.totals, TODAY).all_s == 0

"""A year as it is drawn, and the goals that need not be thought out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import NotFound
from practice_app.services import progress
from practice_app.services.progress import GoalDraft
from practice_app.services.progress.suggesting import suggested
from practice_app.services.progress.weeks import Practised
from practice_app.services.progress.year import Day, drawn, without
from tests.services.people import heard, person, session, take

TODAY = datetime.now(UTC).date()
MIDNIGHT = datetime.combine(TODAY, datetime.min.time(), UTC)
MONDAY = date(2026, 3, 2)
A_DAY = timedelta(days=1)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def asked(user_id, question, *args, **kwargs):
    with transaction(user_id) as db:
        return question(db, user_id, *args, **kwargs)


def year_of(days, year=2026, today=date(2026, 12, 31), resting=None, frozen=()):
    first = min((one.day for one in days), default=today)
    return drawn(year, days, without(first, today, resting or {}, frozenset(frozen)), year)


def test_a_day_is_told_beside_an_ordinary_day_of_the_same_player():
    minutes = {1: 5, 2: 20, 3: 30, 4: 40, 5: 90}
    days = [Day(date(2026, 1, n), 60 * m, 60 * m + 60, 60 * m if n % 2 else None) for n, m in minutes.items()]
    year = year_of(days)
    assert year.marks[:6] == "1b3c4."
    tenfold = [Day(one.day, 10 * one.counted_s, 10 * one.clock_s, one.played_s) for one in days]
    assert year_of(tenfold).marks == year.marks, "who plays ten times as much has the same picture"
    assert (year.minutes[:5], year.clock_minutes[:5]) == ([5, 20, 30, 40, 90], [6, 21, 31, 41, 91])
    assert year.heard_minutes[:5] == [5, 0, 30, 0, 90]
    assert (year.months[0].seconds, year.months[0].clock_s, year.months[0].days) == (11_100, 11_400, 5)
    assert year.months[1:] == [progress.SumRow()] * 11
    assert year.whole == year.months[0]


def test_a_year_has_a_letter_for_each_of_its_days():
    assert [len(year_of([], year).marks) for year in (2026, 2028)] == [365, 366]
    days = [Day(date(2026, 1, 5), 60, 60, 60)]
    sundays = {6: None}
    year = year_of(days, today=date(2026, 1, 20), resting=sundays, frozen=[date(2026, 1, 7)])
    assert year.marks[:21] == "....3.f...r......r..-", "nobody rested before they began, and what is to come is open"


def test_one_opens_ones_own_years_alone(ann):
    row = session(ann, MIDNIGHT - timedelta(days=400), 30)
    heard(row, ann, take(row, ann), 1800, 600)
    bob = person("Bob")
    before = asked(ann, progress.calendar, (TODAY - timedelta(days=400)).year).year
    assert (before.whole.seconds, before.whole.clock_s, before.whole.days) == (600, 1800, 1)
    assert asked(ann, progress.calendar).year.earliest == before.year
    assert asked(bob, progress.calendar).year.whole.days == 0
    for year in (TODAY.year + 1, 1, 1899):
        with pytest.raises(NotFound):
            asked(ann, progress.calendar, year)


def test_each_week_of_a_year_is_whole_and_says_whether_the_goals_of_now_were_reached(ann):
    for day, minutes, instrument in (
        (date(2025, 12, 29), 40, "violin"),
        (date(2026, 1, 4), 50, "violin"),
        (date(2026, 1, 5), 95, "piano"),
        (date(2026, 1, 12), 89, "violin"),
    ):
        session(ann, datetime.combine(day, datetime.min.time(), UTC), minutes, instrument=instrument)
    assert not any(week.met for week in asked(ann, progress.calendar, 2026).year.weeks), "there is no goal"
    asked(ann, progress.put_goal, "violin", GoalDraft(minutes_per_week=90))
    weeks = asked(ann, progress.calendar, 2026, "en-GB").year.weeks
    assert len(weeks) == 53
    assert [(week.seconds, week.clock_s, week.met) for week in weeks[:4]] == [
        (5400, 5400, True),
        (5700, 5700, False),
        (5340, 5340, False),
        (0, 0, False),
    ]
    on_sundays = asked(ann, progress.calendar, 2026, "en-US").year.weeks
    assert [week.seconds for week in on_sundays[:3]] == [2400, 8700, 5340]
    asked(ann, progress.put_goal, "all", GoalDraft(minutes_per_week=92))
    assert not any(week.met for week in asked(ann, progress.calendar, 2026, "en-GB").year.weeks), "each has to be"
    assert asked(person("Bob"), progress.calendar, 2026).year.weeks[0].clock_s == 0


def test_a_days_week_and_month_are_added_up(ann):
    for day, minutes in ((1, 10), (2, 20), (8, 40), (31, 80)):
        session(ann, datetime(2026, 3, day, 9, tzinfo=UTC), minutes)
    sums = asked(ann, progress.around, "2026-03-02", 1)
    assert (sums.since, sums.until) == (MONDAY, MONDAY + 6 * A_DAY)
    assert (sums.week.seconds, sums.week.days, sums.month.seconds, sums.month.days) == (3600, 2, 9000, 4)
    assert asked(ann, progress.around, "2026-03-02", 7).week.seconds == 1800
    assert asked(person("Bob"), progress.around, "2026-03-02", 1).month == progress.SumRow()
    with pytest.raises(NotFound):
        asked(ann, progress.around, "2026-02-30", 1)


def practised(weeks, instrument="violin", weekdays=range(7)):
    """So many minutes in each week before ``MONDAY``, the last one first."""
    return [
        Practised(MONDAY - timedelta(days=7 * n + 7 - weekday), instrument, 60 * minutes / len(weekdays), 9999)
        for n, minutes in enumerate(weeks)
        for weekday in weekdays
    ]


def test_what_is_done_in_most_weeks_may_become_a_goal():
    (one,) = suggested(practised([97, 20, 110, 95, 130]), MONDAY)
    assert (one.instrument, one.minutes, one.weeks, one.rest_days) == ("violin", 95, 5, [])


@pytest.mark.parametrize(
    "days",
    [
        [],
        practised([90, 90]),
        practised([90, 0, 0, 0, 0, 90, 90]),
        practised([3, 3, 3, 3]),
        practised([0] * 8 + [90] * 5),
        practised([90] * 5, instrument="")[:0],
    ],
)
def test_without_a_habit_nothing_is_suggested(days):
    assert suggested(days, MONDAY) == []


def test_weekdays_that_are_always_left_out_are_days_off_and_many_are_none():
    assert suggested(practised([90] * 5, weekdays=(0, 1, 2, 3, 4)), MONDAY)[0].rest_days == [5, 6]
    assert suggested(practised([90] * 5, weekdays=(0, 3)), MONDAY)[0].rest_days == []


def test_who_names_no_instrument_is_suggested_a_goal_for_everything():
    assert [one.instrument for one in suggested(practised([90] * 5, instrument=""), MONDAY)] == ["all"]
    both = practised([90] * 5) + practised([200] * 5, instrument="piano") + practised([30] * 5, instrument="")
    assert [one.instrument for one in suggested(both, MONDAY)] == ["piano", "violin"]


def test_what_has_a_goal_is_suggested_no_more(ann):
    for n in range(7, 50):
        session(ann, MIDNIGHT - timedelta(days=n), 20, instrument="violin")
    assert [one.instrument for one in asked(ann, progress.calendar).suggestions] == ["violin"]
    asked(ann, progress.put_goal, "all", GoalDraft(minutes_per_week=60))
    opened = asked(ann, progress.calendar)
    assert (opened.suggestions, [goal.instrument for goal in opened.goals]) == ([], ["all"])

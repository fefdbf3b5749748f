"""One rule for which day it is, when a week begins, and what breaks a streak."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.services import journal, progress
from practice_app.services.progress import today
from practice_app.services.progress.today import Here
from practice_app.zones import day_of
from tests.services.people import person, session

NOW = datetime.now(UTC)


def asked(user_id, question, *args, **kwargs):
    with transaction(user_id) as db:
        return question(db, user_id, *args, **kwargs)


def _today_in(zone):
    """A moment of this very day there, some minutes ago unless that was yesterday."""
    now = datetime.now(UTC)
    earlier = now - timedelta(minutes=20)
    return earlier if day_of(earlier, zone) == day_of(now, zone) else now - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("home", "device"),
    [
        ("America/Los_Angeles", "Pacific/Kiritimati"),
        ("Pacific/Kiritimati", "America/Los_Angeles"),
        ("Asia/Seoul", "Etc/GMT+12"),
    ],
)
def test_what_was_just_practised_is_today_wherever_the_device_is(clean_database, home, device):
    ann = person("Ann", home)
    session(ann, _today_in(device), 15, timezone=device)
    opened = asked(ann, journal.opened)
    assert opened.today == opened.entries.items[0].day
    assert (opened.totals.today_s, opened.totals.week_s, opened.totals.month_s) == (900, 900, 900)
    assert (opened.streak.current, opened.streak.practised_today, opened.consistency.practised) == (1, True, 1)
    assert opened.month.days[-1].day == opened.today
    dash = asked(ann, progress.dash, home)
    assert (dash.timezone, dash.until, dash.totals.seconds) == (device, date.fromisoformat(opened.today), 900)


def test_who_has_not_practised_for_two_days_is_at_home(clean_database):
    ann = person("Ann", "Asia/Seoul")
    session(ann, NOW - timedelta(days=2), 15, timezone="Pacific/Kiritimati")
    before = day_of(datetime.now(UTC), "Asia/Seoul")
    at = asked(ann, today.here, "Asia/Seoul")
    assert at.zone == "Asia/Seoul"
    assert before <= at.today <= day_of(datetime.now(UTC), "Asia/Seoul")


def test_a_row_whose_zone_means_nothing_takes_no_page(clean_database):
    ann = person("Ann", "UTC")
    row = session(ann, _today_in("UTC"), 15)
    with transaction(ann) as db:
        db.connection().exec_driver_sql(f"UPDATE practice_sessions SET timezone = 'localtime' WHERE id = '{row.id}'")
        db.connection().exec_driver_sql("UPDATE users SET timezone = 'Mars/Olympus'")
    assert asked(ann, journal.opened).totals.today_s == 900
    assert asked(ann, progress.dash, "Mars/Olympus").totals.sessions == 1


@pytest.mark.parametrize(
    ("language", "accepted", "starts"),
    [
        ("en", "", 7),
        ("en", "en-GB,en;q=0.9", 1),
        ("en", "en-US", 7),
        ("en", "de-DE,en;q=0.8", 7),
        ("ko", "ko-KR", 7),
        ("zh-Hant", "zh-Hant-HK", 7),
        ("en", "en-XX", 7),
        ("en", "en-" + "a" * 10_000, 7),
        ("xx", ";;,", 7),
    ],
)
def test_a_week_begins_as_the_language_and_the_region_have_it(language, accepted, starts):
    assert today.week_start(language, accepted) == starts


@pytest.mark.parametrize(
    ("day", "start", "first"),
    [("2026-11-28", 1, "2026-11-23"), ("2026-11-28", 7, "2026-11-22"), ("2026-11-22", 7, "2026-11-22")],
)
def test_a_week_has_the_day_in_it_and_begins_as_told(day, start, first):
    assert today.week_of(date.fromisoformat(day), start)[0] == date.fromisoformat(first)


def test_the_week_of_the_totals_is_that_of_the_calendar(clean_database):
    ann = person("Ann")
    sunday = datetime(2026, 11, 22, 10, tzinfo=UTC)
    session(ann, sunday, 30)
    saturday = sunday.date() + timedelta(days=6)
    assert asked(ann, progress.totals, saturday, 7).week_s == 1800
    assert asked(ann, progress.totals, saturday, 1).week_s == 0


def practised(user_id, zone, *moments):
    for moment in moments:
        session(user_id, datetime.fromisoformat(moment), 30, timezone=zone)


def test_a_day_that_did_not_exist_breaks_no_streak(clean_database):
    ann = person("Ann", "Pacific/Apia")
    practised(ann, "Pacific/Apia", "2011-12-28T10:00-10:00", "2011-12-29T10:00-10:00", "2011-12-31T10:00+14:00")
    found = asked(ann, progress.streak, Here("Pacific/Apia", date(2011, 12, 31)))
    assert (found.current, found.longest, found.practised_today) == (3, 3, True)


def test_on_the_day_after_one_that_did_not_exist_the_streak_still_goes_on(clean_database):
    ann = person("Ann", "Pacific/Apia")
    practised(ann, "Pacific/Apia", "2011-12-28T10:00-10:00", "2011-12-29T10:00-10:00")
    assert asked(ann, progress.streak, Here("Pacific/Apia", date(2011, 12, 31))).current == 2
    assert asked(ann, progress.streak, Here("Pacific/Apia", date(2012, 1, 1))).current == 0


def test_a_date_that_passed_in_flight_breaks_no_streak(clean_database):
    ann = person("Ann", "America/Los_Angeles")
    practised(ann, "America/Los_Angeles", "2026-03-10T20:00-07:00")  # the 10th
    practised(ann, "Pacific/Kiritimati", "2026-03-12T09:00+14:00")  # the 12th, sixteen hours later
    assert asked(ann, progress.streak, Here("Pacific/Kiritimati", date(2026, 3, 12))).current == 2


def test_a_day_that_was_there_and_left_out_does_break_it(clean_database):
    ann = person("Ann", "Asia/Seoul")
    practised(ann, "Asia/Seoul", "2026-03-10T23:30+09:00", "2026-03-12T00:05+09:00")
    assert asked(ann, progress.streak, Here("Asia/Seoul", date(2026, 3, 12))).current == 1


def test_runs_are_joined_over_each_gap_that_was_none(clean_database):
    ann = person("Ann", "Pacific/Kiritimati")
    practised(ann, "Pacific/Kiritimati", "1994-12-30T10:00-10:00", "1995-01-01T10:00+14:00", "1995-01-03T10:00+14:00")
    found = asked(ann, progress.streaks, Here("Pacific/Kiritimati", date(1995, 1, 3)))
    assert [streak.length for streak in found.all] == [2, 1]

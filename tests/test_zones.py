"""Time zones: names that mean something everywhere, days that did not exist, hours that came twice."""

from datetime import UTC, date, datetime

import pytest

from practice_app import zones


@pytest.mark.parametrize("name", ["Asia/Seoul", "Europe/Kyiv", "Pacific/Kiritimati", "UTC", "Etc/GMT-9", "US/Pacific"])
def test_a_name_of_the_iana_list_is_known(name):
    assert name in zones.names()


@pytest.mark.parametrize(
    "name", ["localtime", "posixrules", "Factory", "Etc/Unknown", "asia/seoul", "", "../etc/passwd"]
)
def test_what_means_something_on_one_machine_only_is_not(name):
    assert name not in zones.names()
    assert zones.zone(name).key == "UTC", "a stored one takes no page along"


def test_every_known_zone_can_be_opened():
    assert {zones.zone(name).key for name in zones.names()} == zones.names()


@pytest.mark.parametrize(
    ("day", "name", "was"),
    [
        (date(2011, 12, 30), "Pacific/Apia", False),
        (date(2011, 12, 30), "Pacific/Fakaofo", False),
        (date(1993, 8, 21), "Pacific/Kwajalein", False),
        (date(1994, 12, 31), "Pacific/Kiritimati", False),
        (date(2011, 12, 29), "Pacific/Apia", True),
        (date(2011, 12, 30), "Asia/Seoul", True),
        (date(2026, 3, 29), "Europe/Berlin", True),
        (date(2026, 10, 4), "America/Asuncion", True),
    ],
)
def test_zones_that_moved_over_the_date_line_skipped_a_day(day, name, was):
    assert zones.existed(day, name) is was


@pytest.mark.parametrize(("near", "hour"), [("05:05", 5), ("06:05", 6)])
def test_a_time_in_the_hour_that_came_twice_is_the_one_meant(near, hour):
    before = datetime.fromisoformat(f"2026-11-01T{near}+00:00")
    assert zones.wall_of(before, "America/New_York") == datetime(2026, 11, 1, 1, 5)  # noqa: DTZ001
    found = zones.moment_of(datetime(2026, 11, 1, 1, 20), "America/New_York", before)  # noqa: DTZ001
    assert found == datetime(2026, 11, 1, hour, 20, tzinfo=UTC)


def test_a_time_that_clocks_skipped_is_a_moment_all_the_same():
    near = datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert zones.moment_of(datetime(2026, 3, 8, 2, 30), "America/New_York", near).minute == 30  # noqa: DTZ001

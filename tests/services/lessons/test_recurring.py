"""Rules of lessons that come again: which are taken, and when each lesson is."""

from datetime import UTC, datetime

import pytest

from practice_app.errors import Invalid
from practice_app.services.lessons import recurring

THURSDAY = datetime(2026, 12, 3, 17)  # noqa: DTZ001 - what clocks say
SEOUL, NEW_YORK = "Asia/Seoul", "America/New_York"


def times(rule, first=THURSDAY, zone=SEOUL, since=None, until=None):
    written = recurring.read(rule, first, zone).written(first)
    since, until = since or datetime(2026, 1, 1, tzinfo=UTC), until or datetime(2027, 12, 1, tzinfo=UTC)
    return recurring.occurrences(written, first, zone, since, until)


def test_every_week_so_many_times():
    assert [at.day for at in times("FREQ=WEEKLY;COUNT=3;BYDAY=TH")] == [3, 10, 17]
    assert {at.hour for at in times("FREQ=WEEKLY;COUNT=3")} == {8}


def test_every_other_week_until_a_day_which_counts_itself():
    assert [at.day for at in times("RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261217")] == [3, 17]
    assert [at.day for at in times("FREQ=WEEKLY;UNTIL=20261217T075959Z")] == [3, 10]


def test_without_an_end_only_as_far_as_is_asked():
    assert len(times("FREQ=WEEKLY", until=datetime(2027, 1, 1, tzinfo=UTC))) == 5


def test_clocks_that_change_leave_the_hour_on_the_wall():
    in_march = times("FREQ=WEEKLY;COUNT=3", datetime(2027, 3, 4, 17), NEW_YORK)  # noqa: DTZ001
    assert [at.hour for at in in_march] == [22, 22, 21]


def test_an_hour_that_clocks_skip_is_an_hour_later_that_day_alone():
    early = times("FREQ=WEEKLY;COUNT=3", datetime(2027, 3, 7, 2, 30), NEW_YORK)  # noqa: DTZ001
    assert [recurring.wall(at, NEW_YORK).strftime("%d %H:%M") for at in early] == ["07 02:30", "14 03:30", "21 02:30"]
    assert recurring.is_skipped(datetime(2027, 3, 14, 2, 30), NEW_YORK)  # noqa: DTZ001
    assert not recurring.is_skipped(datetime(2027, 3, 15, 2, 30), NEW_YORK)  # noqa: DTZ001


REFUSED = (
    "FREQ=DAILY",
    "FREQ=MONTHLY;BYDAY=1TH",
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=TH,FR",
    "FREQ=WEEKLY;BYHOUR=9",
    "FREQ=WEEKLY;COUNT=0",
    "FREQ=WEEKLY;COUNT=9999",
    "FREQ=WEEKLY;INTERVAL=0",
    "FREQ=WEEKLY;INTERVAL=99999999999999999999",
    "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
    "FREQ=WEEKLY;UNTIL=20200101",
    "FREQ=WEEKLY;UNTIL=99991231",
    "FREQ=WEEKLY;UNTIL=00010101T000000Z",
    "FREQ=WEEKLY;COUNT=two",
    "every Thursday",
    "FREQ",
    "=;=",
    ";",
)


@pytest.mark.parametrize("rule", REFUSED)
def test_other_rules_are_refused_in_words(rule):
    with pytest.raises(Invalid) as told:
        recurring.read(rule, THURSDAY, SEOUL)
    assert told.value.errors[0].field == "rrule"
    assert "rule" in str(told.value).lower() or "week" in str(told.value)


def test_a_series_is_cut_in_two_that_are_as_many_as_before():
    cut = datetime(2026, 12, 17, 8, tzinfo=UTC)
    rule = "FREQ=WEEKLY;COUNT=5"
    before = recurring.before(rule, THURSDAY, cut)
    then = recurring.wall(cut, SEOUL)
    after = recurring.after(rule, THURSDAY, SEOUL, cut, then - then, then)
    assert [at.day for at in times(before)] == [3, 10]
    assert [at.day for at in times(after, then)] == [17, 24, 31]

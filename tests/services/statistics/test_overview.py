"""A stretch of days as one explores it: what it says is what was practised, and no more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import Invalid
from practice_app.services import journal, statistics
from practice_app.services.practice import Wanted
from practice_app.services.progress import DayRow, TrendPoint
from practice_app.services.statistics import chart, shapes
from tests.services.people import heard, metric, person, session, take

NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
MARCH = date(2026, 3, 1)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def asked(who, verb, *args, **named):
    with transaction(who) as db:
        return verb(db, who, *args, **named)


def days(count, first=MARCH):
    return [DayRow(first + timedelta(days=n), 30, 1800, 1, clock_s=2400) for n in range(count)]


def test_what_sounded_is_told_of_what_was_recorded_alone(ann):
    session(ann, NOW - timedelta(days=1), 60)
    row = session(ann, NOW - timedelta(days=2), 30)
    heard(row, ann, take(row, ann), 1800, 900)
    found = asked(ann, statistics.overview, span="28")
    assert (found.seconds, found.clock_s) == (4500, 5400)
    assert (found.played_s, found.heard_clock_s) == (900, 1800)
    assert (found.sessions, found.days_practised, found.per_day_s, found.per_session_s) == (2, 2, 2250, 2250)


def test_an_hour_stands_out_only_of_several_sessions(ann):
    for day in range(1, 5):
        session(ann, NOW - timedelta(days=day), 20)
    assert asked(ann, statistics.overview, span="28").hour == -1
    session(ann, NOW - timedelta(days=5), 20)
    assert asked(ann, statistics.overview, span="28").hour == NOW.hour


def test_all_there_is_begins_with_the_first_session(ann):
    session(ann, NOW - timedelta(days=800), 20)
    found = asked(ann, statistics.overview, span="all")
    assert found.since == str((NOW - timedelta(days=800)).date())
    assert found.sessions == 1


def test_days_of_ones_own_are_as_said_and_impossible_ones_refused(ann):
    found = asked(ann, statistics.overview, span="own", since="2026-03-01", until="2026-03-31")
    assert (found.since, found.until, found.days) == ("2026-03-01", "2026-03-31", 31)
    with pytest.raises(Invalid):
        asked(ann, statistics.overview, span="own", since="2026-03-02", until="2026-03-01")


def test_few_days_make_no_trend_and_are_named(ann):
    for day in range(4):
        row = session(ann, NOW - timedelta(days=2 * day), 20)
        heard(row, ann, take(row, ann), 1200, 600, metrics=[metric("tempo_bpm", 80.0)])
    found = asked(ann, statistics.overview, span="28")
    assert (found.trends, found.too_few) == ([], ["tempo_bpm"])


def test_many_days_make_one_with_its_band(ann):
    for day in range(12):
        row = session(ann, NOW - timedelta(days=2 * day), 20)
        figure = metric("tempo_bpm", 100.0 - 2 * day + (day % 2))
        heard(row, ann, take(row, ann), 1200, 600, metrics=[figure])
    (trend,) = asked(ann, statistics.overview, span="28").trends
    assert (trend.key, trend.says, trend.points, trend.weekly) == ("tempo_bpm", "rising", 12, False)
    assert all(float(low) < float(high) for _, _, low, high in trend.rows)


def test_a_long_time_is_told_week_by_week(ann):
    for week in range(1, 11):  # on a Monday this week's second day is tomorrow
        for day in (0, 1):
            row = session(ann, NOW - timedelta(days=7 * week + NOW.weekday() + day - 1), 20)
            heard(row, ann, take(row, ann), 1200, 600, metrics=[metric("tempo_bpm", 100.0 - week + 2 * day)])
    (trend,) = asked(ann, statistics.overview, span="365").trends
    assert (trend.says, trend.weekly) == ("rising", True)
    assert trend.points <= 11


def test_time_is_told_by_day_by_week_or_by_month():
    lengths = {count: len(chart.time(days(count), [], starts=1).table) for count in (28, 62, 91, 500)}
    assert lengths == {28: 28, 62: 62, 91: 14, 500: 17}


def test_what_came_before_is_laid_over_bar_by_bar():
    drawn = chart.time(days(3), days(3, date(2026, 2, 26)), starts=1)
    assert [trace["type"] for trace in drawn.figure["data"]] == ["bar", "bar", "scatter"]
    assert drawn.figure["data"][2]["x"] == ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert drawn.table[0] == ["2026-03-01", "30", "", "", "40", "30"]


def test_a_bar_that_is_not_sure_says_between_what_and_what_it_lies():
    sure, doubtful = days(2)
    doubtful.less_s, doubtful.more_s = 600, 900
    drawn = chart.time([sure, doubtful], [], starts=1)
    bars = drawn.figure["data"][1]
    assert bars["customdata"] == [None, [1200, 2700]]
    assert (bars["error_y"]["arrayminus"], bars["error_y"]["array"]) == ([0, 10], [0, 15])
    assert [row[1:4] for row in drawn.table] == [["30", "", ""], ["30", "20", "45"]]
    assert "error_y" not in chart.time(days(2), [], starts=1).figure["data"][1]


def test_a_chart_has_no_words_so_that_the_page_says_them_in_its_language():
    figure = chart.time(days(3), days(3, date(2026, 2, 26)), starts=1).figure
    assert [trace["meta"] for trace in figure["data"]] == ["clock", "counted", "before"]
    assert (figure["layout"]["meta"], figure["layout"]["xaxis"]["tickvals"][0]) == ("day", "2026-03-01")
    assert chart.time(days(500), [], starts=1).figure["layout"]["meta"] == "month"


def test_a_trend_stays_in_its_box():
    points = [TrendPoint(MARCH + timedelta(days=n), 60 + n, 0.9, 50 + n, 70 + n) for n in range(20)]
    dots, band, line = shapes.trend(points, MARCH, MARCH + timedelta(days=19))
    for path in (dots.replace("h0", ""), band.rstrip("Z"), line):
        corners = [tuple(map(float, corner.split(","))) for corner in path[1:].replace("M", "L").split("L")]
        assert all(0 <= x <= 100 and 0 <= y <= 40 for x, y in corners)


def test_sessions_are_found_by_word_instrument_and_mode(ann):
    session(ann, NOW - timedelta(days=1), 20, note="Étude très lente", instrument="violin", mode="slow")
    session(ann, NOW - timedelta(days=2), 20, note="scales", instrument="piano")
    span = (str((NOW - timedelta(days=9)).date()), str(NOW.date()))

    def found(**wanted):
        return [entry.instrument for entry in asked(ann, journal.search, Wanted(**wanted), *span).items]

    assert found() == ["violin", "piano"]
    assert found(words="LENTE etude") == ["violin"]
    assert found(instrument="piano") == ["piano"]
    assert found(mode="slow") == ["violin"]
    assert found(words="nothing like that") == []
    bob = person("Bob")
    assert asked(bob, journal.search, Wanted(), *span).items == []

"""What is added up says how far it may be off, as far as what was heard isn't sure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.metrics import band
from practice_app.services import analysis, journal, practice, profiles, progress, statistics
from practice_app.services.analysis.corrections import CorrectionDraft
from practice_app.services.groups import dashboard
from tests.services.groups.test_dashboard import share
from tests.services.groups.test_joining import group, join
from tests.services.people import heard, metric, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = NOON.date()


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def practised(who, *takes, at=NOON):
    """A session of half an hour; of each take seconds played, how sure, between what and what."""
    row = session(who, at, 30)
    for played_s, sure, low, high in takes:
        figures = [metric("played_s", played_s, sure, low=low, high=high)]
        heard(row, who, take(row, who), 900, played_s, metrics=figures)
    return row


def totals(who):
    with transaction(who) as db:
        return progress.totals(db, who, DAY)


def range_of(who, since=DAY, until=DAY):
    with transaction(who) as db:
        return progress.dash(db, who, "UTC", since.isoformat(), until.isoformat()).totals


def test_a_day_of_what_is_sure_is_a_number(ann):
    practised(ann, (720.0, 0.9, 500.0, 900.0))
    assert (totals(ann).today_s, totals(ann).today_band, totals(ann).week_band) == (720, None, None)
    assert (range_of(ann).low_s, range_of(ann).high_s) == (None, None)


def test_what_is_not_sure_makes_every_sum_a_band(ann):
    practised(ann, (600.0, 0.5, 500.0, 800.0))
    practised(ann, (600.0, 0.9, 590.0, 610.0), at=NOON + timedelta(hours=1))
    told = totals(ann)
    assert told.today_band == told.week_band == told.month_band == (1100, 1400)
    assert (range_of(ann).low_s, range_of(ann).high_s) == (1100, 1400)
    with transaction(ann) as db:
        seen = statistics.overview(db, ann, span="own", since=DAY.isoformat(), until=DAY.isoformat())
    assert (seen.seconds, seen.low_s, seen.high_s) == (1200, 1100, 1400)
    assert (seen.per_day_s, seen.per_day_low_s, seen.per_day_high_s) == (1200, 1100, 1400)
    assert (seen.per_session_s, seen.per_session_low_s, seen.per_session_high_s) == (600, 550, 700)
    assert seen.table == [[DAY.isoformat(), "20", "18", "23", "60"]]


def test_the_calendar_tells_it_of_days_weeks_months_and_the_year(ann):
    practised(ann, (600.0, 0.5, 500.0, 800.0))
    practised(ann, (600.0, 0.9, 590.0, 610.0), at=NOON + timedelta(days=1))
    with transaction(ann) as db:
        drawn = progress.calendar(db, ann, DAY.year).year
        around = progress.around(db, ann, DAY.isoformat(), 1)
        shown = journal.month(db, ann, "2026-03").days
    assert drawn.doubts == [(60, 500, 800)]  # the second of March
    sums = [drawn.whole, drawn.months[2], around.week, around.month, next(one for one in drawn.weeks if one.seconds)]
    assert {(one.seconds, one.low_s, one.high_s) for one in sums} == {(1200, 1100, 1400)}
    assert [(one.low_s, one.high_s) for one in shown] == [(500, 800), (0, 0)]


def test_a_session_and_its_day_tell_the_same_band(ann):
    row = practised(ann, (300.0, 0.5, 200.0, 500.0), (300.0, 0.95, 280.0, 330.0))
    with transaction(ann) as db:
        metrics = analysis.of_session(db, ann, row.id).metrics
    assert analysis.unsure([one for one in metrics if one["key"] == "played_s"]) == (480, 830)
    assert totals(ann).today_band == (480, 830)


def test_what_was_corrected_is_a_number_again(ann):
    row = practised(ann, (600.0, 0.5, 300.0, 800.0))
    with transaction(ann) as db:
        analysis.correct(db, ann, row.id, CorrectionDraft(kind="not_playing", start_s=0, end_s=100))
    assert (totals(ann).today_s, totals(ann).today_band) == (500, None)


def test_a_little_doubt_in_a_long_day_does_not_matter(ann):
    practised(ann, (30.0, 0.5, 10.0, 40.0))
    practised(ann, (1500.0, 0.9, 1490.0, 1510.0), at=NOON + timedelta(hours=1))
    assert totals(ann).today_band is None


def test_other_days_are_not_in_doubt(ann):
    practised(ann, (600.0, 0.5, 300.0, 900.0), at=NOON - timedelta(days=1))
    practised(ann, (600.0, 0.9, 590.0, 610.0))
    assert totals(ann).today_band is None
    assert range_of(ann, DAY - timedelta(days=1)).low_s == 900


@pytest.mark.parametrize(
    ("seconds", "less_s", "more_s", "told"),
    [
        *((0, 0, 0, None), (100, 200, 0, (0, 100)), (1000, 24, 24, None), (1000, 30, 30, (970, 1030))),
        *((105, 5, 5, None), (50, 5, 5, (45, 55))),  # both two minutes; seconds, below one
    ],
)
def test_a_band_is_told_from_a_twentieth_on_in_words_that_differ_and_never_below_nothing(seconds, less_s, more_s, told):
    assert band(seconds, less_s, more_s) == told


def test_a_group_is_in_doubt_where_those_who_share_are(ann):
    owner, eve = person("Olga"), person("Eve")
    made = group(owner)
    for who in (ann, eve):
        join(who, made)
        practised(who, (600.0, 0.5, 300.0, 900.0))

    def told():
        with transaction(owner) as db:
            found = dashboard.shown(db, owner, made, date(2026, 3, 1), date(2026, 3, 28))
        (hers,) = [one for one in found.members if one.user.id == ann]
        return [(one.seconds, one.low_s, one.high_s) for one in (found.totals, hers)]

    assert told() == [(0, None, None), (None, None, None)]
    share(ann, made, "minutes")
    assert told() == [(600, 300, 900), (600, 300, 900)]


def alone(who, row):
    with transaction(who) as db:
        return practice.show(db, who, row.id)


def test_a_session_says_itself_how_far_it_may_be_off(ann):
    row = practised(ann, (600.0, 0.5, 500.0, 800.0), (300.0, 0.9, None, None))
    assert (alone(ann, row).lasted_s, alone(ann, row).band_s) == (900, (800, 1100))
    with transaction(ann) as db:
        [listed] = profiles.visited(db, ann, ann).sessions or []
    assert (listed.seconds, listed.low_s, listed.high_s) == (900, 800, 1100)
    with transaction(ann) as db:
        analysis.correct(db, ann, row.id, CorrectionDraft(kind="not_playing", start_s=0, end_s=300))
    assert (alone(ann, row).lasted_s, alone(ann, row).band_s) == (600, None)
    with transaction(ann) as db:
        [listed] = profiles.visited(db, ann, ann).sessions or []
    assert (listed.seconds, listed.low_s) == (600, None)


def test_what_is_sure_and_what_nobody_heard_are_numbers(ann):
    assert alone(ann, practised(ann, (720.0, 0.9, 500.0, 900.0))).band_s is None
    assert alone(ann, practised(ann)).band_s is None

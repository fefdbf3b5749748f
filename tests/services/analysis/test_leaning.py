"""Who corrects is heard a little more or less readily on that instrument, as they say; and may have it forgotten."""

import random
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import JobKind, User
from practice_app.services import analysis, practice, statistics
from practice_app.services.analysis import CorrectionDraft
from practice_app.services.analysis.leaning import FURTHEST, HIGH_FROM, LIKELY, LOW_FROM, Corrected, leaning_of, needed
from practice_app.services.recordings import analysing
from practice_app.services.shared.jobs import claims
from tests.services.people import heard, job_of, metric, person, session, take
from workers.analysis import VERSION
from workers.analysis.playing import deciding

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAYS = count()


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def missed(seconds=120.0):
    """Soft playing: ten minutes were heard, up to twenty may have been, and it was two minutes more."""
    return Corrected(600, 500, 1200, 600 + seconds)


def practised(who, said_s=120.0, instrument="violin", version=VERSION, **more):
    """A session of which ten minutes were heard, and its player says that it was so much more."""
    row = session(who, NOON + timedelta(days=next(DAYS)), 30, instrument=instrument)
    figure = metric("played_s", 600.0, low=500.0, high=1200.0)
    heard(row, who, take(row, who), 1800, 600, metrics=[figure], version=version, **more)
    if said_s:
        with transaction(who) as db:
            kind, ends = ("playing", 600 + said_s) if said_s > 0 else ("not_playing", 600)
            draft = CorrectionDraft(kind=kind, start_s=600 + min(0, said_s), end_s=ends)
            analysis.correct(db, who, row.id, draft)
    return row


def told(who, instrument="violin"):
    with transaction(who) as db:
        return analysis.leaning(db, who, instrument)


def forget(who, instrument="violin"):
    with transaction(who) as db:
        analysis.unlearn(db, who, instrument)


def test_the_three_points_are_those_of_the_analysis():
    assert deciding.LIKELY == LIKELY
    assert deciding.BAND == (LOW_FROM, HIGH_FROM)


def test_whose_soft_playing_is_always_missed_is_heard_more_readily_the_more_they_said_so():
    several = [leaning_of([missed()] * n) for n in (3, 6, 12, 20)]
    assert several == sorted(several)
    assert 0.1 < several[0] < several[-1] < needed(missed())


def test_who_takes_away_each_time_is_heard_less_readily():
    assert leaning_of([missed(-60)] * 5) < -0.5


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("n", [3, 7, 20])
def test_corrections_about_the_truth_by_chance_change_little(seed, n):
    """Such as are drawn by hand, within a few per cent of what was heard."""
    chance = random.Random(seed)
    assert abs(leaning_of([missed(chance.gauss(0, 20)) for _ in range(n)])) < 0.2


@pytest.mark.parametrize("far_s", [-600, 600, 90000])
def test_wild_corrections_are_bounded(far_s):
    assert abs(leaning_of([missed(far_s)] * 3)) <= FURTHEST
    assert abs(leaning_of([missed(far_s)] * 20)) == FURTHEST


def test_corrections_that_do_not_agree_change_nothing():
    assert leaning_of([missed(90), missed(-90)] * 5) == 0


def test_one_wild_correction_among_several_counts_for_no_more_than_another():
    assert leaning_of([missed()] * 4 + [missed(90000)]) == leaning_of([missed()] * 5)


def test_what_is_right_within_the_tolerance_asks_for_nothing():
    assert needed(missed(20)) == 0


def test_what_was_heard_rightly_by_a_leaning_asks_for_the_same_again():
    assert needed(Corrected(600, 500, 1200, 600, adapted_by=0.4)) == 0.4


def test_with_no_or_few_corrections_one_is_heard_like_anybody(ann):
    practised(ann, said_s=0)
    assert told(ann) == 0
    practised(ann)
    practised(ann)
    assert told(ann) == 0


def test_three_corrected_sessions_say_something_of_their_instrument_alone(ann):
    for _ in range(3):
        practised(ann)
    assert told(ann) == leaning_of([missed()] * 3)
    assert told(ann, "cello") == told(ann, None) == 0


def test_figures_of_an_older_analysis_and_deleted_sessions_say_nothing(ann):
    rows = [practised(ann) for _ in range(3)]
    practised(ann, version="1.20.0")
    with transaction(ann) as db:
        practice.delete(db, ann, rows[0].id)
    assert told(ann) == 0


def test_nobody_elses_corrections_count(ann):
    bob = person("Bob")
    for _ in range(3):
        practised(ann)
    assert told(bob) == 0
    with system_transaction() as db:
        assert analysis.leaning(db, bob, "violin") == 0


def test_it_is_forgotten_when_asked_and_learned_anew_from_what_is_said_later(ann):
    for _ in range(3):
        practised(ann)
    forget(ann)
    assert told(ann) == 0
    for _ in range(3):
        practised(ann, -60)
    assert told(ann) < 0


def test_to_forget_what_was_never_learned_writes_nothing_down(ann):
    forget(ann, "cello")
    with system_transaction() as db:
        assert db.get_one(User, ann).unlearned == {}


def test_it_stands_on_ones_own_statistics_and_on_nobody_elses(ann):
    for _ in range(3):
        practised(ann)
    with transaction(ann) as db:
        own = statistics.overview(db, ann, span="all")
        seen = statistics.of_another(db, ann, "UTC", span="365", locale="en")
    assert [(one.instrument, one.sessions) for one in own.leanings] == [("violin", 3)]
    assert seen.leanings == []


def test_a_worker_is_given_the_number_of_whose_recording_it_is(ann):
    for _ in range(3):
        practised(ann)
    for who, expected in ((ann, leaning_of([missed()] * 3)), (person("Bob"), 0)):
        row = session(who, NOON + timedelta(days=next(DAYS)), 30, instrument="violin")
        job = job_of(take(row, who, "queued"))
        with system_transaction() as db:
            claim = claims.take(db, JobKind.ANALYSIS, job.id)
        assert analysing.begin(claim).leaning == expected

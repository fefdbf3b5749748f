"""When a passage comes back: from how it went, whatever order its sessions come in."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_app.services.planning.ratings import Run, ratings
from practice_app.services.planning.review import SCHEMES, replay

FIRST = date(2026, 3, 2)
GOOD, HARD, BAD, EASY = 4, 3, 1, 5


def run(day, rating=GOOD, sway=None, number=None, hour=12):
    at = FIRST + timedelta(days=day)
    identity = UUID(int=day * 100 + hour if number is None else number)
    return Run(identity, datetime.combine(at, time(hour), UTC), at, rating, sway)


def due_after(*runs, status="learning"):
    return (replay(ratings(runs), status).due_on - FIRST).days


RUNS = st.lists(
    st.builds(
        run,
        day=st.integers(0, 120),
        rating=st.sampled_from([None, 1, 2, 3, 4, 5]),
        sway=st.none() | st.floats(0.5, 20),
        hour=st.integers(0, 23),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda one: one.session_id,
)


@settings(max_examples=100, deadline=None)
@given(runs=RUNS, status=st.sampled_from(list(SCHEMES)), chance=st.randoms(use_true_random=False), twice=st.booleans())
def test_sessions_in_any_order_and_told_twice_come_to_the_same(runs, status, chance, twice):
    from_scratch = replay(ratings(runs), status)
    mixed = runs * 2 if twice else list(runs)
    chance.shuffle(mixed)
    rated = ratings(mixed)
    chance.shuffle(rated)

    assert replay(rated, status) == from_scratch


@settings(max_examples=100, deadline=None)
@given(runs=RUNS, late=st.integers(0, 24), status=st.sampled_from(list(SCHEMES)))
def test_a_session_that_came_late_counts_as_if_it_had_come_in_time(runs, late, status):
    late %= len(runs)
    before = [one for place, one in enumerate(runs) if place != late]
    replay(ratings(before), status)  # what was shown meanwhile leaves nothing behind

    assert replay(ratings([*before, runs[late]]), status) == replay(ratings(runs), status)


@settings(max_examples=100, deadline=None)
@given(runs=RUNS, status=st.sampled_from(list(SCHEMES)))
def test_it_comes_back_after_a_day_at_the_least_and_never_later_than_its_status_allows(runs, status):
    standing = replay(ratings(runs), status)

    assert 1 <= standing.waits_days <= SCHEMES[status].longest_days
    assert standing.due_on - timedelta(days=standing.waits_days) <= standing.last.day


def test_what_goes_well_waits_longer_each_time():
    assert due_after(run(0)) == 2
    assert due_after(run(0), run(2)) == 2 + 7
    assert due_after(run(0), run(2), status="polishing") == 2 + 11
    assert due_after(run(0), run(2), run(13), status="polishing") == 13 + 21


def test_a_good_run_before_its_day_moves_nothing_and_a_failed_one_always_does():
    assert due_after(run(0), run(2), run(4)) == due_after(run(0), run(2)) == 9
    assert due_after(run(0), run(2), run(4, HARD)) == 9
    assert due_after(run(0), run(2), run(4, BAD)) == 5


def test_practising_every_day_does_not_make_a_passage_vanish():
    every_day = [run(day) for day in range(60)]

    assert due_after(*every_day, status="polishing") - 59 <= 21


def test_a_day_counts_as_its_last_run_or_as_one_that_failed():
    last = ratings([run(0, EASY, hour=9), run(0, HARD, hour=18)])
    failed = ratings([run(0, BAD, hour=9), run(0, EASY, hour=18)])

    assert [one.rating for one in last] == [Rating.Hard]
    assert [one.rating for one in failed] == [Rating.Again]


def test_what_was_less_steady_than_usual_is_rated_lower_by_one():
    usual = [run(day, sway=4.0) for day in (0, 1, 2)]

    assert [one.rating for one in ratings([*usual, run(3, GOOD, sway=6.0)])][-1] is Rating.Hard
    assert [one.rating for one in ratings([*usual, run(3, EASY, sway=6.0)])][-1] is Rating.Good
    assert [one.rating for one in ratings([*usual, run(3, BAD, sway=6.0)])][-1] is Rating.Again


def test_what_cannot_be_told_changes_nothing():
    usual = [run(day, sway=4.0) for day in (0, 1, 2)]
    nothing_said = ratings([*usual, run(3, None, sway=None)])[-1]
    too_few = ratings([*usual[:2], run(3, GOOD, sway=9.0)])[-1]
    near = ratings([*usual, run(3, GOOD, sway=4.5)])[-1]

    assert [one.rating for one in (nothing_said, too_few, near)] == [Rating.Good] * 3
    assert not any(one.unsteady for one in (nothing_said, too_few, near))


def test_what_was_never_practised_has_no_day():
    assert replay([], "learning") is None

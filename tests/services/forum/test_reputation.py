"""Reputation as a pure function of what happened."""

from datetime import UTC, datetime, timedelta

from practice_app.services.forum.badges import BADGES, earned
from practice_app.services.forum.reputation import Event, ledger

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def event(kind, hours=0.0):
    at = MORNING + timedelta(hours=hours)
    return Event(at, kind, at.date())


def total(*events):
    return sum(one.points for one in ledger(events))


def test_a_day_gives_two_hundred_from_votes_and_answers_beyond_it():
    ups = [event("up", n / 60) for n in range(30)]
    assert total(*ups) == 200
    assert total(*ups, event("down", 1)) == 198
    assert total(*ups, event("down", 1), event("up", 2)) == 200
    assert total(*ups, event("accepted", 1), event("accepted", 2), event("question", 3)) == 200 + 30 + 5
    assert total(*ups, event("up", 24)) == 210


def test_the_first_post_of_a_day_counts_alone():
    assert total(event("tip"), event("question", 1), event("free", 25), event("comment", 26)) == 10


def test_the_order_in_which_it_is_told_is_none():
    events = [event("up", n / 60) for n in range(30)] + [event("down", 5), event("tip", 1)]
    assert ledger(events) == ledger(events[::-1])


def test_badges_are_many_and_each_can_be_earned():
    assert len({badge.key for badge in BADGES}) == len(BADGES) >= 12
    kinds = ["question", "tip", "comment", "accepted", "up"] * 100
    everything = [event(kind, 25 * n) for n, kind in enumerate(kinds)]
    assert len(earned(everything, 3000, "en")) == len(BADGES)
    assert earned([], 0, "en") == []

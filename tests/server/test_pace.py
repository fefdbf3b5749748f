"""Whoever is too fast waits; one never waits for another; nothing is kept of those who owe nothing."""

import pytest

from practice_app.server import pace
from practice_app.server.pace import Pace, TooFast


class Clock:
    """Time that stands until it is told to go."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_burst_goes_through_and_then_it_is_so_many_a_second(clock):
    steady = Pace(per_s=2, burst=3, clock=clock)
    assert [steady.delay_s("ann") for _ in range(5)] == [0, 0, 0, 0.5, 1]
    clock.now += 1
    assert steady.delay_s("ann") == 0.5


def test_one_does_not_wait_for_another(clock):
    steady = Pace(per_s=1, burst=1, clock=clock)
    assert (steady.delay_s("ann"), steady.delay_s("ann"), steady.delay_s("bob")) == (0, 1, 0)


def test_what_costs_more_counts_for_more(clock):
    steady = Pace(per_s=1, burst=4, clock=clock)
    assert (steady.delay_s("ann", 4), steady.delay_s("ann")) == (0, 1)


def test_who_would_wait_too_long_is_refused_and_not_counted(clock):
    steady = Pace(per_s=1, burst=1, most_wait_s=2, clock=clock)
    assert [steady.delay_s("ann") for _ in range(3)] == [0, 1, 2]
    for _ in range(5):
        with pytest.raises(TooFast):
            steady.delay_s("ann")
    clock.now += 1
    assert steady.delay_s("ann") == 2


def test_who_owes_nothing_is_forgotten(clock, monkeypatch):
    monkeypatch.setattr(pace, "MOST_KEYS", 50)
    steady = Pace(per_s=1, burst=1, clock=clock)
    for number in range(1000):
        clock.now += 2
        steady.delay_s(str(number))
    assert len(steady._due) <= 50

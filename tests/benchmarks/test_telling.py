"""Whether times tell two things apart: seen where they do, and not where they don't."""

import random

import pytest

from benchmarks.telling import longer, told


def times(seed, slower_ms=0.0, count=120):
    """Answers of some 80 ms on a machine that has other things to do."""
    chance = random.Random(seed)
    return [80 + slower_ms + chance.expovariate(1 / 15) for _ in range(count)]


@pytest.mark.parametrize("seed", range(5))
def test_what_takes_as_long_tells_nothing(seed):
    figures = told(times(seed), times(100 + seed))
    assert figures["tells"] is False
    assert 0.3 < figures["here_takes_longer"] < 0.7


@pytest.mark.parametrize("slower_ms", [-20, 20])
def test_what_takes_longer_tells_also_under_noise_that_is_as_large(slower_ms):
    figures = told(times(1, slower_ms), times(2))
    assert figures["tells"] is True
    assert (figures["here_takes_longer"] > 0.5) is (slower_ms > 0)


def test_how_often_one_takes_longer_is_a_share():
    assert (longer([2, 3], [0, 1]), longer([0, 1], [2, 3]), longer([0, 3], [1, 2])) == (1, 0, 0.5)

"""A trend is told when it is there, and seldom when it isn't."""

import random

import pytest

from practice_app.services.progress.fitting import FEWEST, Says, _t, fit


def days_of(count, *, slope=0.0, noise=1.0, alike=0.0, seed=0, every=2):
    rng, days, values, left = random.Random(seed), [], [], 0.0
    for n in range(count):
        left = alike * left + rng.gauss(0, noise * (1 - alike**2) ** 0.5)
        days.append(n * every)
        values.append(80 + slope * n * every + left)
    return days, values, [1.0] * count


def told(tries=400, **named):
    found = [fit(*days_of(40, seed=seed, **named)).says for seed in range(tries)]
    return {says: found.count(says) / tries for says in Says}


def test_from_noise_alone_a_trend_is_told_one_time_in_twenty_or_seldomer():
    said = told()
    assert said[Says.RISING] + said[Says.FALLING] <= 0.08, "5 % but for chance over 400 tries"


def test_days_that_resemble_the_one_before_make_no_more_of_them():
    said = told(alike=0.5)
    assert said[Says.RISING] + said[Says.FALLING] <= 0.12, "a plain line would say so in a quarter of the tries"


@pytest.mark.parametrize(("slope", "says"), [(0.05, Says.RISING), (-0.05, Says.FALLING)])
def test_what_rises_or_falls_by_four_times_the_scatter_is_told(slope, says):
    assert told(slope=slope)[says] > 0.95


def test_the_band_holds_the_line_that_the_days_come_from():
    held = [low <= 80 <= high for seed in range(400) for low, high in [fit(*days_of(40, seed=seed)).band[0]]]
    assert sum(held) / len(held) >= 0.92


def test_what_changes_by_less_than_days_differ_by_is_steady():
    assert told(tries=50, noise=1.0)[Says.STEADY] + told(tries=50)[Says.UNKNOWN] > 0.8
    assert fit(list(range(0, 400, 2)), [80 + (-1) ** n for n in range(200)], [1.0] * 200).says is Says.STEADY


@pytest.mark.parametrize(
    "days", [list(range(0, 2 * FEWEST - 2, 2)), list(range(FEWEST + 2)), []], ids=["few", "short", "none"]
)
def test_few_days_and_short_times_tell_nothing(days):
    found = fit(days, [float(day) for day in days], [1.0] * len(days))
    assert (found.says, found.band) == (Says.UNKNOWN, [])


def test_the_same_value_every_day_is_steady_and_no_error():
    found = fit(list(range(0, 40, 2)), [60.0] * 20, [1.0] * 20)
    assert found.says is Says.STEADY
    assert found.band[0] == pytest.approx((60, 60))


def test_a_day_that_rests_on_little_moves_little():
    days, values, weights = days_of(40)
    values[-1], weights[-1] = 300.0, 0.001
    assert fit(days, values, weights).says is fit(*days_of(40)).says


@pytest.mark.parametrize(("freedom", "quantile"), [(5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)])
def test_the_quantile_is_that_of_the_tables(freedom, quantile):
    assert _t(freedom) == pytest.approx(quantile, abs=0.005)

"""What changes where a note begins is told by level, colour and pitch; networks answer alike for the same input."""

import numpy as np
import pytest

from workers.analysis.shared import networks
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FINE_STEP_S, WIDE_STEP_S
from workers.analysis.timing import Sounding, onset_networks
from workers.analysis.timing.candidates import COURSE, FEATURES
from workers.analysis.timing.contrasts import COUNT, contrasts

STEP_S, DIP_S, STILL_S = 2.0, 4.0, 6.0


def series(values):
    kept = Series()
    kept.add(np.asarray(values, np.float32))
    return kept


@pytest.fixture(scope="module")
def told():
    """A pitch that steps by a tone, then a dip in the level where the same note comes again, then nothing new."""
    at_s = np.arange(round(8 / WIDE_STEP_S)) * WIDE_STEP_S
    fine_s = np.arange(round(8 / FINE_STEP_S)) * FINE_STEP_S
    level_db = np.where(np.abs(fine_s - DIP_S) < 0.02, -45.0, -30.0)
    bands_db = np.where(at_s[:, None] < STEP_S, -40.0, -40.0 + np.arange(24) % 3 * 10.0)
    cents = np.where(at_s < STEP_S, 3000.0, 3200.0)
    sounding = Sounding(level_db, series(bands_db), series(cents), series(0 * at_s + 0.8), series(0 * at_s + 0.9))
    return contrasts(sounding, np.asarray([STEP_S, DIP_S, STILL_S]))


def test_each_moment_has_one_row_of_what_changes(told):
    assert told.shape == (3, COUNT)
    assert np.isfinite(told).all()


def test_a_step_of_the_pitch_and_the_colour_shows_where_it_is_and_nowhere_else(told):
    colour, steps = told[:, 2:14], told[:, 14:24]
    assert colour[0, 0] > 0.8
    assert steps[0, 4] > 0.9, "it steps, and rests on both sides"
    assert np.abs(colour[1:]).max() < 1e-6
    assert steps[1:, 3:5].max() == 0


def test_a_dip_in_the_level_shows_where_the_same_note_comes_again(told):
    assert told[1, :2] == pytest.approx(15 / 8, abs=0.1)
    assert told[[0, 2], :2].max() < 0.1


def test_nothing_to_tell_is_told_of_nothing():
    empty = Sounding(np.zeros(0), *(Series() for _ in range(4)))
    assert contrasts(empty, np.zeros(0)).shape == (0, COUNT)


def test_the_networks_see_all_that_is_told_and_answer_with_shares():
    seen = np.random.default_rng(1).normal(0, 1, (5, FEATURES + len(COURSE) + COUNT)).astype(np.float32)
    answer = networks.shares(onset_networks.weights(), onset_networks.NET, seen)
    assert answer.shape == (5, 2)
    assert answer.sum(axis=1) == pytest.approx(1)
    assert (answer == networks.shares(onset_networks.weights(), onset_networks.NET, seen)).all()

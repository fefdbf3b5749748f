"""Onsets and the click: when notes begin, and how late that was."""

import numpy as np
import pytest

from workers.analysis import timing_log


def test_grids_and_single_times_make_one_list_of_beats():
    log = timing_log.read(
        {
            "grids": [{"start_s": -0.5, "bpm": 120, "beats": 3}, {"start_s": 2.0, "bpm": 60, "beats": 2}],
            "times_s": [1.25],
        }
    )
    assert log is not None
    assert log.beats_s == pytest.approx([-0.5, 0.0, 0.5, 1.25, 2.0, 3.0])
    assert log.latency_s is None


@pytest.mark.parametrize("nothing", [None, {}, {"grids": [], "times_s": []}, {"latency_s": 0.02}])
def test_a_log_without_a_beat_is_none(nothing):
    assert timing_log.read(nothing) is None


def test_a_log_never_grows_without_bound():
    log = timing_log.read({"grids": [{"start_s": 0, "bpm": 400, "beats": 10**9}]})
    assert log is not None
    assert len(log.beats_s) == timing_log.MOST_BEATS
    assert np.all(np.diff(log.beats_s) > 0)

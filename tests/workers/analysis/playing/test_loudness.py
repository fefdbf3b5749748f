"""Loudness: figures that can be checked against a known truth."""

import numpy as np
import pytest

from practice_app.metrics import Reason
from tests import sounds
from workers.analysis import analyse


def test_a_full_scale_sine_has_the_loudness_of_the_standard(encoded):
    t = np.arange(20 * sounds.RATE) / sounds.RATE
    sine = sounds.Recording((np.sin(2 * np.pi * 997 * t) * 0.1).astype("f4"), sounds.RATE)
    (curve,) = (curve for curve in analyse(encoded(sine, "sine.wav")).curves if curve.key == "loudness_lufs")
    assert np.median(curve.values) == pytest.approx(-23.01, abs=0.1)


def test_six_decibels_softer_is_six_decibels_less(encoded):
    loud, soft = sounds.violin(20.0, room_dbfs=-90), sounds.violin(20.0, room_dbfs=-90)
    soft = sounds.Recording(soft.samples * 10 ** (-6 / 20), soft.rate)
    difference = (
        analyse(encoded(loud, "loud.wav")).metric("loudness_lufs").value
        - analyse(encoded(soft, "soft.wav")).metric("loudness_lufs").value
    )
    assert difference == pytest.approx(6, abs=0.2)


def test_loudness_is_not_told_when_the_device_changed_the_volume_itself(opus):
    result = analyse(opus(sounds.violin(8.0)), auto_gain=True)
    for key in ("loudness_lufs", "dynamic_range_db"):
        assert (result.metric(key).value, result.metric(key).reason) == (None, Reason.AUTOMATIC_GAIN)
    assert "loudness_lufs" not in {curve.key for curve in result.curves}
    assert result.parameters["auto_gain"] is True


def test_dynamic_range_follows_the_player(encoded):
    def recording(ratio_db):
        notes = [
            sounds.Note(i * 1.0, 0.98, sounds.midi_hz(64 + i % 3), 0.9 * 10 ** (-ratio_db / 20 * (i // 4 % 2)))
            for i in range(24)
        ]
        return sounds.Recording(sounds.render(notes, sounds.bowed, 24.0).astype("f4"), sounds.RATE)

    ranges = [
        analyse(encoded(recording(db), f"{db}.wav"), instrument="violin").metric("dynamic_range_db").value
        for db in (6, 18)
    ]
    assert ranges[1] - ranges[0] == pytest.approx(12, abs=1.5)

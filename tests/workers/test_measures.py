"""Loudness and tempo: figures that can be checked against a known truth."""

import numpy as np
import pytest

from tests import sounds
from workers.analysis import analyse
from workers.analysis.result import Reason


def beeps(bpm: float, seconds: float = 30.0, drift: float = 0.0) -> sounds.Take:
    notes, at = [], 0.5
    while at < seconds - 1:
        beat_s = 60 / (bpm + drift * at / 60)
        notes.append(sounds.Note(at, beat_s * 0.9, sounds.midi_hz(60 + len(notes) * 4 % 13)))
        at += beat_s
    return sounds.Take((sounds.render(notes, sounds.struck, seconds) + sounds.room(seconds)).astype("f4"), sounds.RATE)


@pytest.mark.parametrize(("kind", "bpm"), [("violin", 72.0), ("guitar", 104.0), ("piano", 132.0)])
@pytest.mark.parametrize("off", [0.87, 1.0, 1.15])
def test_tempo_near_a_target_that_is_up_to_fifteen_percent_off(kind, bpm, off, opus):
    take = sounds.KINDS[kind](30.0, bpm=bpm)
    tempo = analyse(opus(take), target_bpm=bpm * off).metric("tempo_bpm")
    assert tempo.value == pytest.approx(bpm, rel=0.04)
    assert tempo.confidence > 0.4


def test_a_steady_beat_is_told_to_a_fifth_of_a_percent(opus):
    assert analyse(opus(beeps(90)), target_bpm=90).metric("tempo_bpm").value == pytest.approx(90, rel=0.002)


def test_drift_is_told(opus):
    result = analyse(opus(beeps(90, 60.0, drift=6)), target_bpm=92)
    assert result.metric("tempo_drift_bpm_per_min").value == pytest.approx(6, abs=1)


def test_without_a_target_the_tempo_is_never_called_sure(opus):
    tempo = analyse(opus(beeps(100))).metric("tempo_bpm")
    assert tempo.confidence <= 0.6
    assert tempo.value is None or tempo.value == pytest.approx(100, rel=0.04)


def test_a_long_tone_has_no_tempo(opus):
    tone = sounds.bowed(sounds.Note(0, 25.0, 440), sounds.RATE).astype("f4")
    tempo = analyse(opus(sounds.Take(tone, sounds.RATE)), target_bpm=100).metric("tempo_bpm")
    assert tempo.value is None or tempo.confidence < 0.4


def test_a_full_scale_sine_has_the_loudness_of_the_standard(encoded):
    t = np.arange(20 * sounds.RATE) / sounds.RATE
    sine = sounds.Take((np.sin(2 * np.pi * 997 * t) * 0.1).astype("f4"), sounds.RATE)
    result = analyse(encoded(sine, "sine.wav"))
    assert result.metric("loudness_lufs").value == pytest.approx(-23.01, abs=0.1)


def test_six_decibels_softer_is_six_decibels_less(encoded):
    loud, soft = sounds.violin(20.0, room_dbfs=-90), sounds.violin(20.0, room_dbfs=-90)
    soft = sounds.Take(soft.samples * 10 ** (-6 / 20), soft.rate)
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
    def take(ratio_db):
        notes = [
            sounds.Note(i * 1.0, 0.98, sounds.midi_hz(64), 0.9 * 10 ** (-ratio_db / 20 * (i // 4 % 2)))
            for i in range(24)
        ]
        return sounds.Take(sounds.render(notes, sounds.bowed, 24.0).astype("f4"), sounds.RATE)

    ranges = [analyse(encoded(take(db), f"{db}.wav")).metric("dynamic_range_db").value for db in (6, 18)]
    assert ranges[1] - ranges[0] == pytest.approx(12, abs=1.5)

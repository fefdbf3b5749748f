"""Tempo: a figure that can be checked against a known truth."""

import numpy as np
import pytest

from tests import sounds
from workers.analysis import analyse, tempo
from workers.analysis.shared.values import Metric, Span, SpanKind
from workers.analysis.tempo import beat_level, figures
from workers.analysis.tempo import path as tempo_path
from workers.analysis.tempo.smoothing import smoothed


def beeps(bpm: float, seconds: float = 30.0, drift: float = 0.0) -> sounds.Recording:
    notes, at = [], 0.5
    while at < seconds - 1:
        beat_s = 60 / (bpm + drift * at / 60)
        notes.append(sounds.Note(at, beat_s * 0.9, sounds.midi_hz(60 + len(notes) * 4 % 13)))
        at += beat_s
    return sounds.Recording(
        (sounds.render(notes, sounds.struck, seconds) + sounds.room(seconds)).astype("f4"), sounds.RATE
    )


@pytest.mark.parametrize(("kind", "bpm"), [("violin", 72.0), ("guitar", 104.0), ("piano", 132.0)])
@pytest.mark.parametrize("off", [0.87, 1.0, 1.15])
def test_tempo_near_a_target_that_is_up_to_fifteen_percent_off(kind, bpm, off, opus):
    recording = sounds.KINDS[kind](30.0, bpm=bpm)
    tempo = analyse(opus(recording), target_bpm=bpm * off).metric("tempo_bpm")
    assert tempo.value == pytest.approx(bpm, rel=0.04)
    assert tempo.confidence > 0.4


def test_a_steady_beat_is_told_to_a_fifth_of_a_percent(opus):
    assert analyse(opus(beeps(90)), target_bpm=90).metric("tempo_bpm").value == pytest.approx(90, rel=0.002)


def test_drift_is_told(opus):
    result = analyse(opus(beeps(90, 60.0, drift=6)), target_bpm=92)
    assert result.metric("tempo_drift_bpm_per_min").value == pytest.approx(6, abs=1)


def test_without_a_target_a_plain_pulse_at_a_usual_tempo_is_sure(opus):
    tempo = analyse(opus(beeps(72))).metric("tempo_bpm")
    assert tempo.value == pytest.approx(72, rel=0.01)
    assert tempo.confidence >= 0.8


@pytest.mark.parametrize("bpm", [140, 180])
def test_without_a_target_a_quick_pulse_that_may_be_written_in_halves_is_not_called_sure(bpm, opus):
    tempo = analyse(opus(beeps(bpm))).metric("tempo_bpm")
    assert tempo.confidence < 0.6
    assert tempo.value is None or min(abs(tempo.value / bpm / level - 1) for level in (0.5, 1)) < 0.01


def test_a_tempo_that_is_not_sure_is_told_as_two_readings():
    assert figures._readings(72.0, 2.0, 0.9) == ((72.0, "beat", 0.9), (144.0, "eighths", 0.9))
    assert figures._readings(144.0, 0.5, 0.9) == ((144.0, "beat", 0.9), (72.0, "halves", 0.9))
    shown = Metric("tempo_bpm", 72.0, 0.5, alternatives=figures._readings(72.0, 2.0, 0.9)).to_json()
    assert shown["alternatives"] == [
        {"value": 72.0, "says": "beat", "confidence": 0.9},
        {"value": 144.0, "says": "eighths", "confidence": 0.9},
    ]
    assert "alternatives" not in Metric("tempo_bpm", 72.0, 0.9).to_json()


def test_a_song_tells_its_beat_and_an_even_run_does_not():
    lengths = np.tile([1, 1, 0.5, 0.5, 1, 1, 2, 2], 15)  # in beats
    beats = np.cumsum(lengths) - 1
    loud = np.where(beats % 1 == 0, 1.3, 0.7)
    song, alone = (beat_level.likely(beats, beats * 0.7, strength, 60 / 0.7) for strength in (loud, np.ones(120)))
    assert beat_level.LEVELS[int(song.argmax())] == 1
    assert song.max() > alone.max() > 0.9
    doubled = beat_level.likely(2 * beats, beats * 0.7, loud, 120 / 0.7)
    assert beat_level.LEVELS[int(doubled.argmax())] == 0.5
    run = beat_level.likely(np.arange(120.0), np.arange(120) * 0.3, np.ones(120), 200.0)
    assert run.max() < 0.9


def test_onsets_tell_a_tempo_that_soft_attacks_hide():
    rng = np.random.default_rng(2)
    attacks, playing = rng.random(int(40 / tempo_path.STEP_S)).astype("f4"), (Span(SpanKind.PLAYING, 0.0, 40.0),)
    begun_s = np.arange(1, 39, 60 / 88) + rng.normal(0, 0.01, len(np.arange(1, 39, 60 / 88)))
    heard, alone = (tempo.measure(attacks, playing, 95.0, begun)[0][0] for begun in (begun_s, begun_s[:0]))
    assert heard.value == pytest.approx(88, rel=0.005)
    assert heard.confidence > alone.confidence + 0.3


def curve_of(bpm: np.ndarray) -> np.ndarray:
    """The tempo curve as windows of 8 s hear it, and what is left of it without noise."""
    noise = np.convolve(np.random.default_rng(4).normal(0, 0.003, len(bpm) + 7), np.full(8, 8**-0.5), "valid")
    known = np.ones(len(bpm), bool)
    known[70:80] = False
    return np.exp(smoothed(np.log(bpm) + noise, known, 0.003, 8.0))[known] / bpm[known] - 1


def test_a_steady_tempo_is_without_the_noise_of_its_measure():
    steady, drifting = curve_of(np.full(150, 96.0)), curve_of(np.linspace(90, 110, 150))
    assert np.abs(steady).mean() < 0.0017
    assert np.abs(drifting).mean() < 0.0022


def test_a_push_of_some_seconds_is_not_smoothed_away():
    pushed = np.full(150, 96.0)
    pushed[100:112] = 106.0
    assert np.abs(curve_of(pushed)).mean() < 0.006
    assert np.abs(curve_of(pushed)[95:100]).mean() < 0.012


def test_a_long_tone_has_no_tempo(opus):
    tone = sounds.bowed(sounds.Note(0, 25.0, 440), sounds.RATE).astype("f4")
    tempo = analyse(opus(sounds.Recording(tone, sounds.RATE)), target_bpm=100).metric("tempo_bpm")
    assert tempo.value is None or tempo.confidence < 0.4

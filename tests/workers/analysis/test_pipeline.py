"""Whatever is recorded gets an answer: a fault in one measure costs that measure alone."""

import json
import logging

import numpy as np
import pytest

from practice_app.metrics import METRICS
from tests import sounds
from tests.sounds import RATE, Recording
from workers.analysis import analyse, pipeline
from workers.media.errors import Empty


def silent(rng, seconds):
    return np.zeros(int(seconds * RATE))


def noise(rng, seconds):
    return 10 ** rng.uniform(-4, 0) * rng.standard_normal(int(seconds * RATE))


def tone(rng, seconds):
    """Far beyond full scale now and then: clipped."""
    return 10 ** rng.uniform(-3, 1.5) * np.sin(
        2 * np.pi * rng.uniform(30, 9000) * np.arange(int(seconds * RATE)) / RATE
    )


def impulses(rng, seconds):
    out = silent(rng, seconds)
    out[rng.integers(0, max(1, len(out)), int(rng.integers(1, 60)))] = rng.choice([-1.0, 1.0])
    return out


def bursts(rng, seconds):
    """Sharp noise, as keys and pages are."""
    envelope = np.repeat(rng.random(int(seconds * 20) + 1) < 0.2, RATE // 20)[: int(seconds * RATE)]
    return noise(rng, seconds)[: len(envelope)] * envelope


def drilled(rng, seconds):
    """Two to four notes again and again, with pauses where they come."""
    passage = [rng.uniform(200, 900) for _ in range(int(rng.integers(2, 5)))]
    parts = []
    while sum(map(len, parts)) < seconds * RATE:
        for hz in passage:
            length = int(rng.uniform(0.1, 0.9) * RATE)
            parts += [0.2 * np.sin(2 * np.pi * hz * np.arange(length) / RATE), silent(rng, float(rng.choice([0, 0.1])))]
        parts.append(silent(rng, float(rng.choice([0, 0.5, 1.2, 2.5]))))
    return np.concatenate(parts)[: int(seconds * RATE)]


def patched(rng, seconds):
    """One after the other, digital silence between."""
    kinds = [KINDS[int(at)] for at in rng.integers(0, 6, 4)]
    return np.concatenate([part for kind in kinds for part in (kind(rng, seconds / 5), silent(rng, seconds / 20))])


KINDS = [silent, noise, tone, impulses, bursts, drilled, patched]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whatever_sounds_has_an_answer_that_fills_its_time(encoded, kind):
    rng = np.random.default_rng([2026, KINDS.index(kind)])
    for number in range(3):
        recording = Recording(np.clip(kind(rng, float(rng.uniform(0.2, 9))), -1, 1), RATE)
        shown = analyse(encoded(recording, f"{number}.wav"), instrument="voice" if number % 2 else None).to_json()
        assert 0 <= shown["played_s"] <= shown["clock_s"] + 0.001
        assert [span["start_s"] for span in shown["spans"][1:]] == [span["end_s"] for span in shown["spans"][:-1]]
        json.dumps(shown, allow_nan=False)


@pytest.mark.parametrize("samples", [100, 2047, 3700])
def test_a_glimpse_has_an_answer(encoded, samples):
    assert analyse(encoded(Recording(np.full(samples, 0.3), RATE), "glimpse.wav")).played_s == 0


def test_of_one_sample_it_is_said_that_there_is_no_sound(encoded):
    with pytest.raises(Empty):
        analyse(encoded(Recording(np.full(1, 0.3), RATE), "glimpse.wav"))


MEASURES = {
    "loudness.measure": "loudness_lufs",
    "timing.measure": "click_offset_ms",
    "tempo.measure": "tempo_bpm",
    "intonation.measure": "tuning_cents",
    "vibrato.measure": "vibrato_rate_hz",
    "repeats.find": None,
    "timbre.measure": "tone_brightness",
}


@pytest.mark.parametrize("measure", MEASURES)
def test_what_one_measure_fails_by_leaves_the_others(opus, monkeypatch, caplog, measure):
    def fails(*_, **__):
        raise ZeroDivisionError("440 Hz, and what somebody said")

    monkeypatch.setattr(f"workers.analysis.pipeline.{measure}", fails)
    with caplog.at_level(logging.ERROR):
        told = analyse(opus(sounds.violin(6.0)), target_bpm=96)
    keys = {metric.key for metric in told.metrics}
    assert told.played_s > 3
    assert MEASURES[measure] not in keys
    assert len(keys) >= len(METRICS) - 3
    assert caplog.messages == [f"{measure.split('.')[0]} is left out: ZeroDivisionError"]


def test_what_a_second_try_may_mend_is_tried_again():
    def full():
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        pipeline.apart("tempo", full, None)

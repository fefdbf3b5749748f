"""Onsets and the click: when notes begin, and how late that was."""

from collections.abc import Callable

import numpy as np
import pytest

from tests import sounds
from workers.analysis import analyse, timing_log

Voice = Callable[[sounds.Note, int], np.ndarray]


def melody(voice: Voice, starts: list[float], seconds: float = 20.0, room_dbfs: float = -66.0) -> sounds.Take:
    """Notes of a scale that begin at these moments, each held until the next."""
    ends = [*starts[1:], starts[-1] + 0.6]
    hz = [sounds.midi_hz(60 + (0, 2, 4, 5, 7, 9, 11, 12)[n * 3 % 8]) for n in range(len(starts))]
    notes = [
        sounds.Note(a, min(0.98 * (b - a), 1.2), f, 0.6 + 0.1 * (n % 4))
        for n, (a, b, f) in enumerate(zip(starts, ends, hz, strict=True))
    ]
    samples = sounds.render(notes, voice, seconds) + sounds.room(seconds, room_dbfs)
    return sounds.Take(samples.astype(np.float32), sounds.RATE, sounds.bridged(notes))


def uneven(beat_s: float, seconds: float = 18.0, jitter_s: float = 0.0, seed: int = 3) -> list[float]:
    """Beats and off-beats as somebody plays them."""
    rng = np.random.default_rng(seed)
    beats = np.cumsum(rng.choice([0.5, 1.0, 1.0, 2.0], 200)) * beat_s
    return [float(at + rng.normal(0, jitter_s)) for at in 0.5 + beats if at < seconds]


def share_found(heard: tuple[float, ...], true: list[float]) -> float:
    """F at 50 ms."""
    found = sum(bool(heard) and min(abs(at - one) for one in heard) < 0.05 for at in true)
    return 2 * found / (len(heard) + len(true))


@pytest.mark.parametrize(
    ("voice", "least"), [(sounds.struck, 0.98), (sounds.plucked, 0.98), (sounds.bowed, 0.93)], ids=lambda v: str(v)[:16]
)
def test_notes_are_found_where_they_begin(voice, least, opus):
    starts = uneven(0.5)
    heard = analyse(opus(melody(voice, starts))).onsets.times_s
    assert share_found(heard, starts) >= least
    off_ms = [1000 * (min(heard, key=lambda one, at=at: abs(one - at)) - at) for at in starts]
    assert abs(np.median(off_ms)) < 10


def test_a_held_note_with_vibrato_has_one_onset(opus):
    note = sounds.Note(1.0, 8.0, 440.0)
    samples = sounds.render([note], sounds.bowed, 10.0) + sounds.room(10.0)
    heard = analyse(opus(sounds.Take(samples.astype(np.float32), sounds.RATE))).onsets.times_s
    assert len(heard) == 1
    assert heard[0] == pytest.approx(1.0, abs=0.05)


def test_silence_has_no_onsets(opus):
    silent = sounds.Take(sounds.room(5.0).astype(np.float32), sounds.RATE)
    assert analyse(opus(silent)).onsets.times_s == ()


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


def to_a_click(late_ms: float, jitter_ms: float) -> tuple[sounds.Take, dict]:
    """A struck melody of 45 notes about beats at 100 a minute, and the log of a metronome 80 ms ahead of the room."""
    off = np.random.default_rng(5).normal(late_ms, jitter_ms, 45) / 1000
    starts = [1.0 + n * 0.6 + float(o) for n, o in enumerate(off)]
    log = {"grids": [{"start_s": 0.92, "bpm": 100, "beats": 46}], "latency_s": 0.08}
    return melody(sounds.struck, starts, 30.0), log


@pytest.mark.parametrize(("late_ms", "jitter_ms"), [(-25.0, 8.0), (30.0, 20.0)])
def test_lateness_against_the_log_is_told_to_five_milliseconds(late_ms, jitter_ms, opus):
    take, log = to_a_click(late_ms, jitter_ms)
    result = analyse(opus(take), click=log)
    off = np.random.default_rng(5).normal(late_ms, jitter_ms, 45)
    assert result.metric("click_offset_ms").value == pytest.approx(np.median(off), abs=5)
    assert result.metric("click_spread_ms").value == pytest.approx(np.std(off), abs=5)


def test_without_a_latency_the_spread_is_told_and_the_offset_is_not(opus):
    take, log = to_a_click(10.0, 10.0)
    result = analyse(opus(take), click=log | {"latency_s": None})
    assert result.metric("click_offset_ms").reason == "latency_unknown"
    assert result.metric("click_spread_ms").value == pytest.approx(10, abs=5)
    assert set(result.onsets.late_ms) == {None}


def test_without_a_click_there_is_nothing_to_be_late_against(opus):
    take, _ = to_a_click(10.0, 10.0)
    assert analyse(opus(take)).metric("click_offset_ms").reason == "no_click"

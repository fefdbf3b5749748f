"""Onsets and the click: when notes begin, and how late that was."""

from collections.abc import Callable

import numpy as np
import pytest

from tests import sounds
from workers.analysis import analyse, timing
from workers.analysis.pitch.notes import Note
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FINE_STEP_S
from workers.analysis.shared.values import Span, SpanKind
from workers.analysis.timing import Sounding, click_traces, onset_times
from workers.analysis.timing import log as timing_log

Voice = Callable[[sounds.Note, int], np.ndarray]


def melody(voice: Voice, starts: list[float], seconds: float = 20.0, room_dbfs: float = -66.0) -> sounds.Recording:
    """Notes of a scale that begin at these moments, each held until the next."""
    ends = [*starts[1:], starts[-1] + 0.6]
    hz = [sounds.midi_hz(60 + (0, 2, 4, 5, 7, 9, 11, 12)[n * 3 % 8]) for n in range(len(starts))]
    notes = [
        sounds.Note(a, min(0.98 * (b - a), 1.2), f, 0.6 + 0.1 * (n % 4))
        for n, (a, b, f) in enumerate(zip(starts, ends, hz, strict=True))
    ]
    samples = sounds.render(notes, voice, seconds) + sounds.room(seconds, room_dbfs)
    return sounds.Recording(samples.astype(np.float32), sounds.RATE, sounds.bridged(notes))


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
    heard = analyse(opus(sounds.Recording(samples.astype(np.float32), sounds.RATE))).onsets.times_s
    assert len(heard) == 1
    assert heard[0] == pytest.approx(1.0, abs=0.05)


def test_silence_has_no_onsets(opus):
    silent = sounds.Recording(sounds.room(5.0).astype(np.float32), sounds.RATE)
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


@pytest.mark.parametrize(
    ("log", "bpm"),
    [
        ({"grids": [{"start_s": 1, "bpm": 80, "beats": 60}]}, 80),
        ({"grids": [{"start_s": 1, "bpm": 80, "beats": 20}]}, None),
        ({"grids": [{"start_s": 1 + n, "bpm": 60 + 2 * n, "beats": 2} for n in range(60)]}, None),
        ({"times_s": [3.0]}, None),
    ],
)
def test_the_metronomes_tempo_is_told_if_it_kept_to_one_for_half_of_the_recording(log, bpm):
    read = timing_log.read(log)
    assert read is not None
    assert read.tempo_bpm(60.0) == (None if bpm is None else pytest.approx(bpm))


def test_a_log_never_grows_without_bound():
    log = timing_log.read({"grids": [{"start_s": 0, "bpm": 400, "beats": 10**9}]})
    assert log is not None
    assert len(log.beats_s) == timing_log.MOST_BEATS
    assert np.all(np.diff(log.beats_s) > 0)


def to_a_click(late_ms: float, jitter_ms: float) -> tuple[sounds.Recording, dict]:
    """A struck melody of 45 notes about beats at 100 a minute, and the log of a metronome 80 ms ahead of the room."""
    off = np.random.default_rng(5).normal(late_ms, jitter_ms, 45) / 1000
    starts = [1.0 + n * 0.6 + float(o) for n, o in enumerate(off)]
    log = {"grids": [{"start_s": 0.92, "bpm": 100, "beats": 46}], "latency_s": 0.08}
    return melody(sounds.struck, starts, 30.0), log


@pytest.mark.parametrize(("late_ms", "jitter_ms"), [(-25.0, 8.0), (30.0, 20.0)])
def test_lateness_against_the_log_is_told_to_five_milliseconds(late_ms, jitter_ms, opus):
    recording, log = to_a_click(late_ms, jitter_ms)
    result = analyse(opus(recording), click=log)
    off = np.random.default_rng(5).normal(late_ms, jitter_ms, 45)
    assert result.metric("click_offset_ms").value == pytest.approx(np.median(off), abs=5)
    assert result.metric("click_spread_ms").value == pytest.approx(np.std(off), abs=5)
    assert result.metric("click_offset_ms").confidence < 0.8 < result.metric("click_spread_ms").confidence


def test_without_a_target_the_metronome_tells_the_beat(opus):
    recording, log = to_a_click(5.0, 8.0)
    twice = log | {"grids": [{"start_s": 0.92, "bpm": 200, "beats": 92}]}
    slow, quick = (analyse(opus(recording), click=one).metric("tempo_bpm") for one in (log, twice))
    assert (slow.value, quick.value) == (pytest.approx(100, rel=0.01), pytest.approx(200, rel=0.01))
    assert slow.confidence > 0.8


def test_without_a_latency_the_spread_is_told_and_the_offset_is_not(opus):
    recording, log = to_a_click(10.0, 10.0)
    result = analyse(opus(recording), click=log | {"latency_s": None})
    assert result.metric("click_offset_ms").reason == "latency_unknown"
    assert result.metric("click_spread_ms").value == pytest.approx(10, abs=5)
    assert set(result.onsets.late_ms) == {None}


def test_without_a_click_there_is_nothing_to_be_late_against(opus):
    recording, _ = to_a_click(10.0, 10.0)
    assert analyse(opus(recording)).metric("click_offset_ms").reason == "no_click"


def curve(peaks: dict[float, float], seconds: float = 20.0) -> np.ndarray:
    """A novelty curve that rises to these heights 15 ms after these moments, over a little unrest."""
    novelty = 0.2 + 0.1 * np.random.default_rng(1).random(int(seconds / FINE_STEP_S))
    swell = np.hanning(11)
    for at_s, height in peaks.items():
        first = round(at_s / FINE_STEP_S) - 3
        novelty[first : first + len(swell)] += height * swell
    return novelty


def pitched(starts: list[float], cents: list[float]) -> tuple[Note, ...]:
    """Notes of the pitch track, each held until the next."""
    ends = [*starts[1:], starts[-1] + 0.5]
    return tuple(Note(a, b, c, 2.0, -20.0, None) for a, b, c in zip(starts, ends, cents, strict=True))


def test_a_note_that_the_pitch_track_hears_late_speaks_for_the_soft_attack_before_it():
    true = [1.0 + 0.5 * n for n in range(20)]
    novelty = curve(dict.fromkeys(true, 2.2))
    notes = pitched([at + 0.11 for at in true], [200.0 * (n % 5) for n in range(20)])
    playing = (Span(SpanKind.PLAYING, 0.9, 12.0),)
    assert share_found(tuple(onset_times.find(novelty, (), playing).times_s), true) < 0.5
    assert share_found(tuple(onset_times.find(novelty, notes, playing).times_s), true) > 0.95


def test_a_jump_of_the_pitch_track_to_an_overtone_is_no_step():
    true = [1.0 + 0.5 * n for n in range(20)]
    novelty = curve(dict.fromkeys(true, 2.2))
    playing = (Span(SpanKind.PLAYING, 0.9, 12.0),)
    stepping = pitched(true, [0.0, 700.0] * 10)
    jumping = pitched(true, [0.0, 1200.0] * 10)
    found = [len(onset_times.find(novelty, notes, playing).times_s) for notes in (stepping, jumping)]
    assert found[0] > found[1]


def test_an_attack_that_swells_twice_is_one_onset_where_it_began():
    true = [1.0 + 0.6 * n for n in range(15)]
    novelty = curve(dict.fromkeys(true, 12.0) | {at + 0.06: 14.0 for at in true})
    heard = onset_times.find(novelty, (), (Span(SpanKind.PLAYING, 0.9, 12.0),)).times_s
    assert len(heard) == len(true)
    assert np.abs(heard - true).max() < 0.025


def test_where_a_click_touches_them_attacks_do_not_say_how_sharp_they_are():
    true = [1.0 + 0.5 * n for n in range(24)]
    novelty = curve({at: 12.0 for at in true if at % 1}, 20.0)
    for at_s in true[::2]:
        novelty[round(at_s / FINE_STEP_S) :][:3] += 14.0
    playing, clicks_s = (Span(SpanKind.PLAYING, 0.9, 14.0),), np.asarray(true[::2])
    with_all = onset_times.find(novelty, (), playing).rise_s
    between = onset_times.find(novelty, (), playing, clicks_s).rise_s
    assert between > with_all + 0.0004
    assert between == pytest.approx(onset_times.find(curve(dict.fromkeys(true, 12.0)), (), playing).rise_s, abs=0.0004)


def test_a_soft_cymbal_is_heard_by_how_its_level_jumps_if_percussion_plays():
    drums, cymbals = [1.0 + 0.5 * n for n in range(20)], [1.25 + 0.5 * n for n in range(20)]
    novelty = curve(dict.fromkeys(drums, 12.0) | dict.fromkeys(cymbals, 1.8))
    level_db = np.full(len(novelty), -60.0, np.float32)
    for at_s in (*drums, *cymbals):
        level_db[round(at_s / FINE_STEP_S) :][:12] = -45.0
    playing, every = (Span(SpanKind.PLAYING, 0.9, 12.0),), sorted(drums + cymbals)
    assert share_found(tuple(onset_times.find(novelty, (), playing).times_s), every) < 0.75
    sounding = Sounding(level_db, *(Series() for _ in range(4)))
    found = onset_times.find(novelty, (), playing, None, sounding, struck=True)
    assert share_found(tuple(found.times_s), every) > 0.95


def test_what_a_click_does_to_the_notes_near_it_is_told_by_those_between():
    near = np.arange(400) % 2 == 0
    late_ms = np.random.default_rng(4).normal(12, 6, 400)
    told = timing.unhidden(late_ms + 5.0 * near, near)
    assert np.median(told) == pytest.approx(np.median(late_ms), abs=1.5)
    assert timing.unhidden(late_ms + 30.0 * near, near)[near].mean() > 20  # nobody blames the click for so much


def test_accents_of_the_click_are_taken_out_like_the_others():
    beats_s = np.arange(40) * 0.5 + 1.0
    heights = np.where(np.arange(40) % 4 == 0, 12.0, 4.0)
    novelty = Series(np.float16)
    one = curve(dict(zip(beats_s.tolist(), heights.tolist(), strict=True)), 25.0)
    novelty.add(np.stack([one, one / 2], axis=1))
    trace = click_traces.learn(novelty, beats_s, (), ())
    left = click_traces.without(novelty, trace)
    assert max(left[round(at / FINE_STEP_S) : round(at / FINE_STEP_S) + 8].max() for at in beats_s) < 0.8
    plain = click_traces.Trace(trace.frames, trace.places * 0, trace.by_lag[1:2])
    assert click_traces.without(novelty, plain).max() > 4


def test_no_trace_is_learnt_where_a_note_begins_with_every_click():
    beats_s = np.arange(40) * 0.5 + 1.0
    novelty = Series(np.float16)
    novelty.add(curve(dict.fromkeys(beats_s.tolist(), 8.0), 25.0)[:, None])
    notes = pitched((beats_s + 0.03).tolist(), [200.0 * (n % 5) for n in range(40)])
    assert click_traces.learn(novelty, beats_s, (Span(SpanKind.PLAYING, 0.9, 21.5),), notes) is None

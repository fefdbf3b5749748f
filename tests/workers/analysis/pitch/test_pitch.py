"""Pitch, intonation and vibrato: heard as exactly as they were made, and not at all where there is none."""

import numpy as np
import pytest

from practice_app.metrics import Reason
from workers.analysis.pitch import vibrato
from workers.analysis.pitch.intonation import PitchAnalyser, Sung, measure, playing_notes, why_not
from workers.analysis.pitch.notes import Note
from workers.analysis.shared.spectrum import RATE_HZ
from workers.analysis.shared.values import Metric, Span, SpanKind

A4_HZ = 440.0


def tone(
    semitones: float, seconds: float, sway_hz: float = 0, sway_cents: float = 0, stiffness: float = 0
) -> np.ndarray:
    """A note of ten harmonics so far from A4, with vibrato, on a string as stiff as that."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    cents = sway_cents * np.sin(2 * np.pi * sway_hz * t)
    phase = 2 * np.pi * np.cumsum(A4_HZ * 2 ** (semitones / 12 + cents / 1200)) / RATE_HZ
    partials = [np.sin(n * np.sqrt((1 + stiffness * n * n) / (1 + stiffness)) * phase + n) / n for n in range(1, 11)]
    return np.clip(t / 0.04, 0, 1) * np.clip((seconds - t) / 0.04, 0, 1) * np.sum(partials, axis=0)


def recording(notes: list[np.ndarray], snr_db: float = 40, seed: int = 1) -> np.ndarray:
    """Notes one after the other, in noise."""
    sound = np.concatenate([np.zeros(RATE_HZ // 4), *notes, np.zeros(RATE_HZ // 4)])
    noise = np.random.default_rng(seed).standard_normal(len(sound))
    return (0.1 * (sound / sound.std() + 10 ** (-snr_db / 20) * noise)).astype(np.float32)


def heard(samples: np.ndarray, block: int = 240_000) -> Sung:
    """What is kept of samples that come in blocks."""
    analyser = PitchAnalyser()
    for start in range(0, len(samples), block):
        analyser.push(samples[start : start + block])
    return analyser.finish()


def figures(sung: Sung) -> dict[str, Metric]:
    """The four figures, when all of the recording is playing."""
    spans = (Span(SpanKind.PLAYING, 0.0, float(len(sung.tonal))),)
    tuned, _ = measure(sung, spans, 0.9)
    swayed = vibrato.measure(playing_notes(sung, spans), why_not(sung, spans), 0.9)
    return {metric.key: metric for metric in (*tuned, *swayed)}


SCALE = [-9, -7, -5, -4, -2, 0, 2, 3, 2, 0, -2, -4, -5, -7]


@pytest.mark.parametrize("semitones", [-33, -21, -12, 0, 12, 24, 36])
def test_a_note_is_heard_within_a_cent_from_the_cello_to_the_piccolo(semitones: int) -> None:
    (note,) = heard(recording([tone(semitones + 0.13, 1.0)], snr_db=20)).notes
    assert note.cents == pytest.approx(100 * semitones + 13, abs=1.0)
    assert (note.start_s, note.end_s) == pytest.approx((0.25, 1.25), abs=0.06)


def test_notes_of_a_scale_are_told_apart_in_noise() -> None:
    notes = heard(recording([tone(step, 0.35) for step in SCALE], snr_db=10)).notes
    assert [round(note.cents / 100) for note in notes] == SCALE
    assert np.abs([note.cents - 100 * step for note, step in zip(notes, SCALE, strict=True)]).mean() < 1.0


@pytest.mark.parametrize("tuning", [-42.0, -5.0, 0.0, 17.5])
def test_the_players_own_a_is_found(tuning: float) -> None:
    found = figures(heard(recording([tone(step + tuning / 100, 0.4) for step in SCALE])))
    assert found["tuning_cents"].value == pytest.approx(tuning, abs=0.5)
    assert found["tuning_cents"].confidence > 0.8
    assert found["intonation_spread_cents"].value == pytest.approx(0, abs=0.5)


def test_the_spread_is_that_of_the_notes_and_shows_the_furthest() -> None:
    off = np.random.default_rng(4).normal(0, 9, len(SCALE))
    off[5] = 31
    found = figures(heard(recording([tone(step + o / 100, 0.4) for step, o in zip(SCALE, off, strict=True)])))
    spread = found["intonation_spread_cents"]
    assert spread.value == pytest.approx(np.sqrt(((off - found["tuning_cents"].value) ** 2).sum() / 13), abs=0.7)
    assert any(start < 0.25 + 5.5 * 0.4 < end for start, end in spread.evidence)


@pytest.mark.parametrize(("rate_hz", "extent_cents"), [(4.5, 12), (5.5, 30), (6.5, 60), (7.5, 20)])
def test_vibrato_is_as_fast_and_wide_as_it_was(rate_hz: float, extent_cents: float) -> None:
    found = figures(heard(recording([tone(step, 0.9, rate_hz, extent_cents) for step in SCALE[:8]], snr_db=20)))
    assert found["vibrato_rate_hz"].value == pytest.approx(rate_hz, abs=0.08)
    assert found["vibrato_extent_cents"].value == pytest.approx(extent_cents, abs=2)
    assert found["vibrato_rate_hz"].confidence > 0.8


def test_a_wide_vibrato_stays_one_note_and_does_not_move_its_centre() -> None:
    (note,) = heard(recording([tone(0.2, 2.0, 5.0, 80)])).notes
    assert note.cents == pytest.approx(20, abs=1)
    assert note.sway is not None


def test_a_still_note_and_a_slide_have_no_vibrato() -> None:
    found = figures(heard(recording([tone(step, 0.8) for step in SCALE], snr_db=15)))
    assert found["vibrato_rate_hz"].value is None
    assert found["vibrato_rate_hz"].reason == Reason.NO_VIBRATO
    assert vibrato.find(np.linspace(-40, 40, 100), 0.01) is None


def test_a_stiff_strings_pitch_is_that_of_its_first_partial() -> None:
    notes = heard(recording([tone(step, 0.6, stiffness=5e-4) for step in SCALE])).notes
    assert np.abs([note.cents - 100 * round(note.cents / 100) for note in notes]).max() < 1.0


@pytest.mark.parametrize(("a_hz", "cents"), [(415.3, 0.0), (430.5, -37.8), (442.0, 7.9), (466.2, 0.0)])
def test_an_a_a_semitone_away_is_among_those_that_are_named(a_hz: float, cents: float) -> None:
    away = 12 * np.log2(a_hz / 440)
    tuning = figures(heard(recording([tone(step + away, 0.4) for step in SCALE])))["tuning_cents"]
    assert tuning.value == pytest.approx(cents, abs=0.6)
    assert len(tuning.references_hz) == 3
    assert min(abs(reference - a_hz) for reference in tuning.references_hz) < 0.3
    assert tuning.to_json()["references_hz"] == list(tuning.references_hz)


def test_no_other_figure_and_no_unknown_tuning_names_an_a() -> None:
    assert "references_hz" not in Metric("tempo_bpm", 96.0, 0.9).to_json()
    assert "references_hz" not in Metric("tuning_cents", None, 0.0, Reason.TOO_FEW_NOTES).to_json()


def test_chords_and_noise_have_no_tuning_and_say_why() -> None:
    chords = [tone(step, 0.5) + tone(step + 4.05, 0.5) + tone(step + 7.02, 0.5) for step in SCALE]
    assert figures(heard(recording(chords)))["tuning_cents"].reason == Reason.SEVERAL_NOTES_AT_ONCE
    noise = np.random.default_rng(2).standard_normal(RATE_HZ * 5)
    assert figures(heard(recording([noise])))["tuning_cents"].reason == Reason.NO_CLEAR_PITCH


def test_two_notes_are_too_few_to_tell() -> None:
    assert figures(heard(recording([tone(0, 0.5), tone(2, 0.5)])))["tuning_cents"].reason is Reason.TOO_FEW_NOTES


def test_the_same_sound_gives_the_same_bits_and_blocks_change_nothing_to_speak_of() -> None:
    sound = recording([tone(step, 0.7, 5.5, 20) for step in SCALE], snr_db=15)
    once, again, other = heard(sound), heard(sound), heard(sound, block=100_000)
    assert once.notes == again.notes
    assert len(other.notes) == len(once.notes)
    assert np.allclose([n.cents for n in other.notes], [n.cents for n in once.notes], atol=0.05)


def test_silence_a_sample_and_nothing_are_heard_without_complaint() -> None:
    for sound in (np.zeros(RATE_HZ), np.zeros(1), np.zeros(0)):
        assert heard(sound.astype(np.float32)).notes == ()


def test_a_held_note_does_not_fill_the_memory() -> None:
    held = np.tile(tone(0, 10.0)[RATE_HZ : 9 * RATE_HZ], 10).astype(np.float32)
    notes: tuple[Note, ...] = heard(held).notes
    assert max(note.length_s for note in notes) < 45

"""The colour of held notes: as it was made, and not told where it can't be heard."""

import numpy as np
import pytest

from practice_app.metrics import Reason
from workers.analysis import timbre
from workers.analysis.pipeline import Readers
from workers.analysis.pitch import intonation
from workers.analysis.shared.spectrum import RATE_HZ
from workers.analysis.shared.values import Curve, Metric, Span, SpanKind

SILENCE_S, GAP_S = 3.0, 0.3


def harmonics(hz: float) -> np.ndarray:
    """Those that lie well below 5 kHz."""
    return np.arange(1, min(40, int(5000 / hz - 0.65)) + 1)


def tone(hz: float, fall: float, seconds: float = 2.0, sway_cents: float = 0.0, change: float = 0.0) -> np.ndarray:
    """A note whose harmonics fall by a factor each, that may sway, and whose fall may waver by `change`."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    phase = 2 * np.pi * np.cumsum(hz * 2 ** (sway_cents / 1200 * np.sin(2 * np.pi * 5.5 * t))) / RATE_HZ
    falls = fall * (1 + change * np.sin(2 * np.pi * 0.4 * t))
    parts = [falls ** (n - 1) * np.sin(n * phase + n) for n in range(1, int(11000 / hz) + 1)]
    return np.clip(t / 0.05, 0, 1) * np.clip((seconds - t) / 0.05, 0, 1) * 0.1 * np.sum(parts, axis=0)


def middle(hz: float, fall: float) -> float:
    """The centroid of that note, in harmonics."""
    n = harmonics(hz)
    return float((n * fall ** (n - 1.0)).sum() / (fall ** (n - 1.0)).sum())


def breath(hz: float, fall: float, ratio_db: float, seconds: float = 2.0) -> np.ndarray:
    """White noise so far below that note's harmonics, up to 5 kHz."""
    n = harmonics(hz)
    power = 0.01 * (fall ** (2 * (n - 1.0))).sum() / 2 / 10 ** (ratio_db / 10)
    spread = np.sqrt(power * (RATE_HZ / 2) / (len(n) * hz))
    return spread * np.random.default_rng(5).standard_normal(int(seconds * RATE_HZ))


def told(
    notes: list[np.ndarray], instrument: str = "violin", room_db: float = -75.0
) -> tuple[dict[str, Metric], tuple[Curve, ...]]:
    """What is told of notes one after another, after three seconds of the room alone."""
    rest = np.zeros(int(GAP_S * RATE_HZ))
    sound = np.concatenate([np.zeros(int(SILENCE_S * RATE_HZ)), *(part for note in notes for part in (note, rest))])
    sound += 10 ** (room_db / 20) * np.random.default_rng(1).standard_normal(len(sound))
    readers, clock_s = Readers(), len(sound) / RATE_HZ
    readers.push(sound.astype(np.float32))
    sung, heard = readers.finish(), readers.heard()
    spans = (Span(SpanKind.SILENCE, 0, SILENCE_S), Span(SpanKind.PLAYING, SILENCE_S, clock_s))
    figures, curves = timbre.measure(
        readers.colour.rows,
        intonation.playing_notes(sung, spans[1:]),
        instrument,
        timbre.room_of(heard.bands_db, spans),
        reason=intonation.why_not(sung, spans[1:]),
        confidence=0.9,
        clock_s=clock_s,
    )
    return {figure.key: figure for figure in figures}, curves


@pytest.mark.parametrize("hz", [98.0, 196.0, 294.0, 440.0, 880.0])
@pytest.mark.parametrize("fall", [0.3, 0.6, 0.8])
def test_how_bright_a_note_is_is_the_middle_of_its_harmonics(hz: float, fall: float) -> None:
    found, _ = told([tone(hz, fall)] * 3)
    assert found["tone_brightness"].value == pytest.approx(middle(hz, fall), rel=0.04)
    assert found["tone_brightness"].confidence > 0.8
    assert found["tone_brightness"].pitch_hz == pytest.approx(hz, rel=0.01)


@pytest.mark.parametrize("sway_cents", [15.0, 30.0])
def test_vibrato_makes_it_neither_brighter_nor_darker(sway_cents: float) -> None:
    found, _ = told([tone(294.0, 0.7, sway_cents=sway_cents)] * 3)
    assert found["tone_brightness"].value == pytest.approx(middle(294.0, 0.7), rel=0.06)


@pytest.mark.parametrize("hz", [147.0, 330.0, 660.0])
@pytest.mark.parametrize("ratio_db", [9.0, 12.0, 20.0, 28.0])
def test_how_far_tone_stands_above_noise_is_as_it_was_made(hz: float, ratio_db: float) -> None:
    found, _ = told([tone(hz, 0.6) + breath(hz, 0.6, ratio_db)] * 3)
    assert found["tone_over_noise_db"].value == pytest.approx(ratio_db, abs=1.5)


def test_noise_makes_a_note_no_brighter_but_less_sure() -> None:
    clean, noisy = (told([tone(294.0, 0.6) + breath(294.0, 0.6, ratio_db)] * 3)[0] for ratio_db in (40.0, 18.0))
    key = "tone_brightness"
    assert noisy[key].value == pytest.approx(clean[key].value, rel=0.1)
    assert noisy[key].confidence < clean[key].confidence


def test_what_hisses_is_not_told_from_a_room_that_hisses_as_much() -> None:
    found, _ = told([tone(294.0, 0.6)] * 3, room_db=-40.0)
    assert found["tone_over_noise_db"].reason is Reason.NOISE_HIDDEN
    assert found["tone_brightness"].value == pytest.approx(middle(294.0, 0.6), rel=0.1)


def test_of_low_notes_tone_is_not_told_from_noise() -> None:
    found, _ = told([tone(62.0, 0.8)] * 3, "cello")
    assert found["tone_over_noise_db"].reason is Reason.TOO_LOW


def test_short_notes_are_not_long_ones() -> None:
    found, curves = told([tone(294.0, 0.6, seconds=0.7)] * 8)
    assert {figure.reason for figure in found.values()} == {Reason.TOO_FEW_NOTES}
    assert curves == ()


@pytest.mark.parametrize("instrument", ["piano", "guitar", "marimba", "하프"])
def test_notes_that_die_away_by_themselves_are_not_held(instrument: str) -> None:
    found, _ = told([tone(294.0, 0.6)] * 3, instrument)
    assert {figure.reason for figure in found.values()} == {Reason.NOT_HELD}


def test_the_curve_tells_each_half_second_within_a_note_and_nothing_between() -> None:
    _, (curve,) = told([tone(294.0, 0.5, 3.0), tone(294.0, 0.8, 3.0), tone(294.0, 0.5, 3.0)])
    first, second = middle(294.0, 0.5), middle(294.0, 0.8)
    assert curve.step_s == 0.5
    assert set(curve.values[:6]) == {None}
    known = [value for value in curve.values if value is not None]
    assert len(known) >= 12
    assert all(min(abs(value - first), abs(value - second)) < 0.15 for value in known)


def test_a_wavering_colour_wavers_in_the_curve() -> None:
    still, moving = (told([tone(294.0, 0.6, 4.0, change=change)] * 3)[1][0] for change in (0.0, 0.2))
    spread = [np.std([value for value in curve.values if value is not None]) for curve in (still, moving)]
    assert spread[1] > 5 * spread[0]

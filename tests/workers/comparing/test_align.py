"""Two performances of one score, made with their truth, laid side by side."""

import numpy as np
import pytest

from benchmarks.comparing import material
from benchmarks.comparing.material import KITCHEN, Player
from workers.comparing import align, sound

pytestmark = pytest.mark.xdist_group("align")  # what they share is made once, by one process

TUNE = material.score(7, beats=28)


def heard(folder, notes, *how):
    take = material.perform(notes, *how)
    return sound.read(take.written(folder / "take.wav")), take.onsets_s


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("takes")


@pytest.fixture(scope="module")
def first(folder):
    return heard(folder, TUNE, Player(1))


def test_a_slower_softer_noisier_take_in_a_room_is_laid_beside_the_first(folder, first):
    other, onsets = heard(folder, TUNE, Player(2, 80), KITCHEN)
    found = align.align(first[0], other)
    (whole,) = found.stretches
    errors = np.abs(np.interp(first[1], *whole.path.T) - onsets)
    assert np.mean(errors <= 0.05) >= 0.95
    assert found.confidence > 0.8
    assert (np.diff(whole.path, axis=0) >= 0).all()


def test_an_opening_left_out_stays_without_a_partner(folder, first):
    kept = [note for note in TUNE if note[0] >= 10]
    other, onsets = heard(folder, [(beat - 10, *rest) for beat, *rest in kept], Player(3, 88))
    (rest,) = align.align(first[0], other).stretches
    begins = first[1][len(TUNE) - len(kept)]
    assert rest.path[0, 0] == pytest.approx(begins, abs=0.5)
    errors = np.abs(np.interp(first[1][-len(kept) :], *rest.path.T) - onsets)
    assert np.mean(errors <= 0.05) >= 0.95


def test_other_music_in_the_same_key_is_not_laid_beside_it(folder, first):
    other, _ = heard(folder, material.score(8, beats=28), Player(4, 90))
    assert align.align(first[0], other) == align.Alignment((), 0.0)


def test_silence_matches_nothing(first):
    silent = sound.Sound(20.0, zeros(1000, 12), zeros(200, 66), zeros(1000, 12), zeros(3000))
    assert align.align(first[0], silent).stretches == ()
    assert align.align(silent, silent).stretches == ()


def zeros(*shape):
    return np.zeros(shape, np.float32)

"""A passage that is played again and again is heard as that; a piece played through is not."""

import numpy as np
import pytest

from tests.sounds import RATE, Note, Recording, bowed, bridged, midi_hz
from workers.analysis import analyse
from workers.analysis.repeats import drills, parts
from workers.analysis.repeats.parts import Part

PASSAGE = (62, 66, 69, 74, 73, 71, 69, 67, 66, 64, 69, 61)
LINE = (60, 64, 67, 72, 71, 67, 62, 65, 69, 65, 62, 59, 55, 59, 62, 67, 65, 62, 64, 60, 57, 64, 69, 66, 62, 57, 54, 61)


def played(*rounds: tuple[float, float, tuple[int, ...]]) -> Recording:
    """Each round from its second on at its tempo."""
    notes = []
    for at, bpm, midi in rounds:
        beat_s = 60 / bpm
        notes += [Note(at + n * beat_s, 0.95 * beat_s, midi_hz(number)) for n, number in enumerate(midi)]
    samples = 0.001 * np.random.default_rng(1).standard_normal(int((notes[-1].start_s + 3) * RATE))
    for note in notes:
        sound = 0.2 * bowed(note)
        at = int(note.start_s * RATE)
        samples[at : at + len(sound)] += sound
    return Recording(samples, RATE, bridged(notes))


@pytest.mark.parametrize("pause_s", [0.0, 2.5])
def test_each_round_of_a_drill_is_counted_with_its_tempo(opus, pause_s):
    tempi, at, rounds = [120.0, 132.0, 140.0, 152.0], 1.0, []
    for bpm in tempi:
        rounds.append((at, bpm, PASSAGE))
        at += 12 * 60 / bpm + pause_s
    (drill,) = analyse(opus(played(*rounds)), target_bpm=140).repeats
    assert [one.start_s for one in drill.rounds] == pytest.approx([at for at, _, _ in rounds], abs=0.6)
    assert [one.bpm for one in drill.rounds] == pytest.approx(tempi, rel=0.04)
    assert drill.rounds[-1].pace == pytest.approx(152 / 120, rel=0.04)
    assert 0 < drill.confidence <= 0.95


def test_what_is_played_through_is_no_drill(opus):
    assert analyse(opus(played((1.0, 120.0, LINE))), target_bpm=120).repeats == ()


def test_a_half_that_is_written_to_be_played_twice_is_no_drill(opus):
    twice = played((1.0, 120.0, PASSAGE), (7.0, 120.0, PASSAGE), (13.0, 120.0, LINE))
    assert analyse(opus(twice), target_bpm=120).repeats == ()


def test_rounds_that_were_heard_in_pairs_are_told_apart_where_pauses_show_it_and_halves_sound_alike():
    tune = np.random.default_rng(2).normal(size=(40, 12))
    tune /= np.linalg.norm(tune, axis=1)[:, None]
    pairs = [Part(0, 80, 1.0, 1.0), Part(80, 160, 0.9, 1.0), Part(160, 200, 0.9, 1.0)]
    begins = np.asarray([0, 41, 80, 119, 160])
    told = parts.split(pairs, begins, lambda start, end: tune[np.arange(start, end) % 40])
    assert [part.start for part in told] == [0, 41, 80, 119, 160]
    assert parts.evenness(told) == 1
    two = np.concatenate([tune, -tune])
    assert parts.split(pairs, begins, lambda start, end: two[np.arange(start, end) % 80]) == pairs
    assert parts.evenness(pairs) < 0.5


@pytest.mark.parametrize("lag", [9, 12, 18, 25])
def test_rounds_near_the_same_pause_each_have_a_length(lag):
    rng = np.random.default_rng(lag)
    for _ in range(200):
        steps = np.asarray([(1, 1), (2, 1), (1, 2)])[rng.integers(0, 3, int(rng.integers(12, 60)))]
        path = np.cumsum([(20 + lag, 20), *steps], axis=0)
        path = path[path[:, 0] > path[:, 1]]
        begins = np.unique(rng.integers(0, 120, int(rng.integers(0, 12))))
        for chain in drills._rounds(path, np.linspace(0, 10, len(path)), begins):
            assert all(part.end > part.start for part in chain)
            assert all(drills._shared(one, other) <= 1 for one in chain for other in chain)

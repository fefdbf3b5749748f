"""Whether the beat was kept, from what an analysis stores; who can't tell gives nothing."""

import random

from practice_app.services.awards.steadiness import Take, beats_of, steady, take_of


def played(bpm=100, beats=120, jitter=0.0, walk=0.0, parts=1, dropped=0.0, confidence=0.9):
    """Notes on the parts of a beat, each as far off as said (in beats), and a curve that says the tempo."""
    chance, at, onsets = random.Random(7), 0.4, []
    for _ in range(beats * parts):
        if chance.random() >= dropped:
            onsets.append(at + chance.gauss(0, jitter * 60 / bpm))
        at += 60 / bpm / parts * (1 + chance.gauss(0, walk))
    return Take(bpm, confidence, 1.0, [bpm] * int(at), sorted(onsets))


def test_a_beat_is_kept_in_quarters_eighths_triplets_and_sixteenths():
    for parts in (1, 2, 3, 4):
        assert steady([played(jitter=0.03, parts=parts)]) is True


def test_notes_off_by_more_than_a_tenth_of_a_beat_are_not_on_it():
    assert steady([played(jitter=0.14)]) is False
    assert steady([played(walk=0.12)]) is False


def test_notes_at_random_keep_no_beat_however_many():
    chance = random.Random(3)
    for count in (200, 600):
        assert (
            steady([Take(100, 0.9, 1.0, [100.0] * 120, sorted(chance.uniform(0, 120) for _ in range(count)))]) is False
        )


def test_eighty_five_percent_are_enough():
    good, bad = played(beats=200, jitter=0.01), played(beats=20, jitter=0.3)
    assert steady([good, bad]) is True
    assert steady([played(beats=60, jitter=0.01), played(beats=120, jitter=0.3)]) is False


def test_a_tempo_that_runs_away_is_not_kept_though_each_beat_is_even():
    at, onsets, curve = 0.0, [], [80 + 80 * n / 120 for n in range(120)]
    while at < 119:
        onsets.append(at)
        at += 60 / curve[int(at)]
    assert steady([Take(120, 0.9, 1.0, curve, onsets)]) is False


def test_rests_and_held_notes_say_nothing():
    assert steady([played(jitter=0.02, dropped=0.5)]) is True
    held = Take(100, 0.9, 1.0, [100.0] * 120, [2.4 * 3 * n for n in range(16)])
    assert steady([held]) is None


def test_phrases_with_rests_between_them_are_put_together():
    curve, onsets = [], []
    for phrase in range(12):
        begin = phrase * 8
        onsets += [begin + 0.1 + 0.6 * n for n in range(9)]
        curve += [100.0] * 6 + [None] * 2
    assert steady([Take(100, 0.9, 1.0, curve, onsets)]) is True


def test_who_is_not_sure_of_the_tempo_or_heard_little_tells_nothing():
    assert steady([played(confidence=0.4)]) is None
    assert steady([played(beats=12)]) is None
    assert steady([]) is None


def test_an_hour_is_no_more_work_than_a_few_minutes():
    assert beats_of(played(beats=7200)).passed <= 24 * 16


def test_a_take_is_read_of_an_analysis_where_it_tells_a_tempo():
    curve = {"key": "tempo_bpm", "step_s": 1.0, "values": [60.0]}
    told = {"metrics": [{"key": "tempo_bpm", "value": 60.0, "confidence": 0.7}], "curves": [curve], "onsets": {}}
    assert take_of(told) == Take(60.0, 0.7, 1.0, [60.0], [])
    assert take_of(told | {"metrics": [{"key": "tempo_bpm", "value": None}]}) is None
    assert take_of(told | {"curves": []}) is None

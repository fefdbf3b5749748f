"""Phrases put together of single notes know when each begins and how high it is; annotated performances are read."""

import numpy as np
import pytest

from benchmarks.analysis.material import soundfont
from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.material.scores import Note
from benchmarks.analysis.real import player, solos, tones, trios
from benchmarks.analysis.real.rooms import Room, rooms
from benchmarks.analysis.real.sources import LEARNED, MEASURED
from benchmarks.analysis.real.tones import LEAD_S, Pool, Tone

LEAD = round(LEAD_S * RATE_HZ)


def swelling(hz=440.0, silence_s=0.1, attack_s=0.05, seconds=1.0):
    """Silence, then a tone with three partials that swells."""
    at = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    sound = sum(np.sin(2 * np.pi * n * hz * at) / n for n in (1, 2, 3)) * np.minimum(1, at / attack_s)
    return np.concatenate([np.zeros(int(silence_s * RATE_HZ)), 0.2 * sound])


def test_a_note_begins_where_it_comes_within_30_db_of_its_loudest():
    assert tones.begins(swelling()) / RATE_HZ == pytest.approx(0.1 + 0.05 * 10 ** (-30 / 20), abs=0.004)
    assert tones.begins(np.zeros(RATE_HZ)) is None


@pytest.mark.parametrize("hz", [65.4, 196.0, 440.0, 1318.5])
def test_how_high_a_note_is_is_told_to_two_cents(hz):
    true = 69 + 12 * np.log2(hz / 440)
    assert tones.pitch(swelling(hz)) == pytest.approx(true, abs=0.02)


def test_noise_has_no_pitch():
    assert tones.pitch(np.random.default_rng(1).standard_normal(RATE_HZ)) == 0


def test_notes_begin_when_asked_at_the_pitch_that_is_asked_for():
    begun = tones.begins(swelling(attack_s=0.004))
    tone = Tone(swelling(attack_s=0.004)[begun - LEAD :], 69.0)
    notes = [Note(0.5, 0.4, 69), Note(1.2, 0.5, 73)]
    played = player.play(np.random.default_rng(1), Pool("a", "violin", (tone,)), notes, 2.0)
    for note in notes:
        part = played.sound[round((note.start_s - 0.05) * RATE_HZ) :][: RATE_HZ // 2]
        assert tones.begins(part) / RATE_HZ == pytest.approx(0.05, abs=0.003)
        assert tones.pitch(part[RATE_HZ // 10 :]) == pytest.approx(note.midi, abs=0.05)


def test_a_room_lets_the_direct_sound_through_at_once():
    response = np.exp(-np.arange(4800) / 900) * np.random.default_rng(2).standard_normal(4800)
    heard = Room("a", (response,)).heard(np.eye(1, 9600, 100)[0], 0, 20.0)
    assert np.abs(heard[:100]).max() < 1e-9
    assert np.abs(heard[100:220]).max() > 10 * np.abs(heard[300:]).max()


def test_the_notes_of_a_midi_file_begin_when_it_says():
    notes = [Note(0.5, 0.3, 60), Note(1.25, 0.3, 64), Note(1.25, 0.3, 67)]
    assert trios.begins(soundfont.midi(notes, 40)) == pytest.approx([0.5, 1.25, 1.25], abs=0.002)


def test_what_is_not_there_is_said_and_nothing_is_both_learned_from_and_measured(tmp_path):
    found, missing = tones.pools(tmp_path, MEASURED)
    assert not found
    assert len(missing) == sum(len(one.notes) for one in tones.SOURCES if one.split == MEASURED)
    assert rooms(tmp_path)[1]
    assert trios.performances(tmp_path)[1]
    assert solos.performances(tmp_path)[1]
    places = {split: {one.place for one in tones.SOURCES if one.split == split} for split in (LEARNED, MEASURED)}
    assert not places[LEARNED] & places[MEASURED]


def test_a_solo_s_notes_begin_where_they_are_annotated_and_two_at_once_are_one(tmp_path):
    wav, told = (tmp_path / solos.PLACE / "FTIMSET" / kind / "AndreHolzapfel" for kind in ("wav", "ons"))
    for folder in (wav, told):
        folder.mkdir(parents=True)
    (wav / "test_cello_suite.wav").touch()
    (told / "test_cello_suite.ons").write_text("0.5\n1.21\n1.2\n2.0\n")
    [found], missing = solos.performances(tmp_path)
    assert (found.family, found.instrument, found.begins_s.tolist()) == ("bowed", "cello", [0.5, 1.2, 2.0])
    assert len(missing) == 10

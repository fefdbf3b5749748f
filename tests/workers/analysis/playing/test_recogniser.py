"""What the name of an instrument says beside what is heard."""

import numpy as np
import pytest

from workers.analysis.playing.deciding import _agreed
from workers.analysis.playing.recogniser import NOTHING, PLAYING, SINGING, TALKING, granted, named

LITTLE, TONE = np.full(20, 0.4), np.full(20, 0.5)
"""Of tone: so little that nothing is likelier for it, and, where it is loud, so much that nothing is less likely."""


def moments(*parts):
    """So many moments of shares that are nearly all one sound, or of several in halves."""
    rows = []
    for count, sounds in parts:
        row = np.full(5, 0.02)
        row[list(sounds)] = 0.92 / len(sounds)
        rows += [row / row.sum()] * count
    return np.asarray(rows, np.float32)


def test_who_hums_as_long_as_he_plays_does_not_play_there():
    likely = granted(moments((200, [PLAYING]), (200, [SINGING])), "bowed")
    assert likely[:180].min() > 0.8
    assert likely[220:].max() < 0.2


@pytest.mark.parametrize("family", [None, "voice"])
def test_of_a_voice_or_an_unknown_instrument_it_is_the_song(family):
    assert granted(moments((200, [PLAYING]), (200, [SINGING])), family).min() > 0.8


def test_an_instrument_near_a_voice_keeps_what_sounds_sung():
    assert granted(moments((200, [SINGING]), (40, [PLAYING])), "blown").min() > 0.8
    assert granted(moments((200, [PLAYING]), (200, [PLAYING, SINGING])), "bowed").min() > 0.8


def test_who_sings_and_then_plays_without_a_pause_does_not_play_yet():
    likely = granted(moments((100, [NOTHING]), (40, [SINGING]), (200, [PLAYING])), "blown")
    assert likely[105:130].max() < 0.2
    assert likely[150:].min() > 0.8


def test_a_note_that_dies_away_like_a_voice_is_played_to_its_end():
    likely = granted(moments((200, [PLAYING]), (40, [SINGING]), (100, [NOTHING])), "percussion")
    assert likely[:235].min() > 0.8


def test_what_sounds_tonal_is_less_likely_nothing_or_talk_beside_an_instrument_with_a_pitch():
    heard = moments((10, [NOTHING, PLAYING]), (10, [TALKING, PLAYING]))
    tonal = np.full(20, 0.85)
    assert named(heard, tonal, tonal, "blown")[:, PLAYING].min() > 0.8
    assert named(heard, LITTLE, TONE, "blown") == pytest.approx(heard, abs=1e-6)
    pure = np.full(20, 0.99)
    assert named(heard, pure, pure, "keys") == pytest.approx(heard, abs=1e-6), "a whine is purer than any piano"
    assert named(heard, tonal, tonal, None) == pytest.approx(heard, abs=1e-6)


def test_short_notes_are_tonal_where_they_are_loud():
    heard = moments((20, [NOTHING, PLAYING]))
    assert named(heard, LITTLE, np.full(20, 0.7), "plucked")[:, PLAYING].min() > 0.8


def test_of_who_practises_singing_a_voice_less_likely_talks_unless_that_is_clear():
    heard = moments((10, [TALKING, SINGING]), (10, [TALKING]))
    sung = named(heard, LITTLE, TONE, "voice")
    assert sung[:10, SINGING].min() > 0.65
    assert set(sung[10:].argmax(axis=1)) == {TALKING}
    assert named(heard, LITTLE, TONE, "bowed") == pytest.approx(heard, abs=1e-6)


def test_a_monotonous_talker_is_no_singer_for_being_tonal():
    heard, tonal = moments((20, [TALKING, SINGING])), np.full(20, 0.85)
    once, more = (named(heard, *about, "voice") for about in ((LITTLE, TONE), (tonal, tonal)))
    assert more[:, SINGING] / more[:, TALKING] == pytest.approx(once[:, SINGING] / once[:, TALKING])


def test_where_what_is_likely_does_not_count_the_figure_is_less_sure():
    likely, half = np.ones(100, bool), np.arange(100) < 50
    assert (_agreed(likely, likely), _agreed(likely, half), _agreed(~likely, ~likely)) == (1, 0.5, 1)

"""Whether the instrument somebody named is there at all, beside what is heard."""

import numpy as np
import pytest

from workers.analysis.playing import finding
from workers.analysis.playing.features import COLOURS
from workers.analysis.playing.recogniser import NOTHING, PLAYING, TALKING, weights

MINUTE = 1200
"""In moments."""


@pytest.fixture
def heard(monkeypatch):
    """A recording of which all is heard as these sounds alike; of which the network that knows the instrument says
    these log odds, and any other those."""

    def hear(odds, family, *sounds, other=-5.0, level=0.0, lasting=0.0, tonal=0.5):
        moment = np.zeros((len(odds), COLOURS + 4), np.float32)
        moment[:, COLOURS], moment[:, COLOURS + 2], moment[:, COLOURS + 3] = level, lasting, tonal
        told = np.full((len(odds), 5), 0.02, np.float32)
        told[:, list(sounds)] = 0.92 / len(sounds)
        told /= told.sum(axis=1, keepdims=True)
        known = {net: np.full(len(odds), other) for net in finding.FOURTH} | {finding.KNOWN.get(family, ""): odds}
        monkeypatch.setattr(finding, "_odds", lambda *_: known)
        return told, finding.found(told, moment, family, {})

    return hear


@pytest.mark.parametrize("family", ["bowed", "blown", "reeds", "plucked", "keys", "voice", "percussion"])
def test_where_nothing_near_is_such_an_instrument_hardly_anything_is_played(family, heard):
    _, told = heard(np.full(600, -2.0), family, PLAYING)
    assert told[:, PLAYING].max() < 0.3, "a door that slams"


def test_two_sure_seconds_are_enough_for_the_two_minutes_about_them(heard):
    odds = np.full(6 * MINUTE, -2.0)
    odds[3 * MINUTE - 20 : 3 * MINUTE + 21] = 3
    _, told = heard(odds, "bowed", PLAYING)
    assert told[MINUTE : 5 * MINUTE, PLAYING].min() > 0.9
    assert max(told[: MINUTE - 20, PLAYING].max(), told[5 * MINUTE + 21 :, PLAYING].max()) < 0.3


def test_what_is_far_softer_than_the_rest_is_no_proof(heard):
    _, told = heard(np.full(600, 3.0), "bowed", PLAYING, level=-3.0)
    assert told[:, PLAYING].max() < 0.75


def test_a_long_pure_and_steady_note_is_a_note_whatever_its_colour(heard):
    _, told = heard(np.full(600, -2.0), "blown", PLAYING, lasting=1.0, tonal=0.9)
    assert told[:, PLAYING].min() > 0.9
    _, warbling = heard(np.full(600, -2.0), "blown", PLAYING, lasting=0.8, tonal=0.9)
    assert warbling[:, PLAYING].max() < 0.3, "a telephone's bells"


def test_of_drums_less_is_asked(heard):
    for family, played in (("percussion", True), ("plucked", False)):
        _, told = heard(np.full(600, -0.5), family, PLAYING)
        assert bool(told[:, PLAYING].min() > 0.9) is played


def test_who_plays_another_instrument_than_the_one_named_is_heard_if_that_is_sure_enough(heard):
    for other, played in ((5.0, True), (3.0, False)):
        _, told = heard(np.full(600, -2.0), "bowed", PLAYING, other=other)
        assert bool(told[:, PLAYING].min() > 0.9) is played


def test_where_it_surely_is_such_an_instrument_it_is_less_likely_talk_or_nothing(heard):
    for other in (NOTHING, TALKING):
        told, sure = heard(np.full(600, 4.0), "plucked", PLAYING, other)
        assert told[:, PLAYING].max() < 0.5
        assert sure[:, PLAYING].min() > 0.8, "a damped guitar"


def test_of_an_instrument_nobody_named_or_of_no_known_family_nothing_is_said(heard):
    for family in (None, "melodic"):
        told, after = heard(np.full(600, -2.0), family, PLAYING)
        assert (after == told).all()


def test_the_fourth_kind_lies_beside_the_others():
    assert {f"{net}.mean0" for net in finding.FOURTH} <= set(weights())

"""What is said of two takes laid side by side, from a path and from what was heard in each."""

import numpy as np

from workers.comparing import differences
from workers.comparing.align import Stretch
from workers.comparing.differences import Heard


def line(*points):
    return Stretch(np.array(points, float), 0.9)


def heard(confidence=0.9, **curves):
    named = {"tempo_bpm": "tempo_stability_pct", "intonation_cents": "intonation_spread_cents"}
    return Heard(
        {
            "curves": [{"key": key, "step_s": 1.0, "values": list(values)} for key, values in curves.items()],
            "metrics": [{"key": named.get(key, key), "confidence": confidence} for key in curves],
        }
    )


def said(stretches, a=None, b=None, bars=None):
    some = differences.parts(stretches, bars)
    return [(one.from_s, one.to_s, one.change) for one in differences.told(some, a or Heard(None), b or Heard(None))]


def test_where_the_second_take_lingers_it_is_slower_and_nothing_is_said_of_the_rest():
    found = said([line((0, 0), (40, 40), (80, 84.4))])
    assert {change for *_, change in found} == {"slower"}
    assert min(start for start, *_ in found) >= 30


def test_bars_are_counted_off_where_it_is_known_which_they_are():
    some = differences.parts([line((0, 0), (64, 70))], (1, 32))
    assert [part.bars for part in some][:2] == [(1, 4), (5, 8)]
    assert some[-1].bars == (29, 32)


def test_bars_are_not_counted_off_on_takes_in_two_pieces():
    assert {part.bars for part in differences.parts([line((0, 0), (30, 30)), line((40, 35), (64, 60))], (1, 32))} == {
        None
    }


def test_loudness_is_against_each_takes_own_usual():
    a = heard(loudness_lufs=[-30.0] * 80)
    further_away = heard(loudness_lufs=[-42.0] * 80)
    assert said([line((0, 0), (80, 80))], a, further_away) == []
    swelling = heard(loudness_lufs=[-42.0] * 60 + [-36.0] * 20)
    assert said([line((0, 0), (80, 80))], a, swelling) == [(60.0, 70.0, "louder"), (70.0, 80.0, "louder")]


def test_steadiness_is_told_where_the_ear_was_sure_of_both():
    straight, wobbly = [96.0] * 80, [96.0 + 6 * (n % 2) for n in range(80)]
    whole = [line((0, 0), (80, 80))]
    assert {change for *_, change in said(whole, heard(tempo_bpm=wobbly), heard(tempo_bpm=straight))} == {"steadier"}
    assert said(whole, heard(0.3, tempo_bpm=wobbly), heard(tempo_bpm=straight)) == []


def test_a_curve_that_knows_too_little_of_a_stretch_says_nothing_there():
    some = [None, None, 5.0, None, None, None, None, None, None, None] * 8
    assert said([line((0, 0), (80, 80))], heard(intonation_cents=[30.0] * 80), heard(intonation_cents=some)) == []


def test_what_is_drawn_is_empty_where_there_is_no_partner():
    drawn = differences.drawn([line((20, 10), (40, 30))], 60.0, Heard(None), Heard(None))
    known = [n * drawn["step_s"] for n, value in enumerate(drawn["faster_pct"]) if value is not None]
    assert 19 <= min(known) <= 21
    assert 39 <= max(known) <= 41

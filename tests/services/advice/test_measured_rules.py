"""Rules about what is heard: where each must speak, and where it must not."""

from dataclasses import replace

import pytest

from practice_app.services.advice.picture import Basis, Drill, Moment, Subject
from tests.services.advice.weeks import CODA, GAVOTTE, SURE, TODAY, TRIO, UNSURE, days, gavotte, says, sitting

SWAYING = {"tempo_stability_pct": 9.0, "tempo_bpm": 86.0}
STEADY = {"tempo_stability_pct": 2.5, "tempo_bpm": 80.0}
RUSHING = {"tempo_drift_bpm_per_min": 3.0, "tempo_bpm": 90.0}
LATE = {"click_offset_ms": 32.0}
SPREAD = {"intonation_spread_cents": 25.0}
FLAT = {"dynamic_range_db": 5.0}
FAR = {"tempo_bpm": 50.0}
QUICK = {"tempo_bpm": 95.0, "tempo_stability_pct": 5.0}
SPEAK = {
    "unsteady_passage": SWAYING,
    "tempo_step": STEADY,
    "drifting": RUSHING,
    "off_click": LATE,
    "intonation": SPREAD,
    "narrow_dynamics": FLAT,
    "far_target": FAR,
    "never_slow": QUICK,
}
"""What each of these rules speaks about, when it is heard on five days."""
FIVE = (9, 7, 5, 3, 1)


@pytest.mark.parametrize(("kind", "figures"), SPEAK.items())
def test_each_speaks_about_what_it_is_for(kind, figures):
    (found,) = says(kind, *days(figures, *FIVE))
    assert found.subject.piece_id == GAVOTTE
    assert found.says.message
    assert found.why.values["n"] == 5


@pytest.mark.parametrize(("kind", "figures"), SPEAK.items())
def test_none_speaks_of_what_nobody_is_sure_of(kind, figures):
    assert not says(kind, *days(figures, *FIVE, sure=UNSURE))
    assert not says(kind, *days(figures, 9, 7, sure=SURE), *days(figures, 5, 3, 1, sure=UNSURE)), "two are too few"


@pytest.mark.parametrize(("kind", "figures"), SPEAK.items())
def test_none_speaks_from_too_few_points(kind, figures):
    assert not says(kind, *days(figures, 3, 1))
    alike = [sitting(1, figures, minutes=20 + n) for n in range(5)]
    assert not says(kind, *alike), "one day alone tells nothing"


@pytest.mark.parametrize(("kind", "figures"), SPEAK.items())
def test_none_speaks_of_a_piece_that_rests_or_is_gone(kind, figures):
    assert not says(kind, *days(figures, *FIVE), works=[gavotte(status="resting")])
    assert not says(kind, *days(figures, *FIVE), works=[])


@pytest.mark.parametrize(("kind", "figures"), SPEAK.items())
def test_none_speaks_of_what_the_player_says_was_heard_wrongly(kind, figures):
    assert not says(kind, *days(figures, *FIVE, played_s=600.0, corrected_s=300.0))
    assert says(kind, *days(figures, *FIVE, played_s=600.0, corrected_s=590.0)), "ten seconds change no figure"


@pytest.mark.parametrize(("kind", "figures"), SPEAK.items())
def test_none_speaks_of_a_passage_that_had_only_some_of_the_time(kind, figures):
    mixed = ((GAVOTTE, TRIO, 0.4, 0), (None, None, 0.6, 0))
    assert not says(kind, *days(figures, *FIVE, on=mixed))


def test_a_swaying_passage_is_tried_at_seven_tenths():
    (found,) = says("unsteady_passage", *days(SWAYING, 5, 3, 1))
    assert found.subject == Subject(GAVOTTE, TRIO)
    assert (found.bpm, found.says.values) == (60, {"a": 9, "b": 60})
    assert found.evidence[0] == Basis(sitting(1, SWAYING).id, "tempo_stability_pct"), "the newest first"
    assert (found.baseline.metric, found.baseline.value) == ("tempo_stability_pct", 9)


def test_a_beat_may_breathe_on_stage():
    assert not says("unsteady_passage", *days(SWAYING, *FIVE, mode="performance"))
    assert not says("unsteady_passage", *days(SWAYING, *FIVE), works=[gavotte(status="performing")])


def test_one_bad_day_is_no_swaying_passage():
    assert not says("unsteady_passage", *days(STEADY, 7, 5, 3), sitting(1, SWAYING))


def test_nobody_is_sent_slower_than_slow():
    assert not says("unsteady_passage", *days({"tempo_stability_pct": 9.0, "tempo_bpm": 40.0}, *FIVE))


def test_a_steady_passage_goes_one_step_up_and_never_over_the_target():
    assert [one.bpm for one in says("tempo_step", *days(STEADY, 5, 3, 1))] == [84]
    near = STEADY | {"tempo_bpm": 96.5}
    assert [one.bpm for one in says("tempo_step", *days(near, 5, 3, 1))] == [100]
    assert not says("tempo_step", *days(STEADY | {"tempo_bpm": 99.0}, 5, 3, 1)), "there already"
    assert not says("tempo_step", *days(STEADY, 5, 3, 1), works=[gavotte(target_bpm=None)])


def test_a_step_up_waits_for_all_and_for_the_players_own_word():
    assert not says("tempo_step", *days(STEADY, 5, 3), sitting(1, SWAYING))
    assert not says("tempo_step", *days(STEADY, 5, 3), sitting(1, STEADY, self_rating=2))


def test_the_passages_own_target_counts_before_the_pieces():
    one = replace(gavotte().passages[1], target_bpm=82.0)
    assert not says("tempo_step", *days(STEADY, 5, 3, 1), works=[gavotte(passages=(one,))])


def test_a_tempo_that_goes_both_ways_is_no_drift():
    both = days(RUSHING, 9, 7, 5), days({"tempo_drift_bpm_per_min": -3.0}, 3, 1)
    assert not says("drifting", *both[0], *both[1])
    (slower,) = says("drifting", *days({"tempo_drift_bpm_per_min": -3.0}, 5, 3, 1))
    assert "slower" in slower.says.message
    assert not says("drifting", *days({"tempo_drift_bpm_per_min": 1.0}, *FIVE))


def test_early_and_late_are_told_apart_and_near_is_near():
    (early,) = says("off_click", *days({"click_offset_ms": -32.0}, 5, 3, 1))
    assert "before" in early.says.message
    assert not says("off_click", *days({"click_offset_ms": 12.0}, *FIVE))
    assert not says("off_click", *days(LATE, 9, 7, 5), *days({"click_offset_ms": -40.0}, 3, 1))


def test_what_the_tuner_put_there_is_no_intonation():
    assert not says("intonation", *days(SPREAD, *FIVE, instrument="piano"))
    assert not says("intonation", *days({"intonation_spread_cents": 12.0}, *FIVE))


def test_a_harpsichord_has_one_loudness():
    assert not says("narrow_dynamics", *days(FLAT, *FIVE, instrument="harpsichord"))
    assert not says("narrow_dynamics", *days(FLAT, 9, 7, 5), sitting(1, {"dynamic_range_db": 12.0}))


def test_a_far_target_gets_a_stop_on_the_way():
    assert [one.bpm for one in says("far_target", *days(FAR, 5, 3, 1))] == [57]
    assert not says("far_target", *days({"tempo_bpm": 70.0}, *FIVE))
    assert not says("far_target", *days(FAR, *FIVE), works=[gavotte(target_bpm=None)])


def test_who_practises_slowly_is_not_told_to():
    assert [one.bpm for one in says("never_slow", *days(QUICK, *FIVE))] == [66]
    assert not says("never_slow", *days(QUICK, *FIVE), sitting(11, mode="slow"))
    assert not says("never_slow", *days(QUICK, *FIVE), sitting(0, QUICK | {"tempo_bpm": 60.0}))
    assert not says("never_slow", *days(STEADY | {"tempo_bpm": 95.0}, *FIVE)), "what is steady needs no slowness"


def test_many_times_and_no_faster_is_tried_in_turns_with_another_passage():
    drilled = [sitting(ago, {"tempo_bpm": 70.0}, on=((GAVOTTE, TRIO, 1.0, 8),)) for ago in (7, 5, 3)]
    other = sitting(2, on=((GAVOTTE, CODA, 1.0, 2),))
    (found,) = says("interleave", *drilled, other)
    assert found.says.values == {"n": 24, "other": "Coda"}
    assert not says("interleave", *drilled), "there must be another one"
    assert not says("interleave", *drilled[:2], other)
    faster = sitting(1, {"tempo_bpm": 90.0}, on=((GAVOTTE, TRIO, 1.0, 8),))
    assert not says("interleave", drilled[0], drilled[1], faster, sitting(0, {"tempo_bpm": 90.0}), other)
    few = [sitting(ago, {"tempo_bpm": 70.0}, on=((GAVOTTE, TRIO, 1.0, 3),)) for ago in (7, 5, 3)]
    assert not says("interleave", *few, other)


def test_rounds_that_were_heard_count_like_those_on_the_stand_and_can_be_heard():
    drill = Drill(10.0, 55.0, SURE, 9)
    drilled = [sitting(ago, {"tempo_bpm": 70.0}, drills=(drill,)) for ago in (7, 5, 3)]
    (found,) = says("interleave", *drilled, sitting(2, on=((GAVOTTE, CODA, 1.0, 2),)))
    assert found.evidence[0] == Moment(drilled[-1].id, 10.0, 55.0)
    unsure = [replace(one, drills=(replace(drill, confidence=UNSURE),)) for one in drilled]
    assert not says("interleave", *unsure, sitting(2, on=((GAVOTTE, CODA, 1.0, 2),)))
    assert max(one.day for one in drilled) < TODAY

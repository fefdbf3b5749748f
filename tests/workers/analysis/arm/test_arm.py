"""The bow arm: an arm that physics moves, and a phone on it, of which every stroke is known."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.analysis.arm import arms
from practice_app import motion
from workers.analysis import arm
from workers.analysis.arm import felt, figures, witness
from workers.analysis.shared.values import Span, SpanKind

STEADY = arms.Style(
    stroke_s=(0.5, 0.5),
    differ=(0.0, 0.1),
    bow_m=(0.3, 0.4),
    heard=(0.9, 0.9),
    false=(0.0, 0.0),
    late_s=(0.08, 0.08),
    sway_deg=(1.0, 2.0),
    crossing_deg=(0.0, 4.0),
    missing=(0.0, 0.02),
)


def first_half(bowed: arms.Bowed) -> float:
    """Strokes a minute in the first fifteen seconds."""
    inside = bowed.ends_s < 15
    return 60 * float(inside.sum()) / float(bowed.ends_s[inside].max() - bowed.starts_s[0])


def told(bowed: arms.Bowed) -> figures.Arm:
    found = figures.told(bowed.felt, bowed.spans, bowed.onsets_s)
    assert found is not None
    return found


@pytest.fixture
def bowed() -> arms.Bowed:
    return arms.bowing(np.random.default_rng(13), 30.0, STEADY)


def test_strokes_set_out_where_the_arm_does(bowed):
    starts = np.array([one.start_s for one in told(bowed).strokes])
    apart = np.abs(starts[:, None] - bowed.starts_s).min(0)
    assert np.mean(apart < 0.06) > 0.9
    assert len(starts) == pytest.approx(len(bowed.starts_s), abs=2)


def test_strokes_a_minute_and_their_length_are_those_of_the_arm(bowed):
    found = told(bowed)
    assert found.per_minute == pytest.approx(bowed.per_minute, rel=0.05)
    length_s = float(np.median(bowed.ends_s - bowed.starts_s))
    assert [found.side(side).length_s for side in (1, -1)] == pytest.approx([length_s, length_s], rel=0.2)


def test_sides_take_turns(bowed):
    sides = [one.side for one in told(bowed).strokes]
    assert np.mean(np.diff(sides) != 0) > 0.95


def test_strokes_are_the_same_however_the_phone_is_strapped(bowed):
    turned, _ = np.linalg.qr(np.random.default_rng(3).standard_normal((3, 3)))
    other = arms.Bowed(
        felt.Felt(30, bowed.felt.rotation @ turned), bowed.starts_s, bowed.ends_s, bowed.onsets_s, bowed.spans
    )
    assert len(told(other).strokes) == len(told(bowed).strokes)
    assert told(other).per_minute == pytest.approx(told(bowed).per_minute, rel=0.01)


def test_notes_agree_with_strokes_whatever_the_clocks_say(bowed):
    found = told(bowed)
    assert found.agreement.share > 0.75 > found.agreement.chance + 0.2
    assert found.agreement.lag_s == pytest.approx(0.08, abs=0.03)
    assert found.confidence > 0.6


def test_strokes_that_nobody_hears_are_not_sure(bowed):
    strange = np.sort(np.random.default_rng(5).uniform(0, 30, len(bowed.onsets_s)))
    found = figures.told(bowed.felt, bowed.spans, strange)
    assert found is not None
    assert found.confidence < 0.35


@pytest.mark.parametrize("kind", arms.IDLE)
def test_a_phone_on_no_bow_arm_is_never_sure(kind):
    rng = np.random.default_rng(8)
    for _ in range(4):
        idle = arms.idle(rng, 30.0, kind)
        found = figures.told(idle.felt, idle.spans, idle.onsets_s)
        assert found is None or found.confidence < 0.35


def test_what_is_not_heard_is_no_stroke(bowed):
    half = (Span(SpanKind.PLAYING, 0.0, 15.0), Span(SpanKind.SPEECH, 15.0, 30.0))
    found = figures.told(bowed.felt, half, bowed.onsets_s)
    assert found is not None
    assert max(one.end_s for one in found.strokes) < 16
    assert found.per_minute == pytest.approx(first_half(bowed), rel=0.1)


def test_a_phone_that_stopped_feeling_tells_of_the_rest(bowed):
    rotation = bowed.felt.rotation.copy()
    rotation[len(rotation) // 2 :] = np.nan
    found = figures.told(felt.Felt(30, rotation), bowed.spans, bowed.onsets_s)
    assert found is not None
    assert max(one.end_s for one in found.strokes) < 15.5
    assert found.per_minute == pytest.approx(first_half(bowed), rel=0.1)
    assert found.part == pytest.approx(0.5, abs=0.05)
    assert found.confidence < told(bowed).confidence


@pytest.mark.parametrize("rotation", [np.zeros((900, 3)), np.full((900, 3), np.nan), np.zeros((1, 3))])
def test_a_phone_that_feels_nothing_tells_nothing(rotation):
    playing = (Span(SpanKind.PLAYING, 0.0, 30.0),)
    assert figures.told(felt.Felt(30, rotation), playing, np.arange(0.0, 30.0, 0.5)) is None
    assert figures.told(felt.Felt(30, rotation), (), np.array([])) is None


def test_a_file_is_read_as_it_was_packed(bowed, tmp_path: Path):
    file = tmp_path / "motion"
    file.write_bytes(felt.packed(bowed.felt))
    again = arm.read(file)
    assert again.rate_hz == 30
    assert np.array_equal(np.isnan(again.rotation), np.isnan(bowed.felt.rotation))
    assert np.nanmax(np.abs(again.rotation - bowed.felt.rotation)) <= 0.5 / motion.PER_DEG_S + 1e-9


def test_only_of_bowed_instruments(bowed, tmp_path: Path):
    file = tmp_path / "motion"
    file.write_bytes(felt.packed(bowed.felt))
    assert arm.measure(file, "violin", bowed.spans, bowed.onsets_s) is not None
    assert arm.measure(file, "piano", bowed.spans, bowed.onsets_s) is None
    assert arm.measure(file, None, bowed.spans, bowed.onsets_s) is None


def test_a_file_that_is_none_spoils_nothing(tmp_path: Path):
    file = tmp_path / "motion"
    file.write_bytes(b"GIF89a")
    assert arm.measure(file, "violin", (), ()) is None


HEAD = motion.HEADER.pack(motion.MARK, motion.VERSION, 30)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEAD,
        HEAD + b"12345",
        b"WSMX" + HEAD[4:] + b"123456",
        motion.HEADER.pack(motion.MARK, 2, 30) + b"123456",
        motion.HEADER.pack(motion.MARK, 1, 0) + b"123456",
        motion.HEADER.pack(motion.MARK, 1, 61) + b"123456",
    ],
)
def test_what_no_phone_says_is_none(data):
    assert not motion.is_one(data)


def test_more_than_the_longest_recording_is_none():
    assert motion.is_one(HEAD + b"123456")
    assert not motion.is_one(HEAD + bytes(motion.LARGEST // 6 * 6))


def test_one_stroke_or_no_note_agrees_with_nothing():
    for starts, onsets in ((np.array([1.0]), np.array([1.0])), (np.arange(9.0), np.array([]))):
        found = witness.agreement(starts, onsets)
        assert (found.share, found.gain, found.lag_s) == (0.0, 0.0, 0.0)
        assert not found.heard.any()
    assert witness.agreement(np.arange(9.0), np.array([4.0])).heard.sum() == 1


def test_what_is_told_fits_into_the_analysis(bowed):
    document = told(bowed).to_json()
    assert {len(column) for column in document["strokes"].values()} == {document["count"]}
    assert sum(side["count"] for side in document["sides"]) == document["count"]
    assert 0 <= document["by_chance"] <= document["agreed"] <= 1

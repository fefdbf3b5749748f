"""What was heard in a session: all its takes together, honest about what is missing."""

from datetime import UTC, datetime

import pytest

from practice_app.database import transaction
from practice_app.errors import NotFound
from practice_app.services import analysis, practice
from practice_app.services.analysis.results import SessionAnalysis
from tests.services.people import heard, metric, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


@pytest.fixture
def half_hour(ann):
    return session(ann, NOON, 30)


def told(user_id, row) -> SessionAnalysis:
    with transaction(user_id) as db:
        return analysis.of_session(db, user_id, row.id)


def figure(told_: SessionAnalysis, key: str):
    return next(m for m in told_.metrics if m["key"] == key)


def test_a_session_without_a_recording_says_so(ann, half_hour):
    answer = told(ann, half_hour)
    assert (answer.status, answer.played_s, answer.clock_s) == ("none", None, 1800)
    assert figure(answer, "played_s")["reason"] == "no_recording"


@pytest.mark.parametrize("status", ["uploading", "queued", "processing"])
def test_a_take_on_its_way_tells_how_far_it_is(ann, half_hour, status):
    take(half_hour, ann, status)
    answer = told(ann, half_hour)
    assert (answer.status, answer.played_s) == (status, None)
    assert figure(answer, "played_s")["reason"] == "not_yet_heard"


def test_a_take_that_could_not_be_heard_says_why(ann, half_hour):
    take(half_hour, ann, "failed", failure="not_audio")
    answer = told(ann, half_hour)
    assert (answer.status, answer.failure) == ("failed", "not_audio")


def test_one_take_is_told_as_it_was_heard(ann, half_hour):
    figures = [metric("played_s", 1500.0), metric("tempo_bpm", None, 0.0, reason="no_pulse")]
    heard(half_hour, ann, take(half_hour, ann), 1800, 1500, metrics=figures)
    answer = told(ann, half_hour)
    assert (answer.status, answer.version, answer.played_s) == ("ready", "1", 1500)
    assert answer.metrics == figures


def test_the_session_knows_how_long_it_sounded(ann, half_hour):
    heard(half_hour, ann, take(half_hour, ann), 900, 600)
    heard(half_hour, ann, take(half_hour, ann, offset_s=900), 900, 500)
    with transaction(ann) as db:
        assert practice.show(db, ann, half_hour.id).played_s == 1100


def test_hearing_again_with_better_ears_counts_once(ann, half_hour):
    recording = take(half_hour, ann)
    heard(half_hour, ann, recording, 1800, 600)
    heard(half_hour, ann, recording, 1800, 700, version="2")
    with transaction(ann) as db:
        assert practice.show(db, ann, half_hour.id).played_s == 700
    assert told(ann, half_hour).played_s == 700


def test_several_takes_are_put_on_the_sessions_clock(ann, half_hour):
    first, second = take(half_hour, ann), take(half_hour, ann, offset_s=900)
    curve = {"key": "loudness_lufs", "unit": "LUFS", "step_s": 300.0}
    heard(half_hour, ann, first, 600, 400, curves=[curve | {"values": [-30.0, -20.0]}])
    heard(half_hour, ann, second, 900, 800, curves=[curve | {"values": [-25.0, None, -24.0]}])
    answer = told(ann, half_hour)
    assert [(s["start_s"], s["end_s"]) for s in answer.spans] == [(0, 400), (900, 1700)]
    assert answer.curves[0]["values"] == [-30.0, -20.0, None, -25.0, None, -24.0]
    assert (answer.recorded_s, answer.played_s) == (1500, 1200)


def test_figures_of_several_takes_are_averaged_by_playing_time_or_not_told(ann, half_hour):
    one = [metric("tempo_bpm", 60.0, 0.5), metric("loudness_lufs", -20.0), metric("dynamic_range_db", 10.0)]
    two = [metric("tempo_bpm", 90.0, 0.8), metric("loudness_lufs", -20.0), metric("dynamic_range_db", 12.0)]
    heard(half_hour, ann, take(half_hour, ann), 900, 200, metrics=one)
    heard(half_hour, ann, take(half_hour, ann, offset_s=900), 900, 400, metrics=two)
    answer = told(ann, half_hour)
    assert figure(answer, "tempo_bpm")["value"] == 80
    assert figure(answer, "tempo_bpm")["confidence"] == 0.7
    assert figure(answer, "loudness_lufs")["value"] == -20
    assert figure(answer, "dynamic_range_db")["value"] is None
    assert figure(answer, "dynamic_range_db")["reason"] == "several_recordings"


def test_a_tuning_names_its_a_and_is_averaged_round_the_semitone(ann, half_hour):
    heard(half_hour, ann, take(half_hour, ann), 900, 300, metrics=[metric("tuning_cents", 48.0)])
    assert figure(told(ann, half_hour), "tuning_cents")["references_hz"] == [427.0, 452.4, 479.3]
    heard(half_hour, ann, take(half_hour, ann, offset_s=900), 900, 300, metrics=[metric("tuning_cents", -48.0)])
    assert abs(figure(told(ann, half_hour), "tuning_cents")["value"]) == pytest.approx(50, abs=0.01)


def test_a_session_heard_only_in_part_says_so(ann, half_hour):
    heard(half_hour, ann, take(half_hour, ann), 900, 600)
    take(half_hour, ann, "failed", 900, failure="damaged")
    answer = told(ann, half_hour)
    assert (answer.status, answer.failure, answer.played_s) == ("ready", "damaged", 600)
    assert figure(answer, "played_s")["reason"] == "part_not_heard"


def test_a_take_deleted_after_it_was_heard_leaves_its_figures(ann, half_hour):
    heard(half_hour, ann, take(half_hour, ann, "deleted"), 1800, 1500)
    take(half_hour, ann, "deleted")
    answer = told(ann, half_hour)
    assert (answer.status, answer.played_s, len(answer.recordings)) == ("ready", 1500, 1)


def test_a_stranger_hears_nothing(ann, half_hour):
    heard(half_hour, ann, take(half_hour, ann), 1800, 1500)
    with pytest.raises(NotFound):
        told(person("Bob"), half_hour)


def test_of_several_takes_it_is_told_about_which_pitch_their_long_notes_lay_together(ann, half_hour):
    for offset_s, value, pitch_hz in ((0, 3.0, 200.0), (900, 4.0, 300.0)):
        told_of_it = [metric("played_s", 300), metric("tone_brightness", value, pitch_hz=pitch_hz)]
        heard(half_hour, ann, take(half_hour, ann, offset_s=offset_s), 600, 300, metrics=told_of_it)
    together = figure(told(ann, half_hour), "tone_brightness")
    assert (together["value"], together["pitch_hz"]) == (3.5, 250)

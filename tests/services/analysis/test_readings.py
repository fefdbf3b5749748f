"""A tempo that may be read in two ways is read as its player counts it, once it was said."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import Invalid, NotFound
from practice_app.services import analysis, pieces, progress
from practice_app.services.analysis import ReadingDraft, reading
from practice_app.services.pieces import PieceChanges, PieceDraft
from practice_app.services.recordings.analysing import _read
from tests.services.people import heard, metric, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CURVE = {"key": "tempo_bpm", "unit": "bpm", "step_s": 1.0, "values": [72.0, None, 73.0]}


def figures(bpm=72.0, value=72.0):
    read = [
        {"value": bpm, "says": "beat", "confidence": 0.9},
        {"value": 2 * bpm, "says": "eighths", "confidence": 0.9},
    ]
    return [
        metric("played_s", 600.0),
        metric("tempo_bpm", value, 0.6, alternatives=read),
        metric("tempo_drift_bpm_per_min", 1.0),
    ]


@pytest.fixture
def ann(clean_database):
    return person("Ann")


@pytest.fixture
def piece(ann):
    with transaction(ann) as db:
        return pieces.add_piece(db, ann, PieceDraft(title="Gigue", beat={"bpm_ratio": 2}))[0].id


def practised(who, piece=None, days=0, target=None, **told):
    items = [{"piece_id": piece, "seconds": 1500}] if piece else []
    row = session(who, NOON + timedelta(days=days), 30, items=items, target_bpm=target)
    heard(row, who, take(row, who), 1800, 600, metrics=figures(**told), curves=[CURVE])
    return row


def pick(who, row, bpm):
    with transaction(who) as db:
        analysis.read_as(db, who, row.id, ReadingDraft(bpm=bpm))


def tempo(who, row):
    with transaction(who) as db:
        return next(one for one in analysis.of_session(db, who, row.id).metrics if one["key"] == "tempo_bpm")


def counted(who, piece):
    with transaction(who) as db:
        found = pieces.piece(db, who, piece)
    return found.counted_bpm, found.beat


def test_what_is_picked_is_the_tempo_with_its_curve_and_drift(ann, piece):
    row = practised(ann, piece)
    pick(ann, row, 144)
    with transaction(ann) as db:
        told = analysis.of_session(db, ann, row.id)
    by_key = {one["key"]: one["value"] for one in told.metrics}
    assert (by_key["tempo_bpm"], by_key["tempo_drift_bpm_per_min"], by_key["played_s"]) == (144, 2, 600)
    assert told.curves[0]["values"] == [144, None, 146]
    assert (tempo(ann, row)["confidence"], tempo(ann, row)["picked"]) == (0.9, True)


def test_it_is_remembered_for_the_piece_and_the_later_word_counts(ann, piece):
    row = practised(ann, piece)
    pick(ann, row, 144)
    assert counted(ann, piece) == (144, None)
    pick(ann, row, 72)
    assert (tempo(ann, row)["value"], counted(ann, piece)) == (72, (72, None))


def test_other_takes_of_the_piece_are_read_so_too_where_they_may_be(ann, piece):
    near, slow, other = (
        practised(ann, piece, 1, bpm=66.0),
        practised(ann, piece, 2, bpm=50.0),
        practised(ann, None, 3),
    )
    pick(ann, practised(ann, piece), 144)
    assert [tempo(ann, row).get("picked", False) for row in (near, slow, other)] == [True, False, False]
    assert tempo(ann, near)["value"] == 132


def test_what_comes_later_is_read_as_it_was_counted(ann, piece):
    pick(ann, practised(ann, piece), 144)
    later = practised(ann, piece, 1)
    aimed = practised(ann, piece, 2, target=70.0)

    def told(row):
        job = type("Job", (), {"session_id": row.id})
        with transaction(ann) as db:
            found = _read(db, job, {"metrics": figures(), "curves": []})
        return next(one["value"] for one in found["metrics"] if one["key"] == "tempo_bpm")

    assert (told(later), told(aimed)) == (144, 72)
    with transaction(ann) as db:
        pieces.change_piece(db, ann, piece, PieceChanges(counted_bpm=None))
    assert told(later) == 72


def test_a_tempo_that_could_not_be_told_is_told_once_it_was_picked(ann, piece):
    row = practised(ann, piece, value=None)
    pick(ann, row, 72)
    assert (tempo(ann, row)["value"], tempo(ann, row)["reason"]) == (72, None)


def test_trends_are_of_what_was_picked(ann, piece):
    row = practised(ann, piece)
    pick(ann, row, 144)
    with transaction(ann) as db:
        day = NOON.date().isoformat()
        trends = progress.dash(db, ann, "UTC", day, day).trends
    assert [one.points[0].value for one in trends if one.key == "tempo_bpm"] == [144]


@pytest.mark.parametrize("bpm", [40.0, 100.0, 300.0])
def test_a_tempo_that_was_not_heard_is_refused(ann, piece, bpm):
    row = practised(ann, piece)
    with pytest.raises(Invalid):
        pick(ann, row, bpm)
    assert counted(ann, piece)[0] is None


def test_without_a_piece_it_holds_for_the_session(ann):
    row, other = practised(ann), practised(ann, None, 1)
    pick(ann, row, 144)
    assert (tempo(ann, row)["value"], tempo(ann, other)["value"]) == (144, 72)


def test_a_stranger_reads_nothing_otherwise(ann, piece):
    row, bob = practised(ann, piece), person("Bob")
    with pytest.raises(NotFound):
        pick(bob, row, 144)
    assert (tempo(ann, row)["value"], counted(ann, piece)[0]) == (72, None)


def test_one_reading_is_no_choice():
    assert reading.as_counted([metric("tempo_bpm", 72.0)], [], 144) is None
    assert reading.as_counted([], [], 144) is None

"""What a piece's page tells of the last weeks."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.errors import NotFound
from practice_app.services import pieces, practice
from practice_app.services.pieces import sections, story
from practice_app.services.pieces.repertoire import PieceDraft
from practice_app.services.pieces.sections import SectionDraft
from tests.services.people import heard, metric, person, session, take

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def asked(user_id, verb, *args):
    with transaction(user_id) as db:
        return verb(db, user_id, *args)


@pytest.fixture
def gavotte(ann):
    return asked(ann, pieces.add_piece, PieceDraft(title="Gavotte"))[0].id


def passage(ann, piece_id, title):
    return asked(ann, sections.add, piece_id, SectionDraft(title=title))[0].id


def practised(ann, weeks_ago, *items, days=0):
    return session(ann, NOON - timedelta(weeks=weeks_ago, days=days), items=list(items))


def item(piece_id, section_id=None, repetitions=0, seconds=60):
    return {"piece_id": piece_id, "section_id": section_id, "seconds": seconds, "repetitions": repetitions}


def test_repetitions_are_counted_by_week_for_each_passage(ann, gavotte):
    trio, coda = passage(ann, gavotte, "Trio"), passage(ann, gavotte, "Coda")
    practised(ann, 0, item(gavotte, trio, 5), item(gavotte, coda, 1))
    practised(ann, 0, item(gavotte, trio, 2), days=6)
    practised(ann, 1, item(gavotte, trio, 3))
    practised(ann, 12, item(gavotte, trio, 100))
    told = asked(ann, story.story, gavotte, "UTC").drilled
    assert told == {trio: [0] * 10 + [3, 7], coda: [0] * 11 + [1]}


def test_a_session_that_was_deleted_is_not_told(ann, gavotte):
    trio = passage(ann, gavotte, "Trio")
    asked(ann, practice.delete, practised(ann, 0, item(gavotte, trio, 5)).id)
    assert asked(ann, story.story, gavotte, "UTC").drilled == {}


def test_figures_are_told_of_sessions_that_were_mostly_this_piece(ann, gavotte):
    other = asked(ann, pieces.add_piece, PieceDraft(title="Scales"))[0].id
    for weeks_ago, share_s, width in ((2, 600, 10.0), (1, 300, 12.0), (0, 100, 99.0)):
        row = practised(ann, weeks_ago, item(gavotte, seconds=share_s), item(other, seconds=300))
        metrics = [metric("vibrato_extent_cents", width), metric("vibrato_rate_hz", 5.5, confidence=0.2)]
        heard(row, ann, take(row, ann), 600, 500, metrics=metrics)
    (trend,) = asked(ann, story.story, gavotte, "UTC").trends
    assert (trend.key, [point.value for point in trend.points]) == ("vibrato_extent_cents", [10.0, 12.0])


def test_strangers_see_nothing(ann, gavotte):
    trio = passage(ann, gavotte, "Trio")
    practised(ann, 0, item(gavotte, trio, 5))
    with pytest.raises(NotFound):
        asked(person("Eve"), story.story, gavotte, "UTC")

"""Whoever has a page open is told when what they practised is otherwise, once it is committed."""

from datetime import UTC, datetime

import pytest

from practice_app.database import transaction
from practice_app.services import practice
from practice_app.services.shared import events
from tests.services.people import person, session


@pytest.fixture
def told(clean_database, monkeypatch):
    """Of what was practised; that it earned titles is told besides."""
    told = []

    def hear(audience, event):
        if event.topic != events.Topic.NOTIFIED:
            told.append((audience.id, event.topic))

    monkeypatch.setattr(events, "publish", hear)
    return told


def test_a_session_that_comes_and_goes_is_told_of_once_each(told):
    ann = person("Ann")
    row = session(ann, datetime(2026, 3, 2, 17, tzinfo=UTC))
    assert told == [(str(ann), "practice")]
    with transaction(ann) as db:
        practice.delete(db, ann, row.id)
        practice.restore(db, ann, row.id)
        assert len(told) == 1, "not before it is committed"
    assert told == [(str(ann), "practice")] * 2


def test_what_was_rolled_back_is_not_told_of(told):
    ann = person("Ann")
    row = session(ann, datetime(2026, 3, 2, 17, tzinfo=UTC))

    def fail_after_deleting():
        with transaction(ann) as db:
            practice.delete(db, ann, row.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_deleting()
    assert len(told) == 1

"""The journal's line of what is due."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft
from practice_app.services.shared.events import Event, PracticeChanged
from practice_app.state.planning import NextState
from tests.services.people import session
from tests.state.tabs import call, tab

pytestmark = pytest.mark.anyio
NOW = datetime.now(UTC)


def practised(user_id, piece_id, days_ago, **more):
    start = NOW - timedelta(days=days_ago, hours=1)
    session(user_id, start, items=[{"piece_id": piece_id, "seconds": 600}], **more)


@pytest.fixture
def piece(ann):
    with transaction(ann) as db:
        return pieces.add_piece(db, ann, PieceDraft(title="Sarabande"))[0].id


async def test_what_is_due_is_counted_for_whose_journal_it_is_alone(ann, anns, bobs, piece):
    practised(ann, piece, 4, self_rating=1)
    mine, other, nobodys = await tab(NextState, anns), await tab(NextState, bobs), await tab(NextState)
    for state in (mine, other, nobodys):
        await call(state, "look")
    assert [state.due for state in (mine, other, nobodys)] == [1, 0, 0]


async def test_practised_on_the_phone_it_is_due_no_more_on_the_open_page(ann, anns, piece):
    practised(ann, piece, 4, self_rating=1)
    state = await tab(NextState, anns, "/")
    await call(state, "look")
    practised(ann, piece, 0, self_rating=5)
    await state._received(Event(str(ann), PracticeChanged()))
    assert state.due == 0

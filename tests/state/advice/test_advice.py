"""What is worth a try, as the journal shows it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.services.advice.picture import Picture, Subject, Work
from practice_app.state.advice import AdviceState, _stand
from practice_app.state.journal.months import JournalState
from tests.services.people import session
from tests.state.tabs import call, tab

pytestmark = pytest.mark.anyio
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


async def journal(cookie):
    state = await tab(JournalState, cookie)
    await call(state, "arrive")
    return await state.get_state(AdviceState)


async def test_the_journal_has_nothing_to_say_to_who_has_just_begun(ann, anns):
    session(ann, NOON - timedelta(days=1), 20)
    assert (await journal(anns)).advised == []


async def test_a_card_is_put_away_and_fetched_back(ann, anns):
    for ago in (1, 2):
        session(ann, NOON - timedelta(days=ago), 70)
    state = await journal(anns)
    (card,) = state.advised
    assert (card.says_values, card.kept) == ({"n": 2}, False)
    assert card.hear.endswith("?at=0-4200")
    await call(state, "dismiss", card.id)
    assert [one.dismissed for one in state.advised] == [True]
    assert (await journal(anns)).advised == []
    await call(state, "take_back", card.id)
    assert [one.id for one in (await journal(anns)).advised] == [card.id]


async def test_nobody_puts_away_what_is_not_theirs(ann, anns, bobs):
    for ago in (1, 2):
        session(ann, NOON - timedelta(days=ago), 70)
    (card,) = (await journal(anns)).advised
    other = await journal(bobs)
    assert other.advised == []
    for name in (card.id, "nonsense"):
        await call(other, "dismiss", name)
        assert other.notice_kind == "error"
    assert len((await journal(anns)).advised) == 1


def test_the_stand_is_set_for_a_piece_with_its_passage_and_tempo():
    piece, section = UUID(int=1), UUID(int=2)
    seen = Picture(NOON.date(), works={piece: Work(piece, "Gigue"), section: Work(section, "Air", status="resting")})
    assert _stand(seen, Subject(piece, section), 56) == f"/practice?piece={piece}&section={section}&bpm=56"
    assert _stand(seen, Subject(piece), None) == f"/practice?piece={piece}"
    assert [_stand(seen, one, 56) for one in (Subject(), Subject(section), Subject(instrument="violin"))] == [""] * 3
